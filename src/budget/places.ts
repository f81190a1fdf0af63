import type { Clock } from '../runtime/deps.ts';
import type { Ledger } from './ledger.ts';
import type { RateLimits } from './limits.ts';
import { aloneLots, createLots, type Lots, lotMs } from './lots.ts';
import type { RateReport } from './report.ts';
import { type BudgetUsage, usageOf } from './usage.ts';
import { createMerge, createUseLog, roomAfterMs, steadyPace, type Use } from './uses.ts';
import { type BudgetWindow, createWindows, windowOf } from './window.ts';

export type PlacesOptions = {
  readonly limits: RateLimits;
  /** True when the user configured the limits: then the provider's headers do not lower them. */
  readonly limitsAreOurs: boolean;
  /** Where this key's budget is shared; null: nowhere. Asked for before the first request. */
  readonly openLedger?: () => Promise<Ledger | null>;
};

/**
 * The places in one key's rolling windows: whether there is one, and how fast they may be taken. Counted here and with
 * the other processes that use the key, corrected by what the provider reports.
 */
export type Places = {
  /** Until then it is not known what the others have taken, and nothing may be. */
  readonly isOpen: () => boolean;
  /** Once at a time; resolves when it is open. */
  readonly open: () => Promise<void>;
  /** How long until there is a place, in ms; 0 or less: now. Actions alone find those of the reserve. */
  readonly waitMs: (isAction: boolean) => number;
  /** Takes a place until {@link Places.settle}; false where another process was first after all. */
  readonly take: (isAction: boolean) => boolean;
  /** The reply has come: from now on its place counts for a whole window more. */
  readonly settle: (report: RateReport | null) => void;
  /** Requests a ms at which this process, with the others, never runs dry in the hour to come. */
  readonly pace: () => number;
  /** The same over several minutes: what this one is spent or held up with does not count. */
  readonly usualPace: () => number;
  /** Whether other processes may leave a place at any moment. */
  readonly areShared: () => boolean;
  /** How much longer the provider wants nothing sent, in ms; 0 or less: it does not say so. */
  readonly blockedForMs: () => number;
  readonly usage: () => BudgetUsage;
  readonly setPolling: (isPolling: boolean) => void;
  /** Another key has another ledger; the same one will be told anew of what was sent. */
  readonly forgetKey: () => void;
  /** This process asks for no more: what it has sent counts on. A place that is wanted after all is told of anew. */
  readonly leave: () => void;
};

/** How old the others' account may be while this process waits for room, and while it does not. */
export const othersAgeMs = { waiting: 1_000, pacing: 5_000 } as const;
const largestLot = 8;

export function createPlaces({ limits, limitsAreOurs, openLedger }: PlacesOptions, clock: Clock): Places {
  const windows = createWindows(limits, limitsAreOurs);
  const own = createUseLog();
  let blockedUntil = 0;
  let inFlight = 0;
  /** The newest reply was a refusal: until another one comes, one request at a time tries whether it is over. */
  let isOnTrial = false;
  let polls = false;
  let lots: Lots | null = openLedger === undefined ? aloneLots : null;
  let opening: Promise<void> | null = null;

  const blockedForMs = () => {
    lots?.others(othersAgeMs.pacing);
    return Math.max(blockedUntil, lots?.blockedUntil() ?? 0) - clock.elapsed();
  };
  const held = () => inFlight + (lots?.left() ?? 0);
  const merge = createMerge();
  const usesNow = (maxAgeMs: number) => {
    const others = lots?.others(maxAgeMs) ?? [];
    return merge(own.list(), others);
  };
  const open = async () => {
    const ledger = (await openLedger?.()) ?? null;
    const mine = () => ({ uses: own.list(), open: inFlight, blockedUntil, isPolling: polls });
    lots = ledger === null ? aloneLots : createLots(ledger, mine, clock);
    opening = null;
  };
  const slowest = (paceOf: (window: BudgetWindow, uses: readonly Use[], now: number) => number) => {
    const uses = usesNow(othersAgeMs.pacing);
    const paces = windows.map((window) => paceOf(window, uses, clock.elapsed()));
    return Math.min(...paces) / (lots?.pollers() ?? 1);
  };
  const steady = (window: BudgetWindow, uses: readonly Use[], now: number) =>
    steadyPace(window.withForeign(uses), window.lengthMs, window.room(false, uses, held(), now), now);
  const pace = () => slowest(steady);
  /** As the others' account tells that is at most so old. */
  const roomWaitMs = (isAction: boolean, maxAgeMs: number) => {
    const now = clock.elapsed();
    const uses = usesNow(maxAgeMs);
    const waits = windows.map((window) => {
      // A lot in hand is room that is taken already, for whoever comes.
      const room = window.room(isAction, uses, inFlight, now);
      return roomAfterMs(window.withForeign(uses), window.lengthMs, room, now) ?? othersAgeMs.waiting;
    });
    return Math.max(blockedForMs(), ...waits);
  };
  const areShared = () => lots !== aloneLots;

  return {
    isOpen: () => lots !== null,
    open: () => {
      opening ??= open();
      return opening;
    },
    waitMs: (isAction) => {
      if (isOnTrial && inFlight > 0) return othersAgeMs.waiting;
      const wait = roomWaitMs(isAction, othersAgeMs.pacing);
      return wait > 0 && areShared() ? roomWaitMs(isAction, othersAgeMs.waiting) : wait;
    },
    take: (isAction) => {
      const wanted = isAction ? 1 : Math.ceil(Math.min(largestLot, pace() * lotMs) + 1e-9);
      const hasPlace = (lots ?? aloneLots).take(Math.max(1, wanted), (others) => {
        const uses = merge(own.list(), others);
        const now = clock.elapsed();
        // One of them may have been asked for silence just now.
        if (blockedForMs() > 0) return 0;
        return Math.min(...windows.map((window) => window.room(isAction, uses, inFlight, now)));
      });
      if (hasPlace) inFlight += 1;
      return hasPlace;
    },
    settle: (report) => {
      inFlight -= 1;
      const now = clock.elapsed();
      own.add(now);
      if (report !== null) hear(report, now);
    },
    pace,
    usualPace: () =>
      slowest((window, uses, now) =>
        window.length === 'minute' ? window.share(now) / window.lengthMs : steady(window, uses, now),
      ),
    areShared,
    blockedForMs,
    usage: () => usageOf(windows, usesNow(othersAgeMs.pacing), inFlight, clock),
    setPolling: (next) => {
      polls = next;
    },
    forgetKey: () => {
      lots?.withdraw();
      if (openLedger !== undefined) lots = null;
    },
    leave: () => {
      polls = false;
      lots?.leave();
      if (openLedger !== undefined) lots = null;
    },
  };

  function hear(report: RateReport, now: number): void {
    const inMs = (at: number) => at - clock.now();
    const untilReset = report.resetAt === null ? null : inMs(report.resetAt);
    const resetAt = untilReset === null ? null : now + untilReset;
    windowOf(windows, untilReset)?.hear(report, resetAt, usesNow(othersAgeMs.pacing), held(), now);
    isOnTrial = report.blockedUntil !== null;
    const isSpent = report.remaining === 0 && !limitsAreOurs ? untilReset : null;
    const waits = [report.blockedUntil === null ? 0 : inMs(report.blockedUntil), isSpent ?? 0];
    const until = Math.max(blockedUntil, ...waits.filter((ms) => ms > 0).map((ms) => now + ms));
    if (until === blockedUntil) return;
    blockedUntil = until;
    lots?.tell();
  }
}
