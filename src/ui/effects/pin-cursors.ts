import type { FleetState } from '../../store/fleet-state.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import { cursorIndex, paneRows, type RowSelectors } from '../../store/rows.ts';
import { paneIds } from '../../store/view-state.ts';
import { placedCursor, type ViewStore, withCursor } from '../../store/view-store.ts';

/**
 * Binds each cursor to the resource it stands on once every list has answered: while the first rows stream in it stays
 * on top, from then on it goes wherever its resource goes. When that is gone it is bound to the row that took its place,
 * so that no other comes to stand under it by itself.
 */
export function pinCursors(
  fleet: FleetStore,
  view: ViewStore,
  selectors: RowSelectors,
  signal: AbortSignal,
): void {
  const pin = () => {
    const state = fleet.getState();
    const isArriving = [...state.providers.values()].some((entry) =>
      Object.values(entry.lists).some((list) => list.readAt === null && list.failure === null),
    );
    if (isArriving) return;
    for (const pane of paneIds) {
      const current = view.getState();
      const cursor = current.cursors[pane];
      const rows = paneRows(selectors, pane, state);
      // What comes in stands on top: a cursor that was not moved stays with the newest.
      if (pane === 'activity' || rows === null || rows.keys.length === 0) continue;
      if (cursor.key === null)
        view.setState(withCursor(current, pane, placedCursor(cursor, rows, cursor.index, 1)));
      else if (rows.placeOf(cursor.key) === undefined && !isKnown(cursor.key, state)) {
        const index = cursorIndex(cursor, rows);
        view.setState(withCursor(current, pane, { ...cursor, key: rows.keys[index] ?? null, index }));
      }
    }
  };
  const unsubscribe = fleet.subscribe(pin);
  signal.addEventListener('abort', unsubscribe);
}

/** Whether what a cursor stands on is there still, shown or not. */
const isKnown = (key: string, { servers, apps, sessions, providers }: FleetState): boolean =>
  servers.has(key) || apps.has(key) || sessions.has(key) || providers.has(key);
