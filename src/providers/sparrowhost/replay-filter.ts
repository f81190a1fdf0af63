/** More than this of what was told, in characters, is forgotten: then a line that is repeated may be shown twice. */
const mostRemembered = 4 * 1024 * 1024;

type Told = { readonly at: number; readonly line: string };

/**
 * Tells lines that a stream repeats after it was opened again from new ones: by their time (epoch ms) and text, as often
 * as each was told. Times need not rise: several machines write one log. What is older than all that is remembered is
 * a repetition. A line without a time belongs to the line before it.
 */
export function createReplayFilter() {
  let isReplaying = false;
  let newestAt = Number.NEGATIVE_INFINITY;
  /** Of the connection under way. */
  let lastAt = Number.NEGATIVE_INFINITY;
  /** Two halves: when the younger one is full, the older one is forgotten. Counted only when the stream breaks. */
  let young: Told[] = [];
  let old: Told[] = [];
  let youngLength = 0;
  let forgottenAt = Number.NEGATIVE_INFINITY;
  /** How often each line may be repeated still. */
  let expected = new Map<string, number>();

  const isRepeated = (at: number, line: string): boolean => {
    if (!isReplaying || at > newestAt) return false;
    const key = keyOf(at, line);
    const left = expected.get(key) ?? 0;
    if (left === 0) return at < forgottenAt;
    expected.set(key, left - 1);
    return true;
  };

  const remember = (at: number, line: string): void => {
    young.push({ at, line });
    youngLength += line.length;
    if (youngLength < mostRemembered / 2) return;
    for (const told of old) forgottenAt = Math.max(forgottenAt, told.at);
    old = young;
    young = [];
    youngLength = 0;
  };

  return {
    onGap: () => {
      isReplaying = true;
      lastAt = Number.NEGATIVE_INFINITY;
      expected = new Map();
      for (const { at, line } of [...old, ...young]) {
        const key = keyOf(at, line);
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }
    },
    isNew: (time: number | null, line: string): boolean => {
      const at = time ?? lastAt;
      lastAt = at;
      if (isRepeated(at, line)) return false;
      // Where no line has a time, nothing but their order tells the end of the repetition.
      if (at === Number.NEGATIVE_INFINITY) isReplaying = false;
      newestAt = Math.max(newestAt, at);
      remember(at, line);
      return true;
    },
  };
}

const keyOf = (at: number, line: string): string => `${at} ${line}`;
