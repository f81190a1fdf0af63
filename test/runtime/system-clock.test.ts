import { expect, test, vi } from 'vitest';
import { systemClock } from '../../src/runtime/system-clock.ts';

test.each([
  { name: 'ahead', byMs: 86_400_000 },
  { name: 'back', byMs: -86_400_000 },
])('a clock that is set $name by a day changes no time that is counted', ({ byMs }) => {
  const before = { now: systemClock.now(), elapsed: systemClock.elapsed() };
  const real = Date.now();
  const set = vi.spyOn(Date, 'now').mockImplementation(() => real + byMs);
  const passed = { now: systemClock.now() - before.now, elapsed: systemClock.elapsed() - before.elapsed };
  set.mockRestore();
  expect(Math.abs(passed.now - byMs)).toBeLessThan(60_000);
  expect(passed.elapsed).toBeGreaterThanOrEqual(0);
  expect(passed.elapsed).toBeLessThan(60_000);
});
