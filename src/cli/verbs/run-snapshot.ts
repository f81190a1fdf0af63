import type { Snapshot } from '../../providers/provider.ts';
import type { ActionOptions } from '../action/action-options.ts';
import { printList } from '../action/print-list.ts';
import { runAction } from '../action/run-action.ts';
import { isoTime } from '../json/iso-time.ts';
import type { TableColumn } from '../table.ts';
import type { Run } from '../verb.ts';
import { quietVerb } from './run-change.ts';

export type SnapshotOptions = ActionOptions & {
  readonly description?: string;
  readonly includeRam?: boolean;
};

export const runSnapshotCreate: Run<SnapshotOptions> = (context, options, [word = '', name = '']) =>
  runAction(
    context,
    options,
    [word],
    quietVerb(
      {
        verb: 'snapshot',
        name,
        description: options.description ?? null,
        includesRam: options.includeRam === true,
      },
      ['server'],
    ),
  );

export const runSnapshotList: Run<Record<never, never>> = (context, _options, [word = '']) =>
  printList<Snapshot>(context, word, {
    wanted: { verb: 'snapshot', needs: ['snapshot'], kinds: ['server'] },
    key: 'snapshots',
    read: ({ connected, target }) =>
      connected.provider.listSnapshots?.(target.resource.id, context.world.signal) ?? null,
    lacks: 'lists no snapshots',
    toJson: (row) => ({
      name: row.name,
      description: row.description,
      createdAt: isoTime(row.createdAt),
      includesRam: row.includesRam,
    }),
    columns,
    empty: 'no snapshots',
  });

const left = { align: 'left' } as const;

const columns: readonly TableColumn<Snapshot>[] = [
  { ...left, title: 'NAME', importance: 1, text: ({ name }) => name },
  { ...left, title: 'CREATED', importance: 2, text: ({ createdAt }) => isoTime(createdAt) ?? '–' },
  { ...left, title: 'MEMORY', importance: 4, text: ({ includesRam }) => memoryText(includesRam) },
  { ...left, title: 'DESCRIPTION', importance: 3, text: ({ description }) => description ?? '–' },
];

const memoryText = (includesRam: boolean | null): string =>
  includesRam === null ? '–' : includesRam ? 'yes' : 'no';
