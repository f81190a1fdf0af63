import { type Problem, problem } from '../model/problem.ts';
import type { HttpRequest } from './request.ts';

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

/** Why a request may not leave now; null: it may. */
export const refusedByLock = (
  { method }: Pick<HttpRequest, 'method'>,
  { provider, isReadOnly }: { readonly provider: string; readonly isReadOnly: () => boolean },
): Problem | null =>
  method !== 'GET' && isReadOnly()
    ? problem('read-only', 'writes are locked: nothing was sent', { provider, isUnsent: true })
    : null;
