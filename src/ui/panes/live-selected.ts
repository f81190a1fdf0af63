import { formatSpan } from '../../format/age.ts';
import { fitTo } from '../../format/fit.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatBytes } from '../../format/size.ts';
import { sparkline } from '../../format/sparkline.ts';
import type { Metrics } from '../../model/metrics.ts';
import type { Server } from '../../model/server.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import type { InnerLine } from '../components/framed.ts';
import type { Span } from '../theme/style.ts';
import { loadToken } from '../tokens.ts';

/** Lines of the selected server's block, whatever is known of it: the list below does not jump. */
export const selectedLinesCount = 4;

/** Name, CPU and memory over time, counters; or why there is none of that. */
export function selectedLines(
  server: Server,
  { history, providers }: Pick<FleetState, 'history' | 'providers'>,
  width: number,
  now: number,
): readonly InnerLine[] {
  const samples = history.get(server.ref);
  const name: InnerLine = {
    spans: [
      [` ${server.name}`, 'title'],
      [`  ${server.provider}`, 'muted'],
    ],
  };
  if (server.metrics === null) {
    const reason = providers.get(server.provider)?.lacks.metrics ?? noReading(server);
    return [name, { spans: [[` ${reason}`, 'muted']] }, blank, blank];
  }
  const { metrics } = server;
  return [
    name,
    chartLine('CPU', metrics.cpuPercent, samples?.cpuPercent ?? [], width, ''),
    chartLine('MEM', metrics.memoryPercent, samples?.memoryPercent ?? [], width, memoryNote(metrics)),
    { spans: counters(metrics, now) },
  ];
}

const blank: InnerLine = { spans: [] };

const noReading = (server: Server): string =>
  server.status === 'running' ? 'No reading yet' : `No metrics while it is ${server.status}`;

function chartLine(
  title: string,
  percent: number | null,
  samples: readonly (number | null)[],
  width: number,
  note: string,
): InnerLine {
  const token = loadToken(percent);
  const room = Math.max(4, width - 12 - (note === '' ? 0 : note.length + 1));
  return {
    spans: [
      [` ${title} `, 'column'],
      [`${fitTo(formatPercent(percent), 4, 'right')} `, token],
      [sparkline(samples, room), token],
      [note === '' ? '' : ` ${note}`, 'muted'],
    ],
  };
}

const memoryNote = ({ memoryUsedBytes, memoryTotalBytes }: Metrics): string =>
  memoryUsedBytes === null ? '' : `${formatBytes(memoryUsedBytes)}/${formatBytes(memoryTotalBytes)}`;

function counters(metrics: Metrics, now: number): readonly Span[] {
  const parts = [
    part('net', metrics.networkInBytes, '↓'),
    part('', metrics.networkOutBytes, '↑'),
    part('disk', metrics.diskReadBytes, 'r'),
    part('', metrics.diskWriteBytes, 'w'),
    metrics.uptimeSeconds === null
      ? ''
      : `up ${formatSpan(metrics.uptimeSeconds * 1_000 + (now - metrics.observedAt))}`,
  ].filter((text) => text !== '');
  return [[` ${parts.join(' ')}`, 'muted']];
}

const part = (title: string, bytes: number | null, mark: string): string =>
  bytes === null ? '' : `${title}${title === '' ? '' : ' '}${mark}${formatBytes(bytes)}`;
