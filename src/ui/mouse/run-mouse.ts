import type { CommandContext } from '../../commands/command.ts';
import { scrollLog } from '../../commands/log-scroll.ts';
import { choiceCount } from '../../commands/move.ts';
import { focusPane } from '../../commands/panes.ts';
import { runCommand } from '../../commands/run-command.ts';
import { runKey } from '../../commands/run-key.ts';
import { sortBy as sortList } from '../../commands/sort.ts';
import { isList } from '../../listing/list-id.ts';
import { cursorIndex, paneRows, type Rows } from '../../store/rows.ts';
import type { ViewState } from '../../store/view-state.ts';
import { placedCursor, withCursor } from '../../store/view-store.ts';
import { type Layout, layoutOf, type PlacedPane, textHeight } from '../layout.ts';
import { columnAt } from './column-at.ts';
import { isInside, rowArea, rowAt } from './place-of.ts';

export type MouseEvent = {
  readonly type: 'click' | 'wheel-up' | 'wheel-down';
  readonly x: number;
  readonly y: number;
};

/** Lines that one notch of the wheel moves. */
const notch = 3;

/** A click or a turn of the wheel, by what lies under the pointer. What takes every key takes no mouse. */
export function runMouse(event: MouseEvent, context: CommandContext): void {
  const view = context.view.getState();
  const layout = layoutOf(view);
  // The palette is a page of choices, though its line takes the keys.
  const isTyping = view.prompt !== null && view.overlay?.type !== 'palette';
  if (layout.type === 'too-small' || isTyping) return;
  if (view.overlay !== null) onPage(event, view, layout, context);
  else {
    const box = layout.panes.find((placed) => isInside(placed, event));
    if (box === undefined) return;
    if (event.type === 'click') clickPane(event, box, context);
    else turnOver(box, event.type === 'wheel-down' ? notch : -notch, context);
  }
}

type Arranged = Extract<Layout, { readonly type: 'panes' }>;

/** The page over the panes: a choice is put under the cursor, the rest scrolls; a click beside it closes it. */
function onPage(event: MouseEvent, view: ViewState, { body }: Arranged, context: CommandContext): void {
  const { overlay } = view;
  if (overlay === null || takesKeys.has(overlay.type)) return;
  if (!isInside(body, event)) {
    if (event.type === 'click') runKey('escape', true, context);
    return;
  }
  if (event.type !== 'click') {
    for (let line = 0; line < notch; line += 1) move(event.type, context);
    return;
  }
  const count = choiceCount(context);
  const line = event.y - body.y - 1;
  const index = overlay.top + line;
  if (count !== null && 'index' in overlay && line >= 0 && line < textHeight(body) && index < count)
    context.view.setState({ overlay: { ...overlay, index } });
}

const takesKeys: ReadonlySet<string> = new Set(['question', 'form', 'secret', 'settings', 'guide', 'leave']);

function clickPane(event: MouseEvent, box: PlacedPane, context: CommandContext): void {
  const area = rowArea(box, context);
  const found = rowsOf(box, context);
  if (area !== null && event.y === area.titles) sortBy(event.x - box.x - 1, box, context);
  const index = area === null || found === null ? null : rowAt(area, event.y, found.rows, found.cursor);
  focusPane(context, box.pane);
  if (area === null || found === null || index === null) return;
  const cursor = placedCursor(found.cursor, found.rows, index, area.height);
  context.view.setState({ ...withCursor(context.view.getState(), box.pane, cursor), notice: null });
}

/** The title under the pointer sorts by its column. */
function sortBy(x: number, box: PlacedPane, context: CommandContext): void {
  const { pane } = box;
  const id = columnAt(x, box, context);
  if (id === null || !isList(pane)) return;
  focusPane(context, pane);
  sortList(context, pane, id);
}

/** The wheel moves what is under it; where that is not the focused pane, the focus stays where it is. */
function turnOver(box: PlacedPane, lines: number, context: CommandContext): void {
  const { view } = context;
  if (box.pane === 'logs') {
    scrollLog(context, (at) => at + lines);
    return;
  }
  const area = rowArea(box, context);
  const found = rowsOf(box, context);
  if (area === null || found === null) return;
  const index = cursorIndex(found.cursor, found.rows) + lines;
  const cursor = placedCursor(found.cursor, found.rows, index, area.height);
  view.setState(withCursor(view.getState(), box.pane, cursor));
}

function rowsOf(
  { pane }: PlacedPane,
  { view, fleet, selectors }: CommandContext,
): { readonly rows: Rows<unknown>; readonly cursor: ViewState['cursors'][typeof pane] } | null {
  const rows = paneRows(selectors, pane, fleet.getState());
  return rows === null ? null : { rows, cursor: view.getState().cursors[pane] };
}

function move(type: MouseEvent['type'], context: CommandContext): void {
  const id = type === 'wheel-down' ? 'move.down' : 'move.up';
  const command = context.keymap().commands.find((candidate) => candidate.id === id);
  if (command !== undefined) runCommand(command, context);
}
