import { rmSync } from 'node:fs';
import type { StatusTone } from '../../format/status.ts';
import { deedsOf, isAliveHere, type JournalDeed } from '../../journal/deeds.ts';
import { newestEntries } from '../../journal/newest-entries.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { plainText } from '../../model/text.ts';
import { locateStateFolder } from '../../state/state-folder.ts';
import type { Context } from '../context.ts';
import { readSince } from '../logs/since.ts';
import { printTable } from '../print-table.ts';
import { refuseOthers } from '../refuse-others.ts';
import type { TableColumn } from '../table.ts';
import type { Run } from '../verb.ts';
import { defaultLimit, type JournalOptions } from './journal-options.ts';

/** Reads the journal alone, that of the session where one is open: neither a configuration nor a provider is needed. */
export const runJournal: Run<JournalOptions> = async (context, { limit, since }) => {
  const { world } = context;
  refuseOthers(context);
  const from = since === undefined ? undefined : readSince(since, world.clock.now());
  const folder = await stateFolderOf(context);
  const names = context.options.provider ?? [];
  const isJson = context.options.json === true;
  const { entries, isCut } = await newestEntries(openJournal(folder, world.clock.now, context.say), {
    isWanted: ({ provider }) => names.length === 0 || names.includes(provider),
    most: limit ?? (isJson || from !== undefined ? Number.POSITIVE_INFINITY : defaultLimit),
    ...(from === undefined ? {} : { since: from }),
  });
  if (isJson) context.printJson({ entries });
  else
    await printTable(
      context,
      deedsOf(entries, isAliveHere(world.actor.host)),
      columns,
      'nothing was done from here yet',
    );
  if (isCut && limit === undefined)
    context.say(`only the newest ${defaultLimit} actions: --limit or --since goes further back`);
  return 0;
};

/** The demo's state goes with it: a new one has done nothing yet. */
async function stateFolderOf({ world, options }: Context): Promise<string> {
  if (world.session !== undefined) return world.session.stateFolder;
  if (options.demo !== true) return locateStateFolder(world.env, world.homeFolder);
  const folder = await world.makeTemporaryFolder();
  world.defer(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const tones: Readonly<Record<JournalDeed['state'], StatusTone>> = {
  accepted: 'good',
  failed: 'bad',
  unknown: 'unsure',
  'under-way': 'busy',
};

const left = { align: 'left' } as const;

const columns: readonly TableColumn<JournalDeed>[] = [
  { ...left, title: 'TIME', importance: 1, text: ({ intent }) => plainText(intent.at) },
  { ...left, title: 'USER', importance: 5, text: ({ intent }) => plainText(intent.user) },
  { ...left, title: 'ACTION', importance: 2, text: ({ intent }) => plainText(intent.action) },
  {
    ...left,
    title: 'TARGET',
    importance: 4,
    text: ({ intent }) => plainText(intent.target ?? intent.provider),
  },
  { ...left, title: 'NAME', importance: 3, text: ({ intent }) => plainText(intent.name) },
  {
    ...left,
    title: 'RESULT',
    importance: 2,
    text: (deed) => plainText(resultOf(deed)),
    tone: ({ state }) => tones[state],
  },
];

function resultOf({ outcome, state }: JournalDeed): string {
  if (state === 'under-way') return 'under way';
  if (outcome === null) return 'outcome unknown';
  if (state === 'unknown') return `outcome unknown: ${outcome.message}`;
  return `${state}: ${outcome.message}`;
}
