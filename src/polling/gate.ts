/** A waker: whoever sleeps on it goes on when it is rung, and rings are not lost between two sleeps. */
export type Bell = {
  /** A signal that aborts at the next ring; at once if there was one since the last call. */
  readonly next: () => AbortSignal;
  readonly ring: () => void;
};

export function createBell(): Bell {
  let controller = new AbortController();
  return {
    next: () => {
      if (controller.signal.aborted) {
        const rung = controller.signal;
        controller = new AbortController();
        return rung;
      }
      return controller.signal;
    },
    ring: () => controller.abort(),
  };
}

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
      if (!isOpen) return;
      for (const release of waiting) release();
      waiting.clear();
    },
    pass: (signal) =>
      new Promise((resolve) => {
        if (isOpen || signal.aborted) return resolve();
        waiting.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
  };
}
