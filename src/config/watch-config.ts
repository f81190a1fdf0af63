import { type FSWatcher, realpathSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Clock } from '../runtime/deps.ts';

/** Editors write in several steps; a file that is half written is not read. */
const restMs = 150;

type WatchOptions = {
  readonly path: string;
  /** The text that is known already. */
  readonly text: string | null;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly signal: AbortSignal;
  /** The file's new text; null where it is gone. */
  readonly onText: (text: string | null) => void;
};

/**
 * Tells when the text of a file is another than is known, also when another file takes its place or a link leads elsewhere. The folder is
 * watched, not the file: an editor may replace it. False where that cannot be done.
 */
export function watchConfig({ path, text, clock, signal, onText }: WatchOptions): boolean {
  let known = text;
  let resting: AbortController | null = null;
  const look = async () => {
    resting?.abort();
    const mine = new AbortController();
    resting = mine;
    const either = AbortSignal.any([mine.signal, signal]);
    await clock.sleep(restMs, either);
    if (either.aborted) return;
    const next = await readFile(path, 'utf8').catch(() => null);
    if (either.aborted || next === known) return;
    known = next;
    onText(next);
  };
  const watchers: FSWatcher[] = [];
  try {
    for (const file of new Set([path, linked(path)]))
      watchers.push(
        watch(dirname(file), { persistent: false }, (_, name) => {
          if (name === null || name === basename(file)) void look();
        }).on('error', () => {}),
      );
  } catch {
    for (const watcher of watchers) watcher.close();
    return false;
  }
  signal.addEventListener('abort', () => {
    for (const watcher of watchers) watcher.close();
  });
  // It may have changed before it was watched.
  void look();
  return true;
}

function linked(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
