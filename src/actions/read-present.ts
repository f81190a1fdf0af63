import type { Target } from '../model/action.ts';
import type { App } from '../model/app.ts';
import { problem } from '../model/problem.ts';
import { fail, mapResult, type Result } from '../model/result.ts';
import { createdApart } from '../model/same-creation.ts';
import type { Server } from '../model/server.ts';
import type { ConnectedProvider } from '../providers/connect.ts';

/** A target as it is now. */
export async function readNow(
  { provider, settings }: ConnectedProvider,
  { kind, resource }: Target,
  signal: AbortSignal,
): Promise<Result<Server | App>> {
  if (kind === 'server' && provider.peekServer !== undefined) return provider.peekServer(resource.id, signal);
  const read =
    kind === 'server'
      ? await provider.readServer?.(resource.id, signal)
      : await provider.readApp?.(resource.id, signal);
  if (read === undefined) return fail(problem('unsupported', 'cannot be read', { provider: settings.name }));
  return mapResult<{ resource: Server | App }, Server | App>(read, (described) => described.resource);
}

/** The same where a failure is of no interest. */
export async function readPresent(
  connected: ConnectedProvider,
  target: Target,
  signal: AbortSignal,
): Promise<Server | App | null> {
  const read = await readNow(connected, target, signal);
  return read.ok ? read.value : null;
}

/**
 * Why a target is no longer what it was when it was chosen; null when it is. Its name, its status word, its
 * existence and when it was created are compared with what is there now: an id may be given away again.
 */
export async function whyChanged(
  connected: ConnectedProvider,
  target: Target,
  signal: AbortSignal,
): Promise<string | null> {
  const { resource } = target;
  const read = await connected.budget.during('action', () => readNow(connected, target, signal));
  if (!read.ok)
    return read.problem.code === 'not-found'
      ? `${resource.name} is gone: nothing was sent`
      : `the state of ${resource.name} cannot be read (${read.problem.message}): nothing was sent`;
  const { name, status, createdAt } = read.value;
  if (name !== resource.name) return `${resource.name} is now called ${name}: nothing was sent`;
  if (createdApart(createdAt, resource.createdAt))
    return `${resource.name} is now another one, created at another time: nothing was sent`;
  return status === resource.status
    ? null
    : `${resource.name} is now ${status}, not ${resource.status}: nothing was sent`;
}
