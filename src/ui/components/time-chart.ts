import { brailleChart } from '../../format/braille-chart.ts';
import { formatDayMinute, formatMinute } from '../../format/clock-time.ts';
import { cells, fitTo } from '../../format/fit.ts';
import { type TimeColumn, type TimePoint, type TimeRange, timeColumns } from '../../format/time-columns.ts';
import type { Span } from '../theme/style.ts';
import { loadToken } from '../tokens.ts';

export type TimeChartView = {
  /** Percentages, oldest first. */
  readonly points: readonly TimePoint[];
  readonly range: TimeRange;
  /** What stands on the time axis, by a sign of one cell. */
  readonly marks: readonly { readonly at: number; readonly sign: string }[];
  readonly width: number;
  /** Lines of the area; axis and times take {@link axisHeight} more. */
  readonly height: number;
  readonly threshold: number;
};

/** Lines below the area: the axis with its marks, and the times. */
export const axisHeight = 2;

const labelWidth = 4;

/** Cells of the area, between the labels of percent with their rule and the right edge. */
const areaWidth = (width: number): number => Math.max(1, width - labelWidth - 1);

/** Dots of a line, two a cell: as many times as can be told apart. */
export const columnsIn = (width: number): number => 2 * areaWidth(width);

/** An area over time with percent on its left, marks on its axis and times below; each line is `width` cells. */
export function timeChart(view: TimeChartView): readonly (readonly Span[])[] {
  const { width, height, points, range, threshold } = view;
  const columns = timeColumns(points, range, columnsIn(width));
  const tokens = Array.from({ length: areaWidth(width) }, (_, cell) =>
    loadToken(highest(columns[2 * cell], columns[2 * cell + 1]), threshold),
  );
  const rows = brailleChart(columns, height).map((line, row): readonly Span[] => [
    [`${fitTo(percentLabel(row, height), labelWidth, 'right')}┤`, 'muted'],
    ...runs([...line].map((cell, index): Span => [cell, tokens[index] ?? 'muted'])),
  ]);
  return [...rows, axis(view), times(range, width)];
}

/** Neighbours of one look as one piece. */
function runs(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const [text, token] of spans) {
    const last = joined.at(-1);
    if (last?.[1] === token) joined[joined.length - 1] = [last[0] + text, token];
    else joined.push([text, token]);
  }
  return joined;
}

const highest = (left: TimeColumn | undefined, right: TimeColumn | undefined): number | null => {
  const known = [left, right].flatMap((column) => (column == null ? [] : [column.average]));
  return known.length === 0 ? null : Math.max(...known);
};

function percentLabel(row: number, height: number): string {
  if (row === 0) return '100%';
  if (row === height - 1) return '0%';
  return row === Math.floor(height / 2) ? '50%' : '';
}

/** The rule below the area; where something happened, its sign. */
function axis({ range, marks, width }: TimeChartView): readonly Span[] {
  const room = areaWidth(width);
  const signs = new Map(
    marks.map(({ at, sign }) => [
      Math.min(room - 1, Math.floor(((at - range.from) / (range.to - range.from)) * room)),
      sign,
    ]),
  );
  return [
    [`${' '.repeat(labelWidth)}└`, 'muted'],
    ...runs(
      Array.from({ length: room }, (_, cell): Span => {
        const sign = signs.get(cell);
        return sign === undefined ? ['─', 'muted'] : [sign, 'chart.mark'];
      }),
    ),
  ];
}

const longMs = 24 * 60 * 60_000;

/** Times at the ends of the axis, and in its middle where there is room. */
function times({ from, to }: TimeRange, width: number): readonly Span[] {
  const format = to - from > longMs ? formatDayMinute : formatMinute;
  const room = areaWidth(width);
  const [left, middle, right] = [format(from), format((from + to) / 2), format(to)];
  const gap = room - cells(left) - cells(right);
  const between = gap < cells(middle) + 4 ? '' : middle;
  const before = Math.max(0, Math.floor((room - cells(between)) / 2) - cells(left));
  const after = Math.max(0, gap - before - cells(between));
  const line = `${left}${' '.repeat(before)}${between}${' '.repeat(after)}${right}`;
  return [[`${' '.repeat(labelWidth + 1)}${fitTo(line, room)}`, 'muted']];
}
