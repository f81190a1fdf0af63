import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createSlots } from '../../src/probe/slots.ts';
import { systemClock } from '../../src/runtime/system-clock.ts';

test('who waited for a turn leaves nothing on the signal that would have ended the wait', async () => {
  const slots = createSlots(systemClock, 1, 0);
  const { signal } = new AbortController();
  const first = await slots.take(signal);
  const waiting = slots.take(signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  first?.();
  const second = await waiting;
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  second?.();
});

test('who gives up waiting takes no turn', async () => {
  const slots = createSlots(systemClock, 1, 0);
  const giving = new AbortController();
  const first = await slots.take(giving.signal);
  const waiting = slots.take(giving.signal);
  giving.abort();
  expect(await waiting).toBeNull();
  first?.();
  expect(await slots.take(new AbortController().signal)).not.toBeNull();
});
