import type { ActionRecord, FleetEvent, ProviderIdentity } from '../model/fleet-event.ts';
import { createdApart } from '../model/same-creation.ts';
import type { Server } from '../model/server.ts';
import { entriesOf, type FleetState } from './fleet-state.ts';
import { keepIfEqual, keepMapIfEqual } from './keep-identity.ts';
import { withAlerts } from './reduce-alerts.ts';
import { besideProbe, keepProbes, withoutSsh, withProbes } from './reduce-probes.ts';
import { listRead, withList, withProvider } from './reduce-providers.ts';
import { isOff, noneOlder, notOlder, withListBegun, withState } from './reduce-states.ts';

/** The state after some events. What they do not change keeps its identity, down to single rows. */
export function reduceFleet(state: FleetState, events: readonly FleetEvent[]): FleetState {
  const batch: Batch = { servers: null };
  return events.reduce((now, event) => withAlerts(now, reduceData(now, event, batch), event), state);
}

/**
 * What the events so far have made anew: nobody has seen it yet, so that the next may change it in place. Several readings
 * make one new map of thousands of servers.
 */
type Batch = { servers: Map<string, Server> | null };

function reduceData(state: FleetState, event: FleetEvent, batch: Batch): FleetState {
  switch (event.type) {
    case 'providers-connected':
      return withProviders(state, event.providers);
    case 'poll-started':
      return withList(
        withListBegun(state, event.provider, event.list),
        event.provider,
        event.list,
        (list) => ({ ...list, isLoading: true }),
      );
    case 'poll-failed':
      return withList(state, event.provider, event.list, (list) => ({
        ...list,
        isLoading: false,
        failure: event.problem,
      }));
    case 'servers-listed':
      return keepProbes(
        withServers(
          listRead(state, event.provider, 'servers', event.at, event.problems),
          event.provider,
          noneOlder(event.servers, state.newer.servers),
        ),
      );
    case 'apps-listed': {
      const next = listRead(state, event.provider, 'apps', event.at, event.problems);
      const listed = noneOlder(event.apps, state.newer.apps);
      const apps = replaceOf(next, next.apps, event.provider, listed);
      return apps === next.apps ? next : { ...next, apps };
    }
    case 'billing-read': {
      const next = listRead(state, event.provider, 'billing', event.at, event.problems);
      const billing = keepMapIfEqual(
        next.billing,
        inOrder(next, new Map(next.billing).set(event.provider, event.billing)),
      );
      return billing === next.billing ? next : { ...next, billing };
    }
    case 'balance-sampled':
      return { ...state, balances: new Map(state.balances).set(event.provider, event.samples) };
    case 'server-completed':
      return withServer(state, batch, event.server.ref, (server) => ({
        ...notOlder(event.server, state.newer.servers),
        metrics: server.metrics,
      }));
    case 'state-read':
      return withState(state, event.target);
    case 'metrics-read':
      return withMetrics(state, batch, event);
    case 'probes-reported':
      return withProbes(state, event.reports);
    case 'thresholds-set':
      return { ...state, thresholds: event.thresholds };
    case 'action-changed':
      return { ...state, actions: withAction(state.actions, event.action) };
    case 'actions-waiting':
      return {
        ...state,
        actions: new Map([...state.actions, ...event.actions.map((action) => [action.id, action] as const)]),
      };
    case 'deployment-ended':
      return { ...state, deploymentEnds: [...state.deploymentEnds, event.end].slice(-mostDeploymentEnds) };
    case 'webhook-received':
      return { ...state, webhooks: [...state.webhooks, event.webhook].slice(-mostWebhooks) };
    case 'receiver-changed':
      return { ...state, receiver: event.receiver, refusals: null };
    case 'webhooks-refused':
      return { ...state, refusals: event.refusals };
    case 'traffic-measured':
      return withProvider(state, event.provider, (entry) => ({
        ...entry,
        traffic: keepIfEqual(entry.traffic ?? undefined, event.traffic),
      }));
  }
}

/** A notice tells of one or two; older ones are in the log and among the known deployments. */
const mostDeploymentEnds = 20;

/** What is older is of no use to anybody. */
const mostWebhooks = 200;

/** More than this many are only in the journal, but for those that have not ended. */
const mostActions = 500;

function withAction(actions: FleetState['actions'], action: ActionRecord): FleetState['actions'] {
  const next = new Map(actions).set(action.id, action);
  if (next.size <= mostActions) return next;
  const oldest = [...next.values()].find(({ id, endedAt }) => endedAt !== null && id !== action.id);
  if (oldest !== undefined) next.delete(oldest.id);
  return next;
}

/** Who is still there keeps all that is known; who is not takes its rows along, as an account does that was replaced. */
function withProviders(state: FleetState, identities: readonly ProviderIdentity[]): FleetState {
  const providers = new Map(
    [...entriesOf(identities)].map(([name, entry]) => {
      const before = state.providers.get(name);
      return [name, before?.account === entry.account ? before : entry] as const;
    }),
  );
  const isKept = (name: string) => {
    const entry = providers.get(name);
    return entry !== undefined && entry === state.providers.get(name);
  };
  const isThere = ([, row]: readonly [string, { readonly provider: string }]) => isKept(row.provider);
  const servers = new Map(
    [...state.servers]
      .filter(isThere)
      .map(([ref, server]) => [ref, withoutSsh(server, state.probes.get(ref))]),
  );
  return {
    ...state,
    providers,
    servers,
    apps: new Map([...state.apps].filter(isThere)),
    billing: new Map([...state.billing].filter(isThere)),
    history: state.history.keepOnly((ref) => servers.has(ref)),
    balances: new Map([...state.balances].filter(([name]) => isKept(name))),
    probes: new Map(),
    sessions: new Map(),
  };
}

function withMetrics(
  state: FleetState,
  batch: Batch,
  { ref, metrics }: Extract<FleetEvent, { type: 'metrics-read' }>,
): FleetState {
  const server = state.servers.get(ref);
  // A reading that was on its way when a list told that the machine is off says nothing of now.
  if (server === undefined || isOff.has(server.status)) return state;
  const { metrics: shown, probes } = besideProbe(state, ref, metrics);
  const known = probes === state.probes ? state : { ...state, probes };
  const next = withServer(known, batch, ref, (row) => ({ ...row, metrics: shown }));
  if (shown === null) return next;
  const history = next.history.add(ref, shown);
  return history === next.history ? next : { ...next, history };
}

function withServers(state: FleetState, provider: string, listed: readonly Server[]): FleetState {
  const isAnother = ({ ref, createdAt }: Server) =>
    createdApart(createdAt, state.servers.get(ref)?.createdAt ?? null);
  const others = new Set(listed.filter(isAnother).map(({ ref }) => ref));
  const withReadings = listed.map((server) => {
    if (others.has(server.ref)) return server;
    const known = state.servers.get(server.ref)?.metrics ?? server.metrics;
    const metrics = isOff.has(server.status) ? null : known;
    return metrics === server.metrics ? server : { ...server, metrics };
  });
  const servers = replaceOf(state, state.servers, provider, withReadings);
  if (servers === state.servers) return state;
  const isKept = (ref: string) => servers.has(ref) && !others.has(ref);
  return { ...state, servers, history: state.history.keepOnly(isKept) };
}

function withServer(
  state: FleetState,
  batch: Batch,
  ref: string,
  change: (server: Server) => Server,
): FleetState {
  const server = state.servers.get(ref);
  if (server === undefined) return state;
  const next = keepIfEqual(server, change(server));
  if (next === server) return state;
  const servers = batch.servers === state.servers ? batch.servers : new Map(state.servers);
  batch.servers = servers.set(ref, next);
  return { ...state, servers };
}

type Owned = { readonly ref: string; readonly provider: string };

/** One provider's rows replaced, everybody else's kept, in the order of the configuration. */
function replaceOf<T extends Owned>(
  state: FleetState,
  rows: ReadonlyMap<string, T>,
  provider: string,
  listed: readonly T[],
): ReadonlyMap<string, T> {
  const kept = listed.map((row) => keepIfEqual(rows.get(row.ref), row));
  const byProvider = Map.groupBy(rows.values(), (row) => row.provider);
  const before = byProvider.get(provider) ?? [];
  if (kept.length === before.length && kept.every((row, at) => row === before[at])) return rows;
  byProvider.set(provider, kept);
  const next = new Map<string, T>();
  for (const name of state.providers.keys())
    for (const row of byProvider.get(name) ?? []) next.set(row.ref, row);
  return next;
}

const inOrder = <T>(state: FleetState, values: ReadonlyMap<string, T>): [string, T][] =>
  [...state.providers.keys()].flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [[name, value] satisfies [string, T]];
  });
