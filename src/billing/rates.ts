import Big from 'big.js';
import { atLeastCents, type Money } from '../model/money.ts';

/** Fixed exchange rates: how much of `base` one unit of a currency is worth, as exact decimals, and on which day. */
export type Rates = {
  readonly base: string;
  /** `2026-11-01` */
  readonly asOf: string;
  /** By currency; the base itself is not among them. */
  readonly worth: Readonly<Record<string, string>>;
};

/** A sum in one currency, and all that has to be said with it. */
export type Total = {
  readonly money: Money;
  /** The rates that went into it; empty where nothing had to be converted. */
  readonly rates: readonly { readonly currency: string; readonly rate: string }[];
  readonly asOf: string | null;
  /** Currencies that are not in it: there is no rate for them. */
  readonly missing: readonly string[];
};

/** Not money, and never added to it. */
export const isMoney = ({ currency }: Money): boolean => currency !== 'credits';

/** The exact worth in the base currency; null without a rate, which what is no money never has. */
export function converted(money: Money, rates: Rates): Money | null {
  if (money.currency === rates.base) return money;
  const rate = rates.worth[money.currency];
  return rate === undefined
    ? null
    : { amount: atLeastCents(new Big(money.amount).times(rate)), currency: rates.base };
}

/** One total of sums in several currencies; null without money, or without rates where there is more than one currency. */
export function totalOf(sums: readonly Money[], rates: Rates | null): Total | null {
  const money = sums.filter(isMoney);
  const [first] = money;
  if (first === undefined) return null;
  if (rates === null)
    return money.every(({ currency }) => currency === first.currency)
      ? { money: added(money, first.currency), rates: [], asOf: null, missing: [] }
      : null;
  const inBase = money.flatMap((sum) => converted(sum, rates) ?? []);
  if (inBase.length === 0) return null;
  const used = [...new Set(money.map(({ currency }) => currency))];
  const foreign = used.filter((currency) => currency !== rates.base);
  const known = foreign.flatMap((currency) => {
    const rate = rates.worth[currency];
    return rate === undefined ? [] : [{ currency, rate }];
  });
  return {
    money: added(inBase, rates.base),
    rates: known,
    asOf: known.length === 0 ? null : rates.asOf,
    missing: foreign.filter((currency) => rates.worth[currency] === undefined),
  };
}

const added = (sums: readonly Money[], currency: string): Money => ({
  amount: atLeastCents(sums.reduce((sum, { amount }) => sum.plus(amount), new Big(0))),
  currency,
});
