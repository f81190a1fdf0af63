/** What only the server itself can tell of its load. Null means not given. */
export type HostReading = {
  /** Of each processor, in percent. */
  readonly cores: readonly number[];
  /** Averages over 1, 5 and 15 minutes. */
  readonly load: readonly [number, number, number] | null;
  readonly swapUsedBytes: number | null;
  readonly swapTotalBytes: number | null;
  /** Of the file system at `/`. */
  readonly diskUsedBytes: number | null;
  readonly diskTotalBytes: number | null;
  /** Those that used most processor time between two samples, the busiest first. */
  readonly busiest: readonly BusyProcess[];
  /** How many are logged in; null where nothing there can tell. */
  readonly sessions: number | null;
};

export type BusyProcess = {
  readonly pid: number;
  readonly name: string;
  /** Of one processor: with four of them, up to 400. */
  readonly cpuPercent: number;
};
