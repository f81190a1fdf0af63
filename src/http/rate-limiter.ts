import type { Clock } from '../runtime/deps.ts';
import type { RateLimits } from './limits.ts';

export type RateUsage = {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: number | null;
};

/** What a reply's headers said of the key's budget. Times are epoch ms. */
export type RateReport = {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: number | null;
  /** Set by a 429 or 503: nothing more before this. */
  readonly blockedUntil: number | null;
};

export type RateLimiter = {
  /**
   * Waits for a free place in every window; false when the signal aborted first. The place is taken until
   * {@link RateLimiter.settle}, then counts for a whole window more: the provider sees a request no later than
   * its reply, so no rolling window on its side is ever exceeded.
   */
  readonly acquire: (signal: AbortSignal) => Promise<boolean>;
  readonly settle: (report: RateReport | null) => void;
  /** Epoch ms until which the provider asked us to send nothing; null when it did not. */
  readonly blockedUntil: () => number | null;
  readonly usage: () => RateUsage;
};

type Window = { readonly lengthMs: number; readonly limit: () => number; readonly settled: number[] };

const minuteMs = 60_000;
const hourMs = 3_600_000;

/**
 * One key's budget: rolling windows counted here, corrected by what the provider reports.
 * With `limitsAreOurs` a limit the user configured stands against the provider's header.
 */
export function createRateLimiter(limits: RateLimits, limitsAreOurs: boolean, clock: Clock): RateLimiter {
  let reported: RateReport | null = null;
  let blockedUntil = 0;
  let inFlight = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const minuteLimit = () =>
    limitsAreOurs ? limits.perMinute : Math.min(limits.perMinute, reported?.limit ?? limits.perMinute);
  const perHour = limits.perHour;
  const windows: readonly Window[] = [
    { lengthMs: minuteMs, limit: minuteLimit, settled: [] },
    ...(perHour === undefined ? [] : [{ lengthMs: hourMs, limit: () => perHour, settled: [] }]),
  ];

  const expire = (window: Window) => {
    const start = clock.now() - window.lengthMs;
    const kept = window.settled.findIndex((at) => at > start);
    if (kept !== 0) window.settled.splice(0, kept === -1 ? window.settled.length : kept);
  };

  const waitMs = (window: Window): number => {
    expire(window);
    const excess = window.settled.length + inFlight - Math.max(window.limit(), 1);
    if (excess < 0) return 0;
    const freed = window.settled[excess];
    return freed === undefined ? 50 : freed + window.lengthMs - clock.now() + 1;
  };

  const takeTurn = async (signal: AbortSignal): Promise<boolean> => {
    while (!signal.aborted) {
      const wait = Math.max(blockedUntil - clock.now(), ...windows.map(waitMs));
      if (wait <= 0) {
        inFlight += 1;
        return true;
      }
      await clock.sleep(wait, signal);
    }
    return false;
  };

  const remaining = (window: Window): number => {
    expire(window);
    return Math.max(0, window.limit() - window.settled.length - inFlight);
  };

  return {
    acquire: (signal) => {
      const turn = queue.then(() => takeTurn(signal));
      queue = turn;
      return unlessAborted(turn, signal);
    },
    settle: (report) => {
      inFlight -= 1;
      for (const window of windows) window.settled.push(clock.now());
      if (report === null) return;
      if (report.limit !== null || report.remaining !== null) reported = report;
      const isSpent = report.remaining === 0 && !limitsAreOurs ? report.resetAt : null;
      blockedUntil = Math.max(blockedUntil, report.blockedUntil ?? 0, isSpent ?? 0);
    },
    blockedUntil: () => (blockedUntil > clock.now() ? blockedUntil : null),
    usage: () => {
      const own = Math.min(...windows.map(remaining));
      const theirs =
        !limitsAreOurs && reported !== null && (reported.resetAt ?? 0) > clock.now()
          ? reported.remaining
          : null;
      const oldest = windows[0]?.settled[0];
      return {
        limit: minuteLimit(),
        remaining: theirs === null ? own : Math.min(own, theirs),
        resetAt:
          theirs === null ? (oldest === undefined ? null : oldest + minuteMs) : (reported?.resetAt ?? null),
      };
    },
  };
}

/** False as soon as the signal aborts, whoever is still ahead in the queue. */
const unlessAborted = (turn: Promise<boolean>, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const giveUp = () => resolve(false);
    signal.addEventListener('abort', giveUp, { once: true });
    void turn.then((isTaken) => {
      signal.removeEventListener('abort', giveUp);
      resolve(isTaken);
    });
  });
