import { expect, test } from 'vitest';
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
