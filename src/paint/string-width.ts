import stringWidth, { type Options } from 'string-width';
import { isNarrow } from '../model/narrow-text.ts';
import { remember } from './remember.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what SGR begins with
const sgr = /\u001b\[[\d;]*m/g;

const remembered = remember((text) => stringWidth(text), 4_096);

/**
 * Takes the place of `string-width`, with the same answers: most texts of a screen need neither its segmenter nor its
 * table of emoji, which alone takes 20 ms to compile, and the others come again with the next frame.
 */
// biome-ignore lint/style/noDefaultExport: as the module it stands for
export default function width(text: string, options?: Options): number {
  if (options !== undefined || typeof text !== 'string') return stringWidth(text, options);
  const visible = text.includes('\u001b') ? text.replace(sgr, '') : text;
  return isNarrow(visible) ? visible.length : remembered(text);
}
