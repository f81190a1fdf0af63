import { cells } from '../../format/fit.ts';
import type { InnerLine } from '../components/spans.ts';
import { wrapped } from './wrapped.ts';

const blank: InnerLine = { spans: [] };

/** A text whole, from the first cell on: what is selected with the mouse is the text and nothing else. */
export const textLines = (text: string, width: number): readonly InnerLine[] =>
  text
    .split('\n')
    .flatMap((line) => (cells(line) <= width ? [line] : wrapped(line, width)))
    .map((line) => ({ spans: [[line, 'text']] }));

/** What would be left in the middle, and how to say yes. */
export const leaveLines = (reasons: readonly string[], width: number): readonly InnerLine[] => [
  blank,
  { spans: [[' Leave while this is under way?', 'title']] },
  blank,
  ...reasons.flatMap((reason) =>
    wrapped(reason, width - 4).map((line): InnerLine => ({ spans: [[`   ${line}`, 'text']] })),
  ),
  blank,
  { spans: [[' What was sent goes on at the provider; nobody follows it to its end.', 'muted']] },
  blank,
  {
    spans: [
      [' y ', 'key'],
      ['leave    ', 'text'],
      ['▸ Stay ', 'selection'],
      ['  Enter, n, Esc', 'muted'],
    ],
  },
];
