import { readFileSync, renameSync } from 'node:fs';
import type { Clock } from '../runtime/deps.ts';
import { writeAtomically } from './write-atomically.ts';

/** Named JSON values in one file. */
export type JsonFile = {
  readonly get: (key: string) => unknown;
  /** Written a moment later, or by {@link JsonFile.flush}. */
  readonly set: (key: string, value: unknown) => void;
  /** Writes now what was set since; never throws. */
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
};

const writeDelayMs = 2_000;

/** Reads the file when first asked. A damaged one is set aside, an unwritable one costs no more than the memory. */
export function createJsonFile({ path, clock, random, notify, merge }: JsonFileOptions): JsonFile {
  let values: Map<string, unknown> | null = null;
  let changes = new Map<string, unknown>();
  let isWaiting = false;
  let isBroken = false;
  const stop = new AbortController();

  const load = () => {
    values ??= readValues(path, clock, notify);
    return values;
  };
  const flush = () => {
    if (changes.size === 0) return;
    const pending = changes;
    changes = new Map();
    try {
      // Another fleetop may have written since: only what was set here is replaced.
      const merged = readValues(path, clock, notify);
      for (const [key, ours] of pending) merged.set(key, merge?.(merged.get(key), ours) ?? ours);
      writeAtomically(path, JSON.stringify(Object.fromEntries(merged)), random);
    } catch (error) {
      if (!isBroken) notify(`${path} cannot be written (${errorCode(error)}): nothing is remembered`);
      isBroken = true;
    }
  };
  return {
    get: (key) => load().get(key),
    set: (key, value) => {
      load().set(key, value);
      changes.set(key, value);
      if (isWaiting) return;
      isWaiting = true;
      void clock.sleep(writeDelayMs, stop.signal).then(() => {
        isWaiting = false;
        flush();
      });
    },
    flush: () => {
      stop.abort();
      flush();
    },
  };
}

function readValues(path: string, clock: Clock, notify: (notice: string) => void): Map<string, unknown> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return new Map();
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return new Map(Object.entries(value));
  } catch {
    // Set aside below, as any other file that holds something else.
  }
  const aside = `${path}.corrupt-${new Date(clock.now()).toISOString().replaceAll(':', '-')}`;
  try {
    renameSync(path, aside);
    notify(`${path} was damaged and is now ${aside}: fleetop starts remembering anew`);
  } catch (error) {
    notify(`${path} is damaged and cannot be moved (${errorCode(error)})`);
  }
  return new Map();
}

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
