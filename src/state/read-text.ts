import { readFileSync, statSync } from 'node:fs';

/** The text of a file. Throws what the system says, and what {@link refuseEndless} does. */
export function readText(path: string): string {
  refuseEndless(path);
  return readFileSync(path, 'utf8');
}

/**
 * Throws where a path leads to a pipe or a device: opening the one, and reading the other, may hold the process for ever.
 * What is not there, and a folder, reading tells of by itself.
 */
export function refuseEndless(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile() && !found.isDirectory()) throw new Error('no plain file');
}
