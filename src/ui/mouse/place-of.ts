import type { CommandContext } from '../../commands/command.ts';
import { cursorIndex, type Rows, windowTop } from '../../store/rows.ts';
import type { Cursor } from '../../store/view-state.ts';
import { type Box, listHeight, type PlacedPane } from '../layout.ts';
import { blockHeight, hasAccountBlocks } from '../panes/billing-blocks.ts';
import { followedServer, liveList } from '../panes/live-head.ts';

/** Where a pane's rows stand on the screen. */
export type RowArea = {
  /** Screen row of the first one. */
  readonly y: number;
  readonly height: number;
  /** Screen row of the column titles; null where there are none. */
  readonly titles: number | null;
  /** Lines that each takes. */
  readonly rowHeight: number;
};

export const isInside = ({ x, y, width, height }: Box, at: { readonly x: number; readonly y: number }) =>
  at.x >= x && at.x < x + width && at.y >= y && at.y < y + height;

/** Where a pane draws its rows; null where it has none. */
export function rowArea(
  box: PlacedPane,
  { view, fleet, selectors }: Pick<CommandContext, 'view' | 'fleet' | 'selectors'>,
): RowArea | null {
  const table: RowArea = { y: box.y + 2, height: listHeight(box), titles: box.y + 1, rowHeight: 1 };
  switch (box.pane) {
    case 'servers':
    case 'apps':
    case 'activity':
    case 'sessions':
      return table;
    case 'live': {
      const state = fleet.getState();
      const { y, height } = liveList(box, followedServer(view.getState(), state, selectors), state);
      return { y, height, titles: y - 1, rowHeight: 1 };
    }
    case 'billing': {
      const { total } = selectors.billing(fleet.getState());
      return hasAccountBlocks(box, total, view.getState().arrangements.billing)
        ? { y: box.y + 1, height: listHeight(box), titles: null, rowHeight: blockHeight }
        : table;
    }
    case 'logs':
      return null;
  }
}

/** The row that is shown at a line of the screen; null where there is none. */
export function rowAt(area: RowArea, line: number, rows: Rows<unknown>, cursor: Cursor): number | null {
  const count = rows.items.length;
  const top = area.rowHeight > 1 ? 0 : windowTop(cursor.top, cursorIndex(cursor, rows), count, area.height);
  const index = top + Math.floor((line - area.y) / area.rowHeight);
  return line >= area.y && line < area.y + area.height && index < count ? index : null;
}
