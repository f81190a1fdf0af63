/** The lock over all writes: while it is closed nothing but a GET leaves. */
export type WriteLock = {
  readonly isLocked: () => boolean;
  /** The operator's own. */
  readonly setLocked: (isLocked: boolean) => void;
  /** The configuration's, which the operator's does not take off. */
  readonly setReadOnly: (isReadOnly: boolean) => void;
};

export function createWriteLock(): WriteLock {
  let isLocked = false;
  let isReadOnly = false;
  return {
    isLocked: () => isLocked || isReadOnly,
    setLocked: (next) => {
      isLocked = next;
    },
    setReadOnly: (next) => {
      isReadOnly = next;
    },
  };
}
