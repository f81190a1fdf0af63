import { changeLook, type Look, plain } from './look.ts';
import { type Cell, isSameCell, lookToWrite, type RowCells, startOf } from './row-cells.ts';

/** What is written so far, and the look the terminal goes on writing in. */
export type Pen = { readonly written: string; readonly look: Look };

type Change = { readonly from: number; readonly to: number };

/** Fewer cells than this between two changes are written again: to jump over them would take longer. */
const shortestJump = 6;

const blank: Cell = { text: ' ', look: plain };

const eraseToEnd = '\u001b[K';

/**
 * Turns one row on the screen into another, from any column of it, by writing the cells that differ. Where a character
 * stands whose width terminals disagree about, the rest of the row is erased and written anew.
 */
export function patchRow(pen: Pen, before: RowCells, after: RowCells): Pen {
  const limit = startOf(after.cells, Math.min(before.certain, after.certain));
  const changes = changesIn(before.cells, after.cells, limit);
  const patched = changes.reduce((next, change) => writeCells(next, after.cells, change), pen);
  if (limit === Number.POSITIVE_INFINITY || isSameFrom(before.cells, after.cells, limit)) return patched;
  return writeCells(eraseFrom(patched, limit), after.cells, { from: limit, to: after.cells.length });
}

/** Where two rows differ before the limit, what is close together as one. */
function changesIn(before: readonly Cell[], after: readonly Cell[], limit: number): readonly Change[] {
  const end = Math.min(limit, Math.max(before.length, after.length));
  const changes: Change[] = [];
  for (let column = 0; column < end; column += 1) {
    if (isSameCell(before[column] ?? blank, after[column] ?? blank)) continue;
    const last = changes.at(-1);
    if (last !== undefined && column - last.to < shortestJump)
      changes[changes.length - 1] = { from: last.from, to: column + 1 };
    else changes.push({ from: column, to: column + 1 });
  }
  return changes;
}

const isSameFrom = (before: readonly Cell[], after: readonly Cell[], start: number): boolean =>
  before.length === after.length &&
  after.slice(start).every((cell, index) => isSameCell(before[start + index] ?? blank, cell));

/** What lies behind the row's last cell is blank, and erased at once. */
function writeCells(pen: Pen, cells: readonly Cell[], { from, to }: Change): Pen {
  if (from >= cells.length) return from === to ? pen : eraseFrom(pen, from);
  let { written, look } = pen;
  written += goTo(from);
  for (const cell of cells.slice(from, to)) {
    const next = lookToWrite(cell, look);
    written += changeLook(look, next) + cell.text;
    look = next;
  }
  if (to <= cells.length) return { written, look };
  return { written: written + changeLook(look, plain) + eraseToEnd, look: plain };
}

const eraseFrom = ({ written, look }: Pen, column: number): Pen => ({
  written: written + changeLook(look, plain) + goTo(column) + eraseToEnd,
  look: plain,
});

const goTo = (column: number): string => (column === 0 ? '\r' : `\u001b[${column + 1}G`);
