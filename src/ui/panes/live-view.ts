import type { TimeRange } from '../../format/time-columns.ts';
import { notReadText, type ProbeState } from '../../model/probe-state.ts';
import type { Server } from '../../model/server.ts';
import type { Thresholds } from '../../model/thresholds.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import type { MetricsHistory } from '../../store/metrics-history.ts';
import type { LiveLayout } from './live-layout.ts';
import type { Mark } from './live-marks.ts';

/** What the block of the selected server is drawn from. */
export type SelectedView = {
  readonly server: Server;
  readonly history: MetricsHistory | undefined;
  /** How its ssh session stands, where there is to be one. */
  readonly probe: ProbeState | undefined;
  /** Why its provider has no metrics of it. */
  readonly lacks: string | undefined;
  readonly isProblem: boolean;
  readonly thresholds: Thresholds;
  /** The time that this many columns reach over. */
  readonly range: (columns: number) => TimeRange;
  readonly marks: (range: TimeRange) => readonly Mark[];
  readonly layout: LiveLayout;
  readonly width: number;
  readonly now: number;
};

/** Why a provider never has metrics of a server; undefined: it has. */
export const lackOf = (
  { provider, lacksMetrics }: Server,
  providers: FleetState['providers'],
): string | undefined => lacksMetrics ?? providers.get(provider)?.lacks.metrics;

/** Whether there is load to draw of a server, or was. What a provider does not tell, ssh may. */
export const hasLoad = ({
  server,
  history,
  lacks,
}: Pick<SelectedView, 'server' | 'history' | 'lacks'>): boolean =>
  server.metrics !== null || (lacks === undefined && history !== undefined);

/** Why there is no reading of a server. */
export function noReading({
  server,
  probe,
  lacks,
}: Pick<SelectedView, 'server' | 'probe' | 'lacks'>): string {
  if (probe?.phase === 'failed') return probe.fault.problem.message;
  if (probe?.phase === 'left-out' && lacks !== undefined) return `No reading: ${notReadText(probe.most)}`;
  if (probe !== undefined && probe.phase !== 'left-out') return 'No reading yet: ssh is being opened';
  if (lacks !== undefined) return lacks;
  return server.status === 'running' ? 'No reading yet' : `No metrics while it is ${server.status}`;
}
