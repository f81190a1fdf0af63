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
