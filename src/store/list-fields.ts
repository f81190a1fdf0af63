import { appColumns } from '../listing/app-columns.ts';
import type { Column } from '../listing/column.ts';
import { appFields, type Field, serverFields, sessionFields } from '../listing/fields.ts';
import { parseFilter } from '../listing/filter.ts';
import { serverColumns } from '../listing/server-columns.ts';
import { sessionColumns } from '../listing/session-columns.ts';
import type { ListId } from './arrangement.ts';

/** What of a column does not depend on the rows. */
export type ColumnFrame = Pick<Column<unknown>, 'id' | 'title' | 'width' | 'minWidth' | 'isOptional'>;

export const columnsOf: Readonly<Record<ListId, readonly ColumnFrame[]>> = {
  servers: serverColumns,
  apps: appColumns,
  sessions: sessionColumns,
};

export const fieldsOf: Readonly<Record<ListId, readonly Pick<Field<unknown>, 'id' | 'kind'>[]>> = {
  servers: serverFields,
  apps: appFields,
  sessions: sessionFields,
};

/** What is wrong with a filter of a list; null when it makes sense. */
export function filterFault(list: ListId, filter: string): string | null {
  const terms = parsed(list, filter);
  return terms.ok ? null : terms.problem.message;
}

function parsed(list: ListId, filter: string) {
  switch (list) {
    case 'servers':
      return parseFilter(filter, serverFields);
    case 'apps':
      return parseFilter(filter, appFields);
    case 'sessions':
      return parseFilter(filter, sessionFields);
  }
}
