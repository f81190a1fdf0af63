import { unitMs } from '../model/duration.ts';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { type Field, findField, type Way } from './fields.ts';
import { hasLetters, lettersOf, searchable } from './fuzzy.ts';
import { readPattern } from './regex.ts';
import { splitFilter, type Word } from './split-filter.ts';
import { createWordIndex, type Word as IndexedWord, type WordIndex } from './word-index.ts';

/** One condition of a filter. */
export type Term<Row> = {
  /** The one field it looks at; null for a word or expression that any field may meet. */
  readonly field: string | null;
  /** What it says of a row changes as time goes by. */
  readonly isTimed: boolean;
  readonly matches: (row: Row, now: number) => boolean;
};

/**
 * Reads a filter: words (their letters in this order, in the name, status, provider and the like), `key:value`
 * (a part of the value, without case), `cpu>80`, `age<7d`, `/regex/`, `key:/regex/`; `!` before any of them negates,
 * quotes keep spaces. A row must meet all terms. What makes no sense is a `usage` problem that names it. Who reads
 * many filters for the same rows keeps the index of their words.
 */
export function parseFilter<Row extends object>(
  text: string,
  fields: readonly Field<Row>[],
  index: WordIndex<Row> = createWordIndex(fields),
): Result<readonly Term<Row>[]> {
  const terms: Term<Row>[] = [];
  for (const word of splitFilter(text)) {
    const term = readTerm(word, fields, index);
    if (!term.ok) return term;
    const { matches } = term.value;
    terms.push(word.isNegated ? { ...term.value, matches: (row, now) => !matches(row, now) } : term.value);
  }
  return succeed(terms);
}

function readTerm<Row>(word: Word, fields: readonly Field<Row>[], index: WordIndex<Row>): Result<Term<Row>> {
  if (word.key === null)
    return mapTerm(readNeedle(word), (meets) => {
      const isMet = rememberShared(meets);
      return { field: null, isTimed: false, matches: (row) => index.wordsOf(row).some(isMet) };
    });
  const field = findField(fields, word.key);
  if (field === null)
    return refuse(`there is no column "${word.key}": ${fields.map(({ id }) => id).join(', ')}`);
  if (word.operator !== ':') return comparison(word, field, fields);
  return mapTerm(readNeedle(word), (meets) => ({
    field: field.id,
    isTimed: field.kind === 'age',
    matches: (row, now) => {
      const value = field.value(row);
      return (
        meets(searchable(field.text(row, now)), 'substring') ||
        (typeof value === 'string' && meets(searchable(value), 'substring'))
      );
    },
  }));
}

/** Whether a {@link searchable} text meets what is looked for; a bare word may be met fuzzily. */
type Meets = (lower: string, how: Way) => boolean;

/** What thousands of rows have in common is looked at once. */
function rememberShared(meets: Meets): (word: IndexedWord) => boolean {
  const known: boolean[] = [];
  return ({ text, way, shared }) => {
    if (shared === null) return meets(text, way);
    const isMet = known[shared] ?? meets(text, way);
    known[shared] = isMet;
    return isMet;
  };
}

function readNeedle({ text, isRegex, isClosed }: Word): Result<Meets> {
  if (isRegex) {
    if (!isClosed) return refuse(`the regular expression /${text} has no / at its end`);
    const pattern = readPattern(text);
    return pattern.ok ? succeed(pattern.value.test) : pattern;
  }
  const needle = searchable(text);
  const letters = lettersOf(text);
  return succeed((hay, how) => {
    switch (how) {
      case 'fuzzy':
        return hasLetters(letters, hay);
      case 'substring':
        return hay.includes(needle);
      case 'prefix':
        return hay.startsWith(needle);
    }
  });
}

function comparison<Row>(
  { key, operator, text }: Word,
  field: Field<Row>,
  fields: readonly Field<Row>[],
): Result<Term<Row>> {
  if (field.kind === 'text') {
    const comparable = fields.filter(({ kind }) => kind !== 'text').map(({ id }) => id);
    return refuse(`${key} cannot be compared with ${operator}: ${comparable.join(', ')} can`);
  }
  const limit = field.kind === 'age' ? ageMs(text) : number(text);
  if (text === '')
    return refuse(
      `${key}${operator} wants ${field.kind === 'age' ? 'an age such as 15m or 3d' : 'a number'}`,
    );
  if (limit === null)
    return refuse(
      field.kind === 'age'
        ? `"${text}" is no age to compare ${key} with: write 90s, 15m, 2h or 3d`
        : `"${text}" is no number to compare ${key} with`,
    );
  const compare = operator === ':' ? comparisons['='] : comparisons[operator];
  return succeed({
    field: field.id,
    isTimed: field.kind === 'age',
    matches: (row, now) => {
      const value = field.value(row);
      if (typeof value !== 'number') return false;
      return compare(field.kind === 'age' ? now - value : value, limit);
    },
  });
}

const comparisons = {
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '=': (a: number, b: number) => a === b,
} as const;

const number = (text: string): number | null =>
  /^-?\d+(\.\d+)?%?$/.test(text) ? Number.parseFloat(text) : null;

const ageMs = (text: string): number | null => {
  const match = /^(\d+(?:\.\d+)?)([smhdwy])$/.exec(text);
  const unit = unitMs[match?.[2] ?? ''];
  return match === null || unit === undefined ? null : Number(match[1]) * unit;
};

const mapTerm = <Row>(needle: Result<Meets>, convert: (meets: Meets) => Term<Row>): Result<Term<Row>> =>
  needle.ok ? succeed(convert(needle.value)) : needle;

const refuse = (message: string): Result<never> => fail(problem('usage', message));
