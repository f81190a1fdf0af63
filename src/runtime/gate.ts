/** Lets everyone through while it is open, holds them while it is closed. */
export type Gate = {
  readonly isOpen: () => boolean;
  readonly setOpen: (isOpen: boolean) => void;
  /** Resolves once it is open, or the signal aborts. */
  readonly pass: (signal: AbortSignal) => Promise<void>;
};

export function createGate(): Gate {
  let isOpen = true;
  const waiting = new Set<() => void>();
  return {
    isOpen: () => isOpen,
    setOpen: (next) => {
      isOpen = next;
      if (isOpen) for (const release of [...waiting]) release();
    },
    pass: (signal) =>
      new Promise((resolve) => {
        if (isOpen || signal.aborted) return resolve();
        const release = () => {
          waiting.delete(release);
          signal.removeEventListener('abort', release);
          resolve();
        };
        waiting.add(release);
        signal.addEventListener('abort', release);
      }),
  };
}
