/** Longer texts are rare, and would hold much memory for little: they are worked out each time. */
const longestText = 4_000;

/**
 * Remembers what a pure function made of the newest texts: at least `least` of them, at most twice as many. What was
 * not asked for again while that many others came is forgotten.
 */
export function rememberTexts<Out>(derive: (text: string) => Out, least: number): (text: string) => Out {
  let fresh = new Map<string, Out>();
  let stale = new Map<string, Out>();
  return (text) => {
    const known = fresh.get(text);
    if (known !== undefined) return known;
    if (text.length > longestText) return derive(text);
    const own = copyOf(text);
    const made = stale.get(own) ?? derive(own);
    if (fresh.size >= least) {
      stale = fresh;
      fresh = new Map();
    }
    fresh.set(own, made);
    return made;
  };
}

/**
 * The text by itself. V8 keeps a part of a text as a place in the whole one: a line that is remembered would hold the
 * frame that it was cut from.
 */
const copyOf = (text: string): string => [text.slice(0, 1), text.slice(1)].join('');
