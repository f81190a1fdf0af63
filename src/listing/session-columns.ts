import { formatAge, formatSpan } from '../format/age.ts';
import type { LoginSession } from '../model/login-session.ts';
import { type Column, figureColumn, unknown, wordColumn } from './column.ts';

/** Who is logged in where. */
export const sessionColumns: readonly Column<LoginSession>[] = [
  wordColumn('user', [1, 8, 16], ({ user }) => user),
  wordColumn('name', [2, 18, 34], ({ name }) => name, 'SERVER'),
  wordColumn('provider', [7, 9, 18], ({ provider }) => provider),
  wordColumn('from', [3, 15, 24], ({ from }) => from),
  wordColumn('terminal', [5, 8, 10], ({ terminal }) => terminal),
  figureColumn(
    'since',
    [4, 5, 5],
    ({ since }) => since,
    ({ since }, now) => formatAge(since, now),
  ),
  figureColumn(
    'idle',
    [6, 4, 5],
    ({ idleSeconds }) => idleSeconds,
    ({ idleSeconds }) => (idleSeconds === null ? unknown : formatSpan(idleSeconds * 1_000)),
  ),
];
