import type { LogEntry } from '../model/log-line.ts';
import type { LogMatch } from './log-filter.ts';

/** Rows by their position, which stays the same while older ones are dropped. */
export type LogReader = {
  /** Position of the oldest row kept. */
  readonly first: () => number;
  /** One past the position of the newest. */
  readonly end: () => number;
  readonly at: (position: number) => LogEntry | undefined;
};

/** Rows looked at between two looks at the clock. */
const strideRows = 256;

/**
 * Looks for matching rows, newest first (`-1`) or oldest first (`1`), from a position on. Yields at least every
 * `sliceMs` with what was found since, so that whoever pumps it can let keys and frames through in between.
 */
export function* searchLog(
  log: LogReader,
  matches: LogMatch,
  {
    from,
    step,
    sliceMs,
    now,
  }: {
    readonly from: number;
    readonly step: 1 | -1;
    readonly sliceMs: number;
    /** A clock that only goes forward, in ms. */
    readonly now: () => number;
  },
): Generator<readonly number[], void, void> {
  let found: number[] = [];
  let began = now();
  let left = strideRows;
  for (let position = from; position >= log.first() && position < log.end(); position += step) {
    const entry = log.at(position);
    if (entry !== undefined && matches(entry)) found.push(position);
    left -= 1;
    if (left > 0) continue;
    left = strideRows;
    if (now() - began < sliceMs) continue;
    yield found;
    found = [];
    began = now();
  }
  yield found;
}
