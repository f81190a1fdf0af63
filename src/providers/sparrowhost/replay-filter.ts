/** More than this of what is remembered, in characters, is forgotten: then a repeated line may be shown twice. */
const mostRemembered = 4 * 1024 * 1024;

/**
 * Tells lines that a stream repeats after it was opened again from new ones, by their times (epoch ms, to the second
 * in this API) and, within the newest second, by how often each was told. A line without a time belongs to the line
 * before it.
 */
export function createReplayFilter() {
  let isReplaying = false;
  let newestAt = Number.NEGATIVE_INFINITY;
  /** Of the connection under way. */
  let lastAt = Number.NEGATIVE_INFINITY;
  /** The lines told of the newest time. Counted only when the stream breaks: that is rare, and lines are many. */
  let told: string[] = [];
  let remembered = 0;
  /** How often each of them may be repeated still. */
  let expected = new Map<string, number>();

  const isRepeated = (at: number, line: string): boolean => {
    if (!isReplaying || at > newestAt) return false;
    if (at < newestAt) return true;
    const left = expected.get(line) ?? 0;
    expected.set(line, left - 1);
    return left > 0;
  };
  return {
    onGap: () => {
      isReplaying = true;
      lastAt = Number.NEGATIVE_INFINITY;
      expected = new Map();
      for (const line of told) expected.set(line, (expected.get(line) ?? 0) + 1);
    },
    isNew: (time: number | null, line: string): boolean => {
      const at = time ?? lastAt;
      lastAt = at;
      if (isRepeated(at, line)) return false;
      if (at > newestAt) {
        isReplaying = false;
        newestAt = at;
        told = [];
        remembered = 0;
      }
      if (at === newestAt && remembered < mostRemembered) {
        told.push(line);
        remembered += line.length;
      }
      return true;
    },
  };
}
