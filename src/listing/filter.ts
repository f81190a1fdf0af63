import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { type Field, findField, type Way } from './fields.ts';
import { splitFilter, type Word } from './split-filter.ts';

/** One condition of a filter. */
export type Term<Row> = {
  /** The one field it looks at; null for a word or expression that any field may meet. */
  readonly field: string | null;
  readonly matches: (row: Row, now: number) => boolean;
};

/**
 * Reads a filter: words (their letters in this order, in the name, status, provider and the like), `key:value`
 * (a part of the value, without case), `cpu>80`, `age<7d`, `/regex/`, `key:/regex/`; `!` before any of them negates,
 * quotes keep spaces. A row must meet all terms. What makes no sense is a `usage` problem that names it.
 */
export function parseFilter<Row>(text: string, fields: readonly Field<Row>[]): Result<readonly Term<Row>[]> {
  const terms: Term<Row>[] = [];
  for (const word of splitFilter(text)) {
    const term = readTerm(word, fields);
    if (!term.ok) return term;
    const { field, matches } = term.value;
    terms.push({ field, matches: word.isNegated ? (row, now) => !matches(row, now) : matches });
  }
  return succeed(terms);
}

function readTerm<Row>(word: Word, fields: readonly Field<Row>[]): Result<Term<Row>> {
  if (word.key === null)
    return mapTerm(readNeedle(word), (meets) => ({ field: null, matches: inAnyField(meets, fields) }));
  const field = findField(fields, word.key);
  if (field === null)
    return refuse(`there is no column "${word.key}": ${fields.map(({ id }) => id).join(', ')}`);
  if (word.operator !== ':') return comparison(word, field, fields);
  return mapTerm(readNeedle(word), (meets) => ({
    field: field.id,
    matches: (row, now) =>
      meets(field.text(row, now), 'substring') || meetsValue(meets, field.value(row), 'substring'),
  }));
}

/** Whether a text meets what is looked for; a bare word may be met fuzzily. */
type Meets = (text: string, how: Way) => boolean;

function readNeedle({ text, isRegex, isClosed }: Word): Result<Meets> {
  if (isRegex) {
    if (!isClosed) return refuse(`the regular expression /${text} has no / at its end`);
    try {
      const pattern = new RegExp(text, 'iu');
      return succeed((found) => pattern.test(found));
    } catch (error) {
      const reason = error instanceof Error ? error.message.replace(/^.*\/[a-z]*: /, '') : 'unreadable';
      return refuse(`/${text}/ is no regular expression: ${reason.toLowerCase()}`);
    }
  }
  const needle = text.toLowerCase();
  return succeed((found, how) => {
    const hay = found.toLowerCase();
    switch (how) {
      case 'fuzzy':
        return isSubsequence(needle, hay);
      case 'substring':
        return hay.includes(needle);
      case 'prefix':
        return hay.startsWith(needle);
    }
  });
}

/** A column may show less than it knows, such as the provider's own status word in place of `unknown`. */
const meetsValue = (meets: Meets, value: string | number | null, how: Way): boolean =>
  typeof value === 'string' && meets(value, how);

const inAnyField =
  <Row>(meets: Meets, fields: readonly Field<Row>[]): Term<Row>['matches'] =>
  (row, now) =>
    fields.some(
      ({ words, text, value }) =>
        words !== 'none' && (meets(text(row, now), words) || meetsValue(meets, value(row), words)),
    );

/** Every letter of the needle, in its order, with any others between. */
function isSubsequence(needle: string, hay: string): boolean {
  let from = 0;
  for (const letter of needle) {
    const at = hay.indexOf(letter, from);
    if (at === -1) return false;
    from = at + letter.length;
  }
  return true;
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
  if (limit === null)
    return refuse(
      field.kind === 'age'
        ? `"${text}" is no age to compare ${key} with: write 90s, 15m, 2h or 3d`
        : `"${text}" is no number to compare ${key} with`,
    );
  const compare = operator === ':' ? comparisons['='] : comparisons[operator];
  return succeed({
    field: field.id,
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

const ageUnits: Readonly<Record<string, number>> = {
  s: 1e3,
  m: 6e4,
  h: 3.6e6,
  d: 8.64e7,
  w: 6.048e8,
  y: 3.1536e10,
};

const ageMs = (text: string): number | null => {
  const match = /^(\d+(?:\.\d+)?)([smhdwy])$/.exec(text);
  const unit = ageUnits[match?.[2] ?? ''];
  return match === null || unit === undefined ? null : Number(match[1]) * unit;
};

const mapTerm = <Row>(needle: Result<Meets>, convert: (meets: Meets) => Term<Row>): Result<Term<Row>> =>
  needle.ok ? succeed(convert(needle.value)) : needle;

const refuse = (message: string): Result<never> => fail(problem('usage', message));
