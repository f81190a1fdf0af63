import { isNarrow } from '../model/narrow-text.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what SGR begins with
const sgr = /\u001b\[[\d;]*m/g;

/** The text without its looks. */
export const withoutLooks = (text: string): string =>
  text.includes('\u001b') ? text.replace(sgr, '') : text;

/** Cells of a text that is nothing but looks and characters that take one cell each; null where there is more to it. */
export function narrowCells(text: string): number | null {
  const visible = withoutLooks(text);
  return isNarrow(visible) ? visible.length : null;
}
