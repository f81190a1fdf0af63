import { formatBytes } from '../../format/size.ts';
import { sparkline } from '../../format/sparkline.ts';
import { timeColumns } from '../../format/time-columns.ts';
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
  if (history === undefined) return ' '.repeat(width);
  const shown = range(width);
  const columns = timeColumns(pointsBetween(history, figure, shown.from, shown.to), shown, width);
  return sparkline(
    columns.map((column) => column?.average ?? null),
    width,
  );
}

export const memoryNote = ({ memoryUsedBytes, memoryTotalBytes }: Metrics): string =>
  memoryUsedBytes === null ? '' : `${formatBytes(memoryUsedBytes)}/${formatBytes(memoryTotalBytes)}`;
