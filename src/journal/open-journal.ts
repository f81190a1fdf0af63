import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { entrySchema, type JournalEntry } from './entry.ts';

export type Journal = {
  /** Appends a line and flushes it to the disk; a `config` problem says why that could not be done. */
  readonly append: (entry: JournalEntry) => Result<void>;
  /** Every entry, oldest first, of all files; what cannot be read is left out. */
  readonly read: () => readonly JournalEntry[];
};

const fileName = 'journal.jsonl';
const rotateAtBytes = 10 * 1024 * 1024;

/**
 * The journal in the state folder: JSON lines, appended in one write each, so that several fleetops can share it. Past
 * 10 MiB the file is kept under another name and a new one begun; nothing is ever deleted.
 */
export function openJournal(folder: string, now: () => number): Journal {
  const path = join(folder, fileName);
  return {
    append: (entry) => {
      try {
        rotate(path, now());
        appendFlushed(path, `${JSON.stringify(entry)}\n`);
        return succeed(undefined);
      } catch (error) {
        return fail(
          problem(
            'config',
            `the journal ${path} cannot be written (${reasonOf(error)}): nothing is done without it`,
          ),
        );
      }
    },
    read: () => journalFiles(folder).flatMap((file) => readEntries(join(folder, file))),
  };
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.message;
};

function appendFlushed(path: string, line: string): void {
  const descriptor = openSync(path, 'a+', 0o600);
  try {
    const bytes = Buffer.from(endsInHalfLine(descriptor) ? `\n${line}` : line);
    // A full disk may take a part of it.
    if (writeSync(descriptor, bytes) !== bytes.length) throw new Error('written in part');
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Another process may have died in the middle of a line: ours must not be glued to it. One that is still writing
 * looks the same for an instant, but its file grows.
 */
function endsInHalfLine(descriptor: number): boolean {
  for (let size = -1; ; pause()) {
    const before = size;
    ({ size } = fstatSync(descriptor));
    if (size === 0) return false;
    const last = Buffer.alloc(1);
    readSync(descriptor, last, 0, 1, size - 1);
    if (last[0] === 0x0a) return false;
    if (size === before) return true;
  }
}

const pauseMs = 5;

const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);

function rotate(path: string, now: number): void {
  let size = 0;
  try {
    size = statSync(path).size;
  } catch {
    return;
  }
  if (size < rotateAtBytes) return;
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  try {
    // The process's id: two that rotate in the same millisecond must not take each other's name.
    renameSync(path, path.replace(/\.jsonl$/, `-${stamp}-${process.pid}.jsonl`));
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

/** The older files, which are named after their last day, then the present one. */
function journalFiles(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => /^journal(-.+)?\.jsonl$/.test(name));
    return [
      ...names.filter((name) => name !== fileName).sort(),
      ...names.filter((name) => name === fileName),
    ];
  } catch {
    return [];
  }
}

function readEntries(path: string): readonly JournalEntry[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      const entry = entrySchema.safeParse(JSON.parse(line));
      return entry.success ? [entry.data] : [];
    } catch {
      return [];
    }
  });
}
