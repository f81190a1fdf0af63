const firstMs = 1_000;
const longestMs = 60_000;

/** Wait before retry `attempt` (1-based), in ms, with full jitter. */
export const backoffMs = (attempt: number, random: () => number): number =>
  random() * Math.min(longestMs, firstMs * 2 ** (attempt - 1));
