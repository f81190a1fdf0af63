import { resolve } from 'node:path';
import { withHome } from '../model/with-home.ts';

/** A path in the configuration: `~/` is the home folder, a relative one starts beside the file. */
export const resolvePath = (path: string, folder: string, homeFolder: string): string =>
  resolve(folder, withHome(path, homeFolder));
