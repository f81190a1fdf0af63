import Big from 'big.js';
import type { AutoFunding, Transaction } from '../model/billing.ts';
import type { BalanceSample } from './balance-sample.ts';
import { type Charge, nothing, type Spending } from './spending.ts';

/** What is known of money put in, so that it does not hide what was spent meanwhile. */
export type Deposits = {
  readonly transactions: readonly Transaction[];
  readonly autoFunding: AutoFunding | null;
};

/** A stretch shorter than this is not preferred to a longer one that came before it. */
const enoughMs = 3_600_000;

/**
 * The spending that a falling balance shows; null for fewer than two samples. A balance that rises was topped up: with
 * the ledger's credits, or auto-funding's amount, what was spent meanwhile is told apart; where the top-up is not
 * known, its stretch is no spending of any kind, and only the time after it counts (or before it, while that is longer).
 */
export function spendingInSamples(samples: readonly BalanceSample[], deposits: Deposits): Spending | null {
  const runs: BalanceSample[][] = [[]];
  const charges = new Map<BalanceSample, Charge>();
  const credits = deposits.transactions.filter(({ type }) => type === 'credit');
  for (const [index, sample] of samples.entries()) {
    const before = samples[index - 1];
    const spent =
      before === undefined ? nothing : spentBetween(before, sample, { ...deposits, transactions: credits });
    if (spent === null) runs.push([]);
    else if (before !== undefined && spent.gt(0))
      charges.set(sample, { from: before.at, to: sample.at, amount: spent });
    runs.at(-1)?.push(sample);
  }
  const lengthOf = (run: readonly BalanceSample[]) => (run.at(-1)?.at ?? 0) - (run[0]?.at ?? 0);
  const run =
    runs.findLast((one) => lengthOf(one) >= enoughMs) ??
    runs.reduce((longest, one) => (lengthOf(one) > lengthOf(longest) ? one : longest));
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined || first.at === last.at) return null;
  return {
    from: first.at,
    to: last.at,
    charges: run.slice(1).flatMap((sample) => charges.get(sample) ?? []),
    step: stepOf(run),
  };
}

/** Of the credits among the transactions. Null: more was put in than is known of. */
function spentBetween(before: BalanceSample, after: BalanceSample, deposits: Deposits): Big | null {
  const fall = new Big(before.amount).minus(after.amount);
  const credited = deposits.transactions
    .filter(({ at }) => at !== null && at > before.at && at <= after.at)
    .reduce((sum, { amount }) => sum.plus(amount), nothing);
  const spent = fall.plus(credited);
  return spent.gte(0) ? spent : besidesAutoFunding(spent, before, after, deposits.autoFunding);
}

/**
 * Funds are added by themselves only once the balance has fallen below the threshold: so far it must have been spent,
 * and there cannot be more now than one helping above the threshold. Anything else was put in by somebody.
 */
function besidesAutoFunding(
  spent: Big,
  before: BalanceSample,
  after: BalanceSample,
  funding: AutoFunding | null,
): Big | null {
  if (funding?.enabled !== true || funding.amount === null || funding.threshold === null) return null;
  const amount = new Big(funding.amount);
  if (amount.lte(0) || amount.plus(funding.threshold).lt(after.amount)) return null;
  const times = spent.neg().div(amount).round(0, Big.roundUp);
  const rest = spent.plus(amount.times(times));
  return rest.gte(new Big(before.amount).minus(funding.threshold)) ? rest : null;
}

/** One in the last decimal place that the provider writes. */
const stepOf = (samples: readonly BalanceSample[]): Big => {
  const places = Math.max(...samples.map(({ amount }) => amount.split('.')[1]?.length ?? 0));
  return new Big(10).pow(-places);
};
