import { type Pattern, readPattern, readWord } from '../listing/regex.ts';
import { splitFilter, type Word } from '../listing/split-filter.ts';
import { escapePattern } from '../model/escape-pattern.ts';
import type { LogEntry } from '../model/log-line.ts';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { type LogLevel, levelOf } from './level.ts';

/** Whether a row of the timeline is wanted. */
export type LogMatch = (entry: LogEntry) => boolean;

/** What a resource is called, for `source:`. */
export type NameOf = (ref: string) => string | undefined;

/**
 * Reads the filter, or the search, of a log: words (a part of the line, without case), `/regex/`, `level:error`,
 * `level:warn` (warnings and worse), `source:NAME` (a part of the name or reference, or `build`, `runtime`, `event`);
 * `!` before any of them negates, quotes keep spaces. A row must meet all of them. Anything else with a colon is text:
 * logs are full of those. What makes no sense is a `usage` problem. Marks are let through, so that a gap stays visible.
 */
export function parseLogFilter(text: string, nameOf: NameOf = () => undefined): Result<LogMatch> {
  const terms: LogMatch[] = [];
  for (const word of splitFilter(text)) {
    const term = readTerm(word, nameOf);
    if (!term.ok) return term;
    const meets = term.value;
    terms.push(word.isNegated ? (entry) => !meets(entry) : meets);
  }
  return succeed((entry) => entry.kind === 'mark' || terms.every((meets) => meets(entry)));
}

/** The same for looking something up: a mark is found only by its words. */
export function parseLogSearch(text: string, nameOf: NameOf = () => undefined): Result<LogMatch> {
  const filter = parseLogFilter(text, nameOf);
  return filter.ok ? succeed((entry) => filter.value({ ...entry, kind: 'line' })) : filter;
}

function readTerm(word: Word, nameOf: NameOf): Result<LogMatch> {
  if (word.key !== null && word.operator === ':' && !word.isRegex) {
    if (word.key.toLowerCase() === 'level') return levelTerm(word.text);
    if (word.key.toLowerCase() === 'source') return succeed(sourceTerm(word.text.toLowerCase(), nameOf));
  }
  const pattern = patternOf(word);
  return pattern.ok ? succeed(({ line }) => pattern.value.test(lookedAt(line))) : pattern;
}

/** Of a longer line only the beginning is looked at: a search goes on row by row, and keys wait for no row. */
const longestLookedAt = 64 * 1024;

const lookedAt = (line: string): string =>
  line.length > longestLookedAt ? line.slice(0, longestLookedAt) : line;

/** The pattern of one word of a filter, for finding it and for marking where it stands. */
function patternOf({ key, operator, text, isRegex, isClosed }: Word): Result<Pattern> {
  const before = key === null ? '' : `${key}${operator}`;
  if (!isRegex) return succeed(readWord(before + text));
  if (!isClosed) return refuse(`the regular expression /${text} has no / at its end`);
  return readPattern(escapePattern(before) + text);
}

/** What is to be marked in a line that a search or filter let through: every word and expression that is not negated. */
export const highlightsOf = (text: string): readonly Pattern[] =>
  splitFilter(text).flatMap((word) => {
    if (word.isNegated || (word.key !== null && /^(level|source)$/i.test(word.key))) return [];
    const pattern = patternOf(word);
    return pattern.ok ? [pattern.value] : [];
  });

const levels = ['error', 'warn', 'info', 'debug'] as const;

const atLeast: Readonly<Record<LogLevel, ReadonlySet<LogLevel | null>>> = {
  error: new Set(['error']),
  warn: new Set(['error', 'warn']),
  info: new Set(['error', 'warn', 'info']),
  debug: new Set(['error', 'warn', 'info', 'debug']),
};

function levelTerm(text: string): Result<LogMatch> {
  const level = levels.find((name) => name.startsWith(text.toLowerCase()));
  if (text === '' || level === undefined) return refuse(`there is no level "${text}": ${levels.join(', ')}`);
  return succeed(({ line }) => atLeast[level].has(levelOf(line)));
}

const sourceTerm =
  (wanted: string, nameOf: NameOf): LogMatch =>
  ({ ref, source, kind }) =>
    source === wanted ||
    (wanted === 'event' && kind === 'event') ||
    ref.toLowerCase().includes(wanted) ||
    (nameOf(ref)?.toLowerCase().includes(wanted) ?? false);

const refuse = (message: string): Result<never> => fail(problem('usage', message));
