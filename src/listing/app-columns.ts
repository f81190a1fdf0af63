import { formatAge } from '../format/age.ts';
import { statusTone, toneSymbol } from '../format/status.ts';
import type { App } from '../model/app.ts';
import type { Column } from './column.ts';

const unknown = '–';

export const appColumns: readonly Column<App>[] = [
  {
    id: 'status',
    title: 'STATUS',
    importance: 1,
    align: 'left',
    width: 12,
    minWidth: 10,
    text: (app) => `${toneSymbol(statusTone(app.status))} ${statusWord(app)}`,
    sortValue: (app) => app.status,
  },
  {
    id: 'name',
    title: 'NAME',
    importance: 2,
    align: 'left',
    width: 24,
    minWidth: 12,
    text: (app) => app.name,
    sortValue: (app) => app.name,
  },
  {
    id: 'kind',
    title: 'KIND',
    importance: 6,
    align: 'left',
    width: 8,
    minWidth: 8,
    text: (app) => app.kind,
    sortValue: (app) => app.kind,
  },
  {
    id: 'provider',
    title: 'PROVIDER',
    importance: 3,
    align: 'left',
    width: 16,
    minWidth: 8,
    text: (app) => app.provider,
    sortValue: (app) => app.provider,
  },
  {
    id: 'framework',
    title: 'FRAMEWORK',
    importance: 9,
    align: 'left',
    width: 10,
    minWidth: 9,
    text: (app) => app.framework ?? unknown,
    sortValue: (app) => app.framework,
  },
  {
    id: 'branch',
    title: 'BRANCH',
    importance: 7,
    align: 'left',
    width: 12,
    minWidth: 7,
    text: (app) => app.branch ?? unknown,
    sortValue: (app) => app.branch,
  },
  {
    id: 'deployed',
    title: 'DEPLOYED',
    importance: 4,
    align: 'right',
    width: 8,
    minWidth: 8,
    text: (app, now) => formatAge(app.lastDeployedAt, now),
    sortValue: (app) => app.lastDeployedAt,
  },
  {
    id: 'domain',
    title: 'DOMAIN',
    importance: 5,
    align: 'left',
    width: 34,
    minWidth: 16,
    text: (app) => app.domains[0] ?? unknown,
    sortValue: (app) => app.domains[0] ?? null,
  },
  {
    id: 'repository',
    title: 'REPOSITORY',
    importance: 8,
    align: 'left',
    width: 36,
    minWidth: 16,
    text: (app) => app.repository ?? unknown,
    sortValue: (app) => app.repository,
  },
  {
    id: 'age',
    title: 'AGE',
    importance: 10,
    align: 'right',
    width: 4,
    minWidth: 4,
    text: (app, now) => formatAge(app.createdAt, now),
    sortValue: (app) => app.createdAt,
  },
];

const statusWord = (app: App): string =>
  app.status === 'unknown' && app.providerStatus !== '' ? app.providerStatus : app.status;
