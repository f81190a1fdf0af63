import { readFileSync } from 'node:fs';
import { errorCode } from '../model/error-code.ts';

/** When the process of this id was started, in the system's own words; null where that is not to be had. */
export type StartOf = (pid: number) => string | null;

/**
 * As Linux counts it (field 22 of /proc/PID/stat, behind the name in parentheses): tells a process from a later one with
 * the same id. Null on systems without /proc.
 */
export const processStart: StartOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null;
  } catch {
    return null;
  }
};

/**
 * Whether the process that had this id and start is still there. Where starts are not to be had, one with its id is
 * taken for it: rather may what it took count for longer than be forgotten while it goes on.
 */
export function isSameProcess(pid: number, started: string | null, startOf: StartOf): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Without the right to signal it, it is there, and another user's.
    if (errorCode(error) !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return started === null || now === null || now === started;
}
