import { createFilteredLog, type FilteredLog, type LogCursor, type ShownRow } from '../logs/filtered-log.ts';
import type { LogMatch } from '../logs/log-filter.ts';
import type { LogEntry } from '../model/log-line.ts';
import type { LogRing } from './log-ring.ts';
import type { LogMark } from './log-view.ts';

export type LogSearch = {
  readonly matches: LogMatch;
  /** Whether only what is found is shown. */
  readonly isFilter: boolean;
  /** Rows before and after each that are shown with it. */
  readonly neighbours: number;
};

/** The rows of the timeline that are shown, oldest first: all, or what a filter lets through. */
export type LogRows = {
  readonly length: () => number;
  readonly at: (index: number) => ShownRow | undefined;
  readonly entry: (index: number) => LogEntry | undefined;
  /** The first one at or after a position of the timeline; the length where there is none. */
  readonly indexAt: (position: number) => number;
  /** The position of a row that may have been moved or dropped; then of the nearest. */
  readonly locate: (mark: LogMark) => number;
  /** How many are found; null where nothing is searched for. */
  readonly matched: () => number | null;
  /** The position of the next one found after (`1`) or before (`-1`) a position. */
  readonly nextMatch: (position: number, step: 1 | -1) => number | null;
  /** Of the timeline, what was searched through, from 0 to 1. */
  readonly progress: () => number;
  /** Searches for something else, from the beginning. */
  readonly look: (search: LogSearch | null) => void;
  /** Searches through what is new for at most about `budgetMs`; false while more is left. */
  readonly update: (budgetMs: number) => boolean;
};

type Index = { readonly search: LogSearch; readonly found: FilteredLog; readonly cursor: LogCursor };

/** `now` is in ms and only goes forward. */
export function createLogRows(ring: LogRing, now: () => number): LogRows {
  let index: Index | null = null;
  const filtered = () => (index?.search.isFilter === true ? index.found : null);
  const length = () => filtered()?.length() ?? ring.length();
  const at = (place: number): ShownRow | undefined => {
    const shown = filtered();
    if (shown !== null) return rowOf(shown, place);
    return place < 0 || place >= ring.length()
      ? undefined
      : { position: ring.first() + place, isMatch: true };
  };
  return {
    length,
    at,
    entry: (place) => {
      const row = at(place);
      return row === undefined ? undefined : ring.at(row.position);
    },
    indexAt: (position) => {
      const shown = filtered();
      if (shown !== null) return placeOf(shown, position);
      return Math.max(0, Math.min(position - ring.first(), ring.length()));
    },
    locate: ({ entry, position }) => {
      // Rows only move towards the end: late ones are put in before them.
      for (let place = Math.max(position, ring.first()); place < ring.end(); place += 1)
        if (ring.at(place) === entry) return place;
      return Math.max(position, ring.first());
    },
    matched: () => index?.found.matched() ?? null,
    nextMatch: (position, step) => {
      if (index === null) return null;
      const { found } = index;
      let place = placeOf(found, position);
      if (step === -1) place -= 1;
      else if (rowOf(found, place)?.position === position) place += 1;
      for (let row = rowOf(found, place); row !== undefined; place += step, row = rowOf(found, place))
        if (row.isMatch && ring.at(row.position)?.kind !== 'mark') return row.position;
      return null;
    },
    progress: () => {
      if (index === null || ring.length() === 0) return 1;
      return Math.max(0, Math.min(1, (index.cursor.next() - ring.first()) / ring.length()));
    },
    look: (search) => {
      if (search === null) {
        index = null;
        return;
      }
      const cursor = ring.openCursor();
      const neighbours = search.isFilter ? search.neighbours : 0;
      index = { search, cursor, found: createFilteredLog(ring, cursor, search.matches, neighbours, now) };
    },
    update: (budgetMs) => index?.found.update(budgetMs) ?? true,
  };
}

const rowOf = (found: FilteredLog, place: number): ShownRow | undefined =>
  place < 0 ? undefined : found.slice(place, place + 1)[0];

/** Where a position stands among those found, or would stand. */
function placeOf(found: FilteredLog, position: number): number {
  let [low, high] = [0, found.length()];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rowOf(found, middle)?.position ?? position) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
