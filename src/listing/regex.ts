import { RE2JS } from 're2js';
import { escapePattern } from '../model/escape-pattern.ts';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';

/** A regular expression that looks at each character of a text once, whatever it and the text are. */
export type Pattern = {
  readonly test: (text: string) => boolean;
  /** Where it stands in a text, in UTF-16 units: start and end (exclusive) of each match, none of them empty. */
  readonly places: (text: string) => readonly (readonly [start: number, end: number])[];
};

/**
 * Reads a regular expression, without case. The engine is RE2's: what JavaScript's own would take hours for, such as
 * `(a+)+$`, takes as long as the text is; look-ahead and back references are what it cannot do for that, and are refused
 * like what makes no sense, with a `usage` problem.
 */
export function readPattern(source: string): Result<Pattern> {
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(source), RE2JS.CASE_INSENSITIVE);
    return succeed({ test: (text) => pattern.test(text), places: (text) => placesIn(pattern, text) });
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'unreadable';
    return fail(problem('usage', `/${source}/ is no regular expression: ${reason}`));
  }
}

/** A text as it stands, without case: nothing in it means anything else. */
export function readWord(text: string): Pattern {
  const pattern = new RegExp(escapePattern(text), 'giu');
  return {
    test: (hay) => hay.search(pattern) !== -1,
    places: (hay) =>
      Array.from(
        hay.matchAll(pattern),
        ({ index, 0: { length } }) => [index, index + length] as const,
      ).filter(([start, end]) => end > start),
  };
}

function placesIn(pattern: RE2JS, text: string): readonly (readonly [number, number])[] {
  const matcher = pattern.matcher(text);
  const places: (readonly [number, number])[] = [];
  while (matcher.find()) if (matcher.end() > matcher.start()) places.push([matcher.start(), matcher.end()]);
  return places;
}
