import { renameSync, statSync } from 'node:fs';
import { z } from 'zod';
import { errorCode } from '../model/error-code.ts';
import type { Clock } from '../runtime/deps.ts';
import { withFileLock } from './file-lock.ts';
import { readText } from './read-text.ts';
import { writeAtomically } from './write-atomically.ts';

/** Named JSON values in one file. */
export type JsonFile = {
  /** As it was set here, or by another fleetop until about a second ago. */
  readonly get: (key: string) => unknown;
  /** Written a moment later, or by {@link JsonFile.flush}. */
  readonly set: (key: string, value: unknown) => void;
  /**
   * Replaces a value by what `change` makes of it: at once of the one known here, and once more, when it is written, of
   * the one that the file has by then.
   */
  readonly update: (key: string, change: (before: unknown) => unknown) => void;
  /** Writes now what was set since; what cannot be written now is written with what is set next. Never throws. */
  readonly flush: () => void;
};

export type JsonFileOptions = {
  readonly path: string;
  readonly clock: Clock;
  /** [0, 1) */
  readonly random: () => number;
  /** Told once of a damaged or unwritable file. */
  readonly notify: (notice: string) => void;
  /** What becomes of a value that was set here, and what the file has of it by now; default: ours replaces theirs. */
  readonly merge?: (theirs: unknown, ours: unknown) => unknown;
  /** More values than this are forgotten, those first that were not set for longest. */
  readonly most?: number;
};

const writeDelayMs = 2_000;

/** A list asks for a value of each of its rows: the file is not looked at for each. */
const lookEveryMs = 1_000;

const version = 1;
const current = z.object({ v: z.literal(version), values: z.record(z.string(), z.unknown()) });
/** As it was before there was a version. */
const unversioned = z.looseObject({ v: z.undefined().optional() });
const newer = z.object({ v: z.number().int().gt(version) });

type Values = Map<string, unknown>;

/**
 * Reads the file when first asked, and again when another fleetop has written it. A damaged one is set aside, one that a
 * newer fleetop wrote is left alone, as is one that cannot be read for now; an unwritable one costs no more than the memory.
 */
export function createJsonFile({ path, clock, random, notify, merge, most }: JsonFileOptions): JsonFile {
  let values: Values | null = null;
  let mark: string | null = null;
  /** What the file had when it got that mark. */
  let stored: Values = new Map();
  let lookedAt = 0;
  let changes = new Map<string, (before: unknown) => unknown>();
  let isWaiting = false;
  /** One of a newer fleetop, or whose values cannot be seen for now, is none of ours to replace. */
  let kept: 'newer' | 'unreadable' | null = null;
  let isTold = false;
  const stop = new AbortController();

  const giveUp = (reason: string) => {
    if (!isTold) notify(`${path} ${reason}: nothing is remembered`);
    isTold = true;
  };
  const readValues = (): Values => {
    const found = readFile(path);
    kept = found.type === 'newer' || found.type === 'unreadable' ? found.type : null;
    if (found.type === 'newer') giveUp('was written by a newer fleetop');
    if (found.type === 'unreadable') giveUp(`cannot be read (${found.code})`);
    if (found.type === 'damaged') setAside(path, clock.now(), notify);
    stored = found.type === 'values' ? found.values : new Map();
    return new Map(stored);
  };
  /** What the file has with what is still to be written to it. One that is gone takes nothing along. */
  const load = (): Values => {
    const now = clock.elapsed();
    if (values !== null && now - lookedAt < lookEveryMs) return values;
    lookedAt = now;
    const found = markOf(path);
    if (values !== null && (found === null || found === mark)) return values;
    const read = readValues();
    mark = kept === 'unreadable' ? null : found;
    if (values !== null && kept !== null) return values;
    for (const [key, change] of changes) put(read, key, change(read.get(key)), most);
    values = read;
    return read;
  };
  const flush = () => {
    if (changes.size === 0) return;
    const pending = changes;
    changes = new Map();
    try {
      withFileLock(path, () => {
        // Another fleetop may have written since: only what was set here is replaced.
        const now = markOf(path);
        const merged = now !== null && now === mark ? new Map(stored) : readValues();
        if (kept === 'unreadable') changes = pending;
        if (kept !== null) return;
        for (const [key, change] of pending) put(merged, key, change(merged.get(key)), most);
        values = merged;
        writeAtomically(path, JSON.stringify({ v: version, values: Object.fromEntries(merged) }), random);
        stored = new Map(merged);
        mark = markOf(path);
        isTold = false;
      });
    } catch (error) {
      changes = pending;
      giveUp(`cannot be written (${errorCode(error) ?? 'unknown'})`);
    }
  };
  const change = (key: string, value: unknown, ofTheirs: (theirs: unknown) => unknown) => {
    put(load(), key, value, most);
    put(changes, key, ofTheirs, most);
    if (isWaiting) return;
    isWaiting = true;
    void clock.sleep(writeDelayMs, stop.signal).then(() => {
      isWaiting = false;
      flush();
    });
  };
  return {
    get: (key) => load().get(key),
    set: (key, value) => change(key, value, (theirs) => merge?.(theirs, value) ?? value),
    update: (key, next) => {
      const earlier = changes.get(key);
      change(key, next(load().get(key)), (theirs) => next(earlier === undefined ? theirs : earlier(theirs)));
    },
    flush: () => {
      stop.abort();
      flush();
    },
  };
}

/** Tells a file from the one that takes its place; null where there is none. */
function markOf(path: string): string | null {
  try {
    const { ino, mtimeNs, size } = statSync(path, { bigint: true });
    return `${ino} ${mtimeNs} ${size}`;
  } catch {
    return null;
  }
}

/** As the newest of all: a map keeps the order in which its keys were put in, and so does the file. */
function put<V>(values: Map<string, V>, key: string, value: V, most = Number.POSITIVE_INFINITY): void {
  values.delete(key);
  values.set(key, value);
  const [oldest] = values.keys();
  if (values.size > most && oldest !== undefined) values.delete(oldest);
}

type Found =
  | { readonly type: 'values'; readonly values: Values }
  | { readonly type: 'newer' | 'damaged' }
  | { readonly type: 'unreadable'; readonly code: string };

function readFile(path: string): Found {
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    const code = errorCode(error) ?? (error instanceof Error ? error.message : 'unknown');
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { type: 'values', values: new Map() }
      : { type: 'unreadable', code };
  }
  try {
    const value: unknown = JSON.parse(text);
    const known = current.safeParse(value);
    if (known.success) return { type: 'values', values: new Map(Object.entries(known.data.values)) };
    const before = unversioned.safeParse(value);
    if (before.success) return { type: 'values', values: new Map(Object.entries(before.data)) };
    return { type: newer.safeParse(value).success ? 'newer' : 'damaged' };
  } catch {
    return { type: 'damaged' };
  }
}

/** Keeps a damaged file under another name. */
export function setAside(path: string, now: number, notify: (notice: string) => void): void {
  const aside = `${path}.corrupt-${new Date(now).toISOString().replaceAll(':', '-')}`;
  try {
    renameSync(path, aside);
    notify(`${path} was damaged and is now ${aside}: fleetop starts remembering anew`);
  } catch (error) {
    notify(`${path} is damaged and cannot be moved (${errorCode(error) ?? 'unknown'})`);
  }
}
