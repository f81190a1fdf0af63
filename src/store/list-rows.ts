import type { Field } from '../listing/fields.ts';
import { parseFilter, type Term } from '../listing/filter.ts';
import { narrows } from '../listing/narrows.ts';
import { createOrder, type SortKey } from '../listing/order.ts';
import { createWordIndex } from '../listing/word-index.ts';
import { remember } from './remember.ts';

export type ListRows<Row> = {
  /** Equals stand by `ties`, else by their names, then by reference, so that they never swap places. */
  readonly ordered: (rows: readonly Row[], sort: readonly SortKey[]) => readonly Row[];
  /** The rows that meet a filter, in their order; all for a filter that makes no sense. `now` is epoch ms. */
  readonly filtered: (rows: readonly Row[], filter: string, now: number) => readonly Row[];
  /**
   * Puts together what words are looked for in, from a row on until `isOver`. The row to go on with; null behind the
   * last.
   */
  readonly readAhead: (rows: readonly Row[], from: number, isOver: () => boolean) => number | null;
};

/** What says how old something is changes this often. */
const timedMs = 60_000;

const byName: readonly SortKey[] = [
  { column: 'name', isDescending: false },
  { column: 'ref', isDescending: false },
];

/** The newest answer of a filter. */
type Found<Row> = {
  readonly rows: readonly Row[];
  readonly filter: string;
  readonly at: number;
  /** Of each row by its place: 1 where it meets the filter. */
  readonly isLeft: Uint8Array;
  readonly left: readonly Row[];
};

/** Sorts and filters one list. Each step remembers its newest answer: a new filter sorts nothing again. */
export function createListRows<Row extends object>(
  fields: readonly Field<Row>[],
  ties: readonly SortKey[] = byName,
): ListRows<Row> {
  const order = createOrder(fields);
  const words = createWordIndex(fields);
  const read = remember((filter: string): readonly Term<Row>[] => {
    const terms = parseFilter(filter, fields, words);
    return terms.ok ? terms.value : [];
  });
  let last: Found<Row> | null = null;
  /**
   * Of a filter that is typed on, only what was left is looked at again; of rows that were read again, those that are not
   * as they were in their place.
   */
  const matching = (rows: readonly Row[], filter: string, terms: readonly Term<Row>[], at: number) => {
    const before = last?.at === at ? last : null;
    const isSame = before?.filter === filter;
    if (before?.rows === rows && isSame) return before.left;
    // What makes no sense leaves all.
    const isNarrower = before !== null && terms.length > 0 && narrows(filter, before.filter);
    const isLeft = new Uint8Array(rows.length);
    const left: Row[] = [];
    for (let place = 0; place < rows.length; place += 1) {
      const row = rows[place];
      if (row === undefined) continue;
      const known = before?.rows[place] === row ? before.isLeft[place] : undefined;
      const stays = known !== undefined && (isSame || (isNarrower && known === 0));
      const holds = stays ? known === 1 : meetsAll(terms, row, at);
      if (!holds) continue;
      isLeft[place] = 1;
      left.push(row);
    }
    last = { rows, filter, at, isLeft, left };
    return left;
  };
  return {
    ordered: remember((rows, sort) => order(rows, [...sort, ...ties])),
    filtered: (rows, filter, now) => {
      const terms = read(filter);
      // Only a filter that asks for an age has to be looked at again as time goes by.
      const at = terms.some(({ isTimed }) => isTimed) ? Math.floor(now / timedMs) * timedMs : 0;
      return matching(rows, filter, terms, at);
    },
    readAhead: (rows, from, isOver) => {
      let index = from;
      for (; index < rows.length && !isOver(); index += 1) {
        const row = rows[index];
        if (row !== undefined) words.wordsOf(row);
      }
      return index < rows.length ? index : null;
    },
  };
}

function meetsAll<Row>(terms: readonly Term<Row>[], row: Row, at: number): boolean {
  for (const term of terms) if (!term.matches(row, at)) return false;
  return true;
}
