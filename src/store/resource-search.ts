import fuzzysort from 'fuzzysort';
import type { App } from '../model/app.ts';
import type { Server } from '../model/server.ts';
import type { FleetState } from './fleet-state.ts';
import { remember } from './remember.ts';

type Named = Pick<Server | App, 'ref' | 'name'>;

export type FoundResource = Named & {
  readonly list: 'servers' | 'apps';
  /** How well it meets what was looked for: 1 is exactly. */
  readonly score: number;
};

/** Servers and apps by their names, best first, at most `most` of them. An empty text finds none. */
export type ResourceSearch = (
  fleet: Pick<FleetState, 'servers' | 'apps'>,
  text: string,
) => readonly FoundResource[];

const most = 60;

/** Remembers the names in a form that is searched fast, and its newest answer. */
export function createResourceSearch(): ResourceSearch {
  const indexes = { servers: createIndex(), apps: createIndex() };
  const search = remember(
    (servers: FleetState['servers'], apps: FleetState['apps'], text: string): readonly FoundResource[] => {
      if (text.trim() === '') return [];
      const found = [
        ...indexes.servers(servers, text).map((hit) => ({ ...hit, list: 'servers' as const })),
        ...indexes.apps(apps, text).map((hit) => ({ ...hit, list: 'apps' as const })),
      ];
      return found.sort((a, b) => b.score - a.score).slice(0, most);
    },
  );
  return ({ servers, apps }, text) => search(servers, apps, text);
}

function createIndex() {
  let names: readonly Named[] = [];
  let snapshot = fuzzysort.snapshot(names, { key: 'name' });
  return (all: ReadonlyMap<string, Named>, text: string) => {
    if (!isSame(names, all)) {
      names = Array.from(all.values(), ({ ref, name }) => ({ ref, name }));
      snapshot = fuzzysort.snapshot(names, { key: 'name' });
    }
    return fuzzysort.go(text, snapshot, { limit: most }).map(({ obj, score }) => ({ ...obj, score }));
  };
}

/** Readings come in all the time; names hardly ever change. */
function isSame(names: readonly Named[], all: ReadonlyMap<string, Named>): boolean {
  if (names.length !== all.size) return false;
  let index = 0;
  for (const { ref, name } of all.values()) {
    const before = names[index];
    if (before?.ref !== ref || before.name !== name) return false;
    index += 1;
  }
  return true;
}
