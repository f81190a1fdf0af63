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
  /** Places left for everything but actions, which alone may use the reserve. */
  readonly readable: number;
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
  return {
    rateLimit: {
      limit: minute?.limit ?? 0,
      remaining: Math.min(...told.map(({ limit, used }) => Math.max(0, limit - used))),
      resetAt: minute?.resetAt ?? null,
    },
    readable: Math.max(0, Math.min(...windows.map((window) => window.room(false, uses, held, now)))),
    windows: told,
  };
}
