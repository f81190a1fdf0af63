type Cleanup = () => void | Promise<void>;

/** What is to be done once something is over. */
export type Cleanups = {
  readonly defer: (cleanup: Cleanup) => void;
  /** Does all that was deferred since the last time, newest first, and what is deferred while it does. */
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
      // Whatever is still being opened meanwhile defers its end, too.
      for (let cleanup = deferred.pop(); cleanup !== undefined; cleanup = deferred.pop())
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
