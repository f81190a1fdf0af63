import Big from 'big.js';
import type { Billing } from '../model/billing.ts';
import type { Money } from '../model/money.ts';
import type { ServerStatus } from '../model/status.ts';
import type { BalanceSample } from './balance-sample.ts';
import { type Burn, burnOf } from './burn.ts';
import { isMoney } from './rates.ts';
import {
  isBelowThreshold,
  type Runway,
  type RunwayVerdict,
  refillsAt,
  runwayOf,
  runwayVerdict,
} from './runway.ts';
import { hourlyFromMonthly, type ServerCost, sumByCurrency } from './server-cost.ts';

/** What one account costs, and how long its money lasts. */
export type AccountReport = {
  readonly billing: Billing;
  /** The provider's own figure; else what its servers add up to, while the price of each is known. */
  readonly monthlyCost: Money | null;
  readonly hourlyCost: Money | null;
  readonly stopped: { readonly servers: number; readonly monthly: Money | null };
  /** Servers whose price is not known. */
  readonly unpriced: number;
  readonly burn: Burn | null;
  readonly runway: Runway;
  readonly verdict: RunwayVerdict;
  /** Epoch ms of when auto-funding comes next; null where there is none, or that cannot be told. */
  readonly refillsAt: number | null;
  /** References of the servers that stop when the money ends, the dearest first. */
  readonly atRisk: readonly string[];
  /** What a figure cannot say, a sentence each. */
  readonly notes: readonly string[];
};

export type AccountFacts = {
  readonly billing: Billing;
  /** Epoch ms of when the billing was read. */
  readonly readAt: number;
  readonly samples: readonly BalanceSample[];
  /** Of this provider. */
  readonly costs: readonly ServerCost[];
  /** Fewer days than this are `short`. */
  readonly thresholdDays: number;
};

export function reportAccount({
  billing,
  readAt,
  samples,
  costs,
  thresholdDays,
}: AccountFacts): AccountReport {
  const { balance, autoFunding } = billing;
  const unpriced = costs.filter(({ monthly }) => monthly === null).length;
  const monthlyCost = billing.monthlyCost ?? (unpriced === 0 ? onlySum(costs) : null);
  const off = costs.filter(({ isStoppedBilling }) => isStoppedBilling);
  const burn = burnOf(billing, samples, monthlyCost, readAt);
  const runway = runwayOf(balance, burn, readAt);
  const verdict = runwayVerdict({ balance, autoFunding, burn, runway }, thresholdDays);
  const report = {
    billing,
    monthlyCost,
    hourlyCost:
      monthlyCost === null
        ? null
        : { amount: hourlyFromMonthly(monthlyCost.amount), currency: monthlyCost.currency },
    stopped: { servers: off.length, monthly: onlySum(off) },
    unpriced,
    burn,
    runway,
    verdict,
    refillsAt: refillsAt(balance, autoFunding, burn, readAt),
    atRisk: balance === null || !isMoney(balance) ? [] : dearestFirst(costs),
  };
  return { ...report, notes: notesOf(report, thresholdDays) };
}

/** The sum where all is of one currency. */
const onlySum = (costs: readonly ServerCost[]): Money | null => {
  const sums = sumByCurrency(costs.map(({ monthly }) => monthly));
  return sums.length === 1 ? (sums[0] ?? null) : null;
};

/** What is off already does not stop, though it is billed until it is deleted. */
const isOff: ReadonlySet<ServerStatus> = new Set(['stopped', 'suspended']);

function dearestFirst(costs: readonly ServerCost[]): readonly string[] {
  const byAmount = new Map<string, string[]>();
  for (const { server, monthly } of costs) {
    if (isOff.has(server.status)) continue;
    const amount = monthly?.amount ?? '0';
    const alike = byAmount.get(amount);
    if (alike === undefined) byAmount.set(amount, [server.ref]);
    else alike.push(server.ref);
  }
  return [...byAmount]
    .map(([amount, refs]) => ({ amount: new Big(amount), refs }))
    .sort((a, b) => b.amount.cmp(a.amount))
    .flatMap(({ refs }) => refs);
}

function notesOf(
  { billing, unpriced, verdict }: Omit<AccountReport, 'notes'>,
  thresholdDays: number,
): readonly string[] {
  const { balance, autoFunding, account } = billing;
  return [
    ...(balance !== null && !isMoney(balance)
      ? ['AI assistant credits: not money, and not what hosting costs']
      : []),
    ...(verdict === 'ended' ? [`no ${balance === null || isMoney(balance) ? 'money' : 'credits'} left`] : []),
    ...(verdict === 'short' ? [`fewer than ${thresholdDays} days left`] : []),
    ...(verdict === 'idle' ? ['no spending seen'] : []),
    ...(balance !== null && autoFunding?.enabled === true && isBelowThreshold(balance, autoFunding)
      ? [`below the threshold of ${autoFunding.threshold}, yet auto-funding has added nothing`]
      : []),
    ...(unpriced === 0 ? [] : [`${unpriced} server${unpriced === 1 ? ' has' : 's have'} no known price`]),
    ...(account?.status === 'overdue' ? ['overdue'] : []),
  ];
}
