/** What can become of a request, each with the status that answers it. Null: there is nobody to answer. */
export const outcomeStatus = {
  /** An event. */
  accepted: 204,
  /** From an address only the provider knows, in a shape we don't know: a test ping, for one. */
  unknown: 204,
  unsigned: 401,
  'badly signed': 401,
  /** Older than five minutes by its own time, or from as far ahead. */
  stale: 409,
  'seen before': 409,
  unreadable: 400,
  'too large': 413,
  'wrong path': 404,
  'wrong method': 405,
  'too many': 429,
  'not HTTP': 400,
  'too slow': 408,
  /** Ended for newer ones, as too many were open at once. */
  crowded: null,
} as const satisfies Readonly<Record<string, number | null>>;

export type Outcome = keyof typeof outcomeStatus;

/** How often each came about; what never did is not there. */
export type Tally = ReadonlyMap<Outcome, number>;

const welcome: ReadonlySet<Outcome> = new Set(['accepted', 'unknown']);

export const isRefusal = (outcome: Outcome): boolean => !welcome.has(outcome);

/** `2 unsigned, 1 too large`; empty where nothing was refused. */
export const refusedText = (tally: Tally): string =>
  [...tally]
    .filter(([outcome]) => isRefusal(outcome))
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ');
