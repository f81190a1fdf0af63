import type { CommandContext } from '../../commands/command.ts';
import { appColumns } from '../../listing/app-columns.ts';
import { arrangeColumns, offered } from '../../listing/arrange-columns.ts';
import { billingColumns } from '../../listing/billing-columns.ts';
import { chooseColumns } from '../../listing/choose-columns.ts';
import type { Column } from '../../listing/column.ts';
import { costColumns } from '../../listing/cost-columns.ts';
import { isList, type ListId } from '../../listing/list-id.ts';
import { chartedFigure, liveColumns } from '../../listing/live-columns.ts';
import { serverColumns } from '../../listing/server-columns.ts';
import { sessionColumns } from '../../listing/session-columns.ts';
import type { PlacedPane } from '../layout.ts';
import { activityScreenColumns } from '../panes/activity-columns.ts';
import { withBar } from '../panes/billing-blocks.ts';

/** The column to sort by whose title is `x` cells from the left edge inside a pane's frame; null where there is none. */
export function columnAt(x: number, { pane, width }: PlacedPane, context: CommandContext): string | null {
  if (!isList(pane)) return null;
  let end = 1;
  for (const column of sizesOf(pane, width - 4, context)) {
    end += column.width + 1;
    if (x < end) return column.id === 'bar' ? 'runway' : (chartedFigure(column.id) ?? column.id);
  }
  return null;
}

type Sized = { readonly id: string; readonly width: number };

/** The columns of a list as they stand on the screen in `room` cells. */
function sizesOf(list: ListId, room: number, { view, fleet, selectors }: CommandContext): readonly Sized[] {
  const { arrangements, showsCosts, rates, isProbing } = view.getState();
  const { columns: choices, sort } = arrangements[list];
  const sized = <Row>(all: readonly Column<Row>[], isFixed = false): readonly Sized[] =>
    fitting(arrangeColumns(all, isFixed ? null : choices, sort), room);
  switch (list) {
    case 'servers':
      return showsCosts
        ? sized(costColumns(selectors.report(fleet.getState()).costs.servers, rates), true)
        : sized(offered(serverColumns, choices, isProbing));
    case 'apps':
      return sized(appColumns);
    case 'live':
      return sized(liveColumns);
    case 'billing':
      return fitting(withBar(arrangeColumns(billingColumns, choices, sort)), room);
    case 'activity':
      return sized(activityScreenColumns(() => undefined));
    case 'sessions':
      return sized(sessionColumns);
  }
}

const fitting = <Row>(columns: readonly Column<Row>[], room: number): readonly Sized[] =>
  chooseColumns(columns, room).map(({ column, width }) => ({ id: column.id, width }));
