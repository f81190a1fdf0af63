import type { Target } from '../model/action.ts';
import type { App } from '../model/app.ts';
import { type Problem, problem } from '../model/problem.ts';
import { referenceOf } from '../model/reference.ts';
import { fail, mapResult, type Result, succeed } from '../model/result.ts';
import type { Server } from '../model/server.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Described } from '../providers/provider.ts';

export type Shown =
  | ({ readonly kind: 'server' } & Described<Server>)
  | ({ readonly kind: 'app' } & Described<App>);

/** What a reference names: a server, or where there is none an app. */
export async function readReference(
  connected: ConnectedProvider,
  id: string,
  signal: AbortSignal,
): Promise<Result<Shown>> {
  const server = await readTarget(connected, 'server', id, signal);
  if (server.ok || !isAbsent(server.problem)) return server;
  const app = await readTarget(connected, 'app', id, signal);
  if (app.ok || !isAbsent(app.problem)) return app;
  const ref = referenceOf(connected.settings.name, id);
  return fail(problem('usage', `there is no server or app ${ref}`, { provider: connected.settings.name }));
}

/** Whether it says that there is nothing of that id: one of the wrong form may be called invalid. */
export const isAbsent = ({ code }: Problem): boolean =>
  code === 'not-found' || code === 'invalid' || code === 'unsupported';

/** One resource, fetched fresh, a running server with its load. */
export async function readTarget(
  connected: ConnectedProvider,
  kind: Target['kind'],
  id: string,
  signal: AbortSignal,
): Promise<Result<Shown>> {
  const read = await readDescribed(connected, kind, id, signal);
  if (!read.ok || read.value.kind === 'app') return read;
  const { resource: server, details } = read.value;
  if (server.metrics !== null || server.status !== 'running') return read;
  const metrics = await connected.provider.readMetrics?.(server, signal);
  return metrics?.ok === true
    ? succeed({ kind: 'server', resource: { ...server, metrics: metrics.value }, details })
    : read;
}

/** A server or app of that id, fetched fresh, with all that its provider says of it. */
export async function readDescribed(
  { provider, settings }: ConnectedProvider,
  kind: Target['kind'],
  id: string,
  signal: AbortSignal,
): Promise<Result<Shown>> {
  const read: Result<Shown> | undefined =
    kind === 'server'
      ? await provider.readServer?.(id, signal).then((result) => mapResult(result, asServer))
      : await provider.readApp?.(id, signal).then((result) => mapResult(result, asApp));
  return read ?? fail(problem('unsupported', `has no ${kind}s`, { provider: settings.name }));
}

const asServer = (described: Described<Server>): Shown => ({ kind: 'server', ...described });
const asApp = (described: Described<App>): Shown => ({ kind: 'app', ...described });
