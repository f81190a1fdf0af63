/** How many requests a key may send. */
export type RateLimits = {
  readonly perMinute: number;
  readonly perHour?: number;
};
