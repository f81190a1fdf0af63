import { formatBytes } from '../../format/size.ts';
import { sparkline } from '../../format/sparkline.ts';
import { type TimePoint, type TimeRange, timeColumns } from '../../format/time-columns.ts';
import type { Metrics } from '../../model/metrics.ts';
import { type MetricsHistory, pointsBetween } from '../../store/metrics-history.ts';
import type { SelectedView } from './live-view.ts';

/** A server's load as one bar a cell over time. */
export function timeSparkline(
  history: MetricsHistory | undefined,
  figure: 'cpu' | 'memory',
  width: number,
  range: SelectedView['range'],
): string {
  const shown = range(width);
  const columns = timeColumns(pointsIn(history, figure, shown), shown, width);
  return sparkline(
    columns.map((column) => column?.average ?? null),
    width,
  );
}

/** A reading before the range leads into it. */
const leadMs = 60_000;

/** The points to draw a range from: those in it, and what leads there. */
export const pointsIn = (
  history: MetricsHistory | undefined,
  figure: 'cpu' | 'memory',
  { from, to }: TimeRange,
): readonly TimePoint[] => (history === undefined ? [] : pointsBetween(history, figure, from - leadMs, to));

export const memoryNote = ({ memoryUsedBytes, memoryTotalBytes }: Metrics): string =>
  memoryUsedBytes === null ? '' : `${formatBytes(memoryUsedBytes)}/${formatBytes(memoryTotalBytes)}`;
