import type { RateLimits } from '../http/limits.ts';
import type { Problem } from '../model/problem.ts';

/** Of a key's sustained rate: what lists may use, and what single servers' details and metrics may. */
const listShare = 0.4;
const probeShare = 0.4;

const longestBackoffMs = 5 * 60_000;
/** A rejected key does not get better by asking; more often than this looks like an attack. */
const authBackoffMs = 60_000;

/** Requests a minute that a key can send all day long without running into its hourly limit. */
export const sustainedPerMinute = (limits: RateLimits): number =>
  Math.min(limits.perMinute, limits.perHour === undefined ? Number.POSITIVE_INFINITY : limits.perHour / 60);

/** Wait after a list that took `requests`: its interval, or longer where the key could not afford that pace. */
export const listPauseMs = (intervalMs: number, requests: number, limits: RateLimits): number =>
  Math.max(intervalMs, (requests / (sustainedPerMinute(limits) * listShare)) * 60_000);

/** Wait after the nth failure in a row: doubling from the interval, never before the provider's own time. */
export function failurePauseMs(intervalMs: number, failures: number, problem: Problem, now: number): number {
  const own = Math.min(intervalMs * 2 ** (failures - 1), longestBackoffMs);
  const patient = problem.code === 'auth' ? Math.max(own, authBackoffMs) : own;
  return Math.max(patient, (problem.retryAt ?? now) - now);
}

export type TokenBucket = {
  /** Takes a token now, or tells how long until there is one, in ms. */
  readonly take: (now: number) => 0 | number;
};

/** The allowance for details and metrics: a short burst at the start, then a steady trickle. */
export function createProbeBucket(limits: RateLimits, now: number): TokenBucket {
  const perMs = (sustainedPerMinute(limits) * probeShare) / 60_000;
  const capacity = Math.max(1, Math.min(20, limits.perMinute * 0.25));
  let tokens = capacity;
  let at = now;
  return {
    take: (time) => {
      tokens = Math.min(capacity, tokens + Math.max(0, time - at) * perMs);
      at = time;
      if (tokens >= 1) {
        tokens -= 1;
        return 0;
      }
      return Math.ceil((1 - tokens) / perMs);
    },
  };
}
