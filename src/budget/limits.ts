/** How many requests a key may send. */
export type RateLimits = {
  readonly perMinute: number;
  readonly perHour?: number;
};

/** Of every window, what only the user's own actions may use. */
const reserveShare = 0.2;

/** What is left of a limit for everything but actions: at least one, or nothing would ever be read. */
export const withoutReserve = (limit: number): number => Math.max(1, Math.floor(limit * (1 - reserveShare)));

export type WindowLength = 'minute' | 'hour';

/** Two clocks never run alike: a window is taken for a thousandth longer than the provider's. */
const margin = 1.001;

export const windowMs: Readonly<Record<WindowLength, number>> = {
  minute: 60_000 * margin,
  hour: 3_600_000 * margin,
};
