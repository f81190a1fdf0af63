/**
 * What can be wrong: load over a threshold, money for too few days, a stop that nobody here asked for, a state that
 * the provider calls a failure.
 */
export type AlertKind = 'cpu' | 'memory' | 'runway' | 'stopped' | 'failed';

/** What an alert is about: a server or an app by its reference, an account by its provider's name. */
export type AlertSubject = {
  readonly type: 'server' | 'app' | 'account';
  readonly key: string;
  readonly provider: string;
  readonly name: string;
};

/** Something wrong, or about to be. What is well has none. Times are epoch ms. */
export type Alert = {
  readonly kind: AlertKind;
  readonly subject: AlertSubject;
  /** `rising`: wrong, but not for long enough; `falling`: well again, but not for long enough. */
  readonly phase: 'rising' | 'raised' | 'falling';
  /** Since when it is in this phase. */
  readonly since: number;
  /** False where it was so at first sight: that is no news, and neither is its end. */
  readonly isAnnounced: boolean;
};

/** A change worth telling. */
export type AlertEvent = {
  /** Unique within a run. */
  readonly id: string;
  readonly at: number;
  readonly type: 'raised' | 'cleared';
  /** A login is told once, and is over with that. */
  readonly kind: AlertKind | 'login';
  readonly subject: AlertSubject;
  /** How it stands: `97 % for 34 s`, `was running`. */
  readonly message: string;
};

/** How long something must hold before it is raised, and be well before it is cleared, in ms. */
export type Hold = { readonly raiseMs: number; readonly clearMs: number };

/**
 * A spike of load is none, and a short dip under the threshold does not end one. A stop is told when the next list still
 * shows it: machines that are restarted elsewhere are off for a moment. Balances change by the hour.
 */
export const holds: Readonly<Record<AlertKind, Hold>> = {
  cpu: { raiseMs: 30_000, clearMs: 60_000 },
  memory: { raiseMs: 30_000, clearMs: 60_000 },
  runway: { raiseMs: 0, clearMs: 60 * 60_000 },
  stopped: { raiseMs: 10_000, clearMs: 10_000 },
  failed: { raiseMs: 0, clearMs: 10_000 },
};

/** Told of, and not well yet. */
export const isRaised = ({ phase }: Alert): boolean => phase !== 'rising';
