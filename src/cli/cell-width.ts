export type CellWidth = (text: string) => number;

/** ASCII, Latin letters and the few signs of our own columns: one cell each. */
const narrow = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f–…₹○●◐✖]*$/;

/**
 * Tells how many cells of a terminal each of these texts takes: two for a CJK character or an emoji. What knows
 * about those is loaded for texts that need it: its tables take 25 ms to set up.
 */
export async function cellWidthOf(texts: readonly string[]): Promise<CellWidth> {
  if (texts.every((text) => narrow.test(text))) return (text) => text.length;
  const { default: stringWidth } = await import('string-width');
  return (text) => (narrow.test(text) ? text.length : stringWidth(text));
}
