import type { Target } from '../model/action.ts';
import type { App } from '../model/app.ts';
import type { ListName } from '../model/fleet-event.ts';
import { createdApart } from '../model/same-creation.ts';
import type { Server } from '../model/server.ts';
import type { ServerStatus } from '../model/status.ts';
import type { FleetState } from './fleet-state.ts';

/** A machine that is off has no load, whatever was read before. */
export const isOff: ReadonlySet<ServerStatus> = new Set(['stopped', 'suspended', 'deleted']);

/** The state of one resource, read by itself just now, for its row. */
export function withState(state: FleetState, target: Target): FleetState {
  const { ref } = target.resource;
  const { servers, apps, newer } = state;
  if (target.kind === 'server') {
    const known = servers.get(ref);
    if (known === undefined) return state;
    const kept = new Map(newer.servers).set(ref, target.resource);
    const row = withStateOf(known, target.resource);
    const shown = isOff.has(row.status) ? { ...row, metrics: null } : row;
    return { ...state, servers: new Map(servers).set(ref, shown), newer: { ...newer, servers: kept } };
  }
  const known = apps.get(ref);
  if (known === undefined) return state;
  const kept = new Map(newer.apps).set(ref, target.resource);
  const row = withStateOf(known, target.resource);
  return { ...state, apps: new Map(apps).set(ref, row), newer: { ...newer, apps: kept } };
}

/** A list that is begun now tells of what is there now. */
export function withListBegun(state: FleetState, provider: string, list: ListName): FleetState {
  const { newer } = state;
  if (list === 'billing' || newer[list].size === 0) return state;
  return {
    ...state,
    newer:
      list === 'servers'
        ? { ...newer, servers: withoutProvider(newer.servers, provider) }
        : { ...newer, apps: withoutProvider(newer.apps, provider) },
  };
}

const withoutProvider = <Row extends Server | App>(rows: ReadonlyMap<string, Row>, provider: string) =>
  new Map([...rows].filter(([, row]) => row.provider !== provider));

/** A list's rows, each with the state that was read by itself after the list was begun. */
export const noneOlder = <Row extends Server | App>(
  rows: readonly Row[],
  newer: ReadonlyMap<string, Row>,
): readonly Row[] => (newer.size === 0 ? rows : rows.map((row) => notOlder(row, newer)));

export function notOlder<Row extends Server | App>(row: Row, newer: ReadonlyMap<string, Row>): Row {
  const known = newer.get(row.ref);
  return known === undefined || createdApart(known.createdAt, row.createdAt) ? row : withStateOf(row, known);
}

const withStateOf = <Row extends Server | App>(row: Row, { status, providerStatus }: Row): Row => ({
  ...row,
  status,
  providerStatus,
});
