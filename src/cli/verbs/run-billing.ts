import { formatAge } from '../../format/age.ts';
import { formatMoney } from '../../format/money.ts';
import type { AutoFunding, Billing, Transaction } from '../../model/billing.ts';
import { mapResult } from '../../model/result.ts';
import { billingJson } from '../json/billing-json.ts';
import type { ListOptions } from '../list-options.ts';
import { printSnapshotJson } from '../print-snapshot.ts';
import { printTable } from '../print-table.ts';
import { sayProblems } from '../say-problems.ts';
import { openSession } from '../session.ts';
import { takeSnapshot } from '../snapshot.ts';
import type { TableColumn } from '../table.ts';
import type { Run } from '../verb.ts';
import { repeat } from '../watch.ts';

export const runBilling: Run<Pick<ListOptions, 'watch'>> = async (context, options) => {
  const session = await openSession(context);
  const isWatching = options.watch === true;
  return repeat(context, session, isWatching, async () => {
    const snapshot = await takeSnapshot(session.providers, ({ provider }) => {
      const reading = provider.readBilling?.(context.world.signal);
      if (reading === undefined) return null;
      return reading.then((result) =>
        mapResult(result, ({ billing, problems }) => ({ items: [billing], problems })),
      );
    });
    if (context.options.json === true)
      printSnapshotJson(context, snapshot.problems, { billing: snapshot.items.map(billingJson) }, isWatching);
    else printTable(context, snapshot.items, columns, 'no billing');
    sayProblems(context, snapshot.problems);
    return snapshot.code;
  });
};

const left = { align: 'left' } as const;
const right = { align: 'right' } as const;

const columns: readonly TableColumn<Billing>[] = [
  { ...left, title: 'PROVIDER', importance: 1, text: (billing) => billing.provider },
  { ...right, title: 'BALANCE', importance: 2, text: (billing) => formatMoney(billing.balance) },
  { ...right, title: 'MONTHLY', importance: 3, text: (billing) => formatMoney(billing.monthlyCost) },
  { ...right, title: 'RUNWAY', importance: 4, text: ({ runwayDays }) => runwayText(runwayDays) },
  { ...left, title: 'AUTO-FUNDING', importance: 6, text: ({ autoFunding }) => fundingText(autoFunding) },
  { ...left, title: 'ACCOUNT', importance: 5, text: ({ account }) => account?.email ?? account?.name ?? '–' },
  {
    ...left,
    title: 'NEWEST TRANSACTION',
    importance: 7,
    text: ({ transactions }, now) => transactionText(newest(transactions), now),
  },
];

const runwayText = (days: number | null): string => (days === null ? '–' : `${Math.floor(days)}d`);

const fundingText = (funding: AutoFunding | null): string => {
  if (funding === null) return '–';
  if (!funding.enabled) return 'off';
  return funding.amount === null || funding.threshold === null
    ? 'on'
    : `${funding.amount} below ${funding.threshold}`;
};

const newest = (transactions: readonly Transaction[]): Transaction | null =>
  transactions.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))[0] ?? null;

const transactionText = (transaction: Transaction | null, now: number): string => {
  if (transaction === null) return '–';
  const sign = transaction.type === 'debit' ? '-' : '+';
  return `${sign}${formatMoney(transaction)} ${transaction.description} (${formatAge(transaction.at, now)})`;
};
