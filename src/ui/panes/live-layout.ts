import { axisHeight } from '../components/time-chart.ts';
import type { Box } from '../layout.ts';

export type LiveLayout = {
  /** Lines of the charts' areas; 0 where there is room for sparklines only. */
  readonly chartHeight: number;
  readonly hasMarksLine: boolean;
  /** Lines of the selected server's block, with and without charts. */
  readonly headHeight: number;
  /** Rows of the busiest servers below it. */
  readonly listHeight: number;
};

const frame = 2;
const listTitle = 1;
/** Name, CPU, memory, counters. */
const compactHeight = 4;
/** Name, titles of the charts, axis with times, counters. */
const aroundCharts = 3 + axisHeight;
const leastChart = 3;
const mostChart = 16;
/** From this many lines on there is one for what happened, and the list gets its share. */
const roomy = 14;
const listShare = 0.3;

/** How a Live pane of this size is divided while a server with metrics is selected. */
export function liveLayout(box: Box): LiveLayout {
  const inner = box.height - frame;
  const hasMarksLine = inner >= roomy;
  const around = aroundCharts + (hasMarksLine ? 1 : 0);
  const list = inner >= roomy ? Math.floor(inner * listShare) : listTitle + 1;
  const room = Math.min(mostChart, inner - around - list);
  const chartHeight = room >= leastChart ? room : 0;
  const headHeight = chartHeight === 0 ? compactHeight : around + chartHeight;
  return {
    chartHeight,
    hasMarksLine,
    headHeight,
    listHeight: Math.max(1, inner - headHeight - listTitle),
  };
}
