import { join, resolve } from 'node:path';

/** A path in the configuration: `~/` is the home folder, a relative one starts beside the file. */
export const resolvePath = (path: string, folder: string, homeFolder: string): string =>
  path.startsWith('~/') ? join(homeFolder, path.slice(2)) : resolve(folder, path);
