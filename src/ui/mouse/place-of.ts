import { cursorIndex, type Rows, windowTop } from '../../store/rows.ts';
import type { Cursor } from '../../store/view-state.ts';
import { type Box, listHeight, type PlacedPane, textHeight } from '../layout.ts';
import { liveLayout } from '../panes/live-layout.ts';

/** Where a pane's rows stand on the screen. */
export type RowArea = {
  /** Screen row of the first one. */
  readonly y: number;
  readonly height: number;
  /** Screen row of the column titles; null where there are none. */
  readonly titles: number | null;
};

export const isInside = ({ x, y, width, height }: Box, at: { readonly x: number; readonly y: number }) =>
  at.x >= x && at.x < x + width && at.y >= y && at.y < y + height;

/** By the pane: below the titles, right below the frame, or at the end of it. */
export function rowArea(box: PlacedPane): RowArea | null {
  switch (box.pane) {
    case 'servers':
    case 'apps':
    case 'sessions':
      return { y: box.y + 2, height: listHeight(box), titles: box.y + 1 };
    case 'activity':
      return { y: box.y + 1, height: textHeight(box), titles: null };
    case 'live': {
      const height = liveLayout(box).listHeight;
      return { y: box.y + box.height - 1 - height, height, titles: null };
    }
    case 'billing':
    case 'logs':
      return null;
  }
}

/** The row that is shown at a line of the screen; null where there is none. */
export function rowAt(area: RowArea, line: number, rows: Rows<unknown>, cursor: Cursor): number | null {
  const count = rows.items.length;
  const top = windowTop(cursor.top, cursorIndex(cursor, rows), count, area.height);
  const index = top + line - area.y;
  return line >= area.y && line < area.y + area.height && index < count ? index : null;
}
