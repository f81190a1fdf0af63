import { formatSpan } from '../format/age.ts';
import type { ActionRecord } from '../model/fleet-event.ts';
import { type Column, figureColumn, wordColumn } from './column.ts';

const isoTime = (at: number): string => new Date(at).toISOString();

export const activityColumns: readonly Column<ActionRecord>[] = [
  wordColumn('time', [1, 24, 24], ({ startedAt }) => isoTime(startedAt)),
  wordColumn('action', [2, 9, 12], ({ verb }) => verb),
  wordColumn('name', [3, 18, 34], ({ name }) => name),
  wordColumn('target', [5, 18, 40], ({ ref, provider }) => ref ?? provider),
  wordColumn('result', [4, 8, 9], ({ phase }) => phase),
  wordColumn('message', [6, 24, 60], ({ message }) => message),
  figureColumn(
    'took',
    [7, 4, 4],
    ({ startedAt, endedAt }) => (endedAt === null ? null : endedAt - startedAt),
    ({ startedAt, endedAt }) => (endedAt === null ? '–' : formatSpan(endedAt - startedAt)),
  ),
];
