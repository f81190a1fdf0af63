import { setImmediate } from 'node:timers/promises';

/** A long piece of work that lets others have their turns. */
export type Slices = {
  /** True when the work has gone on for as long as it may: time to {@link Slices.pause}. */
  readonly isOver: () => boolean;
  /** Lets the event loop turn, and begins the next slice. */
  readonly pause: () => Promise<void>;
};

/** A key that is pressed meanwhile is answered within the frame. */
const sliceMs = 6;

export function createSlices(now: () => number = () => performance.now()): Slices {
  let began = now();
  return {
    isOver: () => now() - began >= sliceMs,
    pause: async () => {
      await setImmediate();
      began = now();
    },
  };
}
