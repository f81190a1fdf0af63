import { useMemo } from 'react';
import type { AccountReport } from '../../billing/account-report.ts';
import type { FleetReport } from '../../billing/fleet-report.ts';
import { fleetSentences } from '../../listing/billing-words.ts';
import { plansOf } from '../../listing/usage-words.ts';
import type { ProviderEntry } from '../../store/fleet-state.ts';
import type { InnerLine } from '../components/framed.ts';
import { Pane } from '../components/pane.tsx';
import { tableLines } from '../components/table-lines.ts';
import { useDashboard, useFleet, useRows, useView } from '../dashboard-context.ts';
import { useCursor } from '../hooks/use-cursor.ts';
import { listHeight, type PlacedPane, textHeight } from '../layout.ts';
import { accountBlock, accountColumns, accountToken, blockHeight } from './billing-blocks.ts';
import { costLines } from './billing-costs.ts';
import { ledgerLines, usageLines } from './billing-lines.ts';
import { emptyLines } from './empty-lines.ts';

/** Lines wanted below the accounts before each may have more than one. */
const roomBelow = 12;

/**
 * One block a provider, or a line where there is little room; below them what is wrong or missing, what all come to,
 * what costs how much, and allowances and newest movements of the account under the cursor.
 */
export function BillingPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const { now, pane, rates } = useView(({ now, pane, rates }) => ({ now, pane, rates }));
  const rows = useRows(selectors.billing);
  const report = useFleet((fleet) => selectors.report(fleet, rates));
  const providers = [...useFleet((fleet) => fleet.providers).values()];
  const { index, top } = useCursor('billing', rows, listHeight(box));
  const width = box.width - 2;
  const { accounts } = report;
  const hasBlocks = accounts.length * blockHeight + roomBelow <= textHeight(box);
  // Sums of all servers, which change far more seldom than the ages above them.
  const sums = useMemo(
    () => ({
      plans: plansOf(report),
      fleet: fleetLines(report, hasBlocks ? [] : accounts),
      costs: costLines(report, width),
    }),
    [report, accounts, hasBlocks, width],
  );
  if (rows.items.length === 0)
    return (
      <Pane
        box={box}
        note={[]}
        lines={[...emptyLines(providers, 'billing'), ...sums.plans.map(remarkLine), ...sums.costs]}
      />
    );
  const isFocused = pane === 'billing';
  const accountLines = hasBlocks
    ? accounts.flatMap((account, at) => accountBlock(account, width, now, { isOn: at === index, isFocused }))
    : tableLines({
        columns: accountColumns,
        token: accountToken,
        items: accounts,
        top,
        index,
        width,
        height: listHeight(box),
        isFocused,
        now,
      });
  const lines = [
    ...accountLines,
    ...providers.flatMap((entry) => remarks(entry, sums.plans)),
    ...sums.fleet,
    ...sums.costs,
    ...selectedLines(accounts[index], width),
  ];
  return <Pane box={box} note={[]} lines={lines} />;
}

const fleetLines = (report: FleetReport, noted: readonly AccountReport[]): readonly InnerLine[] => [
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
