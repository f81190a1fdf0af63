import type { FleetPorts } from '../../commands/ports.ts';
import { actionEntries } from '../../logs/action-entries.ts';
import { inOrder } from '../../logs/order.ts';
import type { App } from '../../model/app.ts';
import type { ActionRecord } from '../../model/fleet-event.ts';
import type { LogEntry, TimelineEvent } from '../../model/log-line.ts';
import type { LogTarget } from '../../model/log-target.ts';
import { isTransient } from '../../model/status.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import { appendLogs, type LogChoice, type LogStore, openLogs } from '../../store/log-store.ts';
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

/**
 * Keeps the timeline on the logs that were chosen, else on that of the app selected in Apps: opened when the cursor
 * rests, and anew when an app is deployed again after its log has ended.
 */
export function followChosenLogs(options: LogEffectOptions): void {
  const { fleet, view, log, selectors, signal } = options;
  let current: AbortController | null = null;
  let followed = keyOf([]);
  /** Apps as they were when their logs ended. */
  let ended = new Map<string, App | undefined>();
  const chosen = (): readonly LogChoice[] => {
    const { cursors, logView } = view.getState();
    if (logView.pinned !== null) return logView.pinned;
    const ref = selectedKey(selectors, 'apps', fleet.getState(), cursors.apps);
    return ref === null ? [] : [{ ref, deploymentId: null }];
  };
  const follow = (choices: readonly LogChoice[]) => {
    current?.abort();
    current = new AbortController();
    followed = keyOf(choices);
    ended = new Map();
    openLogs(log, choices);
    view.setState({ logView: { ...view.getState().logView, hold: null, found: null, left: 0 } });
    const onEnded = (ref: string) => ended.set(ref, fleet.getState().apps.get(ref));
    void stream(options, choices, onEnded, AbortSignal.any([signal, current.signal]));
  };
  const isDeployedAgain = ({ ref, deploymentId }: LogChoice): boolean => {
    const app = fleet.getState().apps.get(ref);
    return (
      deploymentId === null &&
      app !== undefined &&
      isTransient(app.status) &&
      ended.has(ref) &&
      ended.get(ref) !== app
    );
  };
  const react = () => {
    if (signal.aborted) return;
    const choices = chosen();
    if (keyOf(choices) !== followed || choices.some(isDeployedAgain)) follow(choices);
  };
  const unsubscribes = [fleet.subscribe(react), view.subscribe(react)];
  signal.addEventListener('abort', () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
  });
}

const keyOf = (choices: readonly LogChoice[]): string =>
  JSON.stringify(choices.map(({ ref, deploymentId }) => [ref, deploymentId]));

async function stream(
  { followLogs, fleet, log, clock }: LogEffectOptions,
  choices: readonly LogChoice[],
  onEnded: (ref: string) => void,
  signal: AbortSignal,
): Promise<void> {
  await clock.sleep(restMs, signal);
  if (signal.aborted) return;
  const take = (events: readonly TimelineEvent[]) => {
    for (const event of events) if (event.type === 'ended') onEnded(event.ref);
    appendLogs(log, events);
  };
  const unsubscribe = followActions(fleet, new Set(choices.map(({ ref }) => ref)), take);
  signal.addEventListener('abort', unsubscribe, { once: true });
  await followLogs(targetsOf(choices, fleet.getState()), take, signal);
}

const targetsOf = (
  choices: readonly LogChoice[],
  { servers, apps }: Pick<FleetState, 'servers' | 'apps'>,
): readonly LogTarget[] =>
  choices.flatMap(({ ref, deploymentId }): LogTarget[] => {
    const app = apps.get(ref);
    if (app !== undefined) return [{ kind: 'app', resource: app, deploymentId }];
    const server = servers.get(ref);
    return server === undefined ? [] : [{ kind: 'server', resource: server, deploymentId }];
  });

/** Puts what fleetop did and does to resources into their timeline, until the answer is called. */
function followActions(
  fleet: FleetStore,
  refs: ReadonlySet<string>,
  take: (events: readonly TimelineEvent[]) => void,
): () => void {
  const told = new Set<string>();
  const tell = (actions: Iterable<ActionRecord>) => {
    const entries: LogEntry[] = [];
    for (const action of actions)
      if (action.ref !== null && refs.has(action.ref))
        for (const entry of actionEntries(action)) {
          const key = `${action.id} ${entry.line}`;
          if (!told.has(key)) entries.push(entry);
          told.add(key);
        }
    if (entries.length > 0) take([{ type: 'entries', entries: inOrder(entries) }]);
  };
  tell(fleet.getState().actions.values());
  return fleet.subscribe(({ actions }, before) => {
    if (actions !== before.actions) tell(actions.values());
  });
}
