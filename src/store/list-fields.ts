import { activityColumns } from '../listing/activity-columns.ts';
import { appColumns } from '../listing/app-columns.ts';
import { billingColumns } from '../listing/billing-columns.ts';
import type { Column } from '../listing/column.ts';
import {
  accountFields,
  activityFields,
  appFields,
  type Field,
  serverFields,
  sessionFields,
} from '../listing/fields.ts';
import { parseFilter } from '../listing/filter.ts';
import type { ListId } from '../listing/list-id.ts';
import { liveColumns } from '../listing/live-columns.ts';
import { serverColumns } from '../listing/server-columns.ts';
import { sessionColumns } from '../listing/session-columns.ts';
import type { Result } from '../model/result.ts';

/** What of a column does not depend on the rows. */
export type ColumnFrame = Pick<Column<unknown>, 'id' | 'title' | 'width' | 'minWidth' | 'isOptional'>;

export const columnsOf: Readonly<Record<ListId, readonly ColumnFrame[]>> = {
  servers: serverColumns,
  apps: appColumns,
  live: liveColumns,
  billing: billingColumns,
  activity: activityColumns,
  sessions: sessionColumns,
};

export const fieldsOf: Readonly<Record<ListId, readonly Pick<Field<unknown>, 'id' | 'kind'>[]>> = {
  servers: serverFields,
  apps: appFields,
  live: serverFields,
  billing: accountFields,
  activity: activityFields,
  sessions: sessionFields,
};

const readFilter: Readonly<Record<ListId, (filter: string) => Result<unknown>>> = {
  servers: (filter) => parseFilter(filter, serverFields),
  apps: (filter) => parseFilter(filter, appFields),
  live: (filter) => parseFilter(filter, serverFields),
  billing: (filter) => parseFilter(filter, accountFields),
  activity: (filter) => parseFilter(filter, activityFields),
  sessions: (filter) => parseFilter(filter, sessionFields),
};

/** What is wrong with a filter of a list; null when it makes sense. */
export function filterFault(list: ListId, filter: string): string | null {
  const terms = readFilter[list](filter);
  return terms.ok ? null : terms.problem.message;
}
