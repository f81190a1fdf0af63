/** What a reply's headers said of the key's budget. Times are epoch ms. */
export type RateReport = {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: number | null;
  /** Set by a 429 or 503: nothing more before this. */
  readonly blockedUntil: number | null;
};
