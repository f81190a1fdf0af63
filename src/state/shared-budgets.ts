import { createHmac, randomBytes } from 'node:crypto';
import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger, OpenLedger, Share } from '../budget/ledger.ts';
import { windowMs } from '../budget/limits.ts';
import { lotMs } from '../budget/lots.ts';
import { byTime, inSlots, type Use } from '../budget/uses.ts';
import { errorCode } from '../model/error-code.ts';
import type { Deps } from '../runtime/deps.ts';
import { withFileLock } from './file-lock.ts';
import { setAside } from './json-file.ts';
import { openedOnceThereIsRoom } from './late-ledger.ts';
import { isSameProcess, processStart, type StartOf } from './process-start.ts';
import { readText } from './read-text.ts';
import { longestOpenMs, readShareFile, type ShareFile } from './share-file.ts';
import { prepareStateFolder } from './state-folder.ts';
import { writeAtomically } from './write-atomically.ts';

export type SharedBudgetsOptions = {
  readonly folder: string;
  /** This machine's name: processes of another one cannot be looked up here. */
  readonly host: string;
  readonly deps: Pick<Deps, 'clock' | 'random'>;
  /** How long a request may take. */
  readonly timeoutMs: number;
  /** How processes with the same id are told apart; without it, by /proc. */
  readonly startOf?: StartOf;
  /** Told once that nothing can be shared, and of damaged files. */
  readonly notify: (notice: string) => void;
};

/**
 * The budgets of all keys, in `budgets/` of the state folder: a folder for each key, named by a keyed hash of it, and in
 * that one file for each process, which only that process writes. Ages are kept in place of times, and counted on by the
 * clock that all processes of a machine have in common, so that a clock that is set does no harm.
 */
export function openSharedBudgets(options: SharedBudgetsOptions): OpenLedger {
  const root = join(options.folder, 'budgets');
  let isTold = false;
  const tell = (error: unknown) => {
    if (!isTold) options.notify(`${root} ${reason(error)}: each fleetop counts a key's requests for itself`);
    isTold = true;
  };
  let isThere = false;
  const prepare = () => {
    if (isThere) return;
    if (prepareStateFolder(root) !== null) throw new Error('cannot be written');
    removeForgotten(root, options.deps.clock.now());
    isThere = true;
  };
  try {
    prepare();
  } catch (error) {
    tell(error);
  }
  const open = (key: string): Ledger | null => {
    try {
      prepare();
      const salt = readSalt(root, options.deps.random) ?? renewSalt(root, options);
      const folder = join(root, createHmac('sha256', salt).update(key).digest('hex').slice(0, 32));
      if (prepareStateFolder(folder) !== null) throw new Error('cannot be written');
      const name = `${process.pid}-${options.deps.random().toString(36).slice(2, 10)}.json`;
      return createLedger(folder, name, options, tell);
    } catch (error) {
      tell(error);
      return null;
    }
  };
  return (key) => openedOnceThereIsRoom(() => open(key), options.deps.clock);
}

function createLedger(
  folder: string,
  name: string,
  { host, timeoutMs, deps: { clock, random }, notify, startOf = processStart }: SharedBudgetsOptions,
  tell: (error: unknown) => void,
): Ledger {
  const path = join(folder, name);
  const started = startOf(process.pid);
  /** What processes that ended had sent, and until when they had been asked to wait. */
  let inherited: readonly Use[] = [];
  let inheritedBlock = 0;
  let last: Share = { uses: [], open: 0, blockedUntil: 0, isPolling: false };
  let isWritten = false;
  let hasLeft = false;
  /** On a full disk each counts for itself until there is room again. */
  let isBroken = false;

  const write = () => {
    const now = clock.elapsed();
    const file: ShareFile = {
      v: 1,
      host,
      pid: process.pid,
      started,
      wall: clock.now(),
      elapsed: now,
      open: last.open,
      openForMs: Math.min(longestOpenMs, lotMs + timeoutMs),
      blockedForMs: Math.max(0, Math.max(last.blockedUntil, inheritedBlock) - now),
      isPolling: last.isPolling,
      hasLeft,
      uses: [...inherited, ...last.uses]
        .filter(([at]) => at > now - windowMs.hour)
        .map(([at, count]) => [Math.max(-longestOpenMs, Math.floor(now - at)), count]),
    };
    try {
      writeAtomically(path, JSON.stringify(file), random);
      isWritten = true;
      isBroken = false;
    } catch (error) {
      isBroken = true;
      tell(error);
    }
  };
  /** Takes over what a process had sent that ended: written here before it is removed there. */
  const inherit = (file: string, share: Share) => {
    const recent = [...inherited, ...share.uses].filter(([at]) => at > clock.elapsed() - windowMs.hour);
    inherited = inSlots(byTime(recent));
    inheritedBlock = Math.max(inheritedBlock, share.blockedUntil);
    write();
    if (!isBroken) rmSync(file, { force: true });
  };
  return {
    publish: (share) => {
      last = share;
      write();
    },
    leave: (share) => {
      if (!isWritten) return;
      last = share;
      hasLeft = true;
      write();
    },
    withdraw: () => {
      if (!isWritten) return;
      last = { uses: [], open: 0, blockedUntil: 0, isPolling: false };
      hasLeft = true;
      write();
    },
    read: () => {
      if (isBroken) return [];
      const living: Share[] = [];
      for (const other of namesIn(folder)) {
        if (other === name) continue;
        const file = join(folder, other);
        const found = readShareFile(file);
        if (found === 'damaged') setAside(file, clock.now(), notify);
        if (found === null || found === 'damaged') continue;
        const share = toShare(found, found.host === host, clock);
        const isOver = share.uses.every(([at]) => at <= clock.elapsed() - windowMs.hour);
        const hasEnded =
          found.host === host
            ? found.hasLeft === true || !isSameProcess(found.pid, found.started, startOf)
            : isOver;
        if (hasEnded) inherit(file, share);
        else living.push(share);
      }
      return [{ uses: inherited, open: 0, blockedUntil: inheritedBlock, isPolling: false }, ...living];
    },
  };
}

/** Ages turned into times of this process's clock. Open places count as used when they lapse. */
function toShare(file: ShareFile, isHere: boolean, clock: Deps['clock']): Share {
  const now = clock.elapsed();
  // A machine that was restarted began to count anew: then the wall clock has to do.
  const passedMs = isHere && now >= file.elapsed ? now - file.elapsed : Math.max(0, clock.now() - file.wall);
  const writtenAt = now - passedMs;
  const uses = file.uses.map(([age, count]): Use => [writtenAt - age, count]);
  return {
    uses: byTime(file.open === 0 ? uses : [...uses, [writtenAt + file.openForMs, file.open]]),
    open: file.open,
    blockedUntil: writtenAt + file.blockedForMs,
    isPolling: file.isPolling && passedMs < pollsAtLeastMs,
  };
}

/** Who polls writes more often than this. */
const pollsAtLeastMs = 5 * 60_000;

/** Keys come and go: what nobody has written to for so long counts nowhere. */
const forgottenMs = 7 * 24 * 3_600_000;

function removeForgotten(root: string, now: number): void {
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const folder = join(root, entry.name);
    try {
      if (!entry.isDirectory() || now - statSync(folder).mtimeMs < forgottenMs) continue;
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });
      rmdirSync(folder);
    } catch {
      // Another process was faster, or still writes there.
    }
  }
}

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
};

/** What makes a folder's name say nothing of its key: made once, for its owner only. Null where it is damaged. */
function readSalt(root: string, random: () => number): string | null {
  const path = saltPath(root);
  const kept = readIfThere(path) ?? createSalt(path, random);
  return /^[0-9a-f]{64}$/.test(kept) ? kept : null;
}

function renewSalt(root: string, { deps: { clock, random }, notify }: SharedBudgetsOptions): string {
  setAside(saltPath(root), clock.now(), notify);
  const made = readSalt(root, random);
  if (made === null) throw new Error('cannot be written');
  return made;
}

const saltPath = (root: string): string => join(root, 'salt');

/** Where another process was first, its salt is the one. */
const createSalt = (path: string, random: () => number): string =>
  withFileLock(path, () => {
    const kept = readIfThere(path);
    if (kept !== null) return kept;
    const salt = randomBytes(32).toString('hex');
    writeAtomically(path, salt, random);
    return salt;
  });

/** Null where there is none; throws where it cannot be read: it must not be replaced then. */
function readIfThere(path: string): string | null {
  try {
    return readText(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

const reason = (error: unknown): string => {
  const code = errorCode(error);
  return code === null ? 'cannot be written' : `cannot be written (${code})`;
};
