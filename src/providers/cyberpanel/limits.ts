import type { RateLimits } from '../../budget/limits.ts';

/** Vendor docs, "Rate Limiting": the defaults of a key. */
export const limits = { perMinute: 60, perHour: 1_000 } satisfies RateLimits;
