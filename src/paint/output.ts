import WholeOutput from '../../node_modules/ink/build/output.js';
import { aligned } from './aligned.ts';
import { isSameLook, plain } from './look.ts';
import { narrowCells } from './narrow-styled.ts';
import { rowCells } from './row-cells.ts';

type Clip = Parameters<WholeOutput['clip']>[0];
type Transformers = Parameters<WholeOutput['write']>[3]['transformers'];

/** A text that touches a row of the screen, all places counted from that row. */
type Piece = {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly transformers: Transformers;
  /** The clips it lies in, outermost first. */
  readonly clips: readonly Clip[];
};

type Row = { readonly width: number; readonly pieces: readonly Piece[]; readonly line: string };

/** The rows of the newest frame. Another screen of this process that draws in turn only finds nothing to use again. */
let newest: readonly Row[] = [];

/**
 * Takes the place of Ink's `output`, which puts the whole screen together from its cells for each frame. Rows stand
 * for themselves, so a row that is made of the same texts in the same places as in the frame before is the same
 * line; the others are put together by Ink's own class, each as an output of one row.
 */
// biome-ignore lint/style/noDefaultExport: as the module it stands for
export default class Output {
  readonly width: number;
  readonly height: number;
  readonly #rows: Piece[][];
  readonly #clips: Clip[] = [];

  constructor({ width, height }: { readonly width: number; readonly height: number }) {
    this.width = width;
    this.height = height;
    this.#rows = Array.from({ length: height }, () => []);
  }

  write(x: number, y: number, text: string, { transformers }: { transformers: Transformers }): void {
    if (text === '') return;
    const end = y + countLines(text);
    for (let row = Math.max(0, y); row < end && row < this.#rows.length; row += 1)
      this.#rows[row]?.push({
        x,
        y: y - row,
        text,
        transformers,
        clips: this.#clips.map((clip) => shifted(clip, row)),
      });
  }

  clip(clip: Clip): void {
    this.#clips.push(clip);
  }

  unclip(): void {
    this.#clips.pop();
  }

  get(): { readonly output: string; readonly height: number } {
    const rows = this.#rows.map((pieces, index): Row => {
      const before = newest[index];
      if (before !== undefined && before.width === this.width && areSame(before.pieces, pieces))
        return before;
      return { width: this.width, pieces, line: aligned(lineOf(pieces, this.width)) };
    });
    newest = rows;
    return { output: rows.map(({ line }) => line).join('\n'), height: this.height };
  }
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

const shifted = ({ x1, x2, y1, y2 }: Clip, row: number): Clip => ({
  x1,
  x2,
  y1: y1 === undefined ? undefined : y1 - row,
  y2: y2 === undefined ? undefined : y2 - row,
});

const lineOf = (pieces: readonly Piece[], width: number): string =>
  joined(pieces, width) ?? composed(pieces, width);

/** Plain lines of text beside each other, which is most of a screen; null where there is more to it. */
function joined(pieces: readonly Piece[], width: number): string | null {
  let line = '';
  let column = 0;
  for (const { x, y, text, transformers, clips } of pieces) {
    const cells = y === 0 ? cellsOf(text) : null;
    if (cells === null) return null;
    const end = x + cells;
    const isWhole = clips.every((clip) => isInside(clip, x, end));
    const isAsIs = transformers.every((transform) => transform(text, 0) === text);
    if (x < column || end > width || !isWhole || !isAsIs) return null;
    line += ' '.repeat(x - column) + text;
    column = end;
  }
  return line.trimEnd();
}

/** Of one line that nobody doubts the width of, and that leaves the look as it was; null: there is more to it. */
function cellsOf(text: string): number | null {
  const narrow = hasOpenLook(text) ? null : narrowCells(text);
  if (narrow !== null || text.includes('\n')) return narrow;
  const row = rowCells(text);
  return row?.certain === Number.POSITIVE_INFINITY && isSameLook(row.endLook, plain)
    ? row.cells.length
    : null;
}

/** Whether a look may go on behind the text. */
const hasOpenLook = (text: string): boolean =>
  text.includes('\u001b') && !text.slice(text.lastIndexOf('\u001b')).startsWith('\u001b[0m');

const isInside = ({ x1 = 0, x2 = Infinity, y1 = 0, y2 = 1 }: Clip, from: number, to: number): boolean =>
  x1 <= from && to <= x2 && y1 <= 0 && y2 >= 1;

/** Ink's own way: every cell of the row as an object, one text written over the other. */
function composed(pieces: readonly Piece[], width: number): string {
  const output = new WholeOutput({ width, height: 1 });
  for (const { x, y, text, transformers, clips } of pieces) {
    for (const clip of clips) output.clip(clip);
    output.write(x, y, text, { transformers });
    for (const _ of clips) output.unclip();
  }
  return output.get().output;
}

const areSame = (before: readonly Piece[], now: readonly Piece[]): boolean =>
  before.length === now.length &&
  before.every((piece, index) => {
    const other = now[index];
    return (
      other !== undefined &&
      piece.x === other.x &&
      piece.y === other.y &&
      piece.text === other.text &&
      areAlike(piece.transformers, other.transformers, Object.is) &&
      areAlike(piece.clips, other.clips, isSameClip)
    );
  });

const areAlike = <T>(one: readonly T[], other: readonly T[], isSame: (a: T, b: T) => boolean): boolean =>
  one.length === other.length && one.every((item, index) => isSame(item, other[index] as T));

const isSameClip = (a: Clip, b: Clip): boolean =>
  a.x1 === b.x1 && a.x2 === b.x2 && a.y1 === b.y1 && a.y2 === b.y2;
