/** Milliseconds of a unit by its letters. A year has 365 days. */
export const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

export const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/** Milliseconds of `500ms`, `15s`, `2m`, `3h` or `1d`; null for anything else. */
export function parseDuration(text: string): number | null {
  const match = durationPattern.exec(text.trim());
  const factor = unitMs[match?.[2] ?? ''];
  return match === null || factor === undefined ? null : Number(match[1]) * factor;
}
