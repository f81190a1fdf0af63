import { type Purpose, urgencyOf } from './purpose.ts';

type Waiter = { readonly purpose: Purpose; readonly resolve: (hasPlace: boolean) => void };

/** Who waits for a place: the most urgent first, of equals whoever came first. */
export type Waiters = {
  /** Resolves true when it is let through, false as soon as the signal aborts. */
  readonly add: (purpose: Purpose, signal: AbortSignal) => Promise<boolean>;
  /** The first of each purpose. */
  readonly heads: () => readonly Waiter[];
  readonly let: (waiter: Waiter) => void;
  /** How many for these purposes would go before a new one for `purpose`. */
  readonly ahead: (purpose: Purpose, counts: (other: Purpose) => boolean) => number;
};

export function createWaiters(): Waiters {
  const queue: Waiter[] = [];
  const remove = (waiter: Waiter) => {
    const index = queue.indexOf(waiter);
    if (index !== -1) queue.splice(index, 1);
  };
  const ahead = (purpose: Purpose, counts: (other: Purpose) => boolean) =>
    queue.filter((waiter) => urgencyOf(waiter.purpose) <= urgencyOf(purpose) && counts(waiter.purpose))
      .length;
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
        queue.splice(
          ahead(purpose, () => true),
          0,
          waiter,
        );
        signal.addEventListener('abort', giveUp, { once: true });
      }),
    heads: () => queue.filter(({ purpose }, index) => queue[index - 1]?.purpose !== purpose),
    let: (waiter) => {
      remove(waiter);
      waiter.resolve(true);
    },
    ahead,
  };
}
