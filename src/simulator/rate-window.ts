/** Whether one more request passes, and what to tell the client. Times in epoch ms. */
export type Admission = {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: number;
};

/** What a window says when it is used up until `resetAt`. */
export const usedUp = (limit: number, resetAt: number): Admission => ({
  isAllowed: false,
  limit,
  remaining: 0,
  resetAt,
});

export type RateWindow = { readonly take: (now: number) => Admission };

/** Counts from the first request on and starts over `windowMs` later: what a reset header describes. */
export const createFixedWindow = (limit: number, windowMs: number): RateWindow => {
  let startedAt = Number.NEGATIVE_INFINITY;
  let count = 0;
  return {
    take(now) {
      if (now >= startedAt + windowMs || now < startedAt) {
        startedAt = now;
        count = 0;
      }
      const isAllowed = count < limit;
      if (isAllowed) count += 1;
      return { isAllowed, limit, remaining: limit - count, resetAt: startedAt + windowMs };
    },
  };
};

/** No `windowMs` anywhere in time may hold more than `limit` requests: the strictest reading of a plain "per minute". */
export const createSlidingWindow = (limit: number, windowMs: number): RateWindow => {
  let times: number[] = [];
  return {
    take(now) {
      times = times.filter((at) => at > now - windowMs && at <= now);
      const isAllowed = times.length < limit;
      if (isAllowed) times.push(now);
      return { isAllowed, limit, remaining: limit - times.length, resetAt: (times[0] ?? now) + windowMs };
    },
  };
};
