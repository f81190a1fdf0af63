import type { FleetPorts } from '../../commands/ports.ts';
import type { App } from '../../model/app.ts';
import type { LogEvent } from '../../model/log-line.ts';
import { isTransient } from '../../model/status.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import { appendLog, failLog, type LogStore, openLog } from '../../store/log-store.ts';
import { type RowSelectors, selectedKey } from '../../store/rows.ts';
import type { ViewStore } from '../../store/view-store.ts';

export type LogEffectOptions = {
  readonly followLog: FleetPorts['followLog'];
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly log: LogStore;
  readonly selectors: RowSelectors;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

/** A cursor passing over apps opens no stream for each. */
const restMs = 250;
/** One store write for all that came in meanwhile. */
const flushMs = 50;

/** Keeps the log on the app selected in Apps: one stream at a time, opened when the cursor rests. */
export function followSelectedLog(options: LogEffectOptions): void {
  const { fleet, view, log, selectors, signal } = options;
  let current: AbortController | null = null;
  const selectedRef = () => selectedKey(selectors, 'apps', fleet.getState(), view.getState().cursors.apps);
  const follow = (ref: string | null) => {
    current?.abort();
    const app = ref === null ? undefined : fleet.getState().apps.get(ref);
    openLog(log, ref);
    view.setState({ logScrollback: 0 });
    current = new AbortController();
    if (app !== undefined) void stream(options, app, AbortSignal.any([signal, current.signal]));
  };
  const react = () => {
    if (signal.aborted) return;
    const ref = selectedRef();
    const { ref: followed, phase } = log.getState();
    if (ref !== followed) return follow(ref);
    const app = ref === null ? undefined : fleet.getState().apps.get(ref);
    if (phase === 'ended' && app !== undefined && isTransient(app.status)) follow(ref);
  };
  const unsubscribes = [fleet.subscribe(react), view.subscribe(react)];
  signal.addEventListener('abort', () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
  });
}

async function stream(
  { followLog, log, view, clock }: LogEffectOptions,
  app: App,
  signal: AbortSignal,
): Promise<void> {
  await clock.sleep(restMs, signal);
  if (signal.aborted) return;
  let waiting: LogEvent[] = [];
  const flush = () => {
    if (signal.aborted || waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    appendLog(log, events);
    const { logScrollback } = view.getState();
    // Who has scrolled back keeps the lines in view while new ones come in below.
    if (logScrollback > 0) view.setState({ logScrollback: logScrollback + lineCount(events) });
  };
  const onEvent = (event: LogEvent) => {
    if (waiting.length === 0) void clock.sleep(flushMs, signal).then(flush);
    waiting.push(event);
  };
  const result = await followLog(app, onEvent, signal);
  flush();
  if (result?.ok === false && !signal.aborted) failLog(log, result.problem);
}

const lineCount = (events: readonly LogEvent[]): number =>
  events.reduce((count, event) => count + (event.type === 'lines' ? event.lines.length : 0), 0);
