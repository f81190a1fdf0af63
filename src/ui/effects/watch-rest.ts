import type { ViewStore } from '../../store/view-store.ts';

type Rest = {
  readonly view: ViewStore;
  /** Epoch ms of the newest key. */
  readonly lastKeyAt: () => number;
  /** What is done where nobody waits for an answer. */
  readonly onRest: () => void;
  readonly signal: AbortSignal;
};

/** Who presses nothing for so long reads, or is away. */
const restAfterMs = 10_000;
/** Somebody who presses a key now and then has not done much in between. */
const leastBetweenMs = 30_000;
/** After so long without a rest, of somebody who keeps pressing keys as of nobody, a short pause does. */
const longestWakeMs = 5 * 60_000;
const pauseMs = 2_000;

/** Tells of rests: when no key was pressed for a while, once, and from then on now and then. */
export function watchRest({ view, lastKeyAt, onRest, signal }: Rest): void {
  let restedAt = lastKeyAt() - leastBetweenMs;
  const isRest = (now: number): boolean => {
    const idleMs = now - lastKeyAt();
    // After a clock was set back it is due, too.
    const awakeMs = Math.abs(now - restedAt);
    if (awakeMs >= longestWakeMs) return idleMs >= pauseMs;
    return restedAt < lastKeyAt() && awakeMs >= leastBetweenMs && idleMs >= restAfterMs;
  };
  const unsubscribe = view.subscribe(({ now }, before) => {
    if (now === before.now || !isRest(now)) return;
    restedAt = now;
    onRest();
  });
  signal.addEventListener('abort', unsubscribe);
}
