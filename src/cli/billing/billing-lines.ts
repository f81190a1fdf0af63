import type { FleetReport } from '../../billing/fleet-report.ts';
import { searchLedger } from '../../billing/search-ledger.ts';
import { type CostGroup, percentOf } from '../../billing/server-cost.ts';
import { formatDateTime } from '../../format/date.ts';
import { formatMoney } from '../../format/money.ts';
import { gaugeBar } from '../../format/sparkline.ts';
import { signedAmount } from '../../listing/billing-columns.ts';
import { fleetSentences } from '../../listing/billing-words.ts';
import { plansOf, usageText } from '../../listing/usage-words.ts';
import type { TableColumn } from '../table.ts';

/** Newest movements shown of each account; the rest is in --json and --csv. */
const mostMovements = 5;

/** A titled part of what `fleetop billing` prints. */
export type Section =
  | { readonly type: 'lines'; readonly lines: readonly string[] }
  | { readonly type: 'groups'; readonly title: string; readonly rows: readonly GroupRow[] };

export type GroupRow = CostGroup & { readonly percent: number };

/** What stands below the accounts: sums, notes, costs as bars, plans, movements. */
export const sectionsOf = (report: FleetReport): readonly Section[] => [
  lines('', fleetSentences(report)),
  lines(
    'NOTES',
    report.accounts.flatMap(({ billing, notes }) => notes.map((note) => `${billing.provider}: ${note}`)),
  ),
  groups('PROVIDER', report.costs.groups.provider),
  groups('REGION', report.costs.groups.region),
  groups('PLAN', report.costs.groups.plan),
  lines('PLANS AND ALLOWANCES', [
    ...plansOf(report),
    ...report.accounts.flatMap(({ billing }) =>
      billing.usage.map((usage) => `${billing.provider}: ${usageText(usage)}`),
    ),
  ]),
  lines('NEWEST MOVEMENTS', movementsOf(report)),
];

const lines = (title: string, texts: readonly string[]): Section => ({
  type: 'lines',
  lines: texts.length === 0 || title === '' ? texts : [title, ...texts],
});

const groups = (title: string, found: readonly CostGroup[]): Section => ({
  type: 'groups',
  title,
  rows: found.map((group) => ({ ...group, percent: percentOf(group, found) })),
});

export const groupColumns = (title: string): readonly TableColumn<GroupRow>[] => [
  { title, importance: 1, align: 'left', text: ({ name }) => name },
  { title: 'SERVERS', importance: 3, align: 'right', text: ({ servers }) => String(servers) },
  { title: 'A MONTH', importance: 2, align: 'right', text: ({ monthly }) => formatMoney(monthly) },
  { title: '', importance: 4, align: 'left', text: ({ percent }) => gaugeBar(percent, 20) },
];

const movementsOf = ({ accounts }: FleetReport): readonly string[] =>
  accounts.flatMap(({ billing }) => {
    const { provider, transactions } = billing;
    const more = transactions.length - mostMovements;
    return [
      ...searchLedger(transactions, '')
        .slice(0, mostMovements)
        .map((row) => `${provider}: ${formatDateTime(row.at)}  ${signedAmount(row)}  ${row.description}`),
      ...(more > 0 ? [`${provider}: and ${more} more: --json, or --csv ledger`] : []),
    ];
  });
