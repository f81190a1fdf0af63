import type { ListName } from '../model/fleet-event.ts';
import type { Overlay } from '../store/overlay.ts';
import type { PaneId } from '../store/view-state.ts';
import { closeColumns } from './columns.ts';
import type { Command, CommandContext } from './command.ts';
import { clearFilter } from './filter.ts';
import { followLog, holdLog, withoutLayer } from './log-scroll.ts';
import { open, whyNothingToOpen } from './open-row.ts';

/** What `r` asks for again in each pane. */
const listOf: Readonly<Record<PaneId, ListName>> = {
  servers: 'servers',
  apps: 'apps',
  live: 'servers',
  billing: 'billing',
  logs: 'apps',
  activity: 'servers',
  sessions: 'servers',
};

const whyNoRefresh = ({ view, keymap }: CommandContext): string | null =>
  view.getState().isPaused ? `Polling is paused: press ${keymap().press('pause')} to go on` : null;

/** Takes away one layer: the page over the panes, then the filter, what was changed in the log's view, the marks, the zoom. */
function goBack(context: CommandContext): void {
  const { view } = context;
  const { overlay, marks, logView, isZoomed, pane } = view.getState();
  const plainer = pane === 'logs' ? withoutLayer(logView) : null;
  if (overlay?.type === 'columns') closeColumns(overlay, context);
  else if (overlay !== null) view.setState({ overlay: below(overlay) });
  else if (clearFilter(context)) return;
  else if (plainer !== null) view.setState({ logView: plainer });
  else if (marks.size > 0) view.setState({ marks: new Set() });
  else if (isZoomed) view.setState({ isZoomed: false });
}

/** What a page was opened from, where that was a page, too. */
function below(overlay: Overlay): Overlay | null {
  if (overlay.type === 'details') return overlay.previous;
  return overlay.type === 'text' ? overlay.under : null;
}

export const detailsCommand: Command = {
  id: 'details',
  title: 'Details of the row, fetched fresh',
  keys: ['d', 'return'],
  where: 'everywhere',
  footer: 'details',
  whyNot: whyNothingToOpen,
  run: open,
};

export const viewCommands: readonly Command[] = [
  {
    id: 'refresh',
    title: 'Refresh the pane',
    keys: ['r'],
    where: 'everywhere',
    footer: 'refresh',
    whyNot: whyNoRefresh,
    run: ({ view, refresh }) => refresh(listOf[view.getState().pane]),
  },
  {
    id: 'refresh.all',
    title: 'Refresh everything',
    keys: ['ctrl+r'],
    where: 'everywhere',
    whyNot: whyNoRefresh,
    run: ({ refresh }) => refresh(),
  },
  {
    id: 'pause',
    title: 'Pause polling and following, or go on',
    keys: ['p'],
    where: 'everywhere',
    footer: 'pause',
    run: (context) => {
      const isPaused = !context.view.getState().isPaused;
      context.view.setState({ isPaused });
      context.setPaused(isPaused);
      if (isPaused) holdLog(context);
      else followLog(context);
    },
  },
  {
    id: 'lock',
    title: 'Lock all writes, or unlock them',
    keys: ['W'],
    where: 'everywhere',
    whyNot: ({ view }) => (view.getState().isReadOnly ? 'Started read-only: no key takes that off' : null),
    run: ({ view, setLocked }) => {
      const isLocked = !view.getState().isLocked;
      view.setState({ isLocked });
      setLocked(isLocked);
    },
  },
  { id: 'back', title: 'Back one layer', keys: ['escape'], where: 'everywhere', run: goBack },
  {
    id: 'redraw',
    title: 'Redraw the screen',
    keys: ['ctrl+l'],
    where: 'everywhere',
    run: ({ redraw }) => redraw(),
  },
  {
    id: 'suspend',
    title: 'Suspend to the shell',
    keys: ['ctrl+z'],
    where: 'everywhere',
    run: ({ suspend }) => suspend(),
  },
];
