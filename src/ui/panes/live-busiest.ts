import { fitTo } from '../../format/fit.ts';
import { formatPercent } from '../../format/percent.ts';
import type { Server } from '../../model/server.ts';
import type { MetricsHistory } from '../../store/metrics-history.ts';
import type { InnerLine } from '../components/framed.ts';
import { loadToken } from '../tokens.ts';
import { timeSparkline } from './live-figures.ts';
import type { SelectedView } from './live-view.ts';

const figures = { percent: 4, gaps: 6 } as const;

const widths = (width: number) => {
  const name = Math.min(26, Math.max(10, Math.floor(width * 0.34)));
  const charts = Math.max(4, width - name - 2 * figures.percent - figures.gaps);
  return { name, chart: Math.floor(charts / 2) };
};

export function busiestTitles(width: number): InnerLine {
  const { name, chart } = widths(width);
  const title = ` ${fitTo('BUSIEST', name)} ${fitTo(' CPU', 4)} ${fitTo('', chart)} ${fitTo(' MEM', 4)}`;
  return { spans: [[title, 'column']] };
}

export type BusyRow = Pick<SelectedView, 'history' | 'isProblem' | 'thresholds' | 'range' | 'width'> & {
  readonly server: Server;
  readonly history: MetricsHistory | undefined;
  readonly isUnderCursor: boolean;
};

/** One of the busiest servers: its load now, and over time. */
export function busyRow({ server, history, isProblem, thresholds, range, ...at }: BusyRow): InnerLine {
  const { name, chart } = widths(at.width);
  const cpu = server.metrics?.cpuPercent ?? null;
  const memory = server.metrics?.memoryPercent ?? null;
  const [cpuToken, memoryToken] = [loadToken(cpu, thresholds.cpu), loadToken(memory, thresholds.memory)];
  return {
    spans: [
      [at.isUnderCursor ? '▸' : isProblem ? '!' : ' ', isProblem ? 'alert' : 'accent'],
      [fitTo(server.name, name), isProblem ? 'alert' : 'text'],
      [` ${fitTo(formatPercent(cpu), figures.percent, 'right')} `, cpuToken],
      [timeSparkline(history, 'cpu', chart, range), cpuToken],
      [` ${fitTo(formatPercent(memory), figures.percent, 'right')} `, memoryToken],
      [timeSparkline(history, 'memory', chart, range), memoryToken],
    ],
    ...(at.isUnderCursor ? { under: 'selection' as const } : {}),
  };
}
