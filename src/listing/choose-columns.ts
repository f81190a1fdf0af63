import type { Column } from './column.ts';

export type SizedColumn<Row> = { readonly column: Column<Row>; readonly width: number };

const gap = 1;

/**
 * The columns that fit into `width` cells with one cell between them, in their own order. The most important come
 * first, each with its least width; what is left is shared out one cell at a time, so that all grow alike.
 */
export function chooseColumns<Row>(
  columns: readonly Column<Row>[],
  width: number,
): readonly SizedColumn<Row>[] {
  const widths = new Map<Column<Row>, number>();
  let left = width + gap;
  for (const column of [...columns].sort((a, b) => a.importance - b.importance)) {
    if (column.minWidth + gap > left && widths.size > 0) continue;
    widths.set(column, column.minWidth);
    left -= column.minWidth + gap;
  }
  for (let grown = true; grown && left > 0; ) {
    grown = false;
    for (const [column, current] of widths) {
      if (left === 0 || current >= column.width) continue;
      widths.set(column, current + 1);
      left -= 1;
      grown = true;
    }
  }
  return columns.flatMap((column) => {
    const columnWidth = widths.get(column);
    return columnWidth === undefined ? [] : [{ column, width: columnWidth }];
  });
}
