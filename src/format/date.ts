/** `2026-11-26 08:00` in UTC; a dash for an unknown time. */
export const formatDateTime = (at: number | null): string =>
  at === null ? '–' : new Date(at).toISOString().slice(0, 16).replace('T', ' ');
