import type { LogEntry } from '../model/log-line.ts';
import type { LogChoice } from './log-store.ts';

export const logTimes = ['local', 'utc', 'relative', 'off'] as const;

/** What stands before each row of a log. */
export type LogTimes = (typeof logTimes)[number];

/** A row of the timeline, wherever late rows move it: `position` is where it was last seen. */
export type LogMark = { readonly entry: LogEntry; readonly position: number };

/** Where the log was stopped to be read. */
export type LogHold = {
  /** The first row on the screen. */
  readonly top: LogMark;
  /** The timeline's end when it was stopped: what is from there on is new. */
  readonly newFrom: number;
};

/** How the operator looks at the timeline. */
export type LogView = {
  /** Null: its end is followed. */
  readonly hold: LogHold | null;
  /** What is searched for, in the words of a filter; empty: nothing. */
  readonly search: string;
  /** Whether only what is found is shown, or everything with what is found marked. */
  readonly isFilter: boolean;
  /** Rows before and after each that are shown with it. */
  readonly neighbours: number;
  /** The one that was gone to. */
  readonly found: LogMark | null;
  readonly isWrapped: boolean;
  /** Cells that long rows are scrolled sideways by. */
  readonly left: number;
  readonly times: LogTimes;
  /** What was chosen to be shown; null: the app under the cursor in Apps. */
  readonly pinned: readonly LogChoice[] | null;
};

export const initialLogView: LogView = {
  hold: null,
  search: '',
  isFilter: true,
  neighbours: 0,
  found: null,
  isWrapped: false,
  left: 0,
  times: 'local',
  pinned: null,
};
