import { type Field, findField } from './fields.ts';
import { compareNaturally, type Sortable, sortable } from './natural-order.ts';

/** One column of a sort. */
export type SortKey = { readonly column: string; readonly isDescending: boolean };

/** Rows in the order of the keys, the first one first. It is stable; a key that is no column is passed over. */
export type Order<Row> = (rows: readonly Row[], keys: readonly SortKey[]) => readonly Row[];

/**
 * Puts numbers inside texts in their order (web-2 before web-10), and unknown values last in either direction. Texts
 * are compared once and remembered by their place: sorting the same rows again compares numbers alone, and begins
 * with the order found before, of which most still holds. Where nothing that is sorted by has changed, it holds as it is.
 */
export function createOrder<Row>(fields: readonly Field<Row>[]): Order<Row> {
  const places = new Map<string, Places>();
  const placesOf = (column: string): Places => {
    const known = places.get(column) ?? createPlaces();
    places.set(column, known);
    return known;
  };
  let order: number[] = [];
  let last: { readonly rows: readonly Row[]; readonly keys: readonly SortKey[] } = { rows: [], keys: [] };
  const sortAgain = (rows: readonly Row[], keys: readonly SortKey[]) => {
    const columns = keys.flatMap(({ column, isDescending }) => {
      const field = findField(fields, column);
      return field === null ? [] : [once(() => ranksOf(rows, field, isDescending ? -1 : 1, placesOf))];
    });
    const first = columns[0]?.() ?? new Float64Array(rows.length);
    if (order.length !== rows.length) order = rows.map((_, index) => index);
    order.sort((a, b) => {
      // Nearly always the first column decides.
      const between = compare(first[a], first[b]);
      if (between !== 0) return between;
      for (let at = 1; at < columns.length; at += 1) {
        const ranks = columns[at]?.();
        const further = compare(ranks?.[a], ranks?.[b]);
        if (further !== 0) return further;
      }
      return a - b;
    });
  };
  return (rows, keys) => {
    if (!isSameSort(last.keys, keys) || !sortsAlike(last.rows, rows, fields, keys)) sortAgain(rows, keys);
    last = { rows, keys };
    const sorted: Row[] = [];
    for (const index of order) {
      const row = rows[index];
      if (row !== undefined) sorted.push(row);
    }
    return sorted;
  };
}

const isSameSort = (a: readonly SortKey[], b: readonly SortKey[]): boolean =>
  a.length === b.length &&
  a.every(({ column, isDescending }, at) => column === b[at]?.column && isDescending === b[at].isDescending);

/** Whether rows that took the place of others have the same values in every column that is sorted by. */
function sortsAlike<Row>(
  before: readonly Row[],
  now: readonly Row[],
  fields: readonly Field<Row>[],
  keys: readonly SortKey[],
): boolean {
  if (before.length !== now.length) return false;
  const columns = keys.flatMap(({ column }) => findField(fields, column) ?? []);
  return now.every((row, index) => {
    const old = before[index];
    return (
      old === row || (old !== undefined && columns.every(({ value }) => Object.is(value(old), value(row))))
    );
  });
}

const compare = (a = 0, b = 0): number => (a === b ? 0 : a < b ? -1 : 1);

/** Later columns decide between equals alone: most are never looked at. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * What each row sorts by as a number, the first with the least: a text by its place among the texts of its column. What
 * is unknown comes last whatever the direction.
 */
function ranksOf<Row>(
  rows: readonly Row[],
  { id, value }: Field<Row>,
  direction: 1 | -1,
  placesOf: (column: string) => Places,
): Float64Array {
  const values = rows.map(value);
  const places = placesOf(id);
  const rank = (found: string | number | null): number => {
    const figure = typeof found === 'string' ? places.of(found) : found;
    if (figure == null || Number.isNaN(figure)) return Number.POSITIVE_INFINITY;
    return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, direction * figure));
  };
  if (values.some((found) => typeof found === 'string' && places.of(found) === undefined))
    places.learn(values.filter((found) => typeof found === 'string'));
  return Float64Array.from(values, rank);
}

type Places = {
  /** The place of a text among those learnt; texts that compare as equal share one. */
  readonly of: (text: string) => number | undefined;
  readonly learn: (texts: readonly string[]) => void;
};

function createPlaces(): Places {
  /** In their order. */
  let places = new Map<string, number>();
  const isEqual = (a: Sortable, b: Sortable): boolean => {
    const [left, right] = [places.get(a.text), places.get(b.text)];
    return left === undefined || right === undefined ? compareNaturally(a, b) === 0 : left === right;
  };
  return {
    of: (text) => places.get(text),
    learn: (texts) => {
      const wanted = new Set(texts);
      const known = [...places.keys()].filter((text) => wanted.has(text)).map(sortable);
      const added = [...wanted].filter((text) => !places.has(text)).map(sortable);
      const next = new Map<string, number>();
      let place = 0;
      let before: Sortable | null = null;
      for (const now of merged(known, added.sort(compareNaturally))) {
        if (before !== null && !isEqual(before, now)) place += 1;
        next.set(now.text, place);
        before = now;
      }
      places = next;
    },
  };
}

/** Two lists that are in order as one. */
function* merged(some: readonly Sortable[], others: readonly Sortable[]): Generator<Sortable> {
  let at = 0;
  for (const other of others) {
    for (let one = some[at]; one !== undefined && compareNaturally(one, other) <= 0; one = some[at]) {
      yield one;
      at += 1;
    }
    yield other;
  }
  yield* some.slice(at);
}
