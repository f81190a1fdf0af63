import { formatPercent } from '../../format/percent.ts';
import type { TimePoint } from '../../format/time-columns.ts';
import { fitSpans, type InnerLine, spansWidth } from '../components/spans.ts';
import { columnsIn, timeChart } from '../components/time-chart.ts';
import type { Span } from '../theme/style.ts';
import { loadToken } from '../tokens.ts';
import { memoryNote, pointsIn } from './live-figures.ts';
import { markSpans } from './live-marks.ts';
import type { SelectedView } from './live-view.ts';

/** CPU and memory side by side, what happened meanwhile on their axes. */
export function chartLines(view: SelectedView): readonly InnerLine[] {
  const width = chartWidth(view.width);
  const left = chart(view, 'cpu', width);
  const right = chart(view, 'memory', width);
  return left.map(
    (spans, index): InnerLine => ({
      spans: [...fitSpans(spans, width), [' ', 'text'], ...fitSpans(right[index] ?? [], width)],
    }),
  );
}

/** What happened meanwhile in words, where there is a line for it. */
export const markLines = ({ layout, marks, range, width }: SelectedView): readonly InnerLine[] =>
  layout.hasMarksLine ? [{ spans: markSpans(marks(range(columnsIn(chartWidth(width))))) }] : [];

const chartWidth = (width: number): number => Math.floor((width - 1) / 2);

function chart(
  { server, history, range, marks, layout, thresholds }: SelectedView,
  figure: 'cpu' | 'memory',
  width: number,
): readonly (readonly Span[])[] {
  const shown = range(columnsIn(width));
  const points = pointsIn(history, figure, shown);
  const { metrics } = server;
  const percent = (figure === 'cpu' ? metrics?.cpuPercent : metrics?.memoryPercent) ?? null;
  const memory = figure === 'memory' && metrics !== null ? memoryNote(metrics) : '';
  const title: readonly Span[] = [
    [figure === 'cpu' ? ' CPU ' : ' MEM ', 'column'],
    [formatPercent(percent), loadToken(percent, thresholds[figure])],
    [memory === '' ? '' : ` ${memory}`, 'muted'],
  ];
  const more: Span = [
    summary(
      points.filter(({ at }) => at >= shown.from),
      percent ?? 0,
    ),
    'muted',
  ];
  const area = timeChart({
    points,
    range: shown,
    marks: marks(shown),
    width,
    height: layout.chartHeight,
    threshold: thresholds[figure],
  });
  return [spansWidth([...title, more]) > width ? title : [...title, more], ...area];
}

/** Average and highest of what is shown; `newest` as it was read, which a history keeps less finely. */
function summary(points: readonly TimePoint[], newest: number): string {
  const averages = points.flatMap(({ average }) => (average === null ? [] : [average]));
  if (averages.length === 0) return '';
  const average = averages.reduce((a, b) => a + b, 0) / averages.length;
  const most = Math.max(newest, ...points.map(({ max }) => max ?? 0));
  return ` avg ${formatPercent(average)} max ${formatPercent(most)}`;
}
