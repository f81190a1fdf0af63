import type { LogEntry } from '../model/log-line.ts';

/**
 * A row without its text: the object with its seven fields, two boxed times, the string's own head and the slot that
 * holds the row, in V8 on 64 bits.
 */
const overheadBytes = 176;

const wide = /[\u0100-\uffff]/;

/** What a row takes of memory. A text takes two bytes a UTF-16 unit as soon as one of them is beyond Latin-1. */
export function entryBytes(entry: LogEntry | undefined): number {
  if (entry === undefined) return 0;
  const { line } = entry;
  return overheadBytes + (wide.test(line) ? 2 * line.length : line.length);
}
