import type { Metrics } from '../model/metrics.ts';

/** The samples seen of one server, oldest first; null where a reading had no figure, so a hole stays a hole. */
export type MetricsHistory = {
  readonly at: readonly number[];
  readonly cpuPercent: readonly (number | null)[];
  readonly memoryPercent: readonly (number | null)[];
};

/** Enough for the widest sparkline. */
export const historyLength = 240;

const none: MetricsHistory = { at: [], cpuPercent: [], memoryPercent: [] };

/** The history with one more sample; the same reading told twice is one sample. */
export function addSample(history: MetricsHistory | undefined, metrics: Metrics): MetricsHistory {
  const { at, cpuPercent, memoryPercent } = history ?? none;
  if (at.at(-1) === metrics.observedAt) return history ?? none;
  const newest = <T>(values: readonly T[], value: T): readonly T[] => [
    ...values.slice(1 - historyLength),
    value,
  ];
  return {
    at: newest(at, metrics.observedAt),
    cpuPercent: newest(cpuPercent, metrics.cpuPercent),
    memoryPercent: newest(memoryPercent, metrics.memoryPercent),
  };
}
