import type { Problem } from '../model/problem.ts';
import type { Clock } from '../runtime/deps.ts';
import { createBell, type Gate } from './gate.ts';

export type ListLane = {
  /**
   * Ask again now, also while a failure is waited out. A running refresh is enough, as nothing overlaps; one that hangs
   * is given up and begun again.
   */
  readonly refresh: () => void;
};

export type ListLaneOptions = {
  readonly clock: Clock;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  /** Asks once, tells the outcome, answers the problem that made it fail or null. */
  readonly ask: (signal: AbortSignal) => Promise<Problem | null>;
  /** Wait before asking again, in ms. `failures` counts those in a row; 0 after a success. */
  readonly pauseMs: (failures: number, problem: Problem | null) => number;
};

/** A request that takes longer than this is given up when the user asks for a refresh. */
const hangingMs = 3_000;

type Attempt = { readonly giveUp: AbortController; readonly startedAt: number };

/** Asks for one list again and again, one request after the other, until the signal aborts. */
export function startListLane({ clock, gate, signal, ask, pauseMs }: ListLaneOptions): ListLane {
  const bell = createBell(clock);
  let current: Attempt | null = null;
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      const giveUp = new AbortController();
      current = { giveUp, startedAt: clock.now() };
      const problem = await ask(AbortSignal.any([signal, giveUp.signal]));
      current = null;
      if (giveUp.signal.aborted) continue;
      failures = problem === null ? 0 : failures + 1;
      await bell.sleep(pauseMs(failures, problem), signal);
      await gate.pass(signal);
    }
  };
  void run();
  return {
    refresh: () => {
      if (current === null) bell.ring();
      else if (clock.now() - current.startedAt >= hangingMs) current.giveUp.abort();
    },
  };
}
