import { isNarrow } from '../model/narrow-text.ts';

export type CellWidth = (text: string) => number;

/**
 * Tells how many cells of a terminal each of these texts takes: two for a CJK character or an emoji. What knows
 * about those is loaded for texts that need it: its tables take 25 ms to set up.
 */
export async function cellWidthOf(texts: readonly string[]): Promise<CellWidth> {
  if (texts.every(isNarrow)) return (text) => text.length;
  const { default: stringWidth } = await import('string-width');
  return (text) => (isNarrow(text) ? text.length : stringWidth(text));
}
