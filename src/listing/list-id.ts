import type { ColumnChoice } from './arrange-columns.ts';

/** The panes that are lists to filter, sort and choose columns of. */
export const listIds = ['servers', 'apps', 'live', 'billing', 'activity', 'sessions'] as const;

export type ListId = (typeof listIds)[number];

export const isList = (pane: string): pane is ListId => listIds.some((list) => list === pane);

/** Something for each list. */
export const forEachList = <T>(make: (list: ListId) => T): Readonly<Record<ListId, T>> => ({
  servers: make('servers'),
  apps: make('apps'),
  live: make('live'),
  billing: make('billing'),
  activity: make('activity'),
  sessions: make('sessions'),
});

/** The columns that a configuration names, in their order; of a list that it does not name all that fit. */
export type ConfiguredColumns = Readonly<Partial<Record<ListId, readonly ColumnChoice[] | undefined>>>;
