import type { LogEntry } from '../model/log-line.ts';

/** Rows by their position, which stays the same while older ones are dropped. */
export type LogReader = {
  /** Position of the oldest row kept. */
  readonly first: () => number;
  /** One past the position of the newest. */
  readonly end: () => number;
  readonly at: (position: number) => LogEntry | undefined;
};
