import { formatSpan } from '../../format/age.ts';
import { cells, fitTo } from '../../format/fit.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatBytes } from '../../format/size.ts';
import type { ByteRates } from '../../store/byte-rates.ts';
import type { InnerLine } from '../components/spans.ts';
import type { Span } from '../theme/style.ts';
import { loadToken } from '../tokens.ts';
import { chartLines, markLines } from './live-charts.ts';
import { memoryNote, timeSparkline } from './live-figures.ts';
import { hasLoad, noReading, type SelectedView } from './live-view.ts';

/** Name, load over time, rates; or why there is none of that. */
export function selectedLines(view: SelectedView): readonly InnerLine[] {
  if (!hasLoad(view)) return [nameLine(view), { spans: [[` ${noReading(view)}`, 'muted']] }];
  return view.layout.chartHeight === 0
    ? [nameLine(view), sparkLine(view, 'cpu'), sparkLine(view, 'memory'), counterLine(view)]
    : [nameLine(view), ...chartLines(view), counterLine(view), ...markLines(view)];
}

/** The provider stands at the right edge: of neighbours in a list it is often the same. */
function nameLine({ server, isProblem, width }: SelectedView): InnerLine {
  const provider = ` ${server.provider} `;
  const name = fitTo(` ${server.name}`, Math.max(0, width - cells(provider)));
  return {
    spans: [
      [name, isProblem ? 'alert' : 'title'],
      [provider, 'muted'],
    ],
  };
}

const titles = { cpu: 'CPU', memory: 'MEM' } as const;

function sparkLine(view: SelectedView, figure: 'cpu' | 'memory'): InnerLine {
  const { server, history, width, thresholds, range } = view;
  const { metrics } = server;
  const percent = (figure === 'cpu' ? metrics?.cpuPercent : metrics?.memoryPercent) ?? null;
  const note = figure === 'memory' && metrics !== null ? memoryNote(metrics) : '';
  const room = Math.max(4, width - 12 - (note === '' ? 0 : note.length + 1));
  const token = loadToken(percent, thresholds[figure]);
  return {
    spans: [
      [` ${titles[figure]} `, 'column'],
      [`${fitTo(formatPercent(percent), 4, 'right')} `, token],
      [timeSparkline(history, figure, room, range), token],
      [note === '' ? '' : ` ${note}`, 'muted'],
    ],
  };
}

/** Bytes a second, and how long it is up; why there is no reading right now. */
function counterLine(view: SelectedView): InnerLine {
  const { server, history, now } = view;
  const { metrics } = server;
  if (metrics === null) return { spans: [[` ${noReading(view)}`, 'muted']] };
  const load = metrics.host?.load ?? null;
  const parts = [
    ...(load === null ? [] : [`load ${load[0].toFixed(2)}`]),
    ...ratePair(
      'net',
      metrics.networkInBytes,
      metrics.networkOutBytes,
      rateTexts(history?.rates ?? null, 'network'),
    ),
    ...ratePair(
      'disk',
      metrics.diskReadBytes,
      metrics.diskWriteBytes,
      rateTexts(history?.rates ?? null, 'disk'),
    ),
    ...(metrics.uptimeSeconds === null
      ? []
      : [`up ${formatSpan(metrics.uptimeSeconds * 1_000 + (now - metrics.observedAt))}`]),
  ];
  const spans: readonly Span[] = [[` ${parts.join('  ')}`, 'muted']];
  return { spans };
}

/** `net ↓84K/s ↑1.2M/s`; nothing where the provider gives no such counter. */
const ratePair = (
  title: string,
  first: number | null,
  second: number | null,
  [one, other]: readonly [string, string],
): readonly string[] => (first === null && second === null ? [] : [`${title} ${one} ${other}`]);

const rateTexts = (rates: ByteRates | null, kind: 'network' | 'disk'): readonly [string, string] =>
  kind === 'network'
    ? [`↓${formatRate(rates?.networkIn)}`, `↑${formatRate(rates?.networkOut)}`]
    : [`r${formatRate(rates?.diskRead)}`, `w${formatRate(rates?.diskWrite)}`];

/** `84K/s`; a dash before there are two readings to tell it from. */
const formatRate = (bytesPerSecond: number | null | undefined): string =>
  bytesPerSecond == null ? '–' : `${formatBytes(Math.round(bytesPerSecond))}/s`;
