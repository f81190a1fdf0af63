import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createGate } from '../../src/runtime/gate.ts';

test('who waited at a gate listens no more once it was opened, or the wait is over', async () => {
  const gate = createGate();
  const stop = new AbortController();
  for (let turn = 0; turn < 100; turn += 1) {
    gate.setOpen(false);
    const passed = gate.pass(stop.signal);
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
    gate.setOpen(true);
    await passed;
  }
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  gate.setOpen(false);
  const left = gate.pass(stop.signal);
  stop.abort();
  await left;
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});
