/**
 * Characters that take one cell each and join with no neighbour: Latin, Greek capitals and Cyrillic letters,
 * punctuation, currency signs, arrows, mathematical signs, lines, blocks and shapes, check marks, Braille. Left out are
 * combining marks, what is invisible, what may be drawn as an emoji, and everything wide.
 */
const narrow =
  /^[\x20-\x7e\u00a1-\u00a8\u00aa-\u00ac\u00af-\u02ff\u0391-\u03a1\u03a3-\u03ff\u0400-\u0481\u2010-\u2027\u2030-\u203b\u20a0-\u20bf\u2190-\u2193\u21bb\u2200-\u22ff\u2500-\u25a9\u25ac-\u25b5\u25b7-\u25bf\u25c1-\u25fa\u2713-\u2718\u2800-\u28ff]*$/;

/** True when the text takes as many cells as it has UTF-16 units, in every terminal, each of them alone. */
export const isNarrow = (text: string): boolean => narrow.test(text);
