import type { RateReport } from '../budget/report.ts';
import { beginsWithDay } from '../model/calendar-day.ts';

type HeaderSource = { readonly get: (name: string) => string | null };

/** After the first 429 in a row; doubled with each that follows, whatever the provider says. */
const shortestWaitMs = 1_000;
const longestWaitMs = 60_000;
/** A reset further away than this is no rate-limit window but a misread header. */
const longestWindowMs = 24 * 3_600_000;

/**
 * Reads `X-RateLimit-*` (reset as epoch seconds, as seconds from now or as a date) and `Retry-After` (seconds or a date).
 * Epochs are taken against the reply's own `Date`, so a skewed clock on either side does not matter. `refusals` counts
 * the 429s in a row, this reply included.
 */
export function readRateReport(status: number, headers: HeaderSource, now: number, refusals = 1): RateReport {
  const resetAt = readReset(headers, now);
  const retryAt = readRetryAfter(headers.get('retry-after'), headers, now);
  const isRefused = status === 429;
  const leastAt = now + Math.min(longestWaitMs, shortestWaitMs * 2 ** (refusals - 1));
  return {
    limit: readCount(headers.get('x-ratelimit-limit')),
    remaining: readCount(headers.get('x-ratelimit-remaining')),
    resetAt,
    blockedUntil: isRefused
      ? Math.max(retryAt ?? resetAt ?? leastAt, refusals > 1 ? leastAt : 0)
      : status === 503
        ? retryAt
        : null,
  };
}

const readCount = (text: string | null): number | null => {
  const match = text?.match(/^\s*(\d+)/);
  return match === null || match === undefined ? null : Number(match[1]);
};

function readReset(headers: HeaderSource, now: number): number | null {
  const text = headers.get('x-ratelimit-reset') ?? '';
  // As a number, the date of a reset would be its year.
  if (beginsWithDay(text)) return readRetryAfter(text, headers, now);
  const seconds = Number.parseFloat(text);
  if (!Number.isFinite(seconds) || seconds < 0) return null;
  const isEpoch = seconds > 1_000_000_000;
  return bounded(isEpoch ? seconds * 1_000 - clockSkew(headers, now) : now + seconds * 1_000, now);
}

function readRetryAfter(text: string | null, headers: HeaderSource, now: number): number | null {
  if (text === null) return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return bounded(now + Math.max(seconds, 0) * 1_000, now);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : bounded(date - clockSkew(headers, now), now);
}

const clockSkew = (headers: HeaderSource, now: number): number => {
  const theirs = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(theirs) ? 0 : theirs - now;
};

const bounded = (at: number, now: number): number | null => (at - now > longestWindowMs ? null : at);
