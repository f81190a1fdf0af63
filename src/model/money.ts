import Big from 'big.js';
import { rememberTexts } from './remember-texts.ts';

/** An exact decimal string with its currency (`INR`, `USD`, or `credits`, which is no money). */
export type Money = { readonly amount: string; readonly currency: string };

const decimal = /^-?\d+(\.\d+)?$/;

/** Longer figures are no money. */
const mostDigits = 60;

/** A decimal string for what an API gave as string or number, without a plus sign; null for anything else. */
export function toDecimal(value: string | number): string | null {
  const text = typeof value === 'number' ? plainNumber(value) : value.trim().replace(/^\+(?=\d)/, '');
  return text !== null && text.length <= mostDigits && decimal.test(text) ? text : null;
}

const plainNumber = (value: number): string | null =>
  Number.isFinite(value) ? new Big(value).toFixed() : null;

/** The exact sum with at least two decimals; null for an empty list. All amounts must be of one currency. */
export function sumMoney(amounts: readonly Money[]): Money | null {
  const first = amounts[0];
  if (first === undefined) return null;
  if (amounts.some((money) => money.currency !== first.currency)) return null;
  // Thousands of servers have a few prices between them.
  const counts = new Map<string, number>();
  for (const { amount } of amounts) counts.set(amount, (counts.get(amount) ?? 0) + 1);
  const total = [...counts].reduce(
    (sum, [amount, count]) => sum.plus(new Big(amount).times(count)),
    new Big(0),
  );
  return { amount: atLeastCents(total), currency: first.currency };
}

/** What prices are turned from one into the other by, as providers do it. */
export const hoursPerMonth = 730;

/** An hourly price as a month's. */
export const monthlyFromHourly = rememberTexts(
  (hourly) => atLeastCents(new Big(hourly).times(hoursPerMonth)),
  256,
);

/** The amount without its sign, as ledgers show it. */
export const absoluteAmount = (amount: string): string => amount.replace(/^-/, '');

/** The exact decimal, with two decimals where it has fewer. */
export const atLeastCents = (value: Big): string => {
  const text = value.toFixed();
  const decimals = text.split('.')[1]?.length ?? 0;
  return decimals < 2 ? value.toFixed(2) : text;
};
