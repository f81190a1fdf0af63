import type { Command, Keymap } from '../../commands/command.ts';
import { paneTitle } from '../../commands/panes.ts';
import { cells, fitTo } from '../../format/fit.ts';
import { displayKeys } from '../../format/keys.ts';
import type { InnerLine } from '../components/spans.ts';
import { chosen } from './choice-lines.ts';

/** Commands with their keys and where they work. */
export function helpLines(
  items: readonly Command[],
  { keysOf }: Keymap,
  index: number,
): readonly InnerLine[] {
  const keys = items.map((command) => keysOf(command).map(displayKeys).join(' '));
  const keyWidth = Math.max(15, ...keys.map(cells));
  return items.length === 0
    ? [{ spans: [[' No command is called like this', 'muted']] }]
    : items.map((command, at) =>
        chosen(at === index, [
          [fitTo(keys[at] ?? '', keyWidth), 'key'],
          [` ${fitTo(command.title, 44)}`, 'text'],
          [command.where === 'everywhere' ? '' : ` ${command.where.map(paneTitle).join(', ')}`, 'muted'],
        ]),
      );
}
