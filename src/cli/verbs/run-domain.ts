import { mapResult, succeed } from '../../model/result.ts';
import type { DomainEntry } from '../../providers/provider.ts';
import type { ActionOptions } from '../action/action-options.ts';
import { printList } from '../action/print-list.ts';
import { runAction } from '../action/run-action.ts';
import type { TableColumn } from '../table.ts';
import type { Run } from '../verb.ts';
import { quietVerb } from './run-change.ts';

export const runDomainList: Run<Record<never, never>> = (context, _options, [word = '']) =>
  printList<DomainEntry>(context, word, {
    wanted: { verb: 'domain', needs: [], kinds: ['app'] },
    key: 'domains',
    read: async ({ connected: { provider }, target }) => {
      const read = await provider.listDomains?.(target.resource.id, context.world.signal);
      if (read !== undefined) return mapResult(read, (items) => ({ items, problems: [] }));
      const hosts = target.kind === 'app' ? target.resource.domains : [];
      return succeed({
        items: hosts.map((host) => ({ host, isVerified: null, certificate: null })),
        problems: [],
      });
    },
    lacks: 'lists no domains',
    toJson: (row) => ({ host: row.host, verified: row.isVerified, certificate: row.certificate }),
    columns,
    empty: 'no domains',
  });

const left = { align: 'left' } as const;

const columns: readonly TableColumn<DomainEntry>[] = [
  { ...left, title: 'HOST', importance: 1, text: ({ host }) => host },
  { ...left, title: 'VERIFIED', importance: 2, text: ({ isVerified }) => verifiedText(isVerified) },
  { ...left, title: 'CERTIFICATE', importance: 3, text: ({ certificate }) => certificate ?? '–' },
];

const verifiedText = (isVerified: boolean | null): string =>
  isVerified === null ? '–' : isVerified ? 'yes' : 'no';

export const runDomainChange =
  (change: 'add' | 'remove' | 'verify'): Run<ActionOptions> =>
  (context, options, [word = '', host = '']) =>
    runAction(context, options, [word], quietVerb({ verb: 'domain', change, host }, ['app']));
