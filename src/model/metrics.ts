import type { HostReading } from './host-reading.ts';

/** One reading of a server's load. Counters are cumulative bytes since its boot. Null means not given. */
export type Metrics = {
  readonly cpuPercent: number | null;
  readonly memoryPercent: number | null;
  readonly memoryUsedBytes: number | null;
  readonly memoryTotalBytes: number | null;
  readonly diskReadBytes: number | null;
  readonly diskWriteBytes: number | null;
  readonly networkInBytes: number | null;
  readonly networkOutBytes: number | null;
  readonly uptimeSeconds: number | null;
  readonly source: 'api' | 'ssh';
  /** Epoch ms. */
  readonly observedAt: number;
  /** What only ssh tells. */
  readonly host?: HostReading;
};
