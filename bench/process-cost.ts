import { readFileSync } from 'node:fs';

/** Linux counts a process's time in these, on every machine Node runs on. */
const ticksPerSecond = 100;

/** User and system time: fields 14 and 15 of /proc/PID/stat, counted behind the name in parentheses. Without its children's. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

export const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
