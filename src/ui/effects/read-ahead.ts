import { isList } from '../../listing/list-id.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { RowSelectors } from '../../store/rows.ts';
import type { ViewState } from '../../store/view-state.ts';
import type { ViewStore } from '../../store/view-store.ts';

export type ReadAheadOptions = {
  readonly view: ViewStore;
  readonly fleet: FleetStore;
  readonly selectors: RowSelectors;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

/** So long nothing else can run: a key that comes meanwhile is still answered within a frame. */
const sliceMs = 4;

/** While a filter's first letter is awaited, what it will be looked for in is put together, in slices. */
export function readAheadOfFilter({ view, fleet, selectors, clock, signal }: ReadAheadOptions): void {
  const run = async () => {
    let from: number | null = 0;
    while (from !== null && isFiltering(view.getState())) {
      await clock.sleep(0, signal);
      const { pane } = view.getState();
      if (signal.aborted || !isList(pane)) return;
      const startedAt = performance.now();
      const isOver = () => performance.now() - startedAt > sliceMs;
      from = selectors.readAhead(pane, fleet.getState(), from, isOver);
    }
  };
  const unsubscribe = view.subscribe((now, before) => {
    if (isFiltering(now) && !isFiltering(before)) void run();
  });
  signal.addEventListener('abort', unsubscribe);
}

const isFiltering = ({ prompt }: ViewState): boolean => prompt?.purpose === 'filter';
