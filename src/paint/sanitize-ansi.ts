import sanitizeAnsi from '../../node_modules/ink/build/sanitize-ansi.js';
import { remember } from './remember.ts';

/** Takes the place of Ink's `sanitize-ansi`, which reads every text of the screen anew for each frame. */
// biome-ignore lint/style/noDefaultExport: as the module it stands for
export default remember(sanitizeAnsi, 2_048);
