import { formatAge } from '../../format/age.ts';
import { fitTo } from '../../format/fit.ts';
import { formatPercent } from '../../format/percent.ts';
import { sparkline } from '../../format/sparkline.ts';
import type { Server } from '../../model/server.ts';
import type { MetricsHistory } from '../../store/metrics-history.ts';
import { selectedKey } from '../../store/rows.ts';
import type { InnerLine } from '../components/framed.ts';
import { Pane } from '../components/pane.tsx';
import { useDashboard, useFleet, useRows, useView } from '../dashboard-context.ts';
import { useCursor } from '../hooks/use-cursor.ts';
import type { PlacedPane } from '../layout.ts';
import { loadToken } from '../tokens.ts';
import { selectedLines, selectedLinesCount } from './live-selected.ts';

/** The selected server's load on top, then the busiest servers. */
export function LivePane({ box }: { readonly box: PlacedPane }) {
  const { selectors, fleet: store } = useDashboard();
  const busiest = useRows(selectors.live);
  const { now, cursors, pane } = useView(({ now, cursors, pane }) => ({ now, cursors, pane }));
  const fleet = useFleet(({ servers, history, providers }) => ({ servers, history, providers }));
  const height = liveListHeight(box);
  const { index, top } = useCursor('live', busiest, height);
  const followed = pane === 'live' ? 'live' : 'servers';
  const ref = selectedKey(selectors, followed, store.getState(), cursors[followed]);
  const selected = ref === null ? undefined : fleet.servers.get(ref);
  const width = box.width - 2;
  const rows = busiest.items.slice(top, top + height).map((server, offset): InnerLine => {
    const isUnderCursor = pane === 'live' && top + offset === index;
    return {
      spans: busyRow(server, fleet.history.get(server.ref), width, isUnderCursor),
      ...(isUnderCursor ? { under: 'selection' as const } : {}),
    };
  });
  const head = selected === undefined ? [] : selectedLines(selected, fleet, width, now);
  const lines = [...head, ...(rows.length === 0 ? [] : [titles(width)]), ...rows];
  return <Pane box={box} note={noteOf(selected, now)} lines={lines} />;
}

/** Rows of the busiest servers that fit below the selected one's block. */
export const liveListHeight = (box: PlacedPane): number =>
  Math.max(1, box.height - 2 - selectedLinesCount - 1);

const noteOf = (selected: Server | undefined, now: number) =>
  selected?.metrics === null || selected === undefined
    ? []
    : ([[`read ${formatAge(selected.metrics.observedAt, now)} ago`, 'muted']] as const);

const figures = { percent: 4, gaps: 6 } as const;

const widths = (width: number) => {
  const name = Math.min(26, Math.max(10, Math.floor(width * 0.34)));
  const charts = Math.max(4, width - name - 2 * figures.percent - figures.gaps);
  return { name, chart: Math.floor(charts / 2) };
};

function titles(width: number): InnerLine {
  const { name, chart } = widths(width);
  const title = ` ${fitTo('BUSIEST', name)} ${fitTo(' CPU', 4)} ${fitTo('', chart)} ${fitTo(' MEM', 4)}`;
  return { spans: [[title, 'column']] };
}

function busyRow(
  server: Server,
  history: MetricsHistory | undefined,
  width: number,
  isUnderCursor: boolean,
): InnerLine['spans'] {
  const { name, chart } = widths(width);
  const cpu = server.metrics?.cpuPercent ?? null;
  const memory = server.metrics?.memoryPercent ?? null;
  return [
    [isUnderCursor ? '▸' : ' ', 'accent'],
    [fitTo(server.name, name), 'text'],
    [` ${fitTo(formatPercent(cpu), figures.percent, 'right')} `, loadToken(cpu)],
    [sparkline(history?.cpuPercent ?? [], chart), loadToken(cpu)],
    [` ${fitTo(formatPercent(memory), figures.percent, 'right')} `, loadToken(memory)],
    [sparkline(history?.memoryPercent ?? [], chart), loadToken(memory)],
  ];
}
