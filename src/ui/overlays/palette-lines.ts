import type { PaletteItem } from '../../commands/palette-items.ts';
import { cells, fitTo } from '../../format/fit.ts';
import { displayKeys } from '../../format/keys.ts';
import type { InnerLine } from '../components/spans.ts';
import { chosen } from './choice-lines.ts';

/** What can be chosen: title, keys, what it is, and the reason where it cannot be. */
export function paletteLines(items: readonly PaletteItem[], index: number): readonly InnerLine[] {
  const shown = items.map(({ keys }) => displayKeys(keys[0] ?? ''));
  const keyWidth = Math.max(7, ...shown.map(cells));
  return items.length === 0
    ? [{ spans: [[' Nothing is called like this', 'muted']] }]
    : items.map(({ title, note, reason }, at) =>
        chosen(at === index, [
          [fitTo(title, 50), reason === null ? 'text' : 'stale'],
          [` ${fitTo(shown[at] ?? '', keyWidth)}`, 'key'],
          [reason === null ? ` ${note}` : ` ${reason}`, reason === null ? 'muted' : 'stale'],
        ]),
      );
}
