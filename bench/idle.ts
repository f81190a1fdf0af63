import { readFileSync } from 'node:fs';
import type { Bench } from './bench.ts';
import { pause, withDashboard } from './dashboard.ts';
import { figure } from './figure.ts';

const servers = 40;
const seconds = 10;
/** Linux counts a process's time in these, on every machine Node runs on. */
const ticksPerSecond = 100;

/** What a dashboard costs that nobody touches while it polls. Linux only: elsewhere there is no /proc to read. */
export const idle: Bench = async (sandbox) => {
  if (process.platform !== 'linux') return [];
  return withDashboard(sandbox, servers, async ({ pid }) => {
    await pause(3_000);
    const before = cpuTicks(pid);
    const startedAt = performance.now();
    await pause(seconds * 1_000);
    const used = (cpuTicks(pid) - before) / ticksPerSecond;
    const percent = (used / ((performance.now() - startedAt) / 1_000)) * 100;
    return [figure('idle-cpu', percent, '%'), figure('memory', residentMb(pid), 'MiB')];
  });
};

/** User and system time: fields 14 and 15 of /proc/PID/stat, counted behind the name in parentheses. */
function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
