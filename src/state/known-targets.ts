import { join } from 'node:path';
import { z } from 'zod';
import type { Deps } from '../runtime/deps.ts';
import { createJsonFile } from './json-file.ts';
import { prepareStateFolder } from './state-folder.ts';

/** A server or app as the last list had it, for the shell's completion. */
export type KnownTarget = {
  readonly id: string;
  readonly name: string;
  /** What its provider offers for it. */
  readonly actions: readonly string[];
};

export type KnownTargets = {
  /** Takes up a list; the same one again is not written again. */
  readonly note: (provider: string, list: 'servers' | 'apps', rows: readonly KnownTarget[]) => void;
  /** By provider, in the order noted. What is missing or damaged is no target. */
  readonly read: (provider: string) => readonly KnownTarget[];
  /** Names of the providers that anything is known of. */
  readonly providers: () => readonly string[];
  readonly flush: () => void;
};

const rows = z.array(z.object({ id: z.string(), name: z.string(), actions: z.array(z.string()) })).catch([]);

/** Names of servers and apps, in `targets.json` of the state folder. Never fails; `notify` is told of a damaged file. */
export function openKnownTargets(
  folder: string,
  { clock, random }: Pick<Deps, 'clock' | 'random'>,
  notify: (notice: string) => void,
): KnownTargets {
  const fault = prepareStateFolder(folder);
  const file = createJsonFile({
    path: join(folder, 'targets.json'),
    clock,
    random,
    // A folder that cannot be written was told of already.
    notify: (notice) => {
      if (fault === null) notify(notice);
    },
  });
  const newest = new Map<string, string>();
  const namesOf = (): readonly string[] => z.array(z.string()).catch([]).parse(file.get('providers'));
  return {
    note: (provider, list, found) => {
      const key = `${provider}/${list}`;
      const kept = found.map(({ id, name, actions }) => ({ id, name, actions }));
      const text = JSON.stringify(kept);
      if (newest.get(key) === text) return;
      newest.set(key, text);
      file.set(key, kept);
      if (!namesOf().includes(provider)) file.set('providers', [...namesOf(), provider]);
    },
    read: (provider) =>
      (['servers', 'apps'] as const).flatMap((list) => rows.parse(file.get(`${provider}/${list}`))),
    providers: namesOf,
    flush: file.flush,
  };
}
