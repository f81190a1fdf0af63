import type { Problem } from '../model/problem.ts';
import type { Clock } from '../runtime/deps.ts';
import { createBell, type Gate } from './gate.ts';

export type ListLane = {
  /**
   * Ask again now, also while a failure is waited out or polling is paused. A running refresh is enough, as nothing
   * overlaps; one that hangs is given up and begun again.
   */
  readonly refresh: () => void;
  /** What decides when it is due has changed: look again. */
  readonly reconsider: () => void;
};

export type ListLaneOptions = {
  readonly clock: Clock;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  /** Asks once, tells the outcome, answers the problem that made it fail or null. `isWanted`: by the user, now. */
  readonly ask: (signal: AbortSignal, isWanted: boolean) => Promise<Problem | null>;
  /** How old the list may become, in ms; looked at again and again, as it changes with what else is wanted. */
  readonly intervalMs: () => number;
  /** Wait after the nth failure in a row, in ms. */
  readonly failurePauseMs: (failures: number, problem: Problem) => number;
};

/** A request that takes longer than this is given up when the user asks for a refresh. */
const hangingMs = 3_000;
const lookAgainMs = 5_000;

type Attempt = { readonly giveUp: AbortController; readonly startedAt: number };

/** Asks for one list again and again, one request after the other, until the signal aborts. */
export function startListLane(options: ListLaneOptions): ListLane {
  const { clock, gate, signal, ask, intervalMs, failurePauseMs } = options;
  const bell = createBell(clock);
  let current: Attempt | null = null;
  // The first reading is what the user opened the dashboard for.
  let isWanted = true;

  const wait = async (pauseMs: () => number): Promise<void> => {
    const since = clock.elapsed();
    while (!signal.aborted && !isWanted) {
      const left = pauseMs() - (clock.elapsed() - since);
      if (left > 0) await bell.sleep(Math.min(left, lookAgainMs), signal);
      else if (gate.isOpen()) return;
      else await bell.sleep(lookAgainMs, signal);
    }
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      const giveUp = new AbortController();
      current = { giveUp, startedAt: clock.elapsed() };
      const wasWanted = isWanted;
      isWanted = false;
      const problem = await ask(AbortSignal.any([signal, giveUp.signal]), wasWanted);
      current = null;
      if (giveUp.signal.aborted) continue;
      failures = problem === null ? 0 : failures + 1;
      const failureMs = problem === null ? null : failurePauseMs(failures, problem);
      await wait(failureMs === null ? intervalMs : () => failureMs);
    }
  };
  void run();
  return {
    reconsider: bell.ring,
    refresh: () => {
      if (current === null) {
        isWanted = true;
        bell.ring();
      } else if (clock.elapsed() - current.startedAt >= hangingMs) {
        isWanted = true;
        current.giveUp.abort();
      }
    },
  };
}
