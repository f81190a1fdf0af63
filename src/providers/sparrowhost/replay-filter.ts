/**
 * Tells lines that a stream repeats after it was opened again from new ones, by their times (epoch ms, to the second
 * in this API). Lines without a time are taken for new.
 */
export function createReplayFilter() {
  let isReplaying = false;
  let newestAt = Number.NEGATIVE_INFINITY;
  let linesAtNewest = new Set<string>();
  return {
    onGap: () => {
      isReplaying = true;
    },
    isNew: (at: number | null, line: string): boolean => {
      if (at === null) return true;
      if (isReplaying && (at < newestAt || (at === newestAt && linesAtNewest.has(line)))) return false;
      if (at > newestAt) {
        isReplaying = false;
        newestAt = at;
        linesAtNewest = new Set();
      }
      if (at === newestAt) linesAtNewest.add(line);
      return true;
    },
  };
}
