import { unknown } from './column.ts';
import type { Field, Way } from './fields.ts';
import { searchable } from './fuzzy.ts';

/** A {@link searchable} text that bare words are looked for in. */
export type Word = {
  readonly text: string;
  /** How it is met. */
  readonly way: Way;
  /** All rows that have this text in the same column share the word, by this number; null where none but this one may. */
  readonly shared: number | null;
};

export type WordIndex<Row> = { readonly wordsOf: (row: Row) => readonly Word[] };

/** Columns such as a status have few texts for thousands of rows; of those with one for each row, such as names, no more are noted. */
const mostShared = 200;

/**
 * Puts a row's words together once: rows keep their identity, so typing a filter makes nothing anew. What changes with
 * time is looked for only when it is named.
 */
export function createWordIndex<Row extends object>(fields: readonly Field<Row>[]): WordIndex<Row> {
  const known = new WeakMap<Row, readonly Word[]>();
  let sharedWords = 0;
  const createWords = (way: Way) => {
    const words = new Map<string, Word>();
    return (text: string): Word => {
      const found = words.get(text);
      if (found !== undefined) return found;
      if (words.size >= mostShared) return { text, way, shared: null };
      const word = { text, way, shared: sharedWords };
      sharedWords += 1;
      words.set(text, word);
      return word;
    };
  };
  const searched = fields.flatMap((field) =>
    field.words === 'none' ? [] : [{ field, way: field.words, wordOf: createWords(field.words) }],
  );
  const read = (row: Row): readonly Word[] => {
    const words = searched.flatMap(({ field, way, wordOf }) => textsOf(field, way, row).map(wordOf));
    known.set(row, words);
    return words;
  };
  return { wordsOf: (row) => known.get(row) ?? read(row) };
}

/** What a column shows, and its value where that is more, such as `unknown` behind the provider's own status word. */
function textsOf<Row>({ text, value }: Field<Row>, way: Way, row: Row): readonly string[] {
  const shown = text(row, 0);
  const plain = value(row);
  const isMore = typeof plain === 'string' && (way === 'prefix' ? plain !== shown : !shown.includes(plain));
  return [...(shown === unknown ? [] : [shown]), ...(isMore ? [plain] : [])].map(searchable);
}
