import type { Transaction } from '../model/billing.ts';

/** Rows newest first in which every word stands, without case: in the description, the amount, the day or the direction. */
export function searchLedger(transactions: readonly Transaction[], text: string): readonly Transaction[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return transactions
    .filter((row) => {
      const hay = hayOf(row);
      return words.every((word) => hay.includes(word));
    })
    .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
}

const hayOf = ({ id, description, amount, currency, type, at }: Transaction): string =>
  [id, description, amount, currency, type, at === null ? '' : new Date(at).toISOString()]
    .join(' ')
    .toLowerCase();
