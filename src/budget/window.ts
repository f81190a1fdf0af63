import { type RateLimits, type WindowLength, windowMs, withoutReserve } from './limits.ts';
import type { RateReport } from './report.ts';
import { byTime, type Use, usedIn } from './uses.ts';

/** One rolling window of a key: what is counted here, corrected by what the provider reports of it. */
export type BudgetWindow = {
  readonly length: WindowLength;
  readonly lengthMs: number;
  readonly limit: () => number;
  /** With what the provider counts beyond those that are known here, oldest first. */
  readonly withForeign: (uses: readonly Use[]) => readonly Use[];
  /** Places taken, by anybody. `held` are those of requests without a reply. */
  readonly used: (uses: readonly Use[], held: number, now: number) => number;
  /** What is left, for actions or for everything else; below 0 where more was taken. */
  readonly room: (isAction: boolean, uses: readonly Use[], held: number, now: number) => number;
  /** Places that come to everything but actions with each length, as far as nobody elsewhere takes them. */
  readonly share: (now: number) => number;
  /** Takes up what a reply told. `resetAt` and `now` are ms of {@link Clock.elapsed}. */
  readonly hear: (
    report: Pick<RateReport, 'limit' | 'remaining'>,
    resetAt: number | null,
    uses: readonly Use[],
    held: number,
    now: number,
  ) => void;
  /** When the provider starts to count anew, if it said so and that is still to come. */
  readonly resetAt: (now: number) => number | null;
};

export const createWindows = (limits: RateLimits, limitsAreOurs: boolean): readonly BudgetWindow[] => [
  createWindow('minute', limits.perMinute, limitsAreOurs),
  ...(limits.perHour === undefined ? [] : [createWindow('hour', limits.perHour, limitsAreOurs)]),
];

/** With `limitIsOurs` a limit the user configured stands against the provider's headers. */
function createWindow(length: WindowLength, documented: number, limitIsOurs: boolean): BudgetWindow {
  const lengthMs = windowMs[length];
  let limit = documented;
  let resetAt = Number.NEGATIVE_INFINITY;
  /** What others, on other machines, have taken until the provider's reset. */
  let foreign = 0;
  const withForeign = (uses: readonly Use[]) =>
    foreign === 0 ? uses : byTime([...uses, [resetAt - lengthMs, foreign]]);
  const used = (uses: readonly Use[], held: number, now: number) =>
    usedIn(withForeign(uses), lengthMs, now) + held;
  return {
    length,
    lengthMs,
    limit: () => limit,
    withForeign,
    used,
    room: (isAction, uses, held, now) =>
      (isAction ? Math.max(1, limit) : withoutReserve(limit)) - used(uses, held, now),
    share: (now) => Math.max(0, withoutReserve(limit) - (resetAt > now ? foreign : 0)),
    hear: (report, toldResetAt, uses, held, now) => {
      if (limitIsOurs) return;
      if (report.limit !== null) limit = Math.min(documented, report.limit);
      if (report.remaining === null || toldResetAt === null || toldResetAt <= now) return;
      resetAt = toldResetAt;
      const theirs = (report.limit ?? limit) - report.remaining;
      foreign = Math.max(0, theirs - usedIn(uses, lengthMs, now) - held);
    },
    resetAt: (now) => (resetAt > now ? resetAt : null),
  };
}

/** A reset further away than a minute, and a little for clocks, is not the minute's. */
const slackMs = 5_000;

/** The window that a report speaks of: its headers do not say, so the time until its reset decides. */
export const windowOf = (
  windows: readonly BudgetWindow[],
  untilResetMs: number | null,
): BudgetWindow | undefined =>
  untilResetMs === null ? windows[0] : windows.find(({ lengthMs }) => untilResetMs <= lengthMs + slackMs);
