import type { Clock } from '../../src/runtime/deps.ts';
import { ownTurn } from '../../src/runtime/slices.ts';

export type ManualClock = Clock & {
  /** Moves time on, waking sleepers in order; each gets the chance to go to sleep again before the next wakes. */
  readonly advance: (ms: number) => Promise<void>;
  readonly sleepers: () => number;
  /** Sets the wall clock on or back, as a person, a time server or a laptop that wakes up does. */
  readonly jump: (ms: number) => void;
};

type Sleeper = { readonly at: number; readonly wake: () => void };

/** `isBusy` tells of work that takes real time, such as a request over a socket: time moves on when it has ended. */
export function createManualClock(
  start = Date.parse('2026-11-01T12:00:00Z'),
  isBusy: () => boolean = () => false,
): ManualClock {
  let now = 0;
  let wall = start;
  let sleepers: readonly Sleeper[] = [];
  const settle = async () => {
    do {
      // A reply, a long list that is read and what follows from it wait for turns of their own: ours comes after theirs.
      for (let loop = 0; loop < 3; loop += 1) {
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        await ownTurn();
      }
    } while (isBusy());
  };
  return {
    now: () => wall + now,
    elapsed: () => now,
    jump: (ms) => {
      wall += ms;
    },
    sleepers: () => sleepers.length,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const sleeper: Sleeper = {
          at: now + Math.max(0, ms),
          wake: () => {
            sleepers = sleepers.filter((other) => other !== sleeper);
            signal.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        sleepers = [...sleepers, sleeper];
        signal.addEventListener('abort', sleeper.wake, { once: true });
      }),
    advance: async (ms) => {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = sleepers.filter((sleeper) => sleeper.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
