/** ISO 8601 UTC of epoch ms; null for an unknown time, or one that no calendar has. */
export function isoTime(at: number | null): string | null {
  if (at === null) return null;
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
