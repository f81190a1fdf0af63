import { AsyncLocalStorage } from 'node:async_hooks';
import type { Deps } from '../runtime/deps.ts';
import type { Ledger } from './ledger.ts';
import type { RateLimits } from './limits.ts';
import { aloneLots, createLots, type Lots } from './lots.ts';
import { createPaceBucket } from './pace-bucket.ts';
import { isPolling, type Purpose } from './purpose.ts';
import type { RateReport } from './report.ts';
import { type BudgetUsage, usageOf } from './usage.ts';
import { byTime, createUseLog, roomAfterMs, steadyPace } from './uses.ts';
import { createWaiters } from './waiters.ts';
import { createWindows, windowOf } from './window.ts';

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
  /** Epoch ms until which the provider asked us to send nothing; null when it did not. */
  readonly blockedUntil: () => number | null;
  readonly usage: () => BudgetUsage;
  /** Requests a minute that this process may poll with, for the hour to come. */
  readonly pacePerMinute: () => number;
  /** How long until a poll for this purpose would go out, in ms; 0: now. So that what is asked is decided late. */
  readonly pollWaitMs: (purpose: Purpose) => number;
  /** From now on this process asks by itself, so that the pace is divided with it. */
  readonly setPolling: (isPolling: boolean) => void;
  /** The key was rejected, and may be another one next time. */
  readonly forgetKey: () => void;
  /** Gives back what was taken and not used. */
  readonly close: () => void;
};

export type Tally = { requests: number };

export type BudgetOptions = {
  readonly limits: RateLimits;
  /** True when the user configured the limits: then the provider's headers do not lower them. */
  readonly limitsAreOurs: boolean;
  readonly deps: Pick<Deps, 'clock' | 'random'>;
  /** Where this key's budget is shared; null: nowhere. Asked for before the first request. */
  readonly openLedger?: () => Promise<Ledger | null>;
};

/** Who found the last place taken tries again after up to this, so that two of them do not meet again. */
const collisionMs = 50;
/** How old the others' account may be while this process waits for room, and while it does not. */
const othersAge = { waiting: 1_000, pacing: 5_000 } as const;
const lotSeconds = 5;
const largestLot = 8;
/** Tokens that a poll leaves for what is more urgent and may be due at any moment. */
const spareTokens: Readonly<Partial<Record<Purpose, number>>> = { list: 1, visible: 1, needed: 3, rest: 3 };

/**
 * One key's budget: rolling windows counted here and with the other processes that use the key, corrected by what the
 * provider reports.
 */
export function createBudget({ limits, limitsAreOurs, deps, openLedger }: BudgetOptions): Budget {
  const { clock, random } = deps;
  const scope = new AsyncLocalStorage<{ readonly purpose: Purpose; readonly tally: Tally | undefined }>();
  const windows = createWindows(limits, limitsAreOurs);
  const own = createUseLog();
  const bucket = createPaceBucket(limits, clock.elapsed());
  const waiters = createWaiters();
  let blockedUntil = 0;
  let inFlight = 0;
  /** The newest reply was a refusal: until another one comes, one request at a time tries whether it is over. */
  let isOnTrial = false;
  let polls = false;
  let lots: Lots | null = openLedger === undefined ? aloneLots : null;
  let isOpening = false;
  let alarm: AbortController | null = null;

  const blockedFor = () => Math.max(blockedUntil, lots?.blockedUntil() ?? 0) - clock.elapsed();
  const held = () => inFlight + (lots?.left() ?? 0);
  const usesNow = (maxAgeMs: number) => {
    const others = lots?.others(maxAgeMs) ?? [];
    return others.length === 0 ? own.list() : byTime([...own.list(), ...others]);
  };

  const open = async () => {
    if (lots !== null || isOpening) return;
    isOpening = true;
    const ledger = (await openLedger?.()) ?? null;
    isOpening = false;
    const mine = () => ({ uses: own.list(), open: inFlight, blockedUntil, isPolling: polls });
    lots = ledger === null ? aloneLots : createLots(ledger, mine, clock);
    pump();
  };

  /** Requests a ms, of all processes together. */
  const pace = () => {
    const now = clock.elapsed();
    const uses = usesNow(othersAge.pacing);
    const paces = windows.map((window) =>
      steadyPace(window.withForeign(uses), window.lengthMs, window.room(false, uses, held(), now), now),
    );
    return Math.min(...paces) / (lots?.pollers() ?? 1);
  };

  /** How long the windows have no room for a purpose, in ms; 0 where they have. */
  const windowWaitMs = (purpose: Purpose): number => {
    const isAction = purpose === 'action';
    const now = clock.elapsed();
    const known = (maxAgeMs: number) => {
      const uses = usesNow(maxAgeMs);
      return windows.map((window) => {
        // A lot in hand is room that is taken already, for whoever comes.
        const room = window.room(isAction, uses, inFlight, now);
        return roomAfterMs(window.withForeign(uses), window.lengthMs, room, now) ?? othersAge.waiting;
      });
    };
    if (isOnTrial && inFlight > 0) return othersAge.waiting;
    const wait = Math.max(blockedFor(), ...known(othersAge.pacing));
    return wait <= 0 || lots === aloneLots ? wait : Math.max(blockedFor(), ...known(othersAge.waiting));
  };

  const tokensFor = (purpose: Purpose) => Math.min(bucket.capacity, 1 + (spareTokens[purpose] ?? 0));

  const tokenWaitMs = (tokens: number): number => {
    const now = pace();
    bucket.fill(now, clock.elapsed());
    return bucket.waitMs(tokens, now);
  };

  const take = (purpose: Purpose): boolean => {
    const isAction = purpose === 'action';
    const wanted = isAction ? 1 : Math.ceil(Math.min(largestLot, pace() * lotSeconds * 1_000) + 1e-9);
    return (lots ?? aloneLots).take(Math.max(1, wanted), (others) => {
      const now = clock.elapsed();
      const uses = byTime([...own.list(), ...others]);
      return Math.min(...windows.map((window) => window.room(isAction, uses, inFlight, now)));
    });
  };

  const ringIn = (ms: number) => {
    alarm?.abort();
    const own = new AbortController();
    alarm = own;
    void clock.sleep(Math.ceil(ms), own.signal).then(() => {
      if (!own.signal.aborted) pump();
    });
  };

  function pump(): void {
    if (lots === null) {
      void open();
      return;
    }
    alarm?.abort();
    for (let head = waiters.first(); head !== undefined; head = waiters.first()) {
      const { purpose } = head;
      const wait = Math.max(windowWaitMs(purpose), isPolling(purpose) ? tokenWaitMs(tokensFor(purpose)) : 0);
      const isFree = wait <= 0;
      if (!isFree || !take(purpose)) {
        const collisionWait = collisionMs * (0.2 + 0.8 * random());
        const waitMs = lots === aloneLots ? wait : Math.min(wait, othersAge.waiting);
        ringIn(isFree ? collisionWait : waitMs);
        return;
      }
      if (isPolling(purpose)) bucket.take();
      inFlight += 1;
      waiters.let(head);
    }
  }

  return {
    during: (purpose, work, tally) => scope.run({ purpose, tally }, work),
    acquire: async (signal, purpose = scope.getStore()?.purpose ?? 'asked') => {
      const turn = waiters.add(purpose, signal);
      pump();
      const hasPlace = await turn;
      const tally = scope.getStore()?.tally;
      if (hasPlace && tally !== undefined) tally.requests += 1;
      return hasPlace;
    },
    settle: (report) => {
      inFlight -= 1;
      const now = clock.elapsed();
      own.add(now);
      if (report !== null) hear(report, now);
      pump();
    },
    blockedUntil: () => {
      const ms = blockedFor();
      return ms > 0 ? clock.now() + ms : null;
    },
    usage: () => usageOf(windows, usesNow(othersAge.pacing), inFlight, clock),
    pacePerMinute: () => pace() * 60_000,
    pollWaitMs: (purpose) => {
      if (lots === null) void open();
      return Math.max(0, windowWaitMs(purpose), tokenWaitMs(waiters.ahead(purpose) + tokensFor(purpose)));
    },
    setPolling: (next) => {
      polls = next;
    },
    forgetKey: () => {
      lots?.giveBack();
      if (openLedger !== undefined) lots = null;
    },
    close: () => {
      alarm?.abort();
      lots?.giveBack();
    },
  };

  function hear(report: RateReport, now: number): void {
    const inMs = (at: number) => at - clock.now();
    const untilReset = report.resetAt === null ? null : inMs(report.resetAt);
    const resetAt = untilReset === null ? null : now + untilReset;
    windowOf(windows, untilReset)?.hear(report, resetAt, usesNow(othersAge.pacing), held(), now);
    isOnTrial = report.blockedUntil !== null;
    const isSpent = report.remaining === 0 && !limitsAreOurs ? untilReset : null;
    const waits = [report.blockedUntil === null ? 0 : inMs(report.blockedUntil), isSpent ?? 0];
    blockedUntil = Math.max(blockedUntil, ...waits.filter((ms) => ms > 0).map((ms) => now + ms));
  }
}
