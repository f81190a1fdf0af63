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
      if (field === null) return [];
      return [{ direction: isDescending ? -1 : 1, figures: once(() => figuresOf(rows, field, placesOf)) }];
    });
    if (order.length !== rows.length) order = rows.map((_, index) => index);
    order.sort((a, b) => {
      for (const { direction, figures } of columns) {
        const between = compare(figures()[a], figures()[b], direction);
        if (between !== 0) return between;
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

/** By number; what is none (unknown) comes last whatever the direction. */
function compare(a = Number.NaN, b = Number.NaN, direction: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return direction * (a - b);
}

/** Later columns decide between equals alone: most are never looked at. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What each row sorts by as a number: a text by its place among the texts of its column. */
function figuresOf<Row>(
  rows: readonly Row[],
  { id, value }: Field<Row>,
  placesOf: (column: string) => Places,
): Float64Array {
  const values = rows.map(value);
  const places = placesOf(id);
  const figure = (found: string | number | null): number => {
    if (found === null) return Number.NaN;
    return typeof found === 'number' ? found : (places.of(found) ?? Number.NaN);
  };
  if (values.some((found) => typeof found === 'string' && places.of(found) === undefined))
    places.learn(values.filter((found) => typeof found === 'string'));
  return Float64Array.from(values, figure);
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
