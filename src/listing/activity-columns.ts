import { formatSpan } from '../format/age.ts';
import { type Column, figureColumn, wordColumn } from './column.ts';

/** What was done from here, or what went wrong by itself, as one row. */
export type ActivityRow = {
  /** Epoch ms. */
  readonly at: number;
  /** The verb, or what is wrong: `reboot`, `cpu`. */
  readonly what: string;
  readonly name: string;
  /** Reference, or the provider's name where there is none. */
  readonly target: string;
  /** How an action stands; whether what was wrong came or went. */
  readonly result: string;
  readonly message: string;
  readonly tookMs: number | null;
};

const isoTime = (at: number): string => new Date(at).toISOString();

/** As files have it; a screen is narrower and knows the day. */
export const activityColumns: readonly Column<ActivityRow>[] = [
  wordColumn('time', [1, 24, 24], ({ at }) => isoTime(at)),
  wordColumn('what', [2, 9, 12], ({ what }) => what),
  wordColumn('name', [3, 18, 34], ({ name }) => name),
  wordColumn('target', [5, 18, 40], ({ target }) => target),
  wordColumn('result', [4, 8, 9], ({ result }) => result),
  wordColumn('message', [6, 24, 60], ({ message }) => message),
  figureColumn(
    'took',
    [7, 4, 4],
    ({ tookMs }) => tookMs,
    ({ tookMs }) => (tookMs === null ? '–' : formatSpan(tookMs)),
  ),
];
