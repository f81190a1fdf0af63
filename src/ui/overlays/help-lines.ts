import type { Command, Keymap } from '../../commands/command.ts';
import { paneTitle } from '../../commands/panes.ts';
import { fitTo } from '../../format/fit.ts';
import type { InnerLine } from '../components/framed.ts';
import { displayKeys } from '../hooks/key-name.ts';
import { chosen } from './choice-lines.ts';

/** Commands with their keys and where they work. */
export const helpLines = (
  items: readonly Command[],
  { keysOf }: Keymap,
  index: number,
): readonly InnerLine[] =>
  items.length === 0
    ? [{ spans: [[' No command is called like this', 'muted']] }]
    : items.map((command, at) =>
        chosen(at === index, [
          [fitTo(keysOf(command).map(displayKeys).join(' '), 15), 'key'],
          [` ${fitTo(command.title, 44)}`, 'text'],
          [command.where === 'everywhere' ? '' : ` ${command.where.map(paneTitle).join(', ')}`, 'muted'],
        ]),
      );
