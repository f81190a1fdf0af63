export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** ISO 8601 UTC with milliseconds. */
export const isoMs = (at: number): string => new Date(at).toISOString();

/** ISO 8601 UTC, whole seconds. */
export const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Whole seconds since the epoch. */
export const epochSeconds = (at: number): number => Math.floor(at / second);
