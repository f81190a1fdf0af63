import { commands } from '../../commands/catalog.ts';
import { paneTitle } from '../../commands/panes.ts';
import { fitTo } from '../../format/fit.ts';
import type { InnerLine } from '../components/framed.ts';
import { displayKey } from '../hooks/key-name.ts';

/** Every command with its keys and where it works. */
export const helpLines = (): readonly InnerLine[] =>
  commands.map(({ keys, title, where }) => ({
    spans: [
      [` ${fitTo(keys.map(displayKey).join(' '), 16)} `, 'key'],
      [fitTo(title, 36), 'text'],
      [where === 'everywhere' ? '' : ` ${where.map(paneTitle).join(', ')}`, 'muted'],
    ],
  }));
