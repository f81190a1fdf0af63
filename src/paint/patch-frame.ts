import { changeLook, plain } from './look.ts';
import { type Pen, patchRow } from './patch-row.ts';
import { rowCells } from './row-cells.ts';

/**
 * What turns a shown frame into another of as many rows. The cursor stands in the last row, and ends there; in which
 * column does not matter. Nothing outside of the changed cells is touched.
 */
export function patchFrame(before: readonly string[], after: readonly string[]): string {
  const last = after.length - 1;
  let pen: Pen = { written: '', look: plain };
  let at = last;
  for (const [row, line] of after.entries()) {
    const shown = before[row] ?? '';
    if (line === shown) continue;
    pen = changeRow({ ...pen, written: pen.written + goDown(row - at) }, shown, line);
    at = row;
  }
  return pen.written + changeLook(pen.look, plain) + goDown(last - at);
}

/** A row with other sequences than looks, such as a link, is written whole. */
function changeRow(pen: Pen, shown: string, line: string): Pen {
  const before = rowCells(shown);
  const after = rowCells(line);
  if (before !== null && after !== null) return patchRow(pen, before, after);
  return { written: `${pen.written}${changeLook(pen.look, plain)}\r\u001b[K${line}`, look: plain };
}

/** Down by this many rows, up by a negative number. */
const goDown = (rows: number): string =>
  rows === 0 ? '' : `\u001b[${Math.abs(rows) === 1 ? '' : Math.abs(rows)}${rows < 0 ? 'A' : 'B'}`;
