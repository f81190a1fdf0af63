import { readDeployments, type SourcedDeployment } from '../../actions/read-deployments.ts';
import { formatAge } from '../../format/age.ts';
import { succeed } from '../../model/result.ts';
import { printList } from '../action/print-list.ts';
import { isoTime } from '../json/iso-time.ts';
import type { TableColumn } from '../table.ts';
import type { Run } from '../verb.ts';

export const runDeployments: Run<Record<never, never>> = (context, _options, [word = '']) =>
  printList<SourcedDeployment>(context, word, {
    wanted: { verb: 'deployments', needs: [], kinds: ['app'] },
    key: 'deployments',
    lacks: 'lists no deployments',
    read: async ({ connected, target }) => {
      const { rows, problems } = await readDeployments(connected, target.resource, context.world.signal);
      return succeed({ items: rows, problems });
    },
    toJson: (row) => ({
      id: row.id,
      app: row.app,
      status: row.status,
      createdAt: isoTime(row.createdAt),
      endedAt: isoTime(row.endedAt),
      commit: row.commit,
      environment: row.environment,
      source: row.source,
    }),
    columns,
    empty: 'no deployments are known',
  });

/** Their word where ours would say nothing, as of one that was canceled. */
const statusText = ({ status, providerStatus }: SourcedDeployment): string =>
  status === 'unknown' && providerStatus !== '' ? providerStatus : status;

const left = { align: 'left' } as const;

const columns: readonly TableColumn<SourcedDeployment>[] = [
  { ...left, title: 'ID', importance: 1, text: ({ id }) => id },
  { ...left, title: 'STATUS', importance: 2, text: statusText },
  { ...left, title: 'AGE', importance: 3, text: ({ createdAt }, now) => formatAge(createdAt, now) },
  { ...left, title: 'COMMIT', importance: 4, text: ({ commit }) => commit ?? '–' },
  { ...left, title: 'ENVIRONMENT', importance: 6, text: ({ environment }) => environment ?? '–' },
  { ...left, title: 'SOURCE', importance: 5, text: ({ source }) => source },
];
