import type { Field } from '../listing/fields.ts';
import { parseFilter, type Term } from '../listing/filter.ts';
import { createOrder, type SortKey } from '../listing/order.ts';
import { createWordIndex } from '../listing/word-index.ts';
import { remember } from './remember.ts';

export type ListRows<Row> = {
  /** Equals stand by `ties`, else by their names, then by reference, so that they never swap places. */
  readonly ordered: (rows: readonly Row[], sort: readonly SortKey[]) => readonly Row[];
  /** The rows that meet a filter, in their order; all for a filter that makes no sense. `now` is epoch ms. */
  readonly filtered: (rows: readonly Row[], filter: string, now: number) => readonly Row[];
};

/** What says how old something is changes this often. */
const timedMs = 60_000;

const byName: readonly SortKey[] = [
  { column: 'name', isDescending: false },
  { column: 'ref', isDescending: false },
];

/** Sorts and filters one list. Each step remembers its newest answer: a new filter sorts nothing again. */
export function createListRows<Row extends object>(
  fields: readonly Field<Row>[],
  ties: readonly SortKey[] = byName,
): ListRows<Row> {
  const order = createOrder(fields);
  const index = createWordIndex(fields);
  const read = remember((filter: string): readonly Term<Row>[] => {
    const terms = parseFilter(filter, fields, index);
    return terms.ok ? terms.value : [];
  });
  const matching = remember((rows: readonly Row[], terms: readonly Term<Row>[], at: number) =>
    terms.length === 0 ? rows : rows.filter((row) => terms.every((term) => term.matches(row, at))),
  );
  return {
    ordered: remember((rows, sort) => order(rows, [...sort, ...ties])),
    filtered: (rows, filter, now) => {
      const terms = read(filter);
      // Only a filter that asks for an age has to be looked at again as time goes by.
      const at = terms.some(({ isTimed }) => isTimed) ? Math.floor(now / timedMs) * timedMs : 0;
      return matching(rows, terms, at);
    },
  };
}
