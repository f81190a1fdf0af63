import { parseLogFilter, parseLogSearch } from '../../logs/log-filter.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { LogRows } from '../../store/log-rows.ts';
import { type LogStore, touchLogs } from '../../store/log-store.ts';
import type { LogView } from '../../store/log-view.ts';
import type { ViewStore } from '../../store/view-store.ts';
import { nameIn } from '../panes/logs-window.ts';

export type SearchLogsOptions = {
  readonly view: ViewStore;
  readonly log: LogStore;
  readonly logRows: LogRows;
  readonly fleet: FleetStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

/** Keys and frames wait no longer than this for a search. */
const sliceMs = 6;
/** As often as a search that takes its time shows how far it is. */
const showMs = 100;

/** Keeps what is found up to date with what is searched for and with what comes in, in slices between other work. */
export function searchLogs({ view, log, logRows, fleet, clock, signal }: SearchLogsOptions): void {
  let isRunning = false;
  const goOn = async () => {
    isRunning = true;
    let shownAt = performance.now();
    for (let isDone = false; !isDone && !signal.aborted; ) {
      await clock.sleep(0, signal);
      isDone = logRows.update(sliceMs);
      if (!isDone && performance.now() - shownAt < showMs) continue;
      shownAt = performance.now();
      touchLogs(log);
    }
    isRunning = false;
  };
  const update = () => {
    if (!isRunning && !logRows.update(sliceMs)) void goOn();
  };
  const unsubscribes = [
    log.subscribe(update),
    view.subscribe(({ logView }, { logView: before }) => {
      if (isSameSearch(logView, before)) return;
      look(logView);
      update();
    }),
  ];
  signal.addEventListener('abort', () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
  });

  function look({ search, isFilter, neighbours }: LogView): void {
    const nameOf = (ref: string) => nameIn(fleet.getState())(ref);
    const parsed = isFilter ? parseLogFilter(search, nameOf) : parseLogSearch(search, nameOf);
    logRows.look(search.trim() === '' || !parsed.ok ? null : { matches: parsed.value, isFilter, neighbours });
  }
}

const isSameSearch = (a: LogView, b: LogView): boolean =>
  a.search === b.search && a.isFilter === b.isFilter && a.neighbours === b.neighbours;
