import { appColumns } from '../listing/app-columns.ts';
import type { Column } from '../listing/column.ts';
import { appFields, type Field, serverFields } from '../listing/fields.ts';
import { parseFilter } from '../listing/filter.ts';
import { serverColumns } from '../listing/server-columns.ts';
import type { ListId } from './arrangement.ts';

/** What of a column does not depend on the rows. */
export type ColumnFrame = Pick<Column<unknown>, 'id' | 'title' | 'width' | 'minWidth'>;

export const columnsOf: Readonly<Record<ListId, readonly ColumnFrame[]>> = {
  servers: serverColumns,
  apps: appColumns,
};

export const fieldsOf: Readonly<Record<ListId, readonly Pick<Field<unknown>, 'id' | 'kind'>[]>> = {
  servers: serverFields,
  apps: appFields,
};

/** What is wrong with a filter of a list; null when it makes sense. */
export function filterFault(list: ListId, filter: string): string | null {
  const terms = list === 'servers' ? parseFilter(filter, serverFields) : parseFilter(filter, appFields);
  return terms.ok ? null : terms.problem.message;
}
