import { statusTone } from '../../format/status.ts';
import { offered } from '../../listing/arrange-columns.ts';
import { serverFields } from '../../listing/fields.ts';
import { serverColumns } from '../../listing/server-columns.ts';
import { mergeMetrics } from '../../model/merge-metrics.ts';
import type { Problem } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';
import { succeed } from '../../model/result.ts';
import type { Server } from '../../model/server.ts';
import { sampleOnce } from '../../probe/sample-once.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import type { Listing } from '../../providers/provider.ts';
import { readArrangement } from '../arrange.ts';
import { serverJson } from '../json/server-json.ts';
import type { ListOptions } from '../list-options.ts';
import { openSession } from '../open-session.ts';
import { printSnapshotJson } from '../print-snapshot.ts';
import { printTable } from '../print-table.ts';
import { sayProblems } from '../say-problems.ts';
import { readDetails } from '../server-details.ts';
import { type Snapshot, takeSnapshot } from '../snapshot.ts';
import type { Run } from '../verb.ts';
import { repeat } from '../watch.ts';

export type ServersOptions = ListOptions & { readonly details: boolean };

/** With what went wrong over ssh, a problem a server. */
type SampledSnapshot = Snapshot<Server> & {
  readonly sampling: readonly Problem[];
  /** Why servers were not asked over ssh. */
  readonly leftOut: string | null;
};

/** What a list tells for certain: a row that fails here cannot be saved by its details. */
const listedFields: ReadonlySet<string | null> = new Set(['status', 'name', 'provider', 'type', 'ref', 'id']);

export const runServers: Run<ServersOptions> = async (context, options) => {
  const { world } = context;
  const arrangement = readArrangement(options, serverFields);
  const session = await openSession(context);
  const isWatching = options.watch === true;
  const early = arrangement.terms.filter(({ field }) => listedFields.has(field));
  const isWanted = (server: Server) => early.every(({ matches }) => matches(server, world.clock.now()));

  const list = (connected: ConnectedProvider) =>
    connected.provider.listServers === undefined
      ? null
      : listDetailed(connected, options.details ? isWanted : null, world.signal);

  const { ssh } = session.config;
  const isSampling = options.details && ssh.probe.isEnabled;
  /** The servers that the list does not rule out, with what they tell over ssh themselves. */
  const addSamples = async (snapshot: Snapshot<Server>): Promise<SampledSnapshot> => {
    if (!isSampling) return { ...snapshot, sampling: [], leftOut: null };
    const wanted = snapshot.items.filter(isWanted);
    const { metrics, problems, leftOut } = await sampleOnce(wanted, ssh, world.clock, world.signal);
    const items = snapshot.items.map((server) => {
      const sampled = metrics.get(server.ref);
      return sampled === undefined ? server : { ...server, metrics: mergeMetrics(sampled, server.metrics) };
    });
    const code = snapshot.code === 0 && problems.length > 0 ? 3 : snapshot.code;
    return { items, problems: snapshot.problems, code, sampling: problems, leftOut };
  };

  return repeat(context, session, isWatching, async () => {
    const snapshot = await addSamples(await takeSnapshot(session.providers, list));
    const rows = arrangement.arrange(snapshot.items, world.clock.now());
    if (context.options.json === true)
      printSnapshotJson(
        context,
        [...snapshot.problems, ...snapshot.sampling],
        { servers: rows.map(serverJson) },
        isWatching,
      );
    else await printTable(context, rows, tableColumns(isSampling), 'no servers');
    sayProblems(context, snapshot.problems);
    for (const { message } of snapshot.sampling) context.say(message);
    if (snapshot.leftOut !== null) context.say(snapshot.leftOut);
    return snapshot.code;
  });
};

const tableColumns = (isSampling: boolean) =>
  offered(serverColumns, null, isSampling).map((column) =>
    column.id === 'status' ? { ...column, tone: (server: Server) => statusTone(server.status) } : column,
  );

async function listDetailed(
  connected: ConnectedProvider,
  isWanted: ((server: Server) => boolean) | null,
  signal: AbortSignal,
): Promise<Result<Listing<Server>>> {
  const listed = await connected.provider.listServers?.(signal);
  if (listed === undefined) return succeed({ items: [], problems: [] });
  if (!listed.ok || isWanted === null) return listed;
  const { servers, problem } = await readDetails(connected, listed.value.items, isWanted, signal);
  return succeed({
    items: servers,
    problems: problem === null ? listed.value.problems : [...listed.value.problems, problem],
  });
}
