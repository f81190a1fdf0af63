import type { Column } from './column.ts';

export type SizedColumn<Row> = { readonly column: Column<Row>; readonly width: number };

const gap = 1;

/**
 * The columns that fit into `width` cells with one cell between them, in their own order: the most important first at
 * their least width, then the room that is left shared out up to what each wants.
 */
export function chooseColumns<Row>(
  columns: readonly Column<Row>[],
  width: number,
): readonly SizedColumn<Row>[] {
  const chosen = new Set<Column<Row>>();
  let left = width + gap;
  for (const column of [...columns].sort((a, b) => a.importance - b.importance)) {
    const needed = column.minWidth + gap;
    if (needed > left && chosen.size > 0) break;
    chosen.add(column);
    left -= needed;
  }
  return columns
    .filter((column) => chosen.has(column))
    .map((column) => {
      const extra = Math.max(0, Math.min(left, column.width - column.minWidth));
      left -= extra;
      return { column, width: column.minWidth + extra };
    });
}
