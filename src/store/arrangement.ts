import type { ColumnChoice } from '../listing/arrange-columns.ts';
import type { ListId } from '../listing/list-id.ts';
import type { SortKey } from '../listing/order.ts';

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

const sortedBy = (column: string, isDescending = false): Arrangement => ({
  filter: '',
  sort: [{ column, isDescending }],
  columns: null,
});

/** As at the first start: what is looked for by its name by name; the busiest, the newest and what ends soonest first. */
export const plainArrangements: Arrangements = {
  servers: sortedBy('name'),
  apps: sortedBy('name'),
  live: sortedBy('cpu', true),
  billing: sortedBy('runway'),
  activity: sortedBy('time', true),
  sessions: sortedBy('name'),
};

/** The arrangements with a part of one list's changed. */
export const rearranged = (
  arrangements: Arrangements,
  list: ListId,
  change: Partial<Arrangement>,
): { readonly arrangements: Arrangements } => ({
  arrangements: { ...arrangements, [list]: { ...arrangements[list], ...change } },
});
