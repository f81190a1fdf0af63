import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { jsonText } from '../model/text.ts';
import { withFileLock } from '../state/file-lock.ts';
import { refuseEndless } from '../state/read-text.ts';
import { entrySchema, type JournalEntry } from './entry.ts';
import { linesBackwards } from './lines-backwards.ts';
import { readEnd } from './read-end.ts';
import { tailLines } from './tail-lines.ts';

export type Journal = {
  /** Appends a line and flushes it to the disk; a `config` problem says why that could not be done. */
  readonly append: (entry: JournalEntry) => Result<void>;
  /**
   * Every entry, oldest first, of all files, or those of the last `newestBytes`; what cannot be read stays where it is,
   * is left out and told of.
   */
  readonly read: (newestBytes?: number) => readonly JournalEntry[];
  /** The same from the newest backwards, as far as somebody goes on asking; of old files no more than a block at a time. */
  readonly newestFirst: () => AsyncIterable<JournalEntry>;
  /** Begins to follow: what it gives tells, each time, the entries that anybody appended since the time before. */
  readonly tail: () => () => readonly JournalEntry[];
};

const fileName = 'journal.jsonl';
const rotateAtBytes = 10 * 1024 * 1024;

/**
 * The journal in the state folder: JSON lines, each appended in one write while no other fleetop writes. Past 10 MiB the
 * file is kept under another name and a new one begun; nothing is ever deleted. `notify` is told of lines that cannot
 * be read.
 */
export function openJournal(folder: string, now: () => number, notify: (notice: string) => void): Journal {
  const path = join(folder, fileName);
  return {
    append: (entry) => {
      try {
        withFileLock(path, () => {
          rotate(path, now());
          appendFlushed(path, `${jsonText(entry)}\n`);
        });
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
    read: (newestBytes = Number.POSITIVE_INFINITY) => {
      let found: readonly JournalEntry[] = [];
      let left = newestBytes;
      for (const file of journalFiles(folder).toReversed()) {
        if (left <= 0) break;
        const { entries, bytes, fault } = readEntries(join(folder, file), left);
        if (fault !== null) notify(`${join(folder, file)} ${fault}`);
        found = [...entries, ...found];
        left -= bytes;
      }
      return found;
    },
    newestFirst: async function* () {
      for (const file of journalFiles(folder).toReversed())
        yield* entriesBackwards(join(folder, file), notify);
    },
    tail: () => {
      const lines = tailLines(path);
      return () => lines().flatMap(readEntry);
    },
  };
}

const reasonOf = (error: unknown): string =>
  errorCode(error) ?? (error instanceof Error ? error.message : 'unknown');

function appendFlushed(path: string, line: string): void {
  refuseEndless(path);
  const descriptor = openSync(path, 'a+', 0o600);
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.from(endsInHalfLine(descriptor, size) ? `\n${line}` : line);
    try {
      if (writeSync(descriptor, bytes) !== bytes.length) throw new Error('written in part');
      fsyncSync(descriptor);
    } catch (error) {
      // A full disk takes a part of it, or all and loses it: what was refused must not look as if it had been meant.
      ftruncateSync(descriptor, size);
      throw error;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Another process may have died in the middle of a line: ours must not be glued to it. */
function endsInHalfLine(descriptor: number, size: number): boolean {
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(descriptor, last, 0, 1, size - 1);
  return last[0] !== 0x0a;
}

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
    if (errorCode(error) !== 'ENOENT') throw error;
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

type FileEntries = {
  readonly entries: readonly JournalEntry[];
  /** As many as were read for them. */
  readonly bytes: number;
  readonly fault: string | null;
};

function readEntries(path: string, mostBytes: number): FileEntries {
  let end: ReturnType<typeof readEnd>;
  try {
    end = readEnd(path, mostBytes);
  } catch (error) {
    return { entries: [], bytes: 0, fault: `cannot be read (${reasonOf(error)})` };
  }
  const lines = end.text.split('\n').filter((line) => line.trim() !== '');
  const entries = lines.flatMap(readEntry);
  const lost = lines.length - entries.length;
  return { entries, bytes: end.bytes, fault: lost === 0 ? null : lostLines(lost) };
}

async function* entriesBackwards(
  path: string,
  notify: (notice: string) => void,
): AsyncGenerator<JournalEntry> {
  let lost = 0;
  try {
    for await (const line of linesBackwards(path)) {
      if (line.trim() === '') continue;
      const [entry] = readEntry(line);
      if (entry === undefined) lost += 1;
      else yield entry;
    }
  } catch (error) {
    notify(`${path} cannot be read (${reasonOf(error)})`);
  } finally {
    if (lost > 0) notify(`${path} ${lostLines(lost)}`);
  }
}

const lostLines = (count: number): string =>
  `has ${count} ${count === 1 ? 'line' : 'lines'} that cannot be read: left out`;

function readEntry(line: string): readonly JournalEntry[] {
  try {
    const entry = entrySchema.safeParse(JSON.parse(line));
    return entry.success ? [entry.data] : [];
  } catch {
    return [];
  }
}
