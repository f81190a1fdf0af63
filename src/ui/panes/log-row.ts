import { formatLogTime } from '../../format/log-time.ts';
import type { Pattern } from '../../listing/regex.ts';
import { type LogLevel, levelOf } from '../../logs/level.ts';
import { phaseOf } from '../../logs/phase.ts';
import type { LogEntry } from '../../model/log-line.ts';
import type { LogView } from '../../store/log-view.ts';
import { type InnerLine, spansWidth } from '../components/spans.ts';
import type { Span, Token } from '../theme/style.ts';
import { markFound, withoutLeft, wrapSpans } from './log-spans.ts';

/** How the rows of a log are drawn. */
export type LogLook = Pick<LogView, 'times' | 'isWrapped' | 'left'> & {
  /** Cells inside the frame. */
  readonly width: number;
  /** Lines inside the frame: no row takes more. */
  readonly height: number;
  /** Epoch ms that ages are counted to. */
  readonly now: number;
  /** What stands before the rows of each log, of the same width; empty where there is only one. */
  readonly labels: ReadonlyMap<string, Span>;
  readonly highlights: readonly Pattern[];
};

export type LogRow = {
  readonly entry: LogEntry;
  /** False for a neighbour of what was found. */
  readonly isMatch: boolean;
  /** The one that was gone to. */
  readonly isFound: boolean;
};

/** From this width on there is room for the day. */
const dayWidth = 100;

/** More than any cell can hold: a line of megabytes is not to be measured for each frame. */
const unitsPerCell = 8;
const wrappedUnitsPerCell = 2;

/** A row in as many lines as it is given; its text cut where it is longer. */
export function logRowLines(row: LogRow, look: LogLook): readonly InnerLine[] {
  const { entry } = row;
  const label = look.labels.get(entry.ref);
  const time = formatLogTime(entry.at, look.times, look.width >= dayWidth, look.now);
  const level = entry.kind === 'line' ? levelOf(entry.line) : null;
  const before: readonly Span[] = [
    gutter(row, level),
    [time === '' ? '' : `${time} `, 'muted'],
    ...(label === undefined ? [] : [label, [' ', 'text'] satisfies Span]),
  ];
  const indent = spansWidth(before);
  const width = Math.max(1, look.width - indent);
  const under = row.isFound ? { under: 'selection' as const } : {};
  const lines = look.isWrapped
    ? wrapSpans(textSpans(row, level, width * look.height * wrappedUnitsPerCell, look), width, look.height)
    : [movedLeft(textSpans(row, level, (look.left + width) * unitsPerCell, look), look.left)];
  return lines.map((spans, index) => ({
    spans: [...(index === 0 ? before : [[' '.repeat(indent), 'text'] satisfies Span]), ...spans],
    ...under,
  }));
}

/** What is left of a text that is scrolled sideways, behind a sign that there is more of it. */
const movedLeft = (spans: readonly Span[], left: number): readonly Span[] =>
  left === 0 ? spans : [['…', 'muted'], ...withoutLeft(spans, left + 1)];

/** Tells the level and the row that was gone to without a colour too. */
function gutter({ isFound }: LogRow, level: LogLevel | null): Span {
  if (isFound) return ['▸', 'accent'];
  if (level === 'error') return ['✖', 'log.error'];
  return level === 'warn' ? ['!', 'log.warning'] : [' ', 'text'];
}

/** What a row says, as far as `most` UTF-16 units. */
function textSpans(
  { entry: { line, kind }, isMatch }: LogRow,
  level: LogLevel | null,
  most: number,
  { highlights }: LogLook,
): readonly Span[] {
  const shown = line.slice(0, most);
  if (kind !== 'line')
    return markFound([[`— ${shown} —`, kind === 'mark' ? 'warning' : 'accent']], isMatch ? highlights : []);
  if (!isMatch) return [[shown, 'muted']];
  const phase = phaseOf(shown)?.length ?? 0;
  const rest: Span = [shown.slice(phase), levelToken(level)];
  return markFound(phase === 0 ? [rest] : [[shown.slice(0, phase), 'log.phase'], rest], highlights);
}

const levelToken = (level: LogLevel | null): Token => {
  if (level === 'error') return 'log.error';
  return level === 'warn' ? 'log.warning' : 'text';
};
