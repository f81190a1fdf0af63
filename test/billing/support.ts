import type { BalanceSample } from '../../src/billing/balance-sample.ts';
import type { Transaction } from '../../src/model/billing.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** When accounts are looked at. */
export const now = Date.parse('2026-11-01T12:00:00Z');

export const usd = (amount: string) => ({ amount, currency: 'USD' });

export const row = (given: Partial<Transaction> & Pick<Transaction, 'at' | 'amount'>): Transaction => ({
  id: String(given.at),
  description: 'VPS Hourly Charge - web-1',
  currency: 'USD',
  type: 'debit',
  ...given,
});

/** Readings of a balance every `gap` ms for `length` ms, the newest at `end`. */
export const readings = (
  balanceAt: (at: number) => string,
  { length, gap = 5 * minute, end = now }: { length: number; gap?: number; end?: number },
): readonly BalanceSample[] =>
  Array.from({ length: Math.floor(length / gap) + 1 }, (_, index) => end - index * gap)
    .reverse()
    .map((at) => ({ at, amount: balanceAt(at) }));
