import { type RateLimits, withoutReserve } from './limits.ts';
import type { PollingPurpose } from './purpose.ts';

/**
 * The allowance of polling: a short burst at the start, then as fast as the windows carry for the hour to come. Lists
 * collect theirs apart from rows, so that the pages of a list are there when it is due, however eager the rows are;
 * what one part does not want is the other's.
 */
export type PaceBucket = {
  /** Fills it up for the time since the last call. `pace` is in requests a ms. */
  readonly fill: (pace: number, now: number) => void;
  readonly take: (purpose: PollingPurpose) => void;
  /** How long until it holds a token for this purpose behind so many of the same part, in ms; 0: it does. */
  readonly waitMs: (purpose: PollingPurpose, ahead: number, pace: number) => number;
};

/** Of the pace, what is for lists while rows want the rest. */
export const listShare = 0.25;

/** Of what polling may send in a window, what it may send at once. */
const burstOf = { minute: 0.4, hour: 0.05 } as const;
const largestBurst = 20;

/** Tokens that a row leaves for what is more urgent and may be due at any moment. */
const spareTokens: Readonly<Record<PollingPurpose, number>> = {
  selected: 0,
  list: 0,
  visible: 1,
  needed: 3,
  rest: 3,
};

/** At a pace of nothing it is looked at again after this: what the windows hold changes. */
const longestWaitMs = 5_000;

type Part = { readonly share: number; tokens: number };

export function createPaceBucket({ perMinute, perHour }: RateLimits, startedAt: number): PaceBucket {
  const capacity = Math.max(
    1,
    Math.min(
      largestBurst,
      withoutReserve(perMinute) * burstOf.minute,
      perHour === undefined ? largestBurst : withoutReserve(perHour) * burstOf.hour,
    ),
  );
  const partOf = (share: number): Part => ({ share, tokens: capacity * share });
  const lists = partOf(listShare);
  const rows = partOf(1 - listShare);
  let filledAt = startedAt;
  const apart = (purpose: PollingPurpose) =>
    purpose === 'list' ? { own: lists, other: rows } : { own: rows, other: lists };

  return {
    fill: (pace, now) => {
      const tokens = Math.max(0, now - filledAt) * pace;
      filledAt = now;
      const over = pour(lists, tokens * lists.share) + pour(rows, tokens * rows.share);
      pour(rows, pour(lists, over));
    },
    take: (purpose) => {
      apart(purpose).own.tokens -= 1;
    },
    waitMs: (purpose, ahead, pace) => {
      const { own, other } = apart(purpose);
      const missing = Math.min(capacity, ahead + 1 + spareTokens[purpose]) - own.tokens;
      // A token that is there but for a rounding error is there.
      if (missing <= 1e-9) return 0;
      const share = other.tokens >= capacity ? 1 : own.share;
      return Math.min(longestWaitMs, Math.ceil(missing / (pace * share)));
    },
  };

  /** What does not go in. */
  function pour(part: Part, tokens: number): number {
    const taken = Math.min(tokens, capacity - part.tokens);
    part.tokens += taken;
    return tokens - taken;
  }
}
