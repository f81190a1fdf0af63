import { cells, cut, fitTo } from '../../format/fit.ts';
import type { Span, Token } from '../theme/style.ts';

/** A line inside a frame: spans up to the frame's inner width, and what they lie on. */
export type InnerLine = { readonly spans: readonly Span[]; readonly under?: Token };

/** Cells that spans take together. */
export const spansWidth = (spans: readonly Span[]): number =>
  spans.reduce((sum, [text]) => sum + cells(text), 0);

/** The spans cut to at most `width` cells. */
export function cutSpans(spans: readonly Span[], width: number): readonly Span[] {
  const shown: Span[] = [];
  let left = width;
  for (const [at, span] of spans.entries()) {
    if (left <= 0) break;
    const [text, token] = span;
    const length = cells(text);
    const isWhole = length < left || (length === left && !saysMore(spans, at));
    // One more cell than there is: what follows is missing, too.
    shown.push(isWhole ? span : [cut(length > left ? text : `${text} `, left), token]);
    left -= length;
  }
  return shown;
}

const saysMore = (spans: readonly Span[], at: number): boolean =>
  spans.some(([text], other) => other > at && /\S/.test(text));

/** The spans in exactly `width` cells, cut or filled up with spaces. */
export function fitSpans(spans: readonly Span[], width: number): readonly Span[] {
  const shown = cutSpans(spans, width);
  const left = width - spansWidth(shown);
  return left > 0 ? [...shown, [fitTo('', left), 'text']] : shown;
}
