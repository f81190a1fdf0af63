import { changeLook, type Look, plain } from './look.ts';
import { narrowCells } from './narrow-styled.ts';
import { type Cell, isDoubtful, lookToWrite, rowCells } from './row-cells.ts';
import stringWidth from './string-width.ts';

/**
 * Cells as what is written from a column on: behind characters whose width terminals disagree about the cursor is set to
 * the column that comes next, so that all else of the row stands where it belongs in each of them.
 */
export function alignedCells(
  cells: readonly Cell[],
  start: number,
): { readonly text: string; readonly endLook: Look } {
  let text = '';
  let endLook = plain;
  let column = start;
  let isOff = false;
  for (const cell of cells) {
    // The right half of what was written.
    if (cell.text === '') continue;
    const isInDoubt = isDoubtful(cell.text);
    if (isOff && !isInDoubt) text += `\u001b[${column + 1}G`;
    isOff = isInDoubt;
    const look = lookToWrite(cell, endLook);
    text += changeLook(endLook, look) + cell.text;
    endLook = look;
    column += stringWidth(cell.text);
  }
  return { text, endLook };
}

/** The same of a whole line; one with sequences that are no looks stays as it is. */
export function aligned(line: string): string {
  if (narrowCells(line) !== null) return line;
  const row = rowCells(line);
  if (row === null || row.certain === Number.POSITIVE_INFINITY) return line;
  const { text, endLook } = alignedCells(row.cells, 0);
  return text + changeLook(endLook, row.endLook);
}
