import type { Server } from '../../model/server.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import { type RowSelectors, selectedKey } from '../../store/rows.ts';
import type { ViewState } from '../../store/view-state.ts';
import type { Box } from '../layout.ts';
import { liveLayout } from './live-layout.ts';
import { hasLoad, lackOf } from './live-view.ts';

/** The server whose load stands on top: under the cursor of Live, else of Servers. */
export function followedServer(
  { pane, cursors }: Pick<ViewState, 'pane' | 'cursors'>,
  fleet: FleetState,
  selectors: RowSelectors,
): Server | undefined {
  // While nothing was measured, Live has no row of its own to stand on.
  const list = pane === 'live' && selectors.live(fleet).items.length > 0 ? 'live' : 'servers';
  const ref = selectedKey(selectors, list, fleet, cursors[list]);
  return ref === null ? undefined : fleet.servers.get(ref);
}

/** Where the rows of the list stand in a Live pane of this place, below its column titles. */
export function liveList(
  box: Box,
  selected: Server | undefined,
  { providers, history }: Pick<FleetState, 'providers' | 'history'>,
): { readonly y: number; readonly height: number } {
  const layout = liveLayout(box);
  const isDrawn =
    selected !== undefined &&
    hasLoad({
      server: selected,
      history: history.byRef.get(selected.ref),
      lacks: lackOf(selected, providers),
    });
  const head = selected === undefined ? 1 : isDrawn ? layout.headHeight : plainHeight;
  return { y: box.y + 2 + head, height: Math.max(layout.listHeight, box.height - 3 - head) };
}

/** Its name, and why there is no load of it. */
const plainHeight = 2;
