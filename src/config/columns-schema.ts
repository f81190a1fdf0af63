import { z } from 'zod';
import { columnWidths } from '../listing/arrange-columns.ts';
import { didYouMean } from '../model/nearest.ts';
import { allow, map, shown } from './schema-values.ts';

/** Columns by their ids, each once; a map where one is to have a width of its own. */
export function columns(all: readonly { readonly id: string }[]) {
  const ids = all.map(({ id }) => id);
  const known = z.enum(ids);
  const width = `a whole number of cells from ${columnWidths.least} to ${columnWidths.most}`;
  const sized = map(
    {
      id: z.enum(ids, { error: ({ input }) => columnFault(input, ids) }),
      width: z
        .int(allow(width))
        .gte(columnWidths.least, allow(width))
        .lte(columnWidths.most, allow(width))
        .optional(),
    },
    'a column, or a map such as { id: cpu, width: 6 }',
  );
  return z
    .array(
      z.union([known, sized], { error: ({ input }) => columnFault(input, ids) }),
      allow('a list of columns'),
    )
    .min(1, allow('a list of at least one column'))
    .refine((chosen) => new Set(chosen.map(idOf)).size === chosen.length, 'has a column twice')
    .optional();
}

const idOf = (column: string | { readonly id: string }): string =>
  typeof column === 'string' ? column : column.id;

/** What is wrong with an entry in a list of columns. */
function columnFault(input: unknown, ids: readonly string[]): string {
  if (typeof input === 'string')
    return `${shown(input)} is no column${didYouMean(input, ids) || ':'} allowed are ${ids.join(', ')}`;
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined;
  return typeof id === 'string' && !ids.includes(id)
    ? columnFault(id, ids)
    : `is not allowed like this: a column, or a map such as { id: ${ids[0]}, width: 12 }`;
}
