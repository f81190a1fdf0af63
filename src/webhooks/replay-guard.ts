import { createHash } from 'node:crypto';
import type { Clock } from '../runtime/deps.ts';

/** What was sent longer ago is not news; what comes from further ahead is kept for later by somebody. */
const oldestMs = 5 * 60_000;
/** A time from ahead may be that much younger than it will be when it is no news. */
const keptMs = 2 * oldestMs;
const mostKept = 4_096;

export type ReplayGuard = {
  /** Takes a body in: `stale` by the time that stands in it, `seen` where the same came before. `at` is epoch ms. */
  readonly admit: (body: Uint8Array, at: number) => 'fresh' | 'stale' | 'seen';
};

/** Remembers bodies by their digest for as long as their time would let them in again; the oldest go when there are too many. */
export function createReplayGuard(clock: Pick<Clock, 'now' | 'elapsed'>): ReplayGuard {
  /** By digest, when it came; the oldest first. */
  const seen = new Map<string, number>();
  const forgetOld = () => {
    for (const [digest, cameAt] of seen) {
      if (seen.size <= mostKept && clock.elapsed() - cameAt <= keptMs) return;
      seen.delete(digest);
    }
  };
  return {
    admit: (body, at) => {
      if (Math.abs(clock.now() - at) > oldestMs) return 'stale';
      const digest = createHash('sha256').update(body).digest('base64');
      if (seen.has(digest)) return 'seen';
      seen.set(digest, clock.elapsed());
      forgetOld();
      return 'fresh';
    },
  };
}
