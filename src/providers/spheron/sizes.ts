const units: Readonly<Record<string, number>> = {
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
};

/** Bytes of a size such as "4Gi" or "512Mi"; null for anything else, also for a number without a unit. */
export function bytesOf(size: string | null): number | null {
  const match = size?.trim().match(/^(\d+(?:\.\d+)?)\s*(Ki|Mi|Gi|Ti|k|M|G|T)B?$/);
  const factor = units[match?.[2] ?? ''];
  const bytes = Number(match?.[1]) * (factor ?? Number.NaN);
  return Number.isFinite(bytes) ? bytes : null;
}
