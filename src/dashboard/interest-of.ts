import type { ListName } from '../model/fleet-event.ts';
import type { Interest } from '../polling/interest.ts';
import type { FleetState } from '../store/fleet-state.ts';
import { type RowSelectors, selectedKey } from '../store/rows.ts';
import type { PaneId, ViewState } from '../store/view-state.ts';
import { panesOnScreen, visibleServers } from '../ui/page-size.ts';

/** The lists that a pane shows. */
const listOf: Readonly<Partial<Record<PaneId, ListName>>> = {
  servers: 'servers',
  apps: 'apps',
  live: 'servers',
  billing: 'billing',
};

/** The columns that single servers are asked for. */
const readings: ReadonlySet<string> = new Set(['cpu', 'memory']);

/** What the operator is looking at: where the budget goes first. */
export function interestOf(view: ViewState, fleet: FleetState, selectors: RowSelectors): Interest {
  const panes = panesOnScreen(view);
  const selectedIn = view.pane === 'live' ? 'live' : 'servers';
  return {
    selected: selectedKey(selectors, selectedIn, fleet, view.cursors[selectedIn]),
    visible: visibleServers(view, fleet, selectors),
    // The busiest are found by comparing all, and so is an order by a reading.
    isComparing: panes.includes('live') || readings.has(view.arrangements.servers.sort[0]?.column ?? ''),
    lists: panes.flatMap((pane) => listOf[pane] ?? []),
    // Thresholds are for every server, and there always are some.
    isWatching: true,
  };
}
