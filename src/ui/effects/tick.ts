import type { Clock } from '../../runtime/deps.ts';
import type { ViewStore } from '../../store/view-store.ts';

const tickMs = 1_000;

/** Moves the time that ages are counted to. One clock for the whole screen. */
export async function tick(view: ViewStore, clock: Clock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(tickMs - (clock.now() % tickMs), signal);
    if (!signal.aborted) view.setState({ now: clock.now() });
  }
}
