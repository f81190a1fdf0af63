import { join } from 'node:path';
import type { Deps } from '../runtime/deps.ts';
import { createJsonFile } from './json-file.ts';
import { prepareStateFolder } from './state-folder.ts';

/** What outlives the process: one small JSON store a provider, all in `remembered.json`. */
export type Remembered = {
  readonly memoryOf: (provider: string) => {
    readonly get: (key: string) => unknown;
    readonly set: (key: string, value: unknown) => void;
    readonly update: (key: string, change: (before: unknown) => unknown) => void;
  };
  /** Writes what is not written yet. */
  readonly flush: () => void;
};

/** Twice as many as the largest fleet has servers: what is remembered of those that are gone goes some day. */
const mostValues = 20_000;

/** Never fails: where nothing can be written, `notify` is told and what is set lasts as long as the process. */
export function openRemembered(
  folder: string,
  { clock, random }: Pick<Deps, 'clock' | 'random'>,
  notify: (notice: string) => void,
): Remembered {
  const fault = prepareStateFolder(folder);
  if (fault !== null) notify(fault);
  const file = createJsonFile({
    path: join(folder, 'remembered.json'),
    clock,
    random,
    most: mostValues,
    notify: (notice) => {
      if (fault === null) notify(notice);
    },
  });
  return {
    memoryOf: (provider) => ({
      get: (key) => file.get(`${provider}/${key}`),
      set: (key, value) => file.set(`${provider}/${key}`, value),
      update: (key, change) => file.update(`${provider}/${key}`, change),
    }),
    flush: file.flush,
  };
}
