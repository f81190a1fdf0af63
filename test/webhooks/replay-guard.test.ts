import { expect, test } from 'vitest';
import { createReplayGuard } from '../../src/webhooks/replay-guard.ts';

const text = (value: number) => new TextEncoder().encode(String(value));

test('of very many bodies the oldest are forgotten, so that its memory ends', () => {
  const guard = createReplayGuard({ now: () => 0, elapsed: () => 0 });
  for (let count = 0; count < 5_000; count += 1) expect(guard.admit(text(count), 0)).toBe('fresh');
  expect(guard.admit(text(4_999), 0)).toBe('seen');
  expect(guard.admit(text(1_000), 0)).toBe('seen');
  expect(guard.admit(text(0), 0)).toBe('fresh');
});

test('a body from ahead is known for as long as its own time would let it in again', () => {
  const minute = 60_000;
  let now = 0;
  const guard = createReplayGuard({ now: () => now, elapsed: () => now });
  const sentAt = 5 * minute;
  expect(guard.admit(text(1), sentAt)).toBe('fresh');
  now = 9 * minute;
  expect(guard.admit(text(2), now)).toBe('fresh');
  expect(guard.admit(text(1), sentAt)).toBe('seen');
  now = 10 * minute + 1;
  expect(guard.admit(text(1), sentAt)).toBe('stale');
});
