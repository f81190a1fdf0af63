/** The operator's lock over all writes: while it is closed nothing but a GET leaves. */
export type WriteLock = {
  readonly isLocked: () => boolean;
  readonly setLocked: (isLocked: boolean) => void;
};

export function createWriteLock(): WriteLock {
  let isLocked = false;
  return {
    isLocked: () => isLocked,
    setLocked: (next) => {
      isLocked = next;
    },
  };
}
