import type { Problem } from '../model/problem.ts';

const longestBackoffMs = 5 * 60_000;
/** A rejected key does not get better by asking; more often than this looks like an attack. */
const authBackoffMs = 60_000;

/** Wait after the nth failure in a row: doubling from the interval, never before the provider's own time. */
export function failurePauseMs(intervalMs: number, failures: number, problem: Problem, now: number): number {
  const own = Math.min(intervalMs * 2 ** (failures - 1), longestBackoffMs);
  const patient = problem.code === 'auth' ? Math.max(own, authBackoffMs) : own;
  return Math.max(patient, (problem.retryAt ?? now) - now);
}
