import { readFileSync } from 'node:fs';
import { pause } from './dashboard.ts';

/** Linux counts a process's time in these, on every machine Node runs on. */
const ticksPerSecond = 100;

/** The processor that a process takes for a while, user and system, in percent of a core. Without its children's. */
export async function cpuPercent(pid: number, seconds: number): Promise<number> {
  const before = cpuSeconds(pid);
  const startedAt = performance.now();
  await pause(seconds * 1_000);
  return ((cpuSeconds(pid) - before) / ((performance.now() - startedAt) / 1_000)) * 100;
}

/** User and system time: fields 14 and 15 of /proc/PID/stat, counted behind the name in parentheses. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

export const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
