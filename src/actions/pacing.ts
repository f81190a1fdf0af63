import type { Accepted, ActionRequest } from '../model/action.ts';
import type { Clock } from '../runtime/deps.ts';
import type { ToldEnd, ToldEnds } from './told-ends.ts';

/** How to wait between two looks at what an action began. */
export type Pacing = {
  /** Before the nth look, counted from 0. */
  readonly pauseMs: (attempt: number) => number;
  /** Null: the time is over. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<ToldEnd | null>;
};

/** Fast at first, then slower: most actions end soon, and the rest must not eat the key's budget. */
const pausesMs = [1_000, 2_000, 3_000, 5_000, 8_000, 13_000, 20_000] as const;

/**
 * Where the end is going to be told: at most two looks in the three minutes that CyberPanel gives for a deployment. An
 * end that is never told is found all the same.
 */
const toldPausesMs = [60_000, 90_000, 120_000] as const;

export function pacingOf(
  request: ActionRequest,
  { created }: Accepted,
  { clock, told }: { readonly clock: Clock; readonly told?: ToldEnds | undefined },
): Pacing {
  if (told === undefined || created === null || !told.expects(request))
    return {
      pauseMs: nthOf(pausesMs),
      sleep: async (ms, signal) => clock.sleep(ms, signal).then(() => null),
    };
  return {
    pauseMs: nthOf(toldPausesMs),
    sleep: async (ms, signal) => {
      const waking = new AbortController();
      const either = AbortSignal.any([signal, waking.signal]);
      const first = await Promise.race([
        told.endOf(created.ref, either),
        clock.sleep(ms, either).then(() => null),
      ]);
      waking.abort();
      return first;
    },
  };
}

const nthOf =
  (pauses: readonly number[]) =>
  (attempt: number): number =>
    pauses[Math.min(attempt, pauses.length - 1)] ?? 0;
