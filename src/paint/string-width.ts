import stringWidth, { type Options } from 'string-width';
import { rememberTexts } from '../model/remember-texts.ts';
import { narrowCells, withoutLooks } from './narrow-styled.ts';

/**
 * Vowels of Thai and Lao that stand behind their consonant, and signs that stand before theirs: one character to a
 * reader, and a cell of its own in every terminal (wcwidth), which string-width does not count.
 */
const besideItsLetter =
  /[\u0e33\u0eb3\u0d4e\u{111c2}\u{111c3}\u{1193f}\u{11941}\u{11a84}-\u{11a89}\u{11d46}]/gu;

const countAll = (text: string, options?: Options): number =>
  stringWidth(text.replaceAll(besideItsLetter, 'x'), options);

const remembered = rememberTexts((text) => countAll(text), 4_096);

/**
 * Takes the place of `string-width`, with the same answers but for a few signs: most texts of a screen need neither its segmenter nor its
 * table of emoji, which alone takes 20 ms to compile, and the others come again with the next frame.
 */
// biome-ignore lint/style/noDefaultExport: as the module it stands for
export default function width(text: string, options?: Options): number {
  if (typeof text !== 'string') return stringWidth(text, options);
  if (options !== undefined) return countAll(text, options);
  return narrowCells(text) ?? remembered(withoutLooks(text));
}
