import { formatSteadySpan } from '../../format/age.ts';
import { gaugeBar } from '../../format/sparkline.ts';
import type { TrafficWindow } from '../../model/fleet-event.ts';
import type { Span } from '../theme/style.ts';
import { loadToken } from '../tokens.ts';

const barWidth = 5;

/**
 * How far a key's budget is used, and when more of it comes free: ` ███░░ 48/60 ↻12s 812/1000 ↻22m`; as `gauge` that of
 * the tightest window, as `count` without the rest.
 */
export function budgetSpans(
  windows: readonly TrafficWindow[],
  now: number,
  detail: 'gauges' | 'gauge' | 'count',
): readonly Span[] {
  const tightest = [...windows].sort((a, b) => percentOf(b) - percentOf(a))[0];
  if (tightest === undefined) return [];
  const token = loadToken(percentOf(tightest)) === 'load.low' ? 'muted' : loadToken(percentOf(tightest));
  const shown = detail === 'gauges' ? windows : [tightest];
  return [
    [detail === 'count' ? '' : ` ${gaugeBar(percentOf(tightest), barWidth)}`, token],
    ...shown.map(
      (window): Span => [` ${window.used}/${window.limit}${resetText(window, now, detail)}`, token],
    ),
  ];
}

const percentOf = ({ used, limit }: TrafficWindow): number => (used / Math.max(1, limit)) * 100;

const resetText = ({ resetAt, used }: TrafficWindow, now: number, detail: string): string =>
  detail === 'count' || resetAt === null || used === 0 ? '' : ` ↻${formatSteadySpan(resetAt - now)}`;
