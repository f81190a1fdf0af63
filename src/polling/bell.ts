import type { Clock } from '../runtime/deps.ts';

/** A sleep that can be ended: who is awake already does not hear it. */
export type Bell = {
  /** Resolves after `ms`, at the next ring, or when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly ring: () => void;
};

/** Without a reason each ring would make an error, with its stack. */
const rung = 'rung';

export function createBell(clock: Clock): Bell {
  let asleep: AbortController | null = null;
  return {
    sleep: async (ms, signal) => {
      asleep = new AbortController();
      // A fraction may be lost in adding it to the time, and the sleeper would never move on.
      await clock.sleep(Math.ceil(ms), AbortSignal.any([signal, asleep.signal]));
      asleep = null;
    },
    ring: () => asleep?.abort(rung),
  };
}
