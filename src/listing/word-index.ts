import { unknown } from './column.ts';
import type { Field, Way } from './fields.ts';

/** What bare words are looked for in. */
export type WordIndex<Row> = {
  /** How each of a row's texts is met. */
  readonly ways: readonly Way[];
  /** A row's texts in small letters; null where nothing is known, or nothing more than another of them says. */
  readonly textsOf: (row: Row) => readonly (string | null)[];
};

/**
 * Puts a row's texts together once: rows keep their identity, so typing a filter makes nothing anew. What changes with
 * time is looked for only when it is named.
 */
export function createWordIndex<Row extends object>(fields: readonly Field<Row>[]): WordIndex<Row> {
  const known = new WeakMap<Row, readonly (string | null)[]>();
  const searched = fields.flatMap((field) => (field.words === 'none' ? [] : [{ field, way: field.words }]));
  const read = (row: Row): readonly (string | null)[] => {
    const texts: (string | null)[] = [];
    for (const { field, way } of searched) addTexts(texts, field, way, row);
    known.set(row, texts);
    return texts;
  };
  return {
    ways: searched.flatMap(({ way }) => [way, way]),
    textsOf: (row) => known.get(row) ?? read(row),
  };
}

/** What a column shows, and its value where that is more, such as `unknown` behind the provider's own status word. */
function addTexts<Row>(texts: (string | null)[], { text, value }: Field<Row>, way: Way, row: Row): void {
  const shown = text(row, 0);
  const plain = value(row);
  const isMore = typeof plain === 'string' && (way === 'prefix' ? plain !== shown : !shown.includes(plain));
  texts.push(shown === unknown ? null : shown.toLowerCase(), isMore ? plain.toLowerCase() : null);
}
