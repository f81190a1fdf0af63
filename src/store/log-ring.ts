import type { LogCursor } from '../logs/filtered-log.ts';
import type { LogReader } from '../logs/log-reader.ts';
import { mergeSorted } from '../logs/order.ts';
import type { LogEntry } from '../model/log-line.ts';
import { entryBytes } from './log-bytes.ts';

export type LogLimits = {
  /** Rows. */
  readonly lines: number;
  /** Of memory, texts and what goes with them. */
  readonly bytes: number;
};

const defaultLogLimits: LogLimits = { lines: 100_000, bytes: 64 * 1024 * 1024 };

/**
 * The newest rows of a timeline, bounded by number and by size. A row has a position: the oldest ever kept has 0, and
 * dropping older ones moves nobody.
 */
export type LogRing = LogReader & {
  /** Takes rows up in the order of the timeline; those later than what is there go to their place. */
  readonly insert: (entries: readonly LogEntry[]) => void;
  readonly clear: () => void;
  readonly length: () => number;
  /** Rows `from` to `to` (exclusive), counted from the oldest kept. */
  readonly slice: (from: number, to: number) => readonly LogEntry[];
  /** How many were dropped to stay inside the bounds. */
  readonly dropped: () => number;
  /** What is kept takes of memory, estimated from above. */
  readonly bytes: () => number;
  /** Position of the first row that is not before `at` (epoch ms); the end where all are. */
  readonly positionAt: (at: number) => number;
  /** Begins at the oldest row; taken back when rows before it change. */
  readonly openCursor: () => LogCursor;
};

/**
 * A late row is put at its place among this many of the newest; one that belongs farther back is put there, before
 * them, where it is still seen.
 */
const lateWindow = 20_000;

export function createLogRing(limits: LogLimits = defaultLogLimits): LogRing {
  /** The rows kept begin at `head`; what lies before it is empty. */
  let kept: (LogEntry | undefined)[] = [];
  let head = 0;
  let first = 0;
  let bytes = 0;
  let cursors: readonly WeakRef<{ next: number }>[] = [];

  const length = () => kept.length - head;
  const at = (position: number) => kept[head + position - first];

  const dropOldest = () => {
    bytes -= entryBytes(kept[head]);
    kept[head] = undefined;
    head += 1;
    first += 1;
  };
  const trim = () => {
    while (length() > limits.lines || (bytes > limits.bytes && length() > 1)) dropOldest();
    // Not one by one: taking from the front copies all that is behind it.
    if (head > 4_096 && head > kept.length / 2) {
      kept = kept.slice(head);
      head = 0;
    }
  };
  const takeBack = (position: number) => {
    cursors = cursors.filter((reference) => {
      const cursor = reference.deref();
      if (cursor !== undefined) cursor.next = Math.min(cursor.next, position);
      return cursor !== undefined;
    });
  };
  /** The first index of `kept` from `from` on whose row is later than `orderAt`. */
  const behind = (orderAt: number, from: number): number => {
    let [low, high] = [from, kept.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((kept[middle]?.orderAt ?? 0) <= orderAt) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    insert: (entries) => {
      const earliest = entries[0];
      if (earliest === undefined) return;
      for (const entry of entries) bytes += entryBytes(entry);
      const place = behind(earliest.orderAt, Math.max(head, kept.length - lateWindow));
      const tail = kept.splice(place).filter((entry) => entry !== undefined);
      if (tail.length > 0) takeBack(first + place - head);
      for (const entry of mergeSorted(tail, notBefore(kept.at(-1)?.orderAt, entries))) kept.push(entry);
      trim();
    },
    clear: () => {
      first += length();
      kept = [];
      head = 0;
      bytes = 0;
    },
    first: () => first,
    end: () => first + length(),
    at,
    length,
    slice: (from, to) =>
      kept.slice(head + Math.max(0, from), head + Math.max(0, to)).filter((entry) => entry !== undefined),
    dropped: () => first,
    bytes: () => bytes,
    positionAt: (time) => first + behind(time - 1, head) - head,
    openCursor: () => {
      const cursor = { next: first };
      // Every search has one of its own: those that are over go.
      cursors = [...cursors.filter((reference) => reference.deref() !== undefined), new WeakRef(cursor)];
      return {
        next: () => cursor.next,
        moveTo: (position) => {
          cursor.next = position;
        },
      };
    },
  };
}

/** What was too late for its place stands at the first one that is left, so that the whole stays in order. */
const notBefore = (earliest: number | undefined, entries: readonly LogEntry[]): readonly LogEntry[] =>
  earliest === undefined || (entries[0]?.orderAt ?? earliest) >= earliest
    ? entries
    : entries.map((entry) => (entry.orderAt < earliest ? { ...entry, orderAt: earliest } : entry));
