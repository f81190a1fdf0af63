import { readFileSync } from 'node:fs';

/**
 * When a process was started, as Linux counts it (field 22 of /proc/PID/stat, behind the name in parentheses): tells it
 * from a later one with the same id. Null where the system does not say.
 */
export function processStart(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Whether the process that had this id and start is still there. */
export function isSameProcess(pid: number, started: string | null): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Without the right to signal it, it is there, and another user's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return started === null || processStart(pid) === started;
}
