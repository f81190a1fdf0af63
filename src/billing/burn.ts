import Big from 'big.js';
import type { Billing } from '../model/billing.ts';
import type { Money } from '../model/money.ts';
import { hoursPerMonth } from '../model/money.ts';
import type { BalanceSample } from './balance-sample.ts';
import { type BurnRate, burnRateOf } from './burn-rate.ts';
import { spendingInLedger } from './ledger-spending.ts';
import { spendingInSamples } from './sample-spending.ts';
import { nothing, type Spending } from './spending.ts';

/** How fast an account's balance goes down, in its own currency. */
export type Burn = BurnRate & {
  readonly currency: string;
  /** Seen in the ledger, or in own readings of the balance; else what the servers' prices add up to. */
  readonly source: 'ledger' | 'samples' | 'price';
  /** Epoch ms from which on it was watched; null for prices. */
  readonly since: number | null;
};

/** What was measured is believed from this on: half the distance between high and low, as a part of the rate. */
const mostDoubt = 0.25;

/**
 * What is known best: the ledger or the own samples, whichever leaves less in doubt; the prices where both leave much.
 * Null: nothing is known. A rate of zero is one that was measured, or a price of nothing.
 */
export function burnOf(
  { balance, transactions, autoFunding }: Pick<Billing, 'balance' | 'transactions' | 'autoFunding'>,
  samples: readonly BalanceSample[],
  monthlyCost: Money | null,
  now: number,
): Burn | null {
  const currency = balance?.currency ?? monthlyCost?.currency;
  if (currency === undefined) return null;
  const measured = [
    measure('ledger', spendingInLedger(transactions, currency, now), currency),
    measure('samples', spendingInSamples(samples, { transactions, autoFunding }), currency),
  ]
    .filter((burn) => burn !== null)
    .sort((a, b) => doubtOf(a) - doubtOf(b));
  const [best] = measured;
  const price = monthlyCost?.currency === currency ? priceBurn(monthlyCost) : null;
  if (best !== undefined && (price === null || doubtOf(best) <= mostDoubt)) return best;
  return price;
}

function measure(source: Burn['source'], spending: Spending | null, currency: string): Burn | null {
  const rate = spending === null ? null : burnRateOf(spending);
  return spending === null || rate === null ? null : { ...rate, currency, source, since: spending.from };
}

/** An account that is charged by the month may show nothing for long: where prices are known, silence is no proof. */
const doubtOf = ({ perDay, low, high }: BurnRate): number =>
  perDay.lte(0) ? Number.POSITIVE_INFINITY : high.minus(low).div(perDay).div(2).toNumber();

/** By months of 730 hours; the calendar's have 28 to 31 days. */
const priceBurn = ({ amount, currency }: Money): Burn | null => {
  const monthly = new Big(amount);
  if (monthly.lt(0)) return null;
  const perDay = monthly.times(24).div(hoursPerMonth);
  return monthly.eq(0)
    ? { perDay: nothing, low: nothing, high: nothing, currency, source: 'price', since: null }
    : { perDay, low: monthly.div(31), high: monthly.div(28), currency, source: 'price', since: null };
};
