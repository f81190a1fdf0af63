/** A balance as it was read: its time in epoch ms and its decimal amount. */
export type BalanceSample = { readonly at: number; readonly amount: string };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How far apart samples are kept, by their age. Each gap is a multiple of the one before. */
const tiers = [
  { youngerThan: 3 * hour, gap: minute },
  { youngerThan: 2 * day, gap: 15 * minute },
  { youngerThan: 14 * day, gap: 2 * hour },
  { youngerThan: 90 * day, gap: 12 * hour },
] as const;

/**
 * The samples worth keeping at `now`, oldest first: of each stretch of time the first, and always the newest; at most
 * some 700, however often the balance is read. Thinning what was thinned changes nothing.
 */
export function thinned(samples: readonly BalanceSample[], now: number): readonly BalanceSample[] {
  const sorted = samples.toSorted((a, b) => a.at - b.at);
  const seen = new Set<string>();
  return sorted.filter(({ at }, index) => {
    const gap = tiers.find(({ youngerThan }) => now - at < youngerThan)?.gap;
    if (gap === undefined) return false;
    const stretch = `${gap}/${Math.floor(at / gap)}`;
    const isFirst = !seen.has(stretch);
    seen.add(stretch);
    return isFirst || index === sorted.length - 1;
  });
}
