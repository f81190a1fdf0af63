import type { Clock } from '../../src/runtime/deps.ts';
import { systemClock } from '../../src/runtime/system-clock.ts';

/** Time that passes so many times as fast: hours of polling in minutes, over real sockets. */
export function createFastClock(times: number): Clock {
  const startedAt = systemClock.now();
  const start = systemClock.elapsed();
  const elapsed = () => start + (systemClock.elapsed() - start) * times;
  return {
    now: () => startedAt + (elapsed() - start),
    elapsed,
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
  };
}
