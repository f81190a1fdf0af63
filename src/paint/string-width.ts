import stringWidth, { type Options } from 'string-width';
import { rememberTexts } from '../model/remember-texts.ts';
import { narrowCells, withoutLooks } from './narrow-styled.ts';

const remembered = rememberTexts((text) => stringWidth(text), 4_096);

/**
 * Takes the place of `string-width`, with the same answers: most texts of a screen need neither its segmenter nor its
 * table of emoji, which alone takes 20 ms to compile, and the others come again with the next frame.
 */
// biome-ignore lint/style/noDefaultExport: as the module it stands for
export default function width(text: string, options?: Options): number {
  if (options !== undefined || typeof text !== 'string') return stringWidth(text, options);
  return narrowCells(text) ?? remembered(withoutLooks(text));
}
