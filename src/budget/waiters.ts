import { type Purpose, urgencyOf } from './purpose.ts';

type Waiter = { readonly purpose: Purpose; readonly resolve: (hasPlace: boolean) => void };

/** Who waits for a place: the most urgent first, of equals whoever came first. */
export type Waiters = {
  /** Resolves true when it is let through, false as soon as the signal aborts. */
  readonly add: (purpose: Purpose, signal: AbortSignal) => Promise<boolean>;
  readonly first: () => Waiter | undefined;
  readonly let: (waiter: Waiter) => void;
  /** How many would go before a new one of this purpose. */
  readonly ahead: (purpose: Purpose) => number;
};

export function createWaiters(): Waiters {
  const queue: Waiter[] = [];
  const remove = (waiter: Waiter) => {
    const index = queue.indexOf(waiter);
    if (index !== -1) queue.splice(index, 1);
  };
  const ahead = (purpose: Purpose) =>
    queue.filter((waiter) => urgencyOf(waiter.purpose) <= urgencyOf(purpose)).length;
  return {
    add: (purpose, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve(false);
        const giveUp = () => {
          remove(waiter);
          resolve(false);
        };
        const waiter: Waiter = {
          purpose,
          resolve: (hasPlace) => {
            signal.removeEventListener('abort', giveUp);
            resolve(hasPlace);
          },
        };
        queue.splice(ahead(purpose), 0, waiter);
        signal.addEventListener('abort', giveUp, { once: true });
      }),
    first: () => queue[0],
    let: (waiter) => {
      remove(waiter);
      waiter.resolve(true);
    },
    ahead,
  };
}
