import { Text } from 'ink';
import { memo } from 'react';
import { useTheme } from '../dashboard-context.ts';
import { paintLine, type Span, type Theme, type Token } from '../theme/style.ts';
import { ScreenLine } from './screen-lines.tsx';
import { cutSpans, fitSpans, type InnerLine, spansWidth } from './spans.ts';

export type FrameTitle = {
  /** The key that goes to the pane; null where none does. */
  readonly key: string | null;
  readonly title: string;
  /** Beside the title: counts, states. */
  readonly note: readonly Span[];
};

type FrameProps = {
  readonly title: FrameTitle;
  readonly lines: readonly InnerLine[];
  readonly width: number;
  readonly height: number;
  readonly isFocused: boolean;
  /** Without its sides a text can be selected line by line. */
  readonly hasSides?: boolean;
};

/** Lines with a frame around them, exactly `width` by `height` cells, one below the other. */
export function Frame({ title, lines, width, height, isFocused, hasSides = true }: FrameProps) {
  const theme = useTheme();
  const border: Token = isFocused ? 'border.focused' : 'border';
  const inner = width - 2;
  const side: Span = [hasSides ? '│' : ' ', border];
  return (
    <>
      <ScreenLine line={topLine(title, inner, border, theme)} />
      {Array.from({ length: height - 2 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line's identity is its place in the frame
        <FramedLine key={index} line={lines[index] ?? emptyLine} width={inner} side={side} theme={theme} />
      ))}
      <ScreenLine line={paintLine([[`╰${'─'.repeat(inner)}╯`, border]], theme)} />
    </>
  );
}

const emptyLine: InnerLine = { spans: [] };

type FramedLineProps = {
  readonly line: InnerLine;
  /** Cells between the sides. */
  readonly width: number;
  readonly side: Span;
  readonly theme: Theme;
};

/** One that says what it said before is not painted again: most frames change a line or two. */
const FramedLine = memo(function FramedLine({ line, width, side, theme }: FramedLineProps) {
  const edge = paintLine([side], theme);
  const text = paintLine(fitSpans(line.spans, width), theme, line.under ?? null);
  return <Text wrap="truncate">{edge + text + edge}</Text>;
}, areAlike);

function areAlike(before: FramedLineProps, now: FramedLineProps): boolean {
  return (
    before.width === now.width &&
    before.theme === now.theme &&
    isSameSpan(before.side, now.side) &&
    before.line.under === now.line.under &&
    before.line.spans.length === now.line.spans.length &&
    before.line.spans.every((span, at) => isSameSpan(span, now.line.spans[at]))
  );
}

const isSameSpan = (a: Span, b: Span | undefined): boolean =>
  b !== undefined && a[0] === b[0] && a[1] === b[1];

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
