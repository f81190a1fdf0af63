import { alignedCells } from './aligned.ts';
import { isSameLook, type Look, plain } from './look.ts';
import { type Cell, isSameCell, isSeenOnBlank, lookToWrite, type RowCells, startOf } from './row-cells.ts';

/** Cells beside each other that are written in one go. */
export type Stroke = {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** It goes before the others of its row: what it empties, they may fill. */
  readonly isErasure: boolean;
  /** What it is written in; of blanks only the ground counts. */
  readonly look: Look;
  readonly isBlank: boolean;
  /** The look the terminal is left in. */
  readonly endLook: Look;
  /** The column behind it; null where terminals disagree. */
  readonly end: number | null;
};

/** Fewer cells than this between two changes are written again: to jump over them would take longer. */
const shortestJump = 5;

const blank: Cell = { text: ' ', look: plain };

const eraseToEnd = '\u001b[K';

/** What it takes to go to a stroke, in characters: about. */
const wayLength = 5;

/**
 * What turns one row on the screen into another: the cells that differ, in pieces of one look. Where a character stands
 * whose width terminals disagree about, the rest of the row is erased and written anew in one piece.
 */
export function strokesOf(row: number, before: RowCells, after: RowCells): readonly Stroke[] {
  const limit = startOf(after.cells, Math.min(before.certain, after.certain));
  const strokes = leastStrokes(row, before.cells, after.cells, limit);
  if (limit === Number.POSITIVE_INFINITY || isSameFrom(before.cells, after.cells, limit)) return strokes;
  return [...strokes, restOfRow(row, after.cells, limit)];
}

/** The cells that differ alone; or, where many of them became blank, what is left after all of them are erased. */
function leastStrokes(
  row: number,
  before: readonly Cell[],
  after: readonly Cell[],
  limit: number,
): readonly Stroke[] {
  const strokes = changedCells(row, before, after, limit);
  const [from, to] = [strokes[0]?.column ?? 0, strokes.at(-1)?.end ?? 0];
  if (to - from < leastErased) return strokes;
  const erased = before.map((cell, column) => (column >= from && column < to ? blank : cell));
  const anew = [erasure(row, from, `\u001b[${to - from}X`), ...changedCells(row, erased, after, limit)];
  return lengthOf(anew) < lengthOf(strokes) ? anew : strokes;
}

/** Of fewer cells there are too few blanks. */
const leastErased = 24;

const lengthOf = (strokes: readonly Stroke[]): number =>
  strokes.reduce((sum, { text }) => sum + text.length + wayLength, 0);

function changedCells(
  row: number,
  before: readonly Cell[],
  after: readonly Cell[],
  limit: number,
): readonly Stroke[] {
  const strokes: Stroke[] = [];
  const end = Math.min(limit, Math.max(before.length, after.length));
  let isWritten = false;
  for (let column = 0; column < end; column += 1) {
    const cell = after[column] ?? blank;
    // The right half of a wide character is written with it, whether it differs or not.
    const isRightHalf: boolean = cell.text === '' && isWritten;
    isWritten = isRightHalf || !isSameCell(before[column] ?? blank, cell);
    if (!isWritten) continue;
    // Behind the row's last cell everything is blank.
    if (column >= after.length) return [...strokes, erasure(row, column, eraseToEnd)];
    const last = strokes.at(-1);
    const longer = last === undefined ? null : extended(last, after, column);
    if (longer === null) strokes.push(strokeOf(row, column, cell));
    else strokes[strokes.length - 1] = longer;
  }
  return strokes;
}

const strokeOf = (row: number, column: number, { text, look }: Cell): Stroke => ({
  row,
  column,
  text,
  isErasure: false,
  look,
  isBlank: text === ' ' && !isSeenOnBlank(look),
  endLook: look,
  end: column + 1,
});

/** The stroke up to a cell close behind it, if all of that can be written in one look. */
function extended(stroke: Stroke, cells: readonly Cell[], column: number): Stroke | null {
  const { end } = stroke;
  if (stroke.isErasure || end === null || column - end >= shortestJump) return null;
  let { text, look, isBlank } = stroke;
  for (const cell of cells.slice(end, column + 1)) {
    const isBlankCell = cell.text === ' ' && !isSeenOnBlank(cell.look);
    const isAlike = isSameLook(lookToWrite(cell, look), look);
    // Blanks take the look of what follows them on the same ground.
    const isAfterBlank =
      isBlank && cell.look.background === look.background && !isSeenOnBlank(cell.look) && !isBlankCell;
    if (!isAlike && !isAfterBlank) return null;
    if (isBlank && !isBlankCell) look = cell.look;
    isBlank &&= isBlankCell;
    text += cell.text;
  }
  return { ...stroke, text, look, isBlank, endLook: look, end: column + 1 };
}

const erasure = (row: number, column: number, text: string): Stroke => ({
  ...strokeOf(row, column, blank),
  text,
  isErasure: true,
  end: column,
});

const isSameFrom = (before: readonly Cell[], after: readonly Cell[], start: number): boolean =>
  before.length === after.length &&
  after.slice(start).every((cell, index) => isSameCell(before[start + index] ?? blank, cell));

function restOfRow(row: number, cells: readonly Cell[], column: number): Stroke {
  const { text, endLook } = alignedCells(cells.slice(column), column);
  return {
    row,
    column,
    text: eraseToEnd + text,
    isErasure: false,
    look: plain,
    isBlank: false,
    endLook,
    end: null,
  };
}
