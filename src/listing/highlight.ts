import { lettersOf, placesOfLetters, searchable } from './fuzzy.ts';
import { splitFilter, type Word } from './split-filter.ts';

/** Which characters (UTF-16 units) of a text a filter's words were met by. */
export type Highlight = (text: string) => ReadonlySet<number>;

/** For the names in a list: bare words, and those for `key` itself. Null where the filter marks nothing. */
export function highlightOf(filter: string, key: string): Highlight | null {
  const words = splitFilter(filter).filter(
    (word) => !word.isNegated && !word.isRegex && word.text !== '' && (word.key ?? key) === key,
  );
  if (words.length === 0) return null;
  return (text) => {
    const lower = searchable(text);
    // Where these are more or fewer units, places in them say nothing of the text.
    if (lower.length !== text.length) return new Set();
    return new Set(words.flatMap((word) => placesOf(word, lower)));
  };
}

/** Together where they stand together, else one by one. */
function placesOf({ text, key }: Word, hay: string): readonly number[] {
  const needle = searchable(text);
  const at = hay.indexOf(needle);
  if (at !== -1) return Array.from(needle, (_, index) => at + index);
  return key === null ? (placesOfLetters(lettersOf(text), hay) ?? []) : [];
}
