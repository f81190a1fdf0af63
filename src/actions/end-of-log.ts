import { deploymentResultOf } from '../model/deployment.ts';
import type { FleetEvent } from '../model/fleet-event.ts';
import type { LogLine } from '../model/log-line.ts';
import type { LogTarget } from '../model/log-target.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Clock } from '../runtime/deps.ts';
import { rememberDeployment, unfinishedDeployment } from './known-deployments.ts';

/** Watches one log for the end of its deployment. */
export type EndOfLog = {
  readonly sawLines: (lines: readonly LogLine[]) => void;
  /** Remembers how the deployment ended, and tells of it where that is news. Answers which one it was, where that is known. */
  readonly sawEnd: (status: string | null) => string | null;
};

/** A log that ends as soon as it is opened tells of a deployment that ended long before. */
const newsAfterMs = 3_000;

/**
 * The deployment is the one that was chosen or that the lines name; else the newest known one of the app whose end was
 * not seen yet, for a stream of the newest tells of that.
 */
export function createEndOfLog(
  { memory }: ConnectedProvider,
  target: LogTarget,
  clock: Pick<Clock, 'now'>,
  emit: (event: FleetEvent) => void,
): EndOfLog {
  const { ref, name } = target.resource;
  const openedAt = clock.now();
  let id = target.deploymentId;
  let beganAt: number | null = null;
  return {
    sawLines: (lines) => {
      const [first] = lines;
      beganAt ??= first?.at ?? null;
      id ??= first?.deploymentId ?? null;
    },
    sawEnd: (status) => {
      if (target.kind !== 'app' || status === null) return id;
      const result = deploymentResultOf(status);
      if (result === 'other') return id;
      const now = clock.now();
      const open = unfinishedDeployment(memory, ref, now);
      id ??= open?.id ?? null;
      if (id !== null)
        rememberDeployment(memory, {
          id,
          app: ref,
          status: result === 'good' ? status : 'failed',
          at: beganAt ?? openedAt,
        });
      const isNews = now - openedAt > newsAfterMs || (open !== null && open.id === id);
      const isGood = result === 'good';
      if (isNews)
        emit({ type: 'deployment-ended', end: { ref, name, deploymentId: id, status, isGood, at: now } });
      return id;
    },
  };
}
