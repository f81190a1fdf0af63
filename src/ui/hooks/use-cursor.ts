import { cursorIndex, type Rows, windowTop } from '../../store/rows.ts';
import type { PaneId } from '../../store/view-state.ts';
import { useView } from '../dashboard-context.ts';

/** Where a pane's cursor stands in its rows now, and which row is the first on the screen. */
export function useCursor(
  pane: PaneId,
  rows: Rows<unknown>,
  height: number,
): { readonly index: number; readonly top: number } {
  const cursor = useView((view) => view.cursors[pane]);
  const index = cursorIndex(cursor, rows);
  return { index, top: windowTop(cursor.top, index, rows.items.length, height) };
}
