import { cursorIndex, paneRows } from '../store/rows.ts';
import type { PaneId, ViewState } from '../store/view-state.ts';
import { placedCursor, withCursor } from '../store/view-store.ts';
import type { CommandContext } from './command.ts';

/** Binds a pane's cursor to the row that it stands on now, wherever it was bound to before. */
export function pinnedCursor(context: CommandContext, pane: PaneId): Pick<ViewState, 'cursors'> {
  const { view, fleet, selectors, pageSize } = context;
  const state = view.getState();
  const cursor = state.cursors[pane];
  const rows = paneRows(selectors, pane, fleet.getState());
  if (rows === null || rows.items.length === 0) return { cursors: state.cursors };
  return withCursor(state, pane, placedCursor(cursor, rows, cursorIndex(cursor, rows), pageSize()));
}
