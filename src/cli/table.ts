import type { StatusTone } from '../format/status.ts';
import type { Column } from '../listing/column.ts';
import { graphemesOf } from '../model/graphemes.ts';
import { type CellWidth, cellWidthOf } from './cell-width.ts';
import type { Paint } from './colour.ts';

export type TableColumn<Row> = Pick<Column<Row>, 'title' | 'importance' | 'align' | 'text'> & {
  /** Colours the cell, where the output has colours. */
  readonly tone?: (row: Row) => StatusTone;
};

export type TableOptions = {
  /** Epoch ms, for ages. */
  readonly now: number;
  readonly paint: Paint;
  /** Cells of a terminal line; undefined: as wide as it needs. */
  readonly columns: number | undefined;
};

const gap = '  ';

/**
 * Header and rows as aligned lines. A narrow terminal costs the least important columns, then the end of the line.
 */
export async function tableLines<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  { now, paint, columns: available }: TableOptions,
): Promise<readonly string[]> {
  const texts = columns.map((column) => rows.map((row) => column.text(row, now)));
  const widthOf = await cellWidthOf(texts.flat());
  const drawn = columns.map((column, index) => {
    const cells = (texts[index] ?? []).map((text) => ({ text, width: widthOf(text) }));
    const width = cells.reduce((most, cell) => Math.max(most, cell.width), column.title.length);
    return { column, cells, width };
  });
  const shown = fitting(drawn, available);
  const lastIndex = shown.length - 1;
  const line = (cell: (index: number) => { text: string; width: number }, row: Row | null) => {
    let room = available ?? Number.POSITIVE_INFINITY;
    return shown
      .map(({ column, width }, index) => {
        const { text, width: used } = cutTo(cell(index), room, widthOf);
        const padding = ' '.repeat(Math.max(0, Math.min(width, room) - used));
        const painted = row === null || column.tone === undefined ? text : paint(text, column.tone(row));
        room -= Math.max(width, used) + gap.length;
        if (column.align === 'right') return padding + painted;
        return index === lastIndex ? painted : painted + padding;
      })
      .join(gap)
      .trimEnd();
  };
  return [
    line((index) => titleCell(shown[index]?.column.title ?? ''), null),
    ...rows.map((row, rowIndex) => line((index) => shown[index]?.cells[rowIndex] ?? titleCell(''), row)),
  ];
}

const titleCell = (title: string) => ({ text: title, width: title.length });

function fitting<Drawn extends { readonly width: number; readonly column: { readonly importance: number } }>(
  drawn: readonly Drawn[],
  available: number | undefined,
): readonly Drawn[] {
  if (available === undefined || drawn.length <= 1) return drawn;
  const total = drawn.reduce((sum, { width }) => sum + width + gap.length, -gap.length);
  if (total <= available) return drawn;
  const least = drawn.reduce((worst, one) => (one.column.importance > worst.column.importance ? one : worst));
  return fitting(
    drawn.filter((one) => one !== least),
    available,
  );
}

/** The cell, its end replaced by `…` where it is wider than the room. */
function cutTo(cell: { readonly text: string; readonly width: number }, room: number, widthOf: CellWidth) {
  if (cell.width <= room) return cell;
  let text = '';
  let width = 0;
  for (const { segment } of graphemesOf(cell.text)) {
    const next = widthOf(segment);
    if (width + next > room - 1) break;
    text += segment;
    width += next;
  }
  return { text: `${text}…`, width: width + 1 };
}
