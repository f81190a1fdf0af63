type Cleanup = () => void | Promise<void>;

/** What is to be done once something is over. */
export type Cleanups = {
  readonly defer: (cleanup: Cleanup) => void;
  /** Does all that was deferred since the last time, newest first. */
  readonly run: () => Promise<void>;
};

/** Cleanups that hang must not keep the process; what is left by then is begun all the same, and not waited for. */
const longestCleanupMs = 2_000;

export function createCleanups(): Cleanups {
  const deferred: Cleanup[] = [];
  return {
    defer: (cleanup) => void deferred.push(cleanup),
    run: async () => {
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, longestCleanupMs);
      for (const cleanup of deferred.splice(0).reverse())
        await Promise.race([attempt(cleanup), patience.promise]);
      clearTimeout(timer);
    },
  };
}

async function attempt(cleanup: Cleanup): Promise<void> {
  try {
    await cleanup();
  } catch {
    // The others still have to run.
  }
}
