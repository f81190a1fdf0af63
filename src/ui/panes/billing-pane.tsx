import { formatAge } from '../../format/age.ts';
import { fitTo } from '../../format/fit.ts';
import { formatMoney } from '../../format/money.ts';
import type { Billing } from '../../model/billing.ts';
import { type ProviderEntry, unreadList } from '../../store/fleet-state.ts';
import type { InnerLine } from '../components/framed.ts';
import { Pane } from '../components/pane.tsx';
import { useDashboard, useFleet, useView } from '../dashboard-context.ts';
import { useCursor } from '../hooks/use-cursor.ts';
import { listHeight, type PlacedPane } from '../layout.ts';
import type { Span } from '../theme/style.ts';
import { emptyLines } from './empty-lines.ts';

/** One row a provider: balance, cost, funding; below them the newest movements of the one under the cursor. */
export function BillingPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const rows = useFleet(selectors.billing);
  const providers = useFleet((fleet) => fleet.providers);
  const { now, pane } = useView((view) => ({ now: view.now, pane: view.pane }));
  const { index, top } = useCursor('billing', rows, listHeight(box));
  const width = box.width - 2;
  if (rows.items.length === 0)
    return <Pane box={box} note={[]} lines={emptyLines([...providers.values()], 'billing')} />;
  const accounts = rows.items.slice(top).map((billing, offset): InnerLine => {
    const isUnderCursor = top + offset === index;
    const marker: Span = [isUnderCursor ? '▸' : ' ', 'accent'];
    const isFocused = pane === 'billing';
    return {
      spans: [marker, ...accountSpans(billing, providers.get(billing.provider))],
      ...(isUnderCursor
        ? { under: isFocused ? ('selection' as const) : ('selection.unfocused' as const) }
        : {}),
    };
  });
  const silent = [...providers.values()].flatMap((entry) => silentLine(entry));
  const selected = rows.items[index];
  const movements = selected === undefined ? [] : movementLines(selected, width, now);
  return <Pane box={box} note={[]} lines={[titles, ...accounts, ...silent, ...movements]} />;
}

const columns = { provider: 16, balance: 15, cost: 16 } as const;

const titles: InnerLine = {
  spans: [
    [
      ` ${fitTo('PROVIDER', columns.provider)} ${fitTo('BALANCE', columns.balance, 'right')} ${fitTo('A MONTH', columns.cost, 'right')}  NOTES`,
      'column',
    ],
  ],
};

function accountSpans(billing: Billing, entry: ProviderEntry | undefined): readonly Span[] {
  const list = entry?.lists.billing ?? unreadList;
  const problem = list.failure ?? list.partial[0];
  return [
    [fitTo(billing.provider, columns.provider), 'text'],
    [` ${fitTo(formatMoney(billing.balance), columns.balance, 'right')}`, 'text'],
    [` ${fitTo(formatMoney(billing.monthlyCost), columns.cost, 'right')}  `, 'muted'],
    ...(problem === undefined
      ? ([[notesOf(billing), 'muted']] satisfies Span[])
      : ([[problem.message, 'warning']] satisfies Span[])),
  ];
}

function notesOf({ autoFunding, account, usage }: Billing): string {
  const notes = [
    autoFunding === null ? '' : autoFundingNote(autoFunding),
    account?.status === null || account === null ? '' : account.status,
    account?.email ?? account?.name ?? '',
    ...usage
      .filter(({ limit }) => limit !== null && limit > 0)
      .slice(0, 2)
      .map(({ name, used, limit }) => `${name} ${Math.round((used / (limit ?? 1)) * 100)}%`),
  ];
  return notes.filter((note) => note !== '').join(' · ');
}

const autoFundingNote = ({ enabled, amount, threshold }: NonNullable<Billing['autoFunding']>): string =>
  enabled ? `auto-funding ${amount ?? '?'} below ${threshold ?? '?'}` : 'auto-funding off';

/** What is to say of a provider that has no row. */
function silentLine(entry: ProviderEntry): readonly InnerLine[] {
  const list = entry.lists.billing;
  const reason =
    list === undefined ? entry.lacks.billing : list.readAt === null ? list.failure?.message : undefined;
  if (reason === undefined) return [];
  return [
    {
      spans: [
        [` ${fitTo(entry.name, columns.provider)} `, 'muted'],
        [reason, list === undefined ? 'muted' : 'error'],
      ],
    },
  ];
}

function movementLines(billing: Billing, width: number, now: number): readonly InnerLine[] {
  if (billing.transactions.length === 0) return [];
  const rows = billing.transactions.map(({ at, description, amount, currency, type }): InnerLine => {
    const sum = `${type === 'debit' ? '-' : '+'}${formatMoney({ amount, currency })}`;
    return {
      spans: [
        [` ${fitTo(formatAge(at, now), 5, 'right')} ${fitTo(description, Math.max(8, width - 22))}`, 'muted'],
        [fitTo(sum, 14, 'right'), type === 'debit' ? 'text' : 'status.good'],
      ],
    };
  });
  return [{ spans: [] }, { spans: [[` RECENTLY AT ${billing.provider}`, 'column']] }, ...rows];
}
