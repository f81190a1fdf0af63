import Big from 'big.js';
import type { Transaction } from '../model/billing.ts';
import { type Charge, nothing, type Spending } from './spending.ts';

/** Older rows say little of what is spent now. */
const reachMs = 8 * 24 * 3_600_000;
/** Rows this close to each other are one run of the provider's billing, such as one charge a server. */
const runMs = 60_000;

/**
 * The spending that a ledger's debits show; credits are money put in, not spending. Null where the ledger says too
 * little. Its oldest run is left out: it pays for the time before, and a ledger is often cut off in the middle of it.
 */
export function spendingInLedger(
  transactions: readonly Transaction[],
  currency: string,
  now: number,
): Spending | null {
  const debits = transactions
    .flatMap(({ type, at, amount, currency: own }) =>
      type === 'debit' && own === currency && at !== null && at > now - reachMs ? [{ at, amount }] : [],
    )
    .sort((a, b) => a.at - b.at);
  const runs: Charge[] = [];
  for (const { at, amount } of debits) {
    const open = runs.at(-1);
    if (open !== undefined && at - open.to <= runMs)
      runs[runs.length - 1] = { from: open.from, to: at, amount: open.amount.plus(amount) };
    else runs.push({ from: at, to: at, amount: new Big(amount) });
  }
  const [oldest, ...charges] = runs;
  const newest = charges.at(-1);
  if (oldest === undefined || newest === undefined) return null;
  return { from: oldest.to, to: Math.max(now, newest.to), charges, step: nothing };
}
