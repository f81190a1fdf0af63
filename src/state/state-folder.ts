import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { makeFolder } from '../runtime/make-folder.ts';

/** `$XDG_STATE_HOME/fleetop`, or the usual place; a relative XDG folder is to be ignored. */
export function locateStateFolder(
  env: Readonly<Record<string, string | undefined>>,
  homeFolder: string,
): string {
  const base = env['XDG_STATE_HOME'];
  return join(base !== undefined && isAbsolute(base) ? base : join(homeFolder, '.local', 'state'), 'fleetop');
}

/** Makes the folder, for its owner only; says why it cannot be, or null. */
export function prepareStateFolder(path: string): string | null {
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    return `the state folder ${path} cannot be written (${code}): nothing is remembered`;
  }
}

/** What in the state folder others could read or write, a sentence each; nothing where the system has no such bits. */
export function wideModes(folder: string): readonly string[] {
  const others = (path: string): boolean => {
    try {
      return process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
    } catch {
      return false;
    }
  };
  if (others(folder)) return [`the state folder ${folder} is open to others: chmod 700 ${folder}`];
  return namesIn(folder)
    .map((name) => join(folder, name))
    .filter(others)
    .map((path) => `${path} is open to others: chmod go= ${path}`);
}

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};
