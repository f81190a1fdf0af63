import type { RequestInit, Response } from 'undici';

/** The outside world as values, so that tests neither sleep nor patch globals. */
export type Deps = {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** [0, 1) */
  readonly random: () => number;
};

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export type Clock = {
  /** Epoch ms. */
  readonly now: () => number;
  /**
   * Ms since a moment that is the same for all processes of this machine until it restarts. It never goes back,
   * whatever the clock is set to; while the machine sleeps it mostly stands still.
   */
  readonly elapsed: () => number;
  /** Resolves after `ms`, or at once when the signal aborts: the caller looks at the signal. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};
