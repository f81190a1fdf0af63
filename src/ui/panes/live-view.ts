import type { TimeRange } from '../../format/time-columns.ts';
import type { Server } from '../../model/server.ts';
import type { Thresholds } from '../../model/thresholds.ts';
import type { MetricsHistory } from '../../store/metrics-history.ts';
import type { LiveLayout } from './live-layout.ts';
import type { Mark } from './live-marks.ts';

/** What the block of the selected server is drawn from. */
export type SelectedView = {
  readonly server: Server;
  readonly history: MetricsHistory | undefined;
  /** Why its provider has no metrics. */
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

export const noReading = (server: Server): string =>
  server.status === 'running' ? 'No reading yet' : `No metrics while it is ${server.status}`;
