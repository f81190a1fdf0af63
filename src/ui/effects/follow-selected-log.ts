import type { FleetPorts } from '../../commands/ports.ts';
import { actionEntries } from '../../logs/action-entries.ts';
import type { App } from '../../model/app.ts';
import type { ActionRecord } from '../../model/fleet-event.ts';
import type { LogEntry, TimelineEvent } from '../../model/log-line.ts';
import { isTransient } from '../../model/status.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import { appendLogs, type LogStore, openLogs } from '../../store/log-store.ts';
import { type RowSelectors, selectedKey } from '../../store/rows.ts';
import type { ViewStore } from '../../store/view-store.ts';

export type LogEffectOptions = {
  readonly followLogs: FleetPorts['followLogs'];
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly log: LogStore;
  readonly selectors: RowSelectors;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

/** A cursor passing over apps opens no stream for each. */
const restMs = 250;

/** Keeps the log on the app selected in Apps: one stream at a time, opened when the cursor rests. */
export function followSelectedLog(options: LogEffectOptions): void {
  const { fleet, view, log, selectors, signal } = options;
  let current: AbortController | null = null;
  const selectedRef = () => selectedKey(selectors, 'apps', fleet.getState(), view.getState().cursors.apps);
  const follow = (ref: string | null) => {
    current?.abort();
    const app = ref === null ? undefined : fleet.getState().apps.get(ref);
    openLogs(log, ref === null ? [] : [{ ref, deploymentId: null }]);
    view.setState({ logScrollback: 0 });
    current = new AbortController();
    if (app !== undefined) void stream(options, app, AbortSignal.any([signal, current.signal]));
  };
  const react = () => {
    if (signal.aborted) return;
    const ref = selectedRef();
    const [source] = log.getState().sources;
    if (ref !== (source?.ref ?? null)) return follow(ref);
    const app = ref === null ? undefined : fleet.getState().apps.get(ref);
    if (source?.phase === 'ended' && app !== undefined && isTransient(app.status)) follow(ref);
  };
  const unsubscribes = [fleet.subscribe(react), view.subscribe(react)];
  signal.addEventListener('abort', () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
  });
}

async function stream(
  { followLogs, fleet, log, view, clock }: LogEffectOptions,
  app: App,
  signal: AbortSignal,
): Promise<void> {
  await clock.sleep(restMs, signal);
  if (signal.aborted) return;
  const take = (events: readonly TimelineEvent[]) => {
    appendLogs(log, events);
    const { logScrollback } = view.getState();
    // Who has scrolled back keeps the lines in view while new ones come in below.
    if (logScrollback > 0) view.setState({ logScrollback: logScrollback + rowCount(events) });
  };
  const unsubscribe = followActions(fleet, app.ref, take);
  await followLogs([{ kind: 'app', resource: app, deploymentId: null }], take, signal);
  if (signal.aborted) unsubscribe();
  else signal.addEventListener('abort', unsubscribe, { once: true });
}

/** Puts what fleetop did and does to a resource into its timeline, until the answer is called. */
function followActions(
  fleet: FleetStore,
  ref: string,
  take: (events: readonly TimelineEvent[]) => void,
): () => void {
  const told = new Set<string>();
  const tell = (actions: Iterable<ActionRecord>) => {
    const entries: LogEntry[] = [];
    for (const action of actions)
      if (action.ref === ref)
        for (const entry of actionEntries(action)) {
          const key = `${action.id} ${entry.line}`;
          if (!told.has(key)) entries.push(entry);
          told.add(key);
        }
    if (entries.length > 0)
      take([{ type: 'entries', entries: entries.toSorted((a, b) => a.orderAt - b.orderAt) }]);
  };
  tell(fleet.getState().actions.values());
  return fleet.subscribe(({ actions }, before) => {
    if (actions !== before.actions) tell(actions.values());
  });
}

const rowCount = (events: readonly TimelineEvent[]): number =>
  events.reduce((count, event) => count + (event.type === 'entries' ? event.entries.length : 0), 0);
