import type { PaletteItem } from '../../commands/palette-items.ts';
import { fitTo } from '../../format/fit.ts';
import type { InnerLine } from '../components/framed.ts';
import { displayKeys } from '../hooks/key-name.ts';
import { chosen } from './choice-lines.ts';

/** What can be chosen: title, keys, what it is, and the reason where it cannot be. */
export const paletteLines = (items: readonly PaletteItem[], index: number): readonly InnerLine[] =>
  items.length === 0
    ? [{ spans: [[' Nothing is called like this', 'muted']] }]
    : items.map(({ title, keys, note, reason }, at) =>
        chosen(at === index, [
          [fitTo(title, 50), reason === null ? 'text' : 'stale'],
          [` ${fitTo(displayKeys(keys[0] ?? ''), 7)}`, 'key'],
          [reason === null ? ` ${note}` : ` ${reason}`, reason === null ? 'muted' : 'stale'],
        ]),
      );
