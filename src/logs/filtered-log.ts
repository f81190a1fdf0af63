import type { LogMatch } from './log-filter.ts';
import type { LogReader } from './log-reader.ts';

/** A place up to which a log was read. Rows that are put in or moved before it take it back. */
export type LogCursor = {
  readonly next: () => number;
  readonly moveTo: (position: number) => void;
};

/** The rows of a log that a filter lets through, kept up to date as the log grows. */
export type FilteredLog = {
  /** Looks at what is new for at most about `budgetMs`; false while more is left to look at. */
  readonly update: (budgetMs: number) => boolean;
  readonly length: () => number;
  /** Positions in the log of the rows shown, oldest first, from `from` to `to` (exclusive) of those shown. */
  readonly slice: (from: number, to: number) => readonly ShownRow[];
  /** Rows that met the filter themselves. */
  readonly matched: () => number;
};

export type ShownRow = {
  readonly position: number;
  /** False for a neighbour of a match. */
  readonly isMatch: boolean;
};

const strideRows = 256;

/** `neighbours`: as many rows before and after each match are shown with it. `now` is in ms and only goes forward. */
export function createFilteredLog(
  log: LogReader,
  cursor: LogCursor,
  matches: LogMatch,
  neighbours: number,
  now: () => number,
): FilteredLog {
  let shown: ShownRow[] = [];
  /** Rows before this index of `shown` are no longer in the log. */
  let gone = 0;
  let matched = 0;
  let scanned = cursor.next();
  /** Rows up to here (inclusive) are neighbours of a match before them. */
  let near = -1;

  const rewind = () => {
    if (cursor.next() >= scanned) return;
    scanned = cursor.next();
    const isAbove = (position: number) => shown.length > gone && (shown.at(-1)?.position ?? -1) > position;
    while (isAbove(scanned - 1)) if (shown.pop()?.isMatch === true) matched -= 1;
    const last = shown.findLast(({ isMatch }) => isMatch);
    near = last === undefined ? -1 : last.position + neighbours;
    // Those before a match that is no longer where it was.
    while (isAbove(near)) shown.pop();
  };

  const forget = () => {
    const first = log.first();
    while (gone < shown.length && (shown[gone]?.position ?? first) < first) {
      if (shown[gone]?.isMatch === true) matched -= 1;
      gone += 1;
    }
    // Not one by one: taking from the front copies all that is behind it.
    if (gone > 1_024 && gone > shown.length / 2) {
      shown = shown.slice(gone);
      gone = 0;
    }
  };

  const take = (position: number) => {
    const entry = log.at(position);
    if (entry === undefined) return;
    if (!matches(entry)) {
      if (position <= near) shown.push({ position, isMatch: false });
      return;
    }
    const behind = (shown.at(-1)?.position ?? log.first() - 1) + 1;
    for (let before = Math.max(behind, position - neighbours, log.first()); before < position; before += 1)
      shown.push({ position: before, isMatch: false });
    shown.push({ position, isMatch: true });
    matched += 1;
    near = position + neighbours;
  };

  return {
    update: (budgetMs) => {
      const began = now();
      rewind();
      forget();
      scanned = Math.max(scanned, log.first());
      for (let left = strideRows; scanned < log.end(); scanned += 1) {
        take(scanned);
        left -= 1;
        if (left > 0) continue;
        left = strideRows;
        if (now() - began >= budgetMs) break;
      }
      cursor.moveTo(scanned);
      return scanned >= log.end();
    },
    length: () => shown.length - gone,
    slice: (from, to) => shown.slice(gone + Math.max(0, from), gone + Math.max(0, to)),
    matched: () => matched,
  };
}
