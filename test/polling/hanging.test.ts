import { expect, test } from 'vitest';
import { problem } from '../../src/model/problem.ts';
import { startListLane } from '../../src/polling/list-lane.ts';
import { createGate } from '../../src/runtime/gate.ts';
import { createManualClock } from '../support/manual-clock.ts';

test('a refresh gives up a request that hangs, and asks anew; a running one is left alone', async () => {
  const clock = createManualClock();
  const stop = new AbortController();
  const asked: AbortSignal[] = [];
  const lane = startListLane({
    clock,
    gate: createGate(),
    signal: stop.signal,
    ask: (signal) => {
      asked.push(signal);
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)));
    },
    intervalMs: () => 15_000,
    restMs: 15_000,
    failurePauseMs: () => 15_000,
  });
  await clock.advance(1_000);
  lane.refresh();
  await clock.advance(0);
  expect(asked.map(({ aborted }) => aborted)).toEqual([false]);
  await clock.advance(5_000);
  lane.refresh();
  await clock.advance(0);
  expect(asked.map(({ aborted }) => aborted)).toEqual([true, false]);
  stop.abort();
});

test('a request that was given up is not the first that came, and no failure either', async () => {
  const clock = createManualClock();
  const stop = new AbortController();
  const wanted: boolean[] = [];
  const failures: number[] = [];
  const lane = startListLane({
    clock,
    gate: createGate(),
    signal: stop.signal,
    ask: async (signal, isWanted) => {
      wanted.push(isWanted);
      if (wanted.length > 1) return problem('network', 'no reply');
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)));
    },
    intervalMs: () => 15_000,
    restMs: 15_000,
    failurePauseMs: (inRow) => {
      failures.push(inRow);
      return 15_000;
    },
  });
  await clock.advance(5_000);
  lane.refresh();
  await clock.advance(20_000);
  stop.abort();
  expect(wanted).toEqual([true, true, true]);
  expect(failures).toEqual([1, 2]);
});
