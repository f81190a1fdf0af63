import type { Clock } from '../runtime/deps.ts';
import type { WindowLength } from './limits.ts';
import type { Use } from './uses.ts';
import type { BudgetWindow } from './window.ts';

/** How far a window is used. */
export type WindowUsage = {
  readonly length: WindowLength;
  readonly limit: number;
  readonly used: number;
  /** Epoch ms: when the provider starts to count anew, or else when the first place comes free; null: all are. */
  readonly resetAt: number | null;
};

/** What a key may still send. */
export type BudgetUsage = {
  /** The minute's limit, what is left in the tightest window, and when more comes free in the minute. */
  readonly rateLimit: { readonly limit: number; readonly remaining: number; readonly resetAt: number | null };
  /**
   * Places that may go at once into what can also stay unknown: half of those left in the tightest window, so that the
   * other half is there for what comes next. The reserve is a part of that other half; where more than three fifths of
   * a window are used it is all of it, and of the first half only what is no reserve may go.
   */
  readonly forDetails: number;
  readonly windows: readonly WindowUsage[];
};

export function usageOf(
  windows: readonly BudgetWindow[],
  uses: readonly Use[],
  held: number,
  clock: Clock,
): BudgetUsage {
  const now = clock.elapsed();
  const told = windows.map((window): WindowUsage => {
    const oldest = uses.find(([at]) => at > now - window.lengthMs && at <= now);
    const freeAt = window.resetAt(now) ?? (oldest === undefined ? null : oldest[0] + window.lengthMs);
    return {
      length: window.length,
      limit: window.limit(),
      used: Math.min(window.limit(), window.used(uses, held, now)),
      resetAt: freeAt === null ? null : Math.round(clock.now() + freeAt - now),
    };
  });
  const [minute] = told;
  const remaining = Math.min(...told.map(({ limit, used }) => Math.max(0, limit - used)));
  const readable = Math.min(...windows.map((window) => window.room(false, uses, held, now)));
  return {
    rateLimit: { limit: minute?.limit ?? 0, remaining, resetAt: minute?.resetAt ?? null },
    forDetails: Math.max(0, Math.min(Math.floor(remaining / 2), readable)),
    windows: told,
  };
}
