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

/** Cleanups that hang must not keep the process; what is left by then is begun all the same, and not waited for. */
const longestCleanupMs = 2_000;

export function createExit(end: (code: number) => void): Exit {
  const cleanups: (() => void | Promise<void>)[] = [];
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
  const cleanUp = async () => {
    const patience = new Promise<void>((resolve) => setTimeout(resolve, longestCleanupMs));
    for (const cleanup of cleanups.reverse()) await Promise.race([attempt(cleanup), patience]);
  };
  return {
    defer: (cleanup) => void cleanups.push(cleanup),
    first: (cleanup) => void firsts.push(cleanup),
    runFirst,
    leave: async (code, last) => {
      if (isLeaving) return;
      isLeaving = true;
      runFirst();
      await cleanUp();
      last?.();
      end(code);
    },
  };
}

async function attempt(cleanup: () => void | Promise<void>): Promise<void> {
  try {
    await cleanup();
  } catch {
    // The others still have to run.
  }
}
