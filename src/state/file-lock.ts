import { closeSync, lstatSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { errorCode } from '../model/error-code.ts';
import { isSameProcess, processStart } from './process-start.ts';
import { readText } from './read-text.ts';

const holderSchema = z.object({
  v: z.literal(1),
  /** Processes of another machine cannot be looked up here. */
  host: z.string(),
  pid: z.number().int().positive(),
  started: z.string().nullable(),
});

const defaultPatienceMs = 5_000;
const pauseMs = 2;
/** Who is at it for longer has ended in the middle. */
const longestTurnMs = 10_000;

/**
 * Does some work on a file while no other fleetop does, by a second file `PATH.lock` that is there as long as the work.
 * What a process left that has ended counts for nothing. Who still holds it after our patience is either stopped in the
 * middle or out of reach: then the work is done without. Throws what the work throws, and why the lock cannot be made.
 */
export function withFileLock<T>(path: string, work: () => T, patienceMs = defaultPatienceMs): T {
  const lock = `${path}.lock`;
  const own = JSON.stringify({
    v: 1,
    host: hostname(),
    pid: process.pid,
    started: processStart(process.pid),
  });
  const isTaken = take(lock, own, patienceMs);
  try {
    return work();
  } finally {
    // Somebody who lost patience may hold it by now.
    if (isTaken && readHolder(lock) === own) rmSync(lock, { force: true });
  }
}

function take(lock: string, own: string, patienceMs: number): boolean {
  let seen: string | null = null;
  let since = performance.now();
  while (!create(lock, own)) {
    const holder = readHolder(lock);
    if (holder !== seen) since = performance.now();
    seen = holder;
    const where = holder === null ? 'here' : whereabouts(holder);
    // A folder or a link in its place is nobody's lock, and nobody's to take away.
    if (holder === null && isNoFile(lock)) return false;
    const isPatient = performance.now() - since < patienceMs;
    if (holder !== null && (where === 'gone' || (where === 'unknown' && !isPatient))) clear(lock, holder);
    else if (isPatient) pause();
    else return false;
  }
  return true;
}

/**
 * Takes away a lock that counts for nothing. Those who find it do so one after another: the second must not take away
 * the new one of the first.
 */
function clear(lock: string, holder: string): void {
  const turn = `${lock}.clear`;
  if (!create(turn, '')) {
    if (ageMs(turn) > longestTurnMs) rmSync(turn, { force: true });
    pause();
    return;
  }
  try {
    if (readHolder(lock) === holder) rmSync(lock, { force: true });
  } finally {
    rmSync(turn, { force: true });
  }
}

const isNoFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === false;

const ageMs = (path: string): number =>
  Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());

/** What is known of the process that a lock names: nothing of another machine's. */
function whereabouts(holder: string): 'here' | 'gone' | 'unknown' {
  try {
    const { data } = holderSchema.safeParse(JSON.parse(holder));
    if (data === undefined || data.host !== hostname()) return 'unknown';
    return isSameProcess(data.pid, data.started, processStart) ? 'here' : 'gone';
  } catch {
    return 'unknown';
  }
}

/** Whether it was not there; with its text in one write, so that nobody reads a part of it. */
function create(lock: string, text: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(lock, 'wx', 0o600);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(descriptor, text);
    return true;
  } catch (error) {
    rmSync(lock, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Null where it went away meanwhile, or is none that can be read. */
function readHolder(lock: string): string | null {
  try {
    return readText(lock);
  } catch {
    return null;
  }
}

const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
