import type { Clock } from '../runtime/deps.ts';

export type Slots = {
  /** Waits for a turn; resolves with what gives it back, which may be called again, or null where the signal aborts. */
  readonly take: (signal: AbortSignal) => Promise<(() => void) | null>;
};

/** So many at once, none within `gapMs` after another, in the order in which they asked. */
export function createSlots(clock: Clock, atOnce: number, gapMs: number): Slots {
  const waiting = new Set<() => void>();
  let free = atOnce;
  let nextAt = 0;
  const giveBack = () => {
    const [first] = waiting;
    if (first === undefined) free += 1;
    else {
      waiting.delete(first);
      first();
    }
  };
  const turn = (signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(false);
      if (free > 0) {
        free -= 1;
        return resolve(true);
      }
      const giveUp = () => resolve(!waiting.delete(mine));
      const mine = () => {
        signal.removeEventListener('abort', giveUp);
        resolve(true);
      };
      waiting.add(mine);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  return {
    take: async (signal) => {
      if (!(await turn(signal))) return null;
      const at = Math.max(clock.elapsed(), nextAt);
      nextAt = at + gapMs;
      await clock.sleep(at - clock.elapsed(), signal);
      let isHeld = true;
      const release = () => {
        if (isHeld) giveBack();
        isHeld = false;
      };
      if (!signal.aborted) return release;
      release();
      return null;
    },
  };
}
