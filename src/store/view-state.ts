import type { JsonObject } from '../model/json.ts';
import type { Problem } from '../model/problem.ts';

export const paneIds = ['servers', 'apps', 'live', 'billing', 'logs'] as const;

export type PaneId = (typeof paneIds)[number];

/** Where the operator stands in a list: on a resource, by its key; `index` is where it was last seen. */
export type Cursor = {
  readonly key: string | null;
  readonly index: number;
  /** First row shown. */
  readonly top: number;
};

export type Details =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly details: JsonObject; readonly readAt: number }
  | { readonly phase: 'failed'; readonly problem: Problem };

export type Overlay =
  | { readonly type: 'help'; readonly top: number }
  | {
      readonly type: 'details';
      readonly title: string;
      readonly ref: string;
      readonly content: Details;
      readonly top: number;
    };

/** What is on the screen and where the operator is in it; what the fleet is like is elsewhere. */
export type ViewState = {
  readonly columns: number;
  readonly rows: number;
  readonly pane: PaneId;
  readonly isZoomed: boolean;
  readonly cursors: Readonly<Record<PaneId, Cursor>>;
  readonly overlay: Overlay | null;
  readonly isPaused: boolean;
  /** Lines the log is scrolled back by; 0 follows the end. */
  readonly logScrollback: number;
  /** Epoch ms that ages are counted to; moves once a second. */
  readonly now: number;
  /** A line for the operator, until the next key. */
  readonly notice: string | null;
};

const start: Cursor = { key: null, index: 0, top: 0 };

export const initialView = (
  columns: number,
  rows: number,
  now: number,
  notice: string | null,
): ViewState => ({
  columns,
  rows,
  pane: 'servers',
  isZoomed: false,
  cursors: { servers: start, apps: start, live: start, billing: start, logs: start },
  overlay: null,
  isPaused: false,
  logScrollback: 0,
  now,
  notice,
});
