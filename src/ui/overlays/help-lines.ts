import type { Command, Keymap } from '../../commands/command.ts';
import { paneTitle } from '../../commands/panes.ts';
import { cells, fitTo } from '../../format/fit.ts';
import { displayKeys } from '../../format/keys.ts';
import type { InnerLine } from '../components/spans.ts';
import { chosen } from './choice-lines.ts';

const titleCells = { least: 44, most: 60 } as const;

/** Where a command works, with the mark of the cursor and what is between the columns. */
const whereCells = 54;

/** Commands with their keys and where they work. */
export function helpLines(
  items: readonly Command[],
  { keysOf }: Keymap,
  index: number,
  width: number,
): readonly InnerLine[] {
  const keys = items.map((command) => keysOf(command).map(displayKeys).join(' '));
  const keyWidth = Math.max(15, ...keys.map(cells));
  const titleWidth = Math.max(titleCells.least, Math.min(titleCells.most, width - keyWidth - whereCells));
  return items.length === 0
    ? [{ spans: [[' No command is called like this', 'muted']] }]
    : items.map((command, at) =>
        chosen(at === index, [
          [fitTo(keys[at] ?? '', keyWidth), 'key'],
          // What works everywhere has the rest of the line to itself.
          [` ${command.where === 'everywhere' ? command.title : fitTo(command.title, titleWidth)}`, 'text'],
          [command.where === 'everywhere' ? '' : ` ${command.where.map(paneTitle).join(', ')}`, 'muted'],
        ]),
      );
}
