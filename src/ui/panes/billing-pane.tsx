import { billingColumns } from '../../listing/billing-columns.ts';
import type { Billing } from '../../model/billing.ts';
import type { ProviderEntry } from '../../store/fleet-state.ts';
import type { InnerLine } from '../components/framed.ts';
import { Pane } from '../components/pane.tsx';
import { tableLines } from '../components/table-lines.ts';
import { useDashboard, useFleet, useRows, useView } from '../dashboard-context.ts';
import { useCursor } from '../hooks/use-cursor.ts';
import { listHeight, type PlacedPane } from '../layout.ts';
import type { Token } from '../theme/style.ts';
import { belowLines } from './billing-below.ts';
import { emptyLines } from './empty-lines.ts';

/** One row a provider; below them what is wrong or missing, and the newest movements of the one under the cursor. */
export function BillingPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const rows = useRows(selectors.billing);
  const providers = [...useFleet((fleet) => fleet.providers).values()];
  const { now, pane } = useView((view) => ({ now: view.now, pane: view.pane }));
  const { index, top } = useCursor('billing', rows, listHeight(box));
  const width = box.width - 2;
  if (rows.items.length === 0) return <Pane box={box} note={[]} lines={emptyLines(providers, 'billing')} />;
  const table = tableLines({
    columns: billingColumns,
    token,
    items: rows.items,
    top,
    index,
    width,
    height: listHeight(box),
    isFocused: pane === 'billing',
    now,
  });
  const selected = rows.items[index];
  const below = selected === undefined ? [] : belowLines(selected, width, now);
  return <Pane box={box} note={[]} lines={[...table, ...providers.flatMap(remark), ...below]} />;
}

/** Fewer days than this left before the money is gone are worth a look. */
const shortRunwayDays = 7;

const token = (columnId: string, { runwayDays }: Billing): Token => {
  if (columnId === 'runway') return runwayDays !== null && runwayDays < shortRunwayDays ? 'warning' : 'muted';
  return columnId === 'provider' || columnId === 'balance' ? 'text' : 'muted';
};

/** What a provider's row cannot say: that there is none, or what of it is missing. */
function remark({ name, lists, lacks }: ProviderEntry): readonly InnerLine[] {
  const list = lists.billing;
  if (list === undefined)
    return lacks.billing === undefined ? [] : [{ spans: [[` ${name}: ${lacks.billing}`, 'muted']] }];
  const problem = list.failure ?? list.partial[0];
  return problem === undefined ? [] : [{ spans: [[` ${name}: ${problem.message}`, 'warning']] }];
}
