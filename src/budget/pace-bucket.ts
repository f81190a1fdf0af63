import { type RateLimits, withoutReserve } from './limits.ts';

/** The allowance of polling: a short burst at the start, then as fast as the windows carry for the hour to come. */
export type PaceBucket = {
  /** Fills it up for the time since the last call. `pace` is in requests a ms. */
  readonly fill: (pace: number, now: number) => void;
  readonly take: () => void;
  /** How long until it holds so many, in ms. */
  readonly waitMs: (tokens: number, pace: number) => number;
  readonly capacity: number;
};

/** Of what polling may send in a window, what it may send at once. */
const burstOf = { minute: 0.4, hour: 0.05 } as const;
const largestBurst = 20;

/** At a pace of nothing it is looked at again after this: what the windows hold changes. */
const longestWaitMs = 5_000;

export function createPaceBucket({ perMinute, perHour }: RateLimits, startedAt: number): PaceBucket {
  const capacity = Math.max(
    1,
    Math.min(
      largestBurst,
      withoutReserve(perMinute) * burstOf.minute,
      perHour === undefined ? largestBurst : withoutReserve(perHour) * burstOf.hour,
    ),
  );
  let tokens = capacity;
  let filledAt = startedAt;
  return {
    capacity,
    fill: (pace, now) => {
      tokens = Math.min(capacity, tokens + Math.max(0, now - filledAt) * pace);
      filledAt = now;
    },
    take: () => {
      tokens -= 1;
    },
    waitMs: (wanted, pace) => {
      const missing = Math.min(wanted, capacity) - tokens;
      // A token that is there but for a rounding error is there.
      return missing <= 1e-9 ? 0 : Math.min(longestWaitMs, Math.ceil(missing / pace));
    },
  };
}
