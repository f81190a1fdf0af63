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
  /** What it sorts by; null sorts last in either direction. */
  readonly sortValue: (row: Row) => string | number | null;
};
