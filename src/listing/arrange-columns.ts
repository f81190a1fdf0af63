import type { Column } from './column.ts';
import type { SortKey } from './order.ts';

/** A column as the operator chose it; `width` in cells, null for what the column itself wants. */
export type ColumnChoice = { readonly id: string; readonly width: number | null };

/** Narrowest and widest that a column can be made. */
export const columnWidths = { least: 3, most: 80 } as const;

/** The columns there are to show: the optional ones where some were chosen, or where servers are sampled over ssh. */
export const offered = <C extends Pick<Column<never>, 'isOptional'>>(
  columns: readonly C[],
  choices: readonly ColumnChoice[] | null,
  isProbing: boolean,
): readonly C[] =>
  isProbing || choices !== null ? columns : columns.filter(({ isOptional }) => isOptional !== true);

/**
 * The columns as they were chosen, in that order; all of them where none were. The one sorted by says so in its title,
 * and a narrow screen drops it last.
 */
export function arrangeColumns<Row>(
  columns: readonly Column<Row>[],
  choices: readonly ColumnChoice[] | null,
  sort: readonly SortKey[],
): readonly Column<Row>[] {
  const chosen =
    choices === null
      ? columns
      : choices.flatMap(({ id, width }) => {
          const column = columns.find((candidate) => candidate.id === id);
          if (column === undefined) return [];
          return [width === null ? column : { ...column, width, minWidth: width }];
        });
  return chosen.map((column) => (column.id === sort[0]?.column ? sorted(column, sort[0]) : column));
}

const sorted = <Row>(column: Column<Row>, { isDescending }: SortKey): Column<Row> => ({
  ...column,
  title: `${column.title.slice(0, column.minWidth - 1)}${isDescending ? '▼' : '▲'}`,
  importance: 0,
});
