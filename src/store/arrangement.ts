import type { ColumnChoice } from '../listing/arrange-columns.ts';
import type { SortKey } from '../listing/order.ts';

/** The panes that are lists to filter, sort and choose columns of. */
export const listIds = ['servers', 'apps', 'sessions'] as const;

export type ListId = (typeof listIds)[number];

export const isList = (pane: string): pane is ListId => listIds.some((list) => list === pane);

/** How the operator wants one list. */
export type Arrangement = {
  /** In the language of `listing/filter.ts`, always one that makes sense; empty: all rows. */
  readonly filter: string;
  /** The first is sorted by, the others decide between equals. */
  readonly sort: readonly SortKey[];
  /** In their order; null: every column, as far as they fit. */
  readonly columns: readonly ColumnChoice[] | null;
};

export type Arrangements = Readonly<Record<ListId, Arrangement>>;

export type ConfiguredColumns = Readonly<Partial<Record<ListId, readonly ColumnChoice[] | undefined>>>;

export const plainArrangement: Arrangement = {
  filter: '',
  sort: [{ column: 'name', isDescending: false }],
  columns: null,
};

export const plainArrangements: Arrangements = {
  servers: plainArrangement,
  apps: plainArrangement,
  sessions: plainArrangement,
};

/** The arrangements with a part of one list's changed. */
export const rearranged = (
  arrangements: Arrangements,
  list: ListId,
  change: Partial<Arrangement>,
): { readonly arrangements: Arrangements } => ({
  arrangements: { ...arrangements, [list]: { ...arrangements[list], ...change } },
});
