import { z } from 'zod';
import { columnWidths } from '../listing/arrange-columns.ts';
import {
  type Arrangement,
  type ConfiguredColumns,
  type ListId,
  plainArrangement,
  plainArrangements,
} from '../store/arrangement.ts';
import { columnsOf, fieldsOf, filterFault } from '../store/list-fields.ts';
import { layoutNames, paneIds, type ViewState } from '../store/view-state.ts';

/** What of the view outlives the dashboard. */
export type KeptView = Pick<ViewState, 'pane' | 'isZoomed' | 'layout' | 'scope' | 'arrangements' | 'recent'>;

export const keptOf = ({ pane, isZoomed, layout, scope, arrangements, recent }: ViewState): KeptView => ({
  pane,
  isZoomed,
  layout,
  scope,
  arrangements,
  recent,
});

export const isSameKept = (a: ViewState, b: ViewState): boolean =>
  a.pane === b.pane &&
  a.isZoomed === b.isZoomed &&
  a.layout === b.layout &&
  a.scope === b.scope &&
  a.arrangements === b.arrangements &&
  a.recent === b.recent;

const asFirst = () => ({ ...plainArrangement, sort: [...plainArrangement.sort], columns: null });

/** Each part stands for itself: what of the file makes no sense is as at the first start. */
const arrangementOf = (list: ListId) => {
  const column = z.enum(columnsOf[list].map(({ id }) => id));
  const width = z.int().gte(columnWidths.least).lte(columnWidths.most);
  const sortable = z.enum(fieldsOf[list].map(({ id }) => id));
  return z
    .object({
      filter: z
        .string()
        .refine((filter) => filterFault(list, filter) === null)
        .catch(''),
      sort: z
        .array(z.object({ column: sortable, isDescending: z.boolean() }))
        .min(1)
        .catch([...plainArrangement.sort]),
      columns: z
        .array(z.object({ id: column, width: width.nullable() }))
        .min(1)
        .nullable()
        .catch(null),
    })
    .catch(asFirst());
};

const keptView = z.object({
  pane: z.enum(paneIds).catch('servers'),
  isZoomed: z.boolean().catch(false),
  layout: z.enum(layoutNames).catch('auto'),
  scope: z.string().nullable().catch(null),
  arrangements: z
    .object({
      servers: arrangementOf('servers'),
      apps: arrangementOf('apps'),
      sessions: arrangementOf('sessions'),
    })
    .catch({ servers: asFirst(), apps: asFirst(), sessions: asFirst() }),
  recent: z.array(z.string()).catch([]),
});

/** The view that was kept, with the configuration's columns where it names any. */
export function restoreView(kept: unknown, configured: ConfiguredColumns): Partial<ViewState> {
  const read = keptView.safeParse(kept);
  const { arrangements, ...rest } = read.success ? read.data : { arrangements: plainArrangements };
  const withColumns = (list: ListId): Arrangement => ({
    ...arrangements[list],
    columns: configured[list] ?? arrangements[list].columns,
  });
  return {
    ...rest,
    arrangements: {
      servers: withColumns('servers'),
      apps: withColumns('apps'),
      sessions: withColumns('sessions'),
    },
    configuredColumns: configured,
  };
}
