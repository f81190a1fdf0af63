import type { LogScreen } from '../commands/log-screen.ts';
import type { FleetState } from '../store/fleet-state.ts';
import { cursorIndex, type RowSelectors, windowTop } from '../store/rows.ts';
import type { PaneId, ViewState } from '../store/view-state.ts';
import { layoutOf, listHeight, type PlacedPane, paneBox, textHeight } from './layout.ts';
import { followedServer, liveList } from './panes/live-head.ts';

type PageSizeOf = {
  readonly fleet: FleetState;
  readonly selectors: RowSelectors;
  readonly log: Pick<LogScreen, 'window'>;
};

/** Rows that the focused pane, or the page over the panes, shows at once. */
export function pageSize(view: ViewState, { fleet, selectors, log }: PageSizeOf): number {
  const layout = layoutOf(view);
  if (layout.type === 'too-small') return 1;
  if (view.overlay !== null) return textHeight(layout.body);
  const box = paneBox(layout, view.pane);
  if (box === null) return 1;
  if (view.pane === 'live') return liveList(box, followedServer(view, fleet, selectors), fleet).height;
  return view.pane === 'logs' ? Math.max(1, log.window().entries.length) : listHeight(box);
}

/** The panes on the screen; none under a page. */
export function panesOnScreen(view: ViewState): readonly PaneId[] {
  const layout = layoutOf(view);
  return layout.type === 'too-small' || view.overlay !== null ? [] : layout.panes.map(({ pane }) => pane);
}

/** References of the servers on the screen now, in the Servers pane and among the busiest. */
export function visibleServers(
  view: ViewState,
  fleet: FleetState,
  selectors: RowSelectors,
): readonly string[] {
  if (view.overlay !== null) return [];
  const layout = layoutOf(view);
  const followed = followedServer(view, fleet, selectors);
  const shown = (pane: 'servers' | 'live', heightOf: (box: PlacedPane) => number) => {
    const box = paneBox(layout, pane);
    if (box === null) return [];
    const rows = selectors[pane](fleet);
    const cursor = view.cursors[pane];
    const top = windowTop(cursor.top, cursorIndex(cursor, rows), rows.items.length, heightOf(box));
    return rows.keys.slice(top, top + heightOf(box));
  };
  return [
    ...new Set([
      ...shown('servers', listHeight),
      ...shown('live', (box) => liveList(box, followed, fleet).height),
    ]),
  ];
}
