import type { Problem } from '../model/problem.ts';
import type { Clock } from '../runtime/deps.ts';
import { type Bell, createBell, type Gate } from './gate.ts';

export type ListLane = {
  /** Ask again now, also while a failure is waited out. A running refresh is enough: nothing overlaps. */
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

/** Asks for one list again and again, one request after the other, until the signal aborts. */
export function startListLane(options: ListLaneOptions): ListLane {
  const bell = createBell(options.clock);
  void run(options, bell);
  return { refresh: bell.ring };
}

async function run({ gate, signal, ask, pauseMs }: ListLaneOptions, bell: Bell): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const problem = await ask(signal);
    failures = problem === null ? 0 : failures + 1;
    await bell.sleep(pauseMs(failures, problem), signal);
    await gate.pass(signal);
  }
}
