import type { Screen } from '../pseudo-terminal.ts';

/** What a screen shows: its cells (the second of a wide character is empty) and their looks, row by row. */
export type Frame = {
  readonly cells: readonly (readonly string[])[];
  readonly looks: readonly string[];
};

export const textsOf = ({ cells }: Frame): readonly string[] => cells.map((row) => row.join('').trimEnd());

export function frameOf(screen: Screen): Frame {
  const cells: string[][] = [];
  const looks: string[] = [];
  for (let row = 0; row < screen.rows; row += 1) {
    const line: string[] = [];
    let look = '';
    for (let column = 0; column < screen.columns; column += 1) {
      const cell = screen.cell(column, row);
      const characters = cell?.getChars() ?? '';
      line.push(characters === '' && cell?.getWidth() !== 0 ? ' ' : characters);
      // Of a blank only what lies under it is to be seen.
      const ink = characters.trim() === '' ? '' : `${cell?.getFgColor()}.${cell?.isBold()}`;
      look += `${ink}.${cell?.getBgColor()}.${cell?.isInverse()} `;
    }
    cells.push(line);
    looks.push(look);
  }
  return { cells, looks };
}

/** Rows that are not as they would be if all were drawn anew, each with both versions. */
export function differences(shown: Frame, anew: Frame): readonly string[] {
  const before = textsOf(shown);
  return textsOf(anew).flatMap((text, row) => {
    if (before[row] !== text) return [`row ${row}: ${JSON.stringify(before[row])} / ${JSON.stringify(text)}`];
    return shown.looks[row] === anew.looks[row] ? [] : [`row ${row}: looks of ${JSON.stringify(text)}`];
  });
}

/** Frames of panes and pages that are not closed: a corner, or a piece of a side, that is missing. */
export function openFrames({ cells }: Frame): readonly string[] {
  const faults: string[] = [];
  for (const [row, line] of cells.entries())
    for (const [column, cell] of line.entries()) {
      if (cell !== '╭') continue;
      const right = line.indexOf('╮', column);
      const bottom = cells.findIndex((below, index) => index > row && below[column] === '╰');
      if (right === -1 || bottom === -1 || cells[bottom]?.[right] !== '╯') {
        faults.push(`the frame at ${row},${column} lacks a corner`);
        continue;
      }
      const inside = cells.slice(row + 1, bottom);
      // The page whose text is to be selected with the mouse has no sides.
      if (inside.every((between) => between[column] !== '│' && between[right] !== '│')) continue;
      for (const between of inside)
        if (between[column] !== '│' || between[right] !== '│')
          faults.push(`the frame at ${row},${column} has a hole: ${JSON.stringify(between.join(''))}`);
    }
  return faults;
}
