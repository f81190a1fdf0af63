import { deploymentResultOf, isCanceled } from '../model/deployment.ts';
import type { Provider } from '../providers/provider.ts';
import { finished, forgotten, type Looker, pending, unread } from './look.ts';

/** Clocks differ by less. */
const skewMs = 60_000;

/**
 * Looks at a deployment until it has ended. The state of its app would not do: that is of whichever is the newest, and
 * of an older one again where this one is canceled. One that was there before `begunAt` (epoch ms) is deployed again
 * under its id: its end is of then until it is seen to change.
 */
export function deploymentLooker(
  listDeployments: NonNullable<Provider['listDeployments']>,
  appId: string,
  deploymentId: string,
  { begunAt, isLate }: { readonly begunAt: number; readonly isLate: () => boolean },
): Looker {
  let wasSeen = false;
  let hasMoved = false;
  return async (signal) => {
    const read = await listDeployments(appId, signal);
    if (!read.ok) return unread(read.problem);
    const { items, problems } = read.value;
    const deployment = items.find(({ id }) => id === deploymentId);
    if (deployment === undefined) {
      // Where a row could not be read it may be that one; a list may also lag behind.
      if (problems[0] !== undefined) return pending(problems[0].message);
      return wasSeen || isLate() ? forgotten : pending('not listed yet');
    }
    wasSeen = true;
    const { status, providerStatus, createdAt } = deployment;
    const result = deploymentResultOf(providerStatus);
    const isOver = result !== 'other' || isCanceled(providerStatus);
    hasMoved ||= !isOver || isLate() || (createdAt ?? begunAt) >= begunAt - skewMs;
    if (!hasMoved) return pending('not begun yet');
    if (result === 'good') return finished(true, status, null);
    if (isOver) return finished(false, `the deployment is ${providerStatus}`, null);
    return pending(status === 'unknown' && providerStatus !== '' ? providerStatus : status);
  };
}
