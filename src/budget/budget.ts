import { AsyncLocalStorage } from 'node:async_hooks';
import type { Deps } from '../runtime/deps.ts';
import { createPaceBucket } from './pace-bucket.ts';
import { createPlaces, othersAgeMs, type PlacesOptions } from './places.ts';
import { isPolling, type PollingPurpose, type Purpose, sharesTokens } from './purpose.ts';
import type { RateReport } from './report.ts';
import type { BudgetUsage } from './usage.ts';
import { createWaiters } from './waiters.ts';

export type Budget = {
  /** What is sent in the course of `work` is for this purpose; without it, `asked`. `tally` counts what was sent. */
  readonly during: <T>(purpose: Purpose, work: () => T, tally?: Tally) => T;
  /**
   * Waits for a free place in every window, the most urgent purpose first; false when the signal aborted first. The
   * place is taken until {@link Budget.settle}, then counts for a whole window more: the provider sees a request no
   * later than its reply, so no rolling window on its side is ever exceeded.
   */
  readonly acquire: (signal: AbortSignal, purpose?: Purpose) => Promise<boolean>;
  readonly settle: (report: RateReport | null) => void;
  /** Epoch ms until which the provider asked us, or another process, to send nothing; null when it did not. */
  readonly blockedUntil: () => Promise<number | null>;
  readonly usage: () => BudgetUsage;
  /** Requests a minute that this process may poll with, for the hour to come: what a plan can count on. */
  readonly pacePerMinute: () => number;
  /** How long until a poll for this purpose would go out, in ms; 0: now. So that what is asked is decided late. */
  readonly pollWaitMs: (purpose: PollingPurpose) => number;
  /** From now on this process asks by itself, so that the pace is divided with it. */
  readonly setPolling: (isPolling: boolean) => void;
  /** The key was rejected, and may be another one next time. */
  readonly forgetKey: () => void;
  /** Gives back what was taken and not used, and divides the pace with nobody any more. */
  readonly close: () => void;
};

export type Tally = { requests: number };

/** Told how long, in ms, somebody who does not poll has to wait for a place, as often as that is looked at. */
export type OnWait = (ms: number) => void;

export type BudgetOptions = PlacesOptions & {
  readonly deps: Pick<Deps, 'clock' | 'random'>;
  readonly onWait?: OnWait;
};

/** Who found the last place taken tries again after up to this, so that two of them do not meet again. */
const collisionMs = 50;

/** In the course of what a request is sent, and on whose budget. */
type Course = { readonly of: symbol; readonly purpose: Purpose; readonly tally: Tally | undefined };

/**
 * One for all budgets, as it is a key and no state: a context in which one was entered keeps it for good, and hands it on
 * to whatever is begun there, so that each budget's own would never be forgotten.
 */
const course = new AsyncLocalStorage<Course>();

/**
 * One key's budget: who wants to send waits for a place in its windows, the most urgent first, and what polls for a
 * token of its pace besides.
 */
export function createBudget(options: BudgetOptions): Budget {
  const { clock, random } = options.deps;
  const id = Symbol('budget');
  const courseNow = () => {
    const now = course.getStore();
    return now?.of === id ? now : undefined;
  };
  const places = createPlaces(options, clock);
  const bucket = createPaceBucket(options.limits, clock.elapsed());
  const waiters = createWaiters();
  let alarm: AbortController | null = null;

  /** How long a poll has to wait for its token behind so many others, in ms. */
  const tokenWaitMs = (purpose: PollingPurpose, ahead: number): number => {
    const pace = places.pace();
    bucket.fill(pace, clock.elapsed());
    return bucket.waitMs(purpose, ahead, pace);
  };
  const waitMs = (purpose: Purpose): number =>
    Math.max(0, places.waitMs(purpose === 'action'), isPolling(purpose) ? tokenWaitMs(purpose, 0) : 0);

  const ringIn = (ms: number) => {
    alarm?.abort();
    const own = new AbortController();
    alarm = own;
    void clock.sleep(Math.ceil(ms), own.signal).then(() => {
      if (!own.signal.aborted) pump();
    });
  };

  function pump(): void {
    if (!places.isOpen()) {
      void places.open().then(pump);
      return;
    }
    alarm?.abort();
    for (let heads = waiters.heads(); heads.length > 0; heads = waiters.heads()) {
      const waits = heads.map(({ purpose }) => waitMs(purpose));
      // Whoever waits for a token of its own holds up no other.
      const head = heads[waits.indexOf(0)];
      if (head === undefined) {
        const asked = waits[heads.findIndex(({ purpose }) => !isPolling(purpose))];
        if (asked !== undefined) options.onWait?.(asked);
        ringIn(Math.min(...waits, places.areShared() ? othersAgeMs.waiting : Number.POSITIVE_INFINITY));
        return;
      }
      if (!places.take(head.purpose === 'action')) {
        ringIn(collisionMs * (0.2 + 0.8 * random()));
        return;
      }
      if (isPolling(head.purpose)) bucket.take(head.purpose);
      waiters.let(head);
    }
  }

  return {
    during: (purpose, work, tally) => course.run({ of: id, purpose, tally }, work),
    acquire: async (signal, purpose = courseNow()?.purpose ?? 'asked') => {
      const turn = waiters.add(purpose, signal);
      pump();
      const hasPlace = await turn;
      const tally = courseNow()?.tally;
      if (hasPlace && tally !== undefined) tally.requests += 1;
      return hasPlace;
    },
    settle: (report) => {
      places.settle(report);
      pump();
    },
    blockedUntil: async () => {
      if (!places.isOpen()) await places.open();
      const ms = places.blockedForMs();
      return ms > 0 ? clock.now() + ms : null;
    },
    usage: places.usage,
    pacePerMinute: () => places.usualPace() * 60_000,
    pollWaitMs: (purpose) => {
      if (!places.isOpen()) void places.open().then(pump);
      const ahead = waiters.ahead(purpose, (other) => sharesTokens(purpose, other));
      return Math.max(0, places.waitMs(false), tokenWaitMs(purpose, ahead));
    },
    setPolling: places.setPolling,
    forgetKey: places.forgetKey,
    close: () => {
      alarm?.abort();
      places.leave();
      // An action that was begun is followed on.
      if (waiters.heads().length > 0) pump();
    },
  };
}
