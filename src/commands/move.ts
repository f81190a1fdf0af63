import { cursorIndex, paneRows, windowTop } from '../store/rows.ts';
import { placedCursor, withCursor } from '../store/view-store.ts';
import { columnItems } from './columns.ts';
import type { Command, CommandContext } from './command.ts';
import { helpItems } from './help.ts';
import { bounded, type Step, scrollLog } from './log-scroll.ts';
import { menuItems } from './menu.ts';
import { paletteItems } from './palette-items.ts';
import { relatedRows } from './related-rows.ts';

/** Moves the cursor, or scrolls what has none: the log, and the page that lies over the panes. */
function move(context: CommandContext, step: Step): void {
  const { view, pageSize } = context;
  const { overlay, pane } = view.getState();
  const count = choiceCount(context);
  if (overlay !== null && 'index' in overlay && count !== null) {
    const index = bounded(step, overlay.index, count - 1);
    view.setState({ overlay: { ...overlay, index, top: windowTop(overlay.top, index, count, pageSize()) } });
  } else if (overlay !== null) {
    const top = bounded(step, overlay.top, context.overlayLength() - pageSize());
    view.setState({ overlay: { ...overlay, top } });
  } else if (pane === 'logs') {
    scrollLog(context, step);
  } else {
    moveCursor(context, step);
  }
}

/** How many there are to choose from on the page over the panes; null where there is no choice. */
export function choiceCount(context: CommandContext): number | null {
  const { overlay } = context.view.getState();
  switch (overlay?.type) {
    case 'help':
      return helpItems(context).length;
    case 'palette':
      return paletteItems(context).length;
    case 'columns':
      return columnItems(context, overlay.list).length;
    case 'menu':
      return menuItems(context).length;
    case 'deployments':
      return overlay.items?.length ?? 0;
    case 'details':
      return overlay.section === 'related' ? relatedRows(overlay, context.fleet.getState()).length : null;
    case 'providers':
      return overlay.names.length;
    default:
      return null;
  }
}

function moveCursor({ view, fleet, selectors, pageSize }: CommandContext, step: Step): void {
  const state = view.getState();
  const rows = paneRows(selectors, state.pane, fleet.getState());
  if (rows === null) return;
  const cursor = state.cursors[state.pane];
  const index = bounded(step, cursorIndex(cursor, rows), rows.items.length - 1);
  view.setState(withCursor(state, state.pane, placedCursor(cursor, rows, index, pageSize())));
}

const by = (rows: (context: CommandContext) => number) => (context: CommandContext) =>
  move(context, (at) => at + rows(context));

const halfPage = ({ pageSize }: CommandContext): number => Math.max(1, Math.floor(pageSize() / 2));

export const moveCommands: readonly Command[] = [
  { id: 'move.down', title: 'Down', keys: ['j', 'down'], where: 'everywhere', run: by(() => 1) },
  { id: 'move.up', title: 'Up', keys: ['k', 'up'], where: 'everywhere', run: by(() => -1) },
  {
    id: 'move.pageDown',
    title: 'Page down',
    keys: ['pagedown'],
    where: 'everywhere',
    run: by(({ pageSize }) => pageSize()),
  },
  {
    id: 'move.pageUp',
    title: 'Page up',
    keys: ['pageup'],
    where: 'everywhere',
    run: by(({ pageSize }) => -pageSize()),
  },
  {
    id: 'move.halfDown',
    title: 'Half a page down',
    keys: ['ctrl+d'],
    where: 'everywhere',
    run: by(halfPage),
  },
  {
    id: 'move.halfUp',
    title: 'Half a page up',
    keys: ['ctrl+u'],
    where: 'everywhere',
    run: by((context) => -halfPage(context)),
  },
  {
    id: 'move.first',
    title: 'First row',
    keys: ['g', 'home'],
    where: 'everywhere',
    run: (context) => move(context, () => 0),
  },
  {
    id: 'move.last',
    title: 'Last row',
    keys: ['G', 'end'],
    where: 'everywhere',
    run: (context) => move(context, (_, last) => last),
  },
];
