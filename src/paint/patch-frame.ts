import { type Cursor, goDown, shortestWay } from './cursor.ts';
import { changeLook, type Look, plain } from './look.ts';
import { lookToWrite, rowCells } from './row-cells.ts';
import { type Stroke, strokesOf } from './strokes.ts';

export type Screen = { readonly columns: number; readonly rows: number };

/**
 * What turns a shown frame into another of as many rows. The cursor stands in the frame's last row, and ends there; in
 * which column does not matter. Nothing outside of the changed cells is touched. To name a colour takes up to twenty
 * characters, the way across the screen seldom eight: where that is shorter, each look is written everywhere before
 * the next.
 */
export function patchFrame(before: readonly string[], after: readonly string[], screen: Screen): string {
  const strokes = after.flatMap((line, row) =>
    line === before[row] ? [] : changesOf(row, before[row] ?? '', line),
  );
  const last = after.length - 1;
  const byPlace = written(strokes, screen, last);
  const byLook = written(sortedByLook(strokes), screen, last);
  return byLook.length < byPlace.length ? byLook : byPlace;
}

/** A row with other sequences than looks, such as a link, is written whole. */
function changesOf(row: number, shown: string, line: string): readonly Stroke[] {
  const before = rowCells(shown);
  const after = rowCells(line);
  if (before !== null && after !== null) return strokesOf(row, before, after);
  const text = `\u001b[K${line}`;
  return [{ row, column: 0, text, isErasure: false, look: plain, isBlank: false, endLook: plain, end: null }];
}

/** What has one ground together, and of that what has one look; otherwise in the order they came. */
function sortedByLook(strokes: readonly Stroke[]): readonly Stroke[] {
  const erasures: Stroke[] = [];
  const grounds = new Map<string, Map<string, Stroke[]>>();
  for (const stroke of strokes) {
    if (stroke.isErasure) {
      erasures.push(stroke);
      continue;
    }
    const { foreground, background, attributes } = stroke.look;
    const looks = grounds.get(background) ?? new Map<string, Stroke[]>();
    grounds.set(background, looks);
    const look = `${attributes} ${foreground}`;
    const alike = looks.get(look);
    if (alike === undefined) looks.set(look, [stroke]);
    else alike.push(stroke);
  }
  return [...erasures, ...[...grounds.values()].flatMap((looks) => [...looks.values()].flat())];
}

function written(strokes: readonly Stroke[], screen: Screen, last: number): string {
  const isWhole = last + 1 === screen.rows;
  let text = '';
  let pen: Look = plain;
  let cursor: Cursor = { row: last, column: null };
  for (const stroke of strokes) {
    const look = stroke.isBlank ? lookToWrite({ text: ' ', look: stroke.look }, pen) : stroke.look;
    text += shortestWay(cursor, stroke, isWhole) + changeLook(pen, look) + stroke.text;
    pen = stroke.isBlank ? look : stroke.endLook;
    // Behind the last column no terminal's cursor stands.
    const isOver = stroke.end === null || stroke.end >= screen.columns;
    cursor = { row: stroke.row, column: isOver ? null : stroke.end };
  }
  return text + changeLook(pen, plain) + goDown(last - cursor.row);
}
