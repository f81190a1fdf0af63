import type { BusyProcess, HostReading } from '../model/host-reading.ts';
import type { Metrics } from '../model/metrics.ts';
import { plainText } from '../model/text.ts';
import type { CpuTimes, Sample, Usage } from './sample.ts';

/** Turns samples of one server into readings: what is counted becomes a rate between two of them. */
export type Readings = {
  /** `at` is epoch ms. */
  readonly take: (sample: Sample, at: number) => Metrics;
};

const mostBusy = 5;

export function createReadings(): Readings {
  let before: Sample | null = null;
  /** When processes were told the last time: what they used since is told the next time. */
  let processesFrom: Sample | null = null;
  let busiest: readonly BusyProcess[] = [];
  let root: Usage | null = null;
  let sessions: number | null = null;
  return {
    take: (sample, at) => {
      const last = before;
      before = sample;
      if (sample.processes !== null) {
        busiest = processesFrom === null ? [] : busiestOf(sample, processesFrom);
        processesFrom = sample;
      }
      root = sample.root ?? root;
      sessions = sample.logins?.length ?? sessions;
      const host: HostReading = {
        cores: sample.cores.flatMap((core, index) => percentBetween(last?.cores[index], core) ?? []),
        load: sample.load,
        swapUsedBytes: sample.swap?.usedBytes ?? null,
        swapTotalBytes: sample.swap?.totalBytes ?? null,
        diskUsedBytes: root?.usedBytes ?? null,
        diskTotalBytes: root?.totalBytes ?? null,
        busiest,
        sessions,
      };
      return { ...figuresOf(sample, last), source: 'ssh', observedAt: at, host };
    },
  };
}

const figuresOf = (sample: Sample, last: Sample | null) => ({
  cpuPercent: sample.cpu === null ? null : percentBetween(last?.cpu, sample.cpu),
  memoryPercent: shareOf(sample.memory),
  memoryUsedBytes: sample.memory?.usedBytes ?? null,
  memoryTotalBytes: sample.memory?.totalBytes ?? null,
  diskReadBytes: sample.disk?.inBytes ?? null,
  diskWriteBytes: sample.disk?.outBytes ?? null,
  networkInBytes: sample.network?.inBytes ?? null,
  networkOutBytes: sample.network?.outBytes ?? null,
  uptimeSeconds: sample.uptimeSeconds,
});

const shareOf = (usage: Usage | null): number | null =>
  usage === null || usage.totalBytes === 0 ? null : tenths((usage.usedBytes / usage.totalBytes) * 100);

/** Further digits say nothing. */
const tenths = (percent: number): number => Math.round(percent * 10) / 10;

/** Null before there are two to tell it from, and where the counters began anew. */
function percentBetween(before: CpuTimes | null | undefined, after: CpuTimes): number | null {
  if (before == null) return null;
  const [total, busy] = [after.total - before.total, after.busy - before.busy];
  return total <= 0 || busy < 0 ? null : tenths(Math.min(100, (busy / total) * 100));
}

function busiestOf(sample: Sample, since: Sample): readonly BusyProcess[] {
  const ticks = (sample.cpu?.total ?? 0) - (since.cpu?.total ?? 0);
  if (ticks <= 0) return [];
  const ofOne = ticks / Math.max(1, sample.cores.length);
  return [...(sample.processes ?? [])]
    .sort((a, b) => b.ticks - a.ticks)
    .slice(0, mostBusy)
    .map(({ pid, name, ticks: used }) => ({
      pid,
      name: plainText(name),
      cpuPercent: tenths((used / ofOne) * 100),
    }));
}
