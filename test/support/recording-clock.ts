import type { Clock } from '../../src/runtime/deps.ts';

export type RecordingClock = Clock & {
  /** How long each sleep wanted to last, in ms. */
  readonly sleeps: readonly number[];
};

/** A clock on which every sleep is over at once and has taken its time. */
export function createRecordingClock(start = Date.parse('2026-11-01T12:00:00Z')): RecordingClock {
  let now = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    elapsed: () => now,
    sleep: async (ms, signal) => {
      if (signal.aborted) return;
      sleeps.push(ms);
      now += Math.max(0, ms);
    },
  };
}
