import { cells, cut, fitTo } from '../../format/fit.ts';
import { paintLine, type Span, type Theme, type Token } from '../theme/style.ts';

export type FrameTitle = {
  /** The key that goes to the pane; null where none does. */
  readonly key: string | null;
  readonly title: string;
  /** Beside the title: counts, states. */
  readonly note: readonly Span[];
};

/** A line inside a frame: spans up to the frame's inner width, and what they lie on. */
export type InnerLine = { readonly spans: readonly Span[]; readonly under?: Token };

/** A pane's lines with its frame around them, exactly `width` by `height` cells. */
export function framed(
  title: FrameTitle,
  content: readonly InnerLine[],
  size: { readonly width: number; readonly height: number; readonly isFocused: boolean },
  theme: Theme,
): readonly string[] {
  const { width, height, isFocused } = size;
  const border: Token = isFocused ? 'border.focused' : 'border';
  const inner = width - 2;
  const side = paintLine([['│', border]], theme);
  const body = Array.from({ length: height - 2 }, (_, index) => {
    const line = content[index];
    return side + paintLine(fitSpans(line?.spans ?? [], inner), theme, line?.under ?? null) + side;
  });
  return [
    topLine(title, inner, border, theme),
    ...body,
    paintLine([[`╰${'─'.repeat(inner)}╯`, border]], theme),
  ];
}

function topLine({ key, title, note }: FrameTitle, inner: number, border: Token, theme: Theme): string {
  const head: readonly Span[] = [
    ['╭─ ', border],
    [key === null ? '' : `${key} `, 'key'],
    [`${title} `, border === 'border.focused' ? 'title' : 'text'],
  ];
  // What is left for the note, a space behind it, and the rule up to the corner.
  const room = inner + 1 - spansWidth(head);
  const shown = cutSpans(note, room - 2);
  const used = spansWidth(shown);
  const space = used === 0 ? '' : ' ';
  const rule = '─'.repeat(Math.max(0, room - used - space.length));
  return paintLine([...head, ...shown, [`${space}${rule}╮`, border]], theme);
}

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
