import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program is installed; null where it is not. */
export const locate = (name: string): string | null =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path)) ?? null;
