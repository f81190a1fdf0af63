import { formatAge } from '../format/age.ts';
import type { App } from '../model/app.ts';
import { type Column, figureColumn, wordColumn } from './column.ts';
import { statusColumn } from './status-column.ts';

export const appColumns: readonly Column<App>[] = [
  statusColumn([1, 10, 12]),
  wordColumn('name', [2, 12, 24], (app) => app.name),
  wordColumn('kind', [6, 8, 8], (app) => app.kind),
  wordColumn('provider', [3, 9, 16], (app) => app.provider),
  wordColumn('framework', [9, 9, 10], (app) => app.framework),
  wordColumn('branch', [7, 7, 12], (app) => app.branch),
  figureColumn(
    'deployed',
    [4, 8, 8],
    (app) => app.lastDeployedAt,
    (app, now) => formatAge(app.lastDeployedAt, now),
  ),
  wordColumn('domain', [5, 16, 34], (app) => app.domains[0] ?? null),
  wordColumn('repository', [8, 16, 36], (app) => app.repository),
  figureColumn(
    'age',
    [10, 4, 4],
    (app) => app.createdAt,
    (app, now) => formatAge(app.createdAt, now),
  ),
];
