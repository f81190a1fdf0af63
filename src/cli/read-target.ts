import type { App } from '../model/app.ts';
import { type Problem, problem } from '../model/problem.ts';
import { referenceOf } from '../model/reference.ts';
import { fail, mapResult, type Result } from '../model/result.ts';
import type { Server } from '../model/server.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Described } from '../providers/provider.ts';

/** What is to be read, and where. */
type Place = {
  readonly kind: 'server' | 'app';
  readonly connected: ConnectedProvider;
  readonly id: string;
};

export type Shown =
  | ({ readonly kind: 'server' } & Described<Server>)
  | ({ readonly kind: 'app' } & Described<App>);

/** What a reference names: a server, or where there is none an app. */
export async function readReference(
  connected: ConnectedProvider,
  id: string,
  signal: AbortSignal,
): Promise<Result<Shown>> {
  const server = await readTarget({ kind: 'server', connected, id }, signal);
  if (server.ok || !isAbsent(server.problem)) return server;
  const app = await readTarget({ kind: 'app', connected, id }, signal);
  if (app.ok || !isAbsent(app.problem)) return app;
  const ref = referenceOf(connected.settings.name, id);
  return fail(problem('usage', `there is no server or app ${ref}`, { provider: connected.settings.name }));
}

/** Whether it says that there is nothing of that id: one of the wrong form may be called invalid. */
export const isAbsent = ({ code }: Problem): boolean =>
  code === 'not-found' || code === 'invalid' || code === 'unsupported';

/** One resource, fetched fresh, a running server with its load. */
export async function readTarget(
  { kind, connected, id }: Place,
  signal: AbortSignal,
): Promise<Result<Shown>> {
  const { provider, settings } = connected;
  if (kind === 'app') {
    const read = await provider.readApp?.(id, signal);
    if (read === undefined) return fail(unsupported(settings.name, 'apps'));
    return mapResult(read, (described) => ({ kind, ...described }));
  }
  const read = await provider.readServer?.(id, signal);
  if (read === undefined) return fail(unsupported(settings.name, 'servers'));
  if (!read.ok) return read;
  const server = read.value.resource;
  if (server.metrics !== null || server.status !== 'running')
    return mapResult(read, (it) => ({ kind, ...it }));
  const metrics = await provider.readMetrics?.(server, signal);
  const resource = metrics?.ok === true ? { ...server, metrics: metrics.value } : server;
  return mapResult(read, ({ details }) => ({ kind, resource, details }));
}

const unsupported = (provider: string, what: string) =>
  problem('unsupported', `${provider} has no ${what}`, { provider });
