import type { LogScreen } from '../commands/log-screen.ts';
import type { FleetState } from '../store/fleet-state.ts';
import { cursorIndex, type RowSelectors, windowTop } from '../store/rows.ts';
import type { ViewState } from '../store/view-state.ts';
import { layoutOf, listHeight, paneBox, textHeight } from './layout.ts';
import { liveLayout } from './panes/live-layout.ts';

/** Rows that the focused pane, or the page over the panes, shows at once. */
export function pageSize(view: ViewState, log: Pick<LogScreen, 'window'>): number {
  const layout = layoutOf(view);
  if (layout.type === 'too-small') return 1;
  if (view.overlay !== null) return textHeight(layout.body);
  const box = paneBox(layout, view.pane);
  if (box === null) return 1;
  if (view.pane === 'activity') return textHeight(box);
  if (view.pane === 'live') return liveLayout(box).listHeight;
  return view.pane === 'logs' ? Math.max(1, log.window().entries.length) : listHeight(box);
}

/** References of the servers on the screen now. */
export function visibleServers(
  view: ViewState,
  fleet: FleetState,
  selectors: RowSelectors,
): readonly string[] {
  const box = paneBox(layoutOf(view), 'servers');
  if (box === null || view.overlay !== null) return [];
  const rows = selectors.servers(fleet);
  const height = listHeight(box);
  const cursor = view.cursors.servers;
  const top = windowTop(cursor.top, cursorIndex(cursor, rows), rows.items.length, height);
  return rows.keys.slice(top, top + height);
}
