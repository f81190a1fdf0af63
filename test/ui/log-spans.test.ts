import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cells } from '../../src/format/fit.ts';
import { readPattern } from '../../src/listing/regex.ts';
import { markFound, withoutLeft, wrapSpans } from '../../src/ui/panes/log-spans.ts';
import type { Span } from '../../src/ui/theme/style.ts';

const piece = fc.array(fc.constantFrom('a', 'b', ' ', '漢', 'é', '👩‍💻', '─'), { maxLength: 30 });
const line = fc
  .array(piece, { maxLength: 4 })
  .map((pieces) => pieces.map((characters): Span => [characters.join(''), 'text']));
const textOf = (spans: readonly Span[]): string => spans.map(([text]) => text).join('');

describe('a wrapped line', () => {
  test('loses nothing, and none of its lines is wider than it may be', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 2, max: 20 }), (spans, width) => {
        const lines = wrapSpans(spans, width, 1_000);
        expect(lines.map(textOf).join('')).toBe(textOf(spans));
        for (const one of lines) expect(cells(textOf(one))).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('takes no more lines than there are', () => {
    expect(wrapSpans([['abcdefgh', 'text']], 3, 2).map(textOf)).toEqual(['abc', 'def']);
    expect(wrapSpans([['a漢b', 'text']], 1, 9).map(textOf)).toEqual(['a', '', 'b']);
  });
});

test.each([
  { left: 0, want: 'ab漢cd' },
  { left: 2, want: '漢cd' },
  { left: 3, want: ' cd' },
  { left: 4, want: 'cd' },
  { left: 9, want: '' },
])('a line scrolled by $left cells begins where its screen column does', ({ left, want }) => {
  const spans: readonly Span[] = [
    ['ab', 'log.phase'],
    ['漢cd', 'text'],
  ];
  expect(textOf(withoutLeft(spans, left))).toBe(want);
});

describe('what is found', () => {
  const spans: readonly Span[] = [
    ['[build]', 'log.phase'],
    [' cart cart', 'text'],
  ];

  test.each([
    { name: 'every place', patterns: ['cart'], want: ['cart', 'cart'] },
    { name: 'across spans', patterns: ['ld\\] ca'], want: ['ld]', ' ca'] },
    { name: 'what overlaps once', patterns: ['cart', 'art c'], want: ['cart', ' c', 'art'] },
    { name: 'nothing of nothing', patterns: ['x*'], want: [] },
  ])('is marked: $name', ({ patterns, want }) => {
    const marked = markFound(
      spans,
      patterns.flatMap((source) => {
        const pattern = readPattern(source);
        return pattern.ok ? [pattern.value] : [];
      }),
    );
    expect(textOf(marked)).toBe('[build] cart cart');
    expect(marked.filter(([, token]) => token === 'log.match').map(([text]) => text)).toEqual(want);
  });
});
