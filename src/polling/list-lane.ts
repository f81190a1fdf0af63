import type { Problem } from '../model/problem.ts';
import type { Clock } from '../runtime/deps.ts';
import type { Gate } from '../runtime/gate.ts';
import { createBell } from './bell.ts';

export type ListLane = {
  /**
   * Ask again now, also while a failure is waited out or polling is paused. A running refresh is enough, as nothing
   * overlaps; one that hangs is given up and begun again.
   */
  readonly refresh: () => void;
  /** As refresh, for what has changed just now: a reading that began before may not tell of it, another follows. */
  readonly renew: () => void;
  /** What made it fail seems to be over: a pause after a failure ends now. */
  readonly endPause: () => void;
  /** What decides when it is due has changed: look again. */
  readonly reconsider: () => void;
};

export type ListLaneOptions = {
  readonly clock: Clock;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  /** The first time it asks after so long, ms. */
  readonly beginAfterMs?: number;
  /**
   * Asks once, tells the outcome, answers the problem that made it fail or null. `isWanted`: by the user, now, or since
   * the start where it never came.
   */
  readonly ask: (signal: AbortSignal, isWanted: boolean) => Promise<Problem | null>;
  /**
   * From one begin to the next, in ms; looked at again and again, as it changes with what else is wanted. So that a
   * list whose many pages take their time is as old as planned, and no older.
   */
  readonly intervalMs: () => number;
  /** Shortest time from a reply to the next begin, in ms. */
  readonly restMs: number;
  /** Wait after the nth failure in a row, in ms. */
  readonly failurePauseMs: (failures: number, problem: Problem) => number;
};

/** A request that takes longer than this is given up when the user asks for a refresh. */
const hangingMs = 3_000;
const lookAgainMs = 5_000;

type Attempt = { readonly giveUp: AbortController; readonly startedAt: number };

/** Asks for one list again and again, one request after the other, until the signal aborts. */
export function startListLane(options: ListLaneOptions): ListLane {
  const { clock, gate, signal, beginAfterMs = 0, ask, intervalMs, restMs, failurePauseMs } = options;
  const bell = createBell(clock);
  let current: Attempt | null = null;
  // The first reading is what the user opened the dashboard for.
  let isWanted = true;
  let hasCome = false;
  let isPauseOver = false;

  const wait = async (dueAt: () => number): Promise<void> => {
    while (!signal.aborted && !isWanted) {
      const left = dueAt() - clock.elapsed();
      if (left > 0) await bell.sleep(Math.min(left, lookAgainMs), signal);
      else if (gate.isOpen()) return;
      else await bell.sleep(lookAgainMs, signal);
    }
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    if (beginAfterMs > 0) await clock.sleep(beginAfterMs, signal);
    while (!signal.aborted) {
      const giveUp = new AbortController();
      const startedAt = clock.elapsed();
      current = { giveUp, startedAt };
      const wasWanted = isWanted || !hasCome;
      isWanted = false;
      isPauseOver = false;
      const problem = await ask(AbortSignal.any([signal, giveUp.signal]), wasWanted);
      current = null;
      if (giveUp.signal.aborted) continue;
      const repliedAt = clock.elapsed();
      hasCome ||= problem === null;
      failures = problem === null ? 0 : failures + 1;
      if (problem === null) await wait(() => Math.max(repliedAt + restMs, startedAt + intervalMs()));
      else {
        const pauseMs = failurePauseMs(failures, problem);
        await wait(() => (isPauseOver ? 0 : repliedAt + pauseMs));
      }
    }
  };
  void run();
  const refresh = () => {
    if (current === null) {
      isWanted = true;
      bell.ring();
    } else if (clock.elapsed() - current.startedAt >= hangingMs) {
      isWanted = true;
      current.giveUp.abort();
    }
  };
  return {
    reconsider: bell.ring,
    endPause: () => {
      isPauseOver = true;
      bell.ring();
    },
    refresh,
    renew: () => {
      isWanted = true;
      refresh();
    },
  };
}
