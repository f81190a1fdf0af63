import { cursorIndex, paneRows, selectedKey } from '../store/rows.ts';
import type { PaneId } from '../store/view-state.ts';
import { placedCursor, withCursor } from '../store/view-store.ts';
import type { Command, CommandContext } from './command.ts';

const lists: readonly PaneId[] = ['servers', 'apps', 'live'];

const keyUnderCursor = ({ view, fleet, selectors }: CommandContext): string | null => {
  const { pane, cursors } = view.getState();
  return selectedKey(selectors, pane, fleet.getState(), cursors[pane]);
};

/** Marks the row or takes its mark off, and goes on to the next. */
function toggle(context: CommandContext): void {
  const { view, fleet, selectors, pageSize } = context;
  const key = keyUnderCursor(context);
  if (key === null) return;
  const state = view.getState();
  const marks = new Set(state.marks);
  if (!marks.delete(key)) marks.add(key);
  const rows = paneRows(selectors, state.pane, fleet.getState());
  const cursor = state.cursors[state.pane];
  const moved =
    rows === null ? cursor : placedCursor(cursor, rows, cursorIndex(cursor, rows) + 1, pageSize());
  view.setState({ marks, ...withCursor(state, state.pane, moved) });
}

/** Marks all rows from the mark nearest to the cursor up to the cursor. */
function markRange(context: CommandContext): void {
  const { view, fleet, selectors } = context;
  const { pane, cursors, marks } = view.getState();
  const rows = paneRows(selectors, pane, fleet.getState());
  if (rows === null) return;
  const here = cursorIndex(cursors[pane], rows);
  const marked = [...marks].flatMap((key) => rows.placeOf(key) ?? []);
  const nearest = marked.sort((a, b) => Math.abs(a - here) - Math.abs(b - here))[0] ?? here;
  const range = rows.keys.slice(Math.min(nearest, here), Math.max(nearest, here) + 1);
  view.setState({ marks: new Set([...marks, ...range]) });
}

/** Adds all rows that the filter shows to what is marked already. */
function markAll({ view, fleet, selectors }: CommandContext): void {
  const { pane, marks } = view.getState();
  const rows = paneRows(selectors, pane, fleet.getState());
  if (rows !== null) view.setState({ marks: new Set([...marks, ...rows.keys]) });
}

export const markCommands: readonly Command[] = [
  { id: 'mark', title: 'Mark the row', keys: ['space'], where: lists, footer: 'mark', run: toggle },
  { id: 'mark.range', title: 'Mark up to the nearest mark', keys: ['m'], where: lists, run: markRange },
  { id: 'mark.all', title: 'Mark all shown', keys: ['*'], where: lists, run: markAll },
];
