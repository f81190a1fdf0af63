import { z } from 'zod';
import { columnWidths } from '../listing/arrange-columns.ts';
import { type ConfiguredColumns, forEachList, type ListId } from '../listing/list-id.ts';
import { layoutNames } from '../model/layout-name.ts';
import { plainArrangements } from '../store/arrangement.ts';
import { columnsOf, fieldsOf, filterFault } from '../store/list-fields.ts';
import { paneIds, type ViewState } from '../store/view-state.ts';

const keptParts = [
  'pane',
  'isZoomed',
  'layout',
  'scope',
  'isProblemsOnly',
  'showsCosts',
  'arrangements',
  'recent',
] as const satisfies readonly (keyof ViewState)[];

/** What of the view outlives the dashboard. */
export type KeptView = Pick<ViewState, (typeof keptParts)[number]>;

export const keptOf = (view: ViewState): KeptView => {
  const { pane, isZoomed, layout, scope, isProblemsOnly, showsCosts, arrangements, recent } = view;
  return { pane, isZoomed, layout, scope, isProblemsOnly, showsCosts, arrangements, recent };
};

export const isSameKept = (a: ViewState, b: ViewState): boolean =>
  keptParts.every((part) => a[part] === b[part]);

/** Each part stands for itself: what of the file makes no sense is as at the first start. */
const arrangementOf = (list: ListId) => {
  const plain = plainArrangements[list];
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
        .catch([...plain.sort]),
      columns: z
        .array(z.object({ id: column, width: width.nullable() }))
        .min(1)
        .nullable()
        .catch(null),
    })
    .catch({ ...plain, sort: [...plain.sort], columns: null });
};

const keptView = z.object({
  pane: z.enum(paneIds).catch('servers'),
  isZoomed: z.boolean().catch(false),
  layout: z.enum(layoutNames).catch('auto'),
  scope: z.string().nullable().catch(null),
  isProblemsOnly: z.boolean().catch(false),
  showsCosts: z.boolean().catch(false),
  arrangements: z.preprocess(
    (kept) => (typeof kept === 'object' && kept !== null ? kept : {}),
    z.object(forEachList(arrangementOf)),
  ),
  recent: z.array(z.string()).catch([]),
});

/** The view that was kept, with the configuration's columns and layout where it names any. */
export function restoreView(
  kept: unknown,
  configured: { readonly columns: ConfiguredColumns; readonly layout: ViewState['layout'] | null },
): Partial<ViewState> {
  const read = keptView.safeParse(kept);
  const view = read.success ? read.data : { arrangements: plainArrangements };
  const arrangements = forEachList((list) => ({
    ...view.arrangements[list],
    columns: configured.columns[list] ?? view.arrangements[list].columns,
  }));
  return {
    ...view,
    ...(configured.layout === null ? {} : { layout: configured.layout }),
    arrangements,
    configuredColumns: configured.columns,
  };
}
