import type { FleetPorts } from '../../commands/ports.ts';
import { actionEntries } from '../../logs/action-entries.ts';
import { inOrder } from '../../logs/order.ts';
import type { App } from '../../model/app.ts';
import type { ActionRecord } from '../../model/fleet-event.ts';
import type { LogEntry, TimelineEvent } from '../../model/log-line.ts';
import type { LogTarget } from '../../model/log-target.ts';
import { problem } from '../../model/problem.ts';
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
 * rests, and anew when an app is deployed again after its log has ended, when another account has taken the name of its
 * provider, and when what was in no list is listed.
 */
export function followChosenLogs(options: LogEffectOptions): void {
  const { fleet, view, log, selectors, signal } = options;
  let current: AbortController | null = null;
  let followed = keyOf([]);
  /** Apps as they were when their logs ended. */
  let ended = new Map<string, App | undefined>();
  /** The account that each log was asked for; undefined where none has the provider's name. */
  let accounts = new Map<string, string | undefined>();
  let unlisted: ReadonlySet<string> = new Set();
  const accountOf = (ref: string) => fleet.getState().providers.get(ref.split('/')[0] ?? '')?.account;
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
    accounts = new Map(choices.map(({ ref }) => [ref, accountOf(ref)]));
    unlisted = new Set();
    openLogs(log, choices);
    view.setState({ logView: { ...view.getState().logView, hold: null, found: null, left: 0 } });
    const onEnded = (ref: string) => ended.set(ref, fleet.getState().apps.get(ref));
    const onUnlisted = (refs: readonly string[]) => {
      unlisted = new Set(refs);
    };
    void stream(options, choices, { onEnded, onUnlisted }, AbortSignal.any([signal, current.signal]));
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
  const isElsewhere = ({ ref }: LogChoice): boolean => accounts.get(ref) !== accountOf(ref);
  const isListedNow = ({ ref }: LogChoice): boolean => unlisted.has(ref) && isListed(ref, fleet.getState());
  const react = () => {
    if (signal.aborted) return;
    const choices = chosen();
    const isAnother = keyOf(choices) !== followed;
    if (isAnother || choices.some((one) => isDeployedAgain(one) || isElsewhere(one) || isListedNow(one)))
      follow(choices);
  };
  const unsubscribes = [fleet.subscribe(react), view.subscribe(react)];
  signal.addEventListener('abort', () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
  });
}

const notListed = problem('not-found', 'it is not in the list any more');

const keyOf = (choices: readonly LogChoice[]): string =>
  JSON.stringify(choices.map(({ ref, deploymentId }) => [ref, deploymentId]));

const isListed = (ref: string, { servers, apps }: Pick<FleetState, 'servers' | 'apps'>): boolean =>
  apps.has(ref) || servers.has(ref);

type Hearers = {
  readonly onEnded: (ref: string) => void;
  /** Of these nothing can be followed. */
  readonly onUnlisted: (refs: readonly string[]) => void;
};

async function stream(
  { followLogs, fleet, log, clock }: LogEffectOptions,
  choices: readonly LogChoice[],
  { onEnded, onUnlisted }: Hearers,
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
  const unlisted = choices.map(({ ref }) => ref).filter((ref) => !isListed(ref, fleet.getState()));
  onUnlisted(unlisted);
  take(unlisted.map((ref) => ({ type: 'failed', ref, problem: notListed })));
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
