import { createCleanups } from './cleanups.ts';

/** The one way out of the process. */
export type Exit = {
  /** Done on every way out, newest first. */
  readonly defer: (cleanup: () => void | Promise<void>) => void;
  /** Done before all of them, at once; again by {@link Exit.runFirst}, so it must not matter how often. */
  readonly first: (cleanup: () => void) => void;
  /** For when the process ends without being asked. */
  readonly runFirst: () => void;
  /** Cleans up and ends; only the first call counts. `last` runs when all is cleaned up. */
  readonly leave: (code: number, last?: () => void) => Promise<void>;
};

export function createExit(end: (code: number) => void): Exit {
  const cleanups = createCleanups();
  const firsts: (() => void)[] = [];
  let isLeaving = false;
  const runFirst = () => {
    for (const cleanup of firsts)
      try {
        cleanup();
      } catch {
        // A terminal that is gone needs no restoring.
      }
  };
  return {
    defer: cleanups.defer,
    first: (cleanup) => void firsts.push(cleanup),
    runFirst,
    leave: async (code, last) => {
      if (isLeaving) return;
      isLeaving = true;
      runFirst();
      await cleanups.run();
      last?.();
      end(code);
    },
  };
}
