import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serverFields } from '../../src/listing/fields.ts';
import { parseFilter } from '../../src/listing/filter.ts';
import { readPattern, readWord } from '../../src/listing/regex.ts';
import { highlightsOf, parseLogFilter } from '../../src/logs/log-filter.ts';
import { testServer } from '../support/resources.ts';

/** Each takes a backtracking engine longer than the test may run, by far. */
const costly = ['(a+)+$', '(a|a)*c', '(a|aa)+$', 'a*a*a*a*a*a*c', '((a+)*)*c', '^(.*a){12}c'];
const trap = `${'a'.repeat(20_000)}b`;

describe('an expression that costs another engine hours', () => {
  test.each(costly)('/%s/ is over at once, in a list and in a log', (source) => {
    const filter = parseFilter(`/${source}/`, serverFields);
    const inLog = parseLogFilter(`/${source}/`);
    if (!filter.ok || !inLog.ok) throw new Error('refused');
    const server = testServer({ name: trap });
    expect(filter.value.every(({ matches }) => matches(server, 0))).toBe(false);
    const entry = { at: null, orderAt: 0, line: trap, deploymentId: null, source: null, ref: 'a/b' } as const;
    expect(inLog.value({ ...entry, kind: 'line' })).toBe(false);
    expect(highlightsOf(`/${source}/`).flatMap(({ places }) => places(trap))).toEqual([]);
  });

  test.each(['(?=a)b', '(?<!a)b', '(a)\\1', '(a{1000}){1000}', '(', '[z-a]', 'a**'])(
    '/%s/ is refused',
    (source) => {
      expect(readPattern(source)).toMatchObject({
        ok: false,
        problem: {
          code: 'usage',
          message: expect.stringContaining(`/${source}/ is no regular expression: `),
        },
      });
    },
  );
});

test('what both engines know means the same to both', () => {
  const piece = fc.constantFrom(
    'a',
    'B',
    '.',
    '\\d',
    '[a-c]',
    '[^b]',
    '(a|b)',
    '\\w+',
    'x?',
    '^',
    '$',
    '\\bé',
    'ß',
    '1{2}',
  );
  const source = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  const text = fc.array(fc.constantFrom('a', 'b', 'C', '1', ' ', 'é', 'x', '漢', '😀'), { maxLength: 12 });
  fc.assert(
    fc.property(source, text, (pattern, characters) => {
      const line = characters.join('');
      const read = readPattern(pattern);
      const found = [...line.matchAll(new RegExp(pattern, 'giu'))].filter(([{ length }]) => length > 0);
      expect(read.ok && read.value.places(line)).toEqual(
        found.map(({ index, 0: { length } }) => [index, index + length]),
      );
      if (found.length > 0) expect(read.ok && read.value.test(line)).toBe(true);
    }),
  );
});

test('a word is found as it stands, however it looks', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, word, after) => {
      const line = before + word + after;
      expect(readWord(word).test(line)).toBe(true);
      expect(readWord(word).places(line).length).toBeGreaterThan(0);
    }),
  );
});
