import { join } from 'node:path';
import type { Deps } from '../runtime/deps.ts';
import { createJsonFile } from './json-file.ts';
import { prepareStateFolder } from './state-folder.ts';

/** How the dashboard was left, in `last-view.json`. */
export type LastView = {
  /** What was kept; undefined where nothing was, or in a form of another version. */
  readonly read: () => unknown;
  /** Written a moment later, or by {@link LastView.flush}. */
  readonly keep: (value: unknown) => void;
  readonly flush: () => void;
};

/** Raised when an older fleetop could not make sense of what is kept. */
const version = 1;

/** Never fails: a damaged file is set aside, and what cannot be written is lost with the process. */
export function openLastView(
  folder: string,
  { clock, random }: Pick<Deps, 'clock' | 'random'>,
  notify: (notice: string) => void,
): LastView {
  const file = createJsonFile({ path: join(folder, 'last-view.json'), clock, random, notify });
  let isPrepared = false;
  return {
    read: () => (file.get('version') === version ? file.get('view') : undefined),
    keep: (value) => {
      // Looking alone leaves nothing behind.
      if (!isPrepared) prepareStateFolder(folder);
      isPrepared = true;
      file.set('version', version);
      file.set('view', value);
    },
    flush: file.flush,
  };
}
