import type { ActionRecord } from '../model/fleet-event.ts';

/** Verbs that mean the resource to be off afterwards, and those that let it be off for a while. */
const stopping: ReadonlySet<string> = new Set(['stop', 'shutdown', 'delete']);
const interrupting: ReadonlySet<string> = new Set([
  'reboot',
  'deploy',
  'redeploy',
  'rollback',
  'cancel',
  'update',
  'snapshot',
]);
const starting: ReadonlySet<string> = new Set(['start']);

/** What an action took to be seen: it may have been sent before the list that told of the state before. */
const slackMs = 60_000;
/** How long after its end an interruption may still be on. */
const graceMs = 3 * 60_000;

export type Explanation = 'meant' | 'for-now' | null;

/**
 * Whether the operator is the reason that something which ran since `upSince` is off at `at` (epoch ms): it was meant to
 * be, or it is while an action is under way.
 */
export function explainStop(
  actions: Iterable<ActionRecord>,
  ref: string,
  upSince: number,
  at: number,
): Explanation {
  let newest: ActionRecord | null = null;
  for (const action of actions)
    if (
      action.ref === ref &&
      action.phase !== 'failed' &&
      action.phase !== 'waiting' &&
      (stopping.has(action.verb) || interrupting.has(action.verb) || starting.has(action.verb)) &&
      action.startedAt >= (newest?.startedAt ?? upSince - slackMs)
    )
      newest = action;
  if (newest === null || starting.has(newest.verb)) return null;
  if (stopping.has(newest.verb)) return 'meant';
  return newest.endedAt === null || at - newest.endedAt < graceMs ? 'for-now' : null;
}
