import sanitizeAnsi from '../../node_modules/ink/build/sanitize-ansi.js';
import { rememberTexts } from '../model/remember-texts.ts';
import { narrowCells } from './narrow-styled.ts';

const remembered = rememberTexts(sanitizeAnsi, 2_048);

/**
 * Takes the place of Ink's `sanitize-ansi`, which reads every text of the screen anew for each frame. Of looks and plain
 * characters there is nothing to take away.
 */
// biome-ignore lint/style/noDefaultExport: as the module it stands for
export default function sanitize(text: string): string {
  return narrowCells(text) === null ? remembered(text) : text;
}
