import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Rows, windowTop } from './rows.ts';
import type { Cursor, PaneId, ViewState } from './view-state.ts';

export type ViewStore = StoreApi<ViewState>;

export const createViewStore = (initial: ViewState): ViewStore => createStore<ViewState>(() => initial);

/** The cursor on the row `index`, or the nearest there is. */
export function placedCursor(cursor: Cursor, rows: Rows<unknown>, index: number, height: number): Cursor {
  const last = rows.items.length - 1;
  const target = Math.max(0, Math.min(index, last));
  return {
    key: rows.keys[target] ?? null,
    index: target,
    top: windowTop(cursor.top, target, rows.items.length, height),
  };
}

export const withCursor = (view: ViewState, pane: PaneId, cursor: Cursor): Pick<ViewState, 'cursors'> => ({
  cursors: { ...view.cursors, [pane]: cursor },
});
