/** One column of a list, on the screen and in the tables of the command line. */
export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  /** 1 is shown first; a narrow screen drops the highest. */
  readonly importance: number;
  readonly align: 'left' | 'right';
  /** Width in cells that the column wants, and the least it is shown with. */
  readonly width: number;
  readonly minWidth: number;
  /** What a cell says. `now` is epoch ms. */
  readonly text: (row: Row, now: number) => string;
  /** Shown only where it is chosen, or there is something to it. */
  readonly isOptional?: true;
  /** What it sorts by; null sorts last in either direction. */
  readonly sortValue: (row: Row) => string | number | null;
};

/** Place in the order of importance, least width, wanted width. */
export type Sizes = readonly [importance: number, minWidth: number, width: number];

/** What a cell says where nothing is known. */
export const unknown = '–';

/** A column of words: what it shows is what it sorts by. */
export const wordColumn = <Row>(
  id: string,
  sizes: Sizes,
  value: (row: Row) => string | null,
  title?: string,
): Column<Row> => ({
  ...frame(id, sizes, 'left', title),
  text: (row) => value(row) ?? unknown,
  sortValue: value,
});

/** A column of figures, each written by `text`. */
export const figureColumn = <Row>(
  id: string,
  sizes: Sizes,
  value: (row: Row) => number | null,
  text: (row: Row, now: number) => string,
  title?: string,
): Column<Row> => ({ ...frame(id, sizes, 'right', title), text, sortValue: value });

export const frame = (
  id: string,
  [importance, minWidth, width]: Sizes,
  align: 'left' | 'right',
  title?: string,
) => ({
  id,
  title: title ?? id.toUpperCase(),
  importance,
  align,
  width,
  minWidth,
});
