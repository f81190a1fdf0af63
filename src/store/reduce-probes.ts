import type { LoginSession } from '../model/login-session.ts';
import { mergeMetrics } from '../model/merge-metrics.ts';
import type { Metrics } from '../model/metrics.ts';
import type { ProbeReport } from '../model/probe-report.ts';
import type { Server } from '../model/server.ts';
import type { FleetState, ProbeEntry } from './fleet-state.ts';
import { keepIfEqual, keepMapIfEqual } from './keep-identity.ts';

/** A reading over ssh is what is shown for this long; then whatever comes next is. */
const freshMs = 60_000;

/** The state after what samples over ssh have told, all servers in one step. */
export function withProbes(state: FleetState, reports: readonly ProbeReport[]): FleetState {
  const probes = new Map(state.probes);
  const servers = new Map(state.servers);
  let { history } = state;
  let isMeasured = false;
  for (const report of reports) {
    const { ref, metrics } = report;
    const server = servers.get(ref);
    const entry = server === undefined ? null : entryAfter(state.probes.get(ref), server.metrics, report);
    if (entry === null) probes.delete(ref);
    else probes.set(ref, entry);
    const isSampled = entry !== null && entry.state.phase !== 'left-out';
    if (!isSampled && server?.metrics?.source === 'ssh') {
      servers.set(ref, withoutSsh(server, state.probes.get(ref)));
      isMeasured = true;
    }
    if (server === undefined || metrics === null || !isSampled) continue;
    const merged = mergeMetrics(metrics, entry.api);
    servers.set(ref, { ...server, metrics: merged });
    history = history.add(ref, merged);
    isMeasured = true;
  }
  return {
    ...state,
    probes: keepMapIfEqual(state.probes, probes),
    sessions: sessionsOf(state.sessions, probes),
    ...(isMeasured ? { servers, history } : {}),
  };
}

function entryAfter(
  before: ProbeEntry | undefined,
  shown: Metrics | null,
  { state, metrics, logins }: ProbeReport,
): ProbeEntry | null {
  if (state === null) return null;
  const api = before?.api ?? (shown?.source === 'api' ? shown : null);
  if (state.phase === 'left-out')
    return { state: keepIfEqual(before?.state, state), ssh: null, api, logins: null };
  return {
    state: keepIfEqual(before?.state, state),
    ssh: metrics ?? before?.ssh ?? null,
    api,
    logins: logins ?? before?.logins ?? null,
  };
}

function sessionsOf(
  before: FleetState['sessions'],
  probes: ReadonlyMap<string, ProbeEntry>,
): FleetState['sessions'] {
  const all: [string, LoginSession][] = [];
  for (const { logins } of probes.values())
    for (const session of logins ?? []) all.push([session.ref, session]);
  return keepMapIfEqual(before, all);
}

/** A provider's reading of a server that is sampled over ssh, too: what is to be shown, and what is remembered of it. */
export function besideProbe(
  state: FleetState,
  ref: string,
  metrics: Metrics | null,
): { readonly metrics: Metrics | null; readonly probes: FleetState['probes'] } {
  const entry = state.probes.get(ref);
  if (entry === undefined || metrics?.source === 'ssh') return { metrics, probes: state.probes };
  const probes = new Map(state.probes).set(ref, { ...entry, api: metrics });
  const { ssh } = entry;
  const isFresh =
    ssh !== null &&
    entry.state.phase === 'connected' &&
    (metrics === null || metrics.observedAt - ssh.observedAt < freshMs);
  return { metrics: isFresh ? mergeMetrics(ssh, metrics) : metrics, probes };
}

/** A server that is sampled no more: what its provider told last, if it did. */
export const withoutSsh = (server: Server, entry: ProbeEntry | undefined): Server =>
  server.metrics?.source === 'ssh' ? { ...server, metrics: entry?.api ?? null } : server;

/** Those of servers that are there still. */
export function keepProbes(state: FleetState): FleetState {
  if ([...state.probes.keys()].every((ref) => state.servers.has(ref))) return state;
  const probes = new Map([...state.probes].filter(([ref]) => state.servers.has(ref)));
  return { ...state, probes, sessions: sessionsOf(state.sessions, probes) };
}
