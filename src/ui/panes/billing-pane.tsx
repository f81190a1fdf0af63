import { useMemo } from 'react';
import type { AccountReport } from '../../billing/account-report.ts';
import type { FleetReport } from '../../billing/fleet-report.ts';
import type { Keymap } from '../../commands/command.ts';
import { arrangeColumns } from '../../listing/arrange-columns.ts';
import { billingColumns } from '../../listing/billing-columns.ts';
import { fleetSentences } from '../../listing/billing-words.ts';
import { plansOf } from '../../listing/usage-words.ts';
import type { ProviderEntry } from '../../store/fleet-state.ts';
import { Pane } from '../components/pane.tsx';
import type { InnerLine } from '../components/spans.ts';
import { tableLines } from '../components/table-lines.ts';
import {
  useDashboard,
  useFleet,
  useKeymap,
  useMinute,
  useReport,
  useRows,
  useView,
} from '../dashboard-context.ts';
import { useCursor } from '../hooks/use-cursor.ts';
import { listHeight, type PlacedPane } from '../layout.ts';
import type { Span } from '../theme/style.ts';
import { accountBlock, accountToken, hasAccountBlocks, withBar } from './billing-blocks.ts';
import { costLines } from './billing-costs.ts';
import { ledgerLines, usageLines } from './billing-lines.ts';
import { emptyLines } from './empty-lines.ts';
import { listNote, noneMeets, sortNote, troubleNote } from './list-note.ts';

/**
 * One block a provider, or a line where there is little room or columns were chosen; below them what is wrong or
 * missing, what all come to, what costs how much, and allowances and newest movements of the account under the cursor.
 * With a scope all of it is about that provider.
 */
export function BillingPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const rows = useRows(selectors.billing);
  const report = useReport();
  const problems = useFleet(selectors.problems).accounts;
  const now = useMinute();
  const { pane, scope, isProblemsOnly, arrangement } = useView((view) => ({
    pane: view.pane,
    scope: view.scope,
    isProblemsOnly: view.isProblemsOnly,
    arrangement: view.arrangements.billing,
  }));
  const providers = useFleet((fleet) => fleet.providers);
  const shown = [...providers.values()].filter(({ name }) => scope === null || name === scope);
  const { filter, sort, columns: choices } = arrangement;
  const columns = useMemo(() => withBar(arrangeColumns(billingColumns, choices, sort)), [choices, sort]);
  const { index, top } = useCursor('billing', rows, listHeight(box));
  const width = box.width - 2;
  const keymap = useKeymap();
  const { accounts } = report;
  const { items, total } = rows;
  const isFocused = pane === 'billing';
  const hasBlocks = hasAccountBlocks(box, total, arrangement);
  // Sums of all servers, which change far more seldom than the ages above them.
  const sums = useMemo(
    () => ({
      plans: plansOf(report),
      fleet: fleetLines(report, hasBlocks ? [] : accounts, scope),
      costs: costLines(report, width),
    }),
    [report, accounts, hasBlocks, scope, width],
  );
  if (accounts.length === 0)
    return (
      <Pane
        box={box}
        note={[]}
        lines={[...emptyLines(shown, 'billing'), ...sums.plans.map(remarkLine), ...sums.costs]}
      />
    );
  const accountLines = hasBlocks
    ? items.flatMap((account, at) =>
        accountBlock(account, keymap, width, now, { isOn: at === index, isFocused }),
      )
    : tableLines({
        columns,
        token: accountToken,
        items,
        top,
        index,
        width,
        height: listHeight(box),
        isFocused,
        now,
        traits: ({ billing }) => ({
          isMarked: false,
          isProblem: problems.has(billing.provider),
          pendingVerb: null,
        }),
      });
  const lines = [
    ...(items.length === 0 ? nothing(keymap, total, isProblemsOnly) : accountLines),
    ...shown.flatMap((entry) => remarks(entry, sums.plans)),
    ...sums.fleet,
    ...sums.costs,
    ...selectedLines(items[index], width),
  ];
  const note = [
    ...listNote({ rows, index, filter }),
    ...(hasBlocks ? sortNote(sort) : []),
    ...troubleNote(
      keymap,
      items.filter(({ billing }) => problems.has(billing.provider)).length,
      isProblemsOnly,
    ),
  ];
  return <Pane box={box} note={note} lines={lines} />;
}

const nothing = (keymap: Keymap, total: number, isProblemsOnly: boolean): readonly InnerLine[] =>
  total > 0 || !isProblemsOnly ? noneMeets(keymap, total) : [remarkLine('No account is in trouble')];

const fleetLines = (
  report: FleetReport,
  noted: readonly AccountReport[],
  scope: string | null,
): readonly InnerLine[] => [
  ...(scope === null ? [] : [{ spans: [[` ${scope} alone:`, 'accent'] satisfies Span] }]),
  ...fleetSentences(report).map((text): InnerLine => ({ spans: [[` ${text}`, 'text']] })),
  ...noted.flatMap(({ billing, notes }) => notes.map((note) => remarkLine(`${billing.provider}: ${note}`))),
];

const selectedLines = (account: AccountReport | undefined, width: number): readonly InnerLine[] =>
  account === undefined ? [] : [...usageLines(account, width), ...ledgerLines(account, '', width)];

const remarkLine = (text: string): InnerLine => ({ spans: [[` ${text}`, 'muted']] });

/** What a provider's row cannot say: that there is none, or what of it is missing. */
function remarks({ name, lists, lacks }: ProviderEntry, plans: readonly string[]): readonly InnerLine[] {
  const list = lists.billing;
  if (list === undefined) {
    const own = plans.filter((text) => text.startsWith(`${name}: `));
    return own.length > 0
      ? own.map(remarkLine)
      : lacks.billing === undefined
        ? []
        : [remarkLine(`${name}: ${lacks.billing}`)];
  }
  const problems = list.failure === null ? list.partial : [list.failure];
  return problems.map(({ message }) => ({ spans: [[` ${name}: ${message}`, 'warning']] }));
}
