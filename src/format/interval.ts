const minute = 60;
const hour = 60 * minute;

/** A time between two events: `9 s`, `12 min`, `3 h`. */
export function formatInterval(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 100) return `${seconds} s`;
  return seconds < 100 * minute ? `${Math.round(seconds / minute)} min` : `${Math.round(seconds / hour)} h`;
}

/** Whether a time between two events is so long that nobody waits for the second. */
export const isNever = (ms: number): boolean => ms >= 24 * hour * 1_000;
