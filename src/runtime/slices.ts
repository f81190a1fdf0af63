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
      await ownTurn();
      began = now();
    },
  };
}

/** The event loop is one for the whole process, and so is who waits for it. */
const waiting: (() => void)[] = [];

/**
 * A later turn of the event loop, which nobody else has who waited for one: slices of five providers in the same turn
 * would be one that is five times as long.
 */
export function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(letOneGoOn);
  });
}

function letOneGoOn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(letOneGoOn);
}
