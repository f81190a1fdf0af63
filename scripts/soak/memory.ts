/** The middle one. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Of the time, how much counts as warming up. */
const warmUpShare = 0.25;

/**
 * By how much of itself a figure grew after the warm-up (the first quarter of the samples): the median of the last third
 * of the rest by the median of its first third, less one. Single samples say little: a heap is as large as it was left
 * before the next collection.
 */
export function growth(samples: readonly number[]): number {
  const warm = samples.slice(Math.ceil(samples.length * warmUpShare));
  const third = Math.max(1, Math.floor(warm.length / 3));
  return median(warm.slice(-third)) / median(warm.slice(0, third)) - 1;
}

/**
 * Counts that were larger in the last third of the calm moments than in the first by more than they may differ from one
 * moment to another without anything being kept, each by name.
 */
export function grown(
  counts: Readonly<Record<string, readonly number[]>>,
  slack: Readonly<Record<string, number>>,
): readonly string[] {
  return Object.entries(counts).flatMap(([name, values]) => {
    const third = Math.max(1, Math.floor(values.length / 3));
    const [first, last] = [median(values.slice(0, third)), median(values.slice(-third))];
    return last > first + (slack[name] ?? 0) ? [`${name} grew from ${first} to ${last}`] : [];
  });
}
