import { readFileSync } from 'node:fs';
import type { Bench } from './bench.ts';
import { pause, withDashboard } from './dashboard.ts';
import { type Figure, figure } from './figure.ts';
import { watchFrames } from './frames.ts';
import type { Sandbox } from './sandbox.ts';
import { median } from './statistics.ts';

/** What is measured at each size, for as long three times; where no bar is set, nothing is promised. */
const fleets = [
  { servers: 100, seconds: 15, cpu: { bar: 1.5, aim: 0.5 }, memory: { bar: 140, aim: 100 } },
  { servers: 1_000, seconds: 5, cpu: {}, memory: { bar: 150, aim: 105 } },
  { servers: 10_000, seconds: 15, cpu: { bar: 6, aim: 2 }, memory: { bar: 220, aim: 150 } },
] as const;

/** Linux counts a process's time in these, on every machine Node runs on. */
const ticksPerSecond = 100;

/** What a dashboard costs that nobody touches while it polls. Linux only: elsewhere there is no /proc to read. */
export const idle: Bench = async (sandbox) => {
  if (process.platform !== 'linux') return [];
  const figures: Figure[] = [];
  for (const fleet of fleets) figures.push(...(await rest(sandbox, fleet)));
  return figures;
};

const rest = (sandbox: Sandbox, { servers, seconds, cpu, memory }: (typeof fleets)[number]) =>
  withDashboard(sandbox, { servers }, async (dashboard) => {
    await pause(3_000);
    const frames = watchFrames(dashboard);
    const percents: number[] = [];
    while (percents.length < 3) percents.push(await cpuPercent(dashboard.pid, seconds));
    return [
      figure(`idle-cpu-${servers}`, median(percents), '%', cpu),
      figure(`memory-${servers}`, residentMb(dashboard.pid), 'MiB', memory),
      figure(`idle-frames-${servers}`, frames().unchanged, 'without a change', { bar: 0, aim: 0 }),
    ];
  });

/** The processor that a process takes for a while, user and system, in percent of a core. */
async function cpuPercent(pid: number, seconds: number): Promise<number> {
  const before = cpuTicks(pid);
  const startedAt = performance.now();
  await pause(seconds * 1_000);
  const used = (cpuTicks(pid) - before) / ticksPerSecond;
  return (used / ((performance.now() - startedAt) / 1_000)) * 100;
}

/** User and system time: fields 14 and 15 of /proc/PID/stat, counted behind the name in parentheses. */
function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
