import type { Metrics } from '../model/metrics.ts';
import type { ProbeReport } from '../model/probe-report.ts';

/** Servers that tell over ssh all that their provider could: no request is spent on that. */
export function createCovered() {
  const refs = new Set<string>();
  return {
    has: (ref: string): boolean => refs.has(ref),
    take: (reports: readonly ProbeReport[]): void => {
      for (const { ref, state, metrics } of reports) {
        if (state?.phase !== 'connected') refs.delete(ref);
        else if (metrics !== null && isWhole(metrics)) refs.add(ref);
      }
    },
  };
}

const isWhole = (metrics: Metrics): boolean =>
  [
    metrics.cpuPercent,
    metrics.memoryPercent,
    metrics.diskReadBytes,
    metrics.networkInBytes,
    metrics.uptimeSeconds,
  ].every((figure) => figure !== null);
