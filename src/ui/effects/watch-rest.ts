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
const restAfterMs = 20_000;
/** What nobody presses a key for makes garbage, too. */
const restEveryMs = 10 * 60_000;

/** Tells of rests: once when no key was pressed for a while, and from then on now and then. */
export function watchRest({ view, lastKeyAt, onRest, signal }: Rest): void {
  let restedAt = Number.NEGATIVE_INFINITY;
  const unsubscribe = view.subscribe(({ now }, before) => {
    if (now === before.now || now - lastKeyAt() < restAfterMs) return;
    if (restedAt > lastKeyAt() && now - restedAt < restEveryMs) return;
    restedAt = now;
    onRest();
  });
  signal.addEventListener('abort', unsubscribe);
}
