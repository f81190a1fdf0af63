import { cells } from '../../format/fit.ts';
import { splitCells } from '../../format/split-cells.ts';
import type { Pattern } from '../../listing/regex.ts';
import type { Span } from '../theme/style.ts';

/** The spans with what the patterns find in them marked, wherever one span ends and the next begins. */
export function markFound(
  spans: readonly Span[],
  patterns: readonly Pick<Pattern, 'places'>[],
): readonly Span[] {
  const text = spans.map(([piece]) => piece).join('');
  const found = patterns.flatMap(({ places }) => places(text)).sort(([a], [b]) => a - b);
  if (found.length === 0) return spans;
  const marked: Span[] = [];
  let begin = 0;
  for (const [piece, token] of spans) {
    const end = begin + piece.length;
    let at = begin;
    for (const [from, to] of found) {
      if (to <= at || from >= end) continue;
      const [first, last] = [Math.max(from, at), Math.min(to, end)];
      marked.push([piece.slice(at - begin, first - begin), token]);
      marked.push([piece.slice(first - begin, last - begin), 'log.match']);
      at = last;
    }
    marked.push([piece.slice(at - begin), token]);
    begin = end;
  }
  return marked.filter(([piece]) => piece !== '');
}

/** The spans without their first cells; half of a wide character is a space. */
export function withoutLeft(spans: readonly Span[], width: number): readonly Span[] {
  let left = width;
  return spans.flatMap(([text, token]): Span[] => {
    if (left <= 0) return [[text, token]];
    const [head, rest] = splitCells(text, left);
    left -= cells(head);
    if (rest === '') return [];
    const [half, after] = left === 0 ? ['', rest] : splitCells(rest, 2);
    left = 0;
    return [[half === '' ? after : ` ${after}`, token]];
  });
}

/** The spans in lines of `width` cells, as far as `most` lines hold. */
export function wrapSpans(spans: readonly Span[], width: number, most: number): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  let left = width;
  for (const [text, token] of spans)
    for (let rest = text; rest !== ''; ) {
      const [head, after] = splitCells(rest, left);
      if (head !== '') {
        lines.at(-1)?.push([head, token]);
        left -= cells(head);
      }
      rest = after;
      if (rest === '') break;
      // A character wider than the whole line is left out.
      if (head === '' && left === width) rest = splitCells(rest, width + 1)[1];
      if (lines.length === most) return lines;
      lines.push([]);
      left = width;
    }
  return lines;
}
