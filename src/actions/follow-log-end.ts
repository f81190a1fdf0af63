import type { App } from '../model/app.ts';
import { deploymentResultOf } from '../model/deployment.ts';
import type { Provider } from '../providers/provider.ts';
import type { Clock } from '../runtime/deps.ts';
import { finished, type Looker, pending } from './look.ts';

/** A good end that is told at once may be that of the deployment before. */
const newsAfterMs = 3_000;

/** A log may stay open behind the end of its deployment: what the state shows counts after this long. */
const patienceMs = 30_000;

/**
 * Looks at the log of a deployment beside the state of its app, for a provider that lists no deployments. The state
 * alone would not do: where a deployment fails the one before it runs on, and before it begins, too. The log is followed
 * until the signal aborts.
 *
 * @param lookAtState Looks at the app; told whether it need not be seen to change.
 */
export function logEndLooker(
  followLog: NonNullable<Provider['followLog']>,
  app: App,
  deploymentId: string,
  { clock, isLate }: { readonly clock: Pick<Clock, 'elapsed'>; readonly isLate: () => boolean },
  lookAtState: (isSettled: () => boolean) => Looker,
  signal: AbortSignal,
): Looker {
  let isUnderWay = true;
  let openedAt = clock.elapsed();
  let end = '';
  let isNews = false;
  const onOpen = () => {
    openedAt = clock.elapsed();
  };
  void followLog(
    app,
    { deploymentId, onOpen },
    (event) => {
      if (event.type !== 'done') return;
      end = event.status ?? '';
      isNews = clock.elapsed() - openedAt > newsAfterMs;
    },
    signal,
  ).then(() => {
    isUnderWay = false;
  });
  const look = lookAtState(() => (isNews && deploymentResultOf(end) === 'good') || isLate());
  let arrivedAt: number | null = null;
  return async (during) => {
    const seen = await look(during);
    if (deploymentResultOf(end) === 'failed') return finished(false, `the deployment is ${end}`, null);
    if (seen.done?.ok !== true || !isUnderWay) return seen;
    arrivedAt ??= clock.elapsed();
    return clock.elapsed() - arrivedAt > patienceMs ? seen : pending(seen.line);
  };
}
