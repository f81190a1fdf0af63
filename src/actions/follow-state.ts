import type { Target } from '../model/action.ts';
import type { App } from '../model/app.ts';
import { createdApart } from '../model/same-creation.ts';
import type { Server } from '../model/server.ts';
import { isTransient } from '../model/status.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import { finished, type Looker, pending, unread } from './look.ts';
import { readNow } from './read-present.ts';

/** Looks at the target until it is where the verb brings it, or in a failed state that it was not in before. */
export function stateLooker(
  connected: ConnectedProvider,
  target: Target,
  verb: string,
  isLate: () => boolean,
): Looker {
  const before = target.resource.status;
  let hasMoved = false;
  let timesGone = 0;
  return async (signal) => {
    const read = await readNow(connected, target, signal);
    const isGone = !read.ok && read.problem.code === 'not-found';
    timesGone = isGone ? timesGone + 1 : 0;
    if (isGone && verb === 'delete') return finished(true, 'gone', null);
    if (timesGone === surelyGone) return finished(false, 'it is gone', 'deleted');
    if (!read.ok) return unread(read.problem);
    if (verb !== 'create' && createdApart(read.value.createdAt, target.resource.createdAt))
      return finished(verb === 'delete', 'it is gone, another one has its id now', 'deleted');
    const { status, providerStatus } = read.value;
    hasMoved ||= status !== before || isLate();
    if (hasMoved && verb !== 'delete' && (status === 'error' || status === 'failed'))
      return finished(false, `it is now ${providerStatus}`, status, read.value);
    const isThere = hasArrived(verb, read.value) && (hasMoved || !returnsToItsState.has(verb));
    return isThere
      ? finished(true, status, status, read.value)
      : pending(status === 'unknown' && providerStatus !== '' ? providerStatus : status);
  };
}

/** What has just been created may be unknown at first. */
const surelyGone = 4;

const returnsToItsState: ReadonlySet<string> = new Set(['reboot', 'deploy', 'redeploy', 'rollback']);

const stopped: ReadonlySet<string> = new Set(['stopped', 'suspended', 'deleted', 'idle']);

/** Whether a resource is where a verb wants to bring it. */
function hasArrived(verb: string, { status }: Server | App): boolean {
  switch (verb) {
    case 'stop':
    case 'shutdown':
      return stopped.has(status);
    case 'start':
    case 'reboot':
    case 'deploy':
    case 'redeploy':
    case 'rollback':
      return status === 'running';
    case 'delete':
      return status === 'deleted';
    default:
      return !isTransient(status);
  }
}
