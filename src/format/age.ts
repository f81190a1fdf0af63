const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** A time span in two or three characters and a unit: `8s`, `12m`, `5h`, `43d`, `2y`. Never negative. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 100) return `${seconds}s`;
  if (seconds < 100 * minute) return `${Math.floor(seconds / minute)}m`;
  if (seconds < 48 * hour) return `${Math.floor(seconds / hour)}h`;
  if (seconds < 2 * year) return `${Math.floor(seconds / day)}d`;
  return `${Math.floor(seconds / year)}y`;
}

/** How long ago `at` was; a dash for an unknown time. */
export const formatAge = (at: number | null, now: number): string =>
  at === null ? '–' : formatSpan(now - at);

/** What is shorter than this is counted in seconds, the rest of those below a hundred in steps. */
const exactMs = 10_000;
const stepMs = 5_000;

/** The same for what is on the screen all the time: from ten seconds on in steps of five, so that it does not flicker. */
export const formatSteadySpan = (ms: number): string =>
  formatSpan(ms < exactMs ? ms : Math.floor(ms / stepMs) * stepMs);

/** How long ago something was read that is read again and again; a dash for an unknown time. */
export const formatReadAge = (at: number | null, now: number): string =>
  at === null ? '–' : formatSteadySpan(now - at);
