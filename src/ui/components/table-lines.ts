import { cutMiddle, fitTo } from '../../format/fit.ts';
import { chooseColumns } from '../../listing/choose-columns.ts';
import type { Column } from '../../listing/column.ts';
import type { Highlight } from '../../listing/highlight.ts';
import type { Span, Token } from '../theme/style.ts';
import type { InnerLine } from './spans.ts';

export type TableView<Row> = {
  readonly columns: readonly Column<Row>[];
  /** What a cell means; decides its colour. */
  readonly token: (columnId: string, row: Row, now: number) => Token;
  /** What is drawn into a cell of a width in place of the column's text; null: nothing special. */
  readonly drawn?: (columnId: string, row: Row, width: number) => string | null;
  readonly items: readonly Row[];
  /** First row shown. */
  readonly top: number;
  /** Row under the cursor. */
  readonly index: number;
  readonly width: number;
  /** Rows to show, without the titles. */
  readonly height: number;
  readonly isFocused: boolean;
  readonly now: number;
  /** Where the name was met by the filter; null: nowhere. */
  readonly highlight?: Highlight | null;
  /** What is special about a row; by default nothing. */
  readonly traits?: (row: Row) => RowTraits;
};

export type RowTraits = {
  readonly isMarked: boolean;
  /** Something is wrong with it. */
  readonly isProblem: boolean;
  /** The verb that is under way on it. */
  readonly pendingVerb: string | null;
};

/** The titles and the visible rows of a list. Only what is in the window is formatted, however long the list. */
export function tableLines<Row>(view: TableView<Row>): readonly InnerLine[] {
  const { items, top, index, height, isFocused, now } = view;
  const chosen = chooseColumns(view.columns, view.width - 2);
  const titles = chosen.map(({ column, width }) => fitTo(column.title, width, column.align)).join(' ');
  const rows = items.slice(top, top + height).map((row, offset): InnerLine => {
    const isUnderCursor = top + offset === index;
    const { isMarked, isProblem, pendingVerb } = view.traits?.(row) ?? plainRow;
    const marker = markerOf(isMarked, isUnderCursor, isProblem, isFocused);
    const cellSpans = chosen.flatMap(({ column, width }, at): readonly Span[] => {
      // The gap looks like its cell, so that neighbours of one look are one piece.
      const gap = at === 0 ? '' : ' ';
      if (column.id === 'status' && pendingVerb !== null)
        return [[gap + fitTo(`◐ ${pendingVerb} …`, width), 'status.busy']];
      const whole = view.drawn?.(column.id, row, width) ?? column.text(row, now);
      const text = column.id === 'provider' ? cutMiddle(whole, width) : whole;
      const cell: Span = [
        gap + fitTo(text, width, column.align),
        isProblem && column.id === 'name' ? 'alert' : view.token(column.id, row, now),
      ];
      const met = column.id === 'name' ? (view.highlight?.(text) ?? none) : none;
      return met.size === 0 ? [cell] : highlighted(cell, met, gap.length);
    });
    return {
      spans: [marker, ...cellSpans],
      ...(isUnderCursor ? { under: isFocused ? 'selection' : 'selection.unfocused' } : {}),
    };
  });
  return [{ spans: [[` ${titles}`, 'column']] }, ...rows];
}

const none: ReadonlySet<number> = new Set();

/** The cell in pieces, so that the characters a filter was met by stand out; `offset`: what stands before its text. */
function highlighted([text, token]: Span, met: ReadonlySet<number>, offset: number): readonly Span[] {
  const pieces: Span[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const isEnd = at === text.length || met.has(at - offset) !== met.has(from - offset);
    if (!isEnd || at === from) continue;
    pieces.push([text.slice(from, at), met.has(from - offset) ? 'key' : token]);
    from = at;
  }
  return pieces;
}

const plainRow: RowTraits = { isMarked: false, isProblem: false, pendingVerb: null };

/** One sign before the row: its mark, else the cursor, else that something is wrong. */
function markerOf(isMarked: boolean, isUnderCursor: boolean, isProblem: boolean, isFocused: boolean): Span {
  if (isMarked) return ['✓', 'accent'];
  if (isUnderCursor) return ['▸', isProblem ? 'alert' : isFocused ? 'accent' : 'muted'];
  return isProblem ? ['!', 'alert'] : [' ', 'muted'];
}
