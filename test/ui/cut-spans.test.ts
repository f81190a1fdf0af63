import { expect, test } from 'vitest';
import { cutSpans } from '../../src/ui/components/spans.ts';
import type { Span } from '../../src/ui/theme/style.ts';

const textOf = (spans: readonly Span[]): string => spans.map(([text]) => text).join('');

test('what is cut says so, wherever the cut falls; what is whole does not', () => {
  const spans: readonly Span[] = [
    ['abc', 'text'],
    [' ', 'text'],
    ['漢', 'text'],
    ['de', 'key'],
    ['  ', 'muted'],
  ];
  const cut = Array.from({ length: 7 }, (_, at) => textOf(cutSpans(spans, at + 1)));
  expect(cut).toEqual(['…', 'a…', 'ab…', 'abc…', 'abc …', 'abc …', 'abc 漢…']);
  expect(textOf(cutSpans(spans, 8))).toBe('abc 漢de');
  expect(textOf(cutSpans(spans, 12))).toBe('abc 漢de  ');
});
