import type { Clock } from '../../runtime/deps.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { ViewStore } from '../../store/view-store.ts';

export type TickOptions = {
  readonly view: ViewStore;
  readonly fleet: FleetStore;
  readonly clock: Clock;
  /** Epoch ms of the newest key. */
  readonly lastKeyAt: () => number;
  readonly signal: AbortSignal;
};

const tickMs = 1_000;
/** Where nothing is counted second by second. */
const restingTickMs = 2_000;
/** Who pressed a key just now looks at what it did. */
const lookingMs = 10_000;

/**
 * Moves the time that ages are counted to, and with it everything that could wait to be drawn. One clock for the whole
 * screen, and half as fast while nobody does anything.
 */
export async function tick({ view, fleet, clock, lastKeyAt, signal }: TickOptions): Promise<void> {
  const isResting = () => {
    const { overlay, isProbing } = view.getState();
    return (
      clock.now() - lastKeyAt() >= lookingMs &&
      overlay === null &&
      !isProbing &&
      [...fleet.getState().actions.values()].every(({ endedAt }) => endedAt !== null)
    );
  };
  while (!signal.aborted) {
    const ms = isResting() ? restingTickMs : tickMs;
    await clock.sleep(ms - (clock.now() % ms), signal);
    if (!signal.aborted) view.setState({ now: clock.now() });
  }
}
