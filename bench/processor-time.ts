import { readFileSync } from 'node:fs';

/** Linux counts a process's time in these, on every machine Node runs on. */
const ticksPerSecond = 100;

/** User and system time of a process so far, seconds. Linux only: elsewhere there is no /proc to read. */
function processorSeconds(pid: number): number {
  // Fields 14 and 15 of /proc/PID/stat, counted behind the name in parentheses.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** What share of a core a process uses while `work` is done, percent. */
export async function processorShare(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = processorSeconds(pid);
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  return ((processorSeconds(pid) - before) / seconds) * 100;
}
