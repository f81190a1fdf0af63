import type { PaletteItem } from '../../commands/palette-item.ts';
import { cells, fitTo } from '../../format/fit.ts';
import { displayKeys } from '../../format/keys.ts';
import type { InnerLine } from '../components/spans.ts';
import { chosen } from './choice-lines.ts';

const titleCells = { least: 50, most: 76 } as const;

/** What stands behind a title and its key, with the mark of the cursor and what is between the columns. */
const noteCells = 52;

/** What can be chosen: title, keys, what it is, and the reason where it cannot be. */
export function paletteLines(
  items: readonly PaletteItem[],
  index: number,
  width: number,
): readonly InnerLine[] {
  const shown = items.map(({ keys }) => displayKeys(keys[0] ?? ''));
  const keyWidth = Math.max(7, ...shown.map(cells));
  const titleWidth = Math.max(titleCells.least, Math.min(titleCells.most, width - keyWidth - noteCells));
  return items.length === 0
    ? [{ spans: [[' Nothing is called like this', 'muted']] }]
    : items.map(({ title, note, reason }, at) =>
        chosen(at === index, [
          [fitTo(title, titleWidth), reason === null ? 'text' : 'stale'],
          [` ${fitTo(shown[at] ?? '', keyWidth)}`, 'key'],
          [reason === null ? ` ${note}` : ` ${reason}`, reason === null ? 'muted' : 'stale'],
        ]),
      );
}
