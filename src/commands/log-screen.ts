import type { LogEntry } from '../model/log-line.ts';
import type { LogRing } from '../store/log-ring.ts';
import type { LogRows } from '../store/log-rows.ts';
import type { LogSource } from '../store/log-store.ts';

/** Which of the rows shown are on the screen. Indexes are those of {@link LogRows}. */
export type LogWindow = {
  /** The first one. */
  readonly top: number;
  /** Where the first one is when the last one is on the screen. */
  readonly lastTop: number;
  readonly entries: readonly LogEntry[];
};

/** What commands reach of the logs that are followed. */
export type LogScreen = {
  readonly sources: () => readonly LogSource[];
  readonly ring: LogRing;
  readonly rows: LogRows;
  readonly window: () => LogWindow;
  /** Empties the timeline; the logs are followed on. */
  readonly clear: () => void;
  /** Writes the rows shown to a new file, and says how that went. */
  readonly save: (path: string) => void;
};
