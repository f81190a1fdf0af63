import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders for the measured program: it neither reads nor writes the user's configuration, state and cache. */
export type Sandbox = {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The same with a compile cache that is still empty. */
  readonly coldEnv: () => Readonly<Record<string, string>>;
  /** Lets go of the program's state: the view that one benchmark leaves must not be what the next begins with. */
  readonly forget: () => void;
  readonly remove: () => void;
};

export const node = process.execPath;
export const program = fileURLToPath(new URL('../dist/fleetop.js', import.meta.url));
/** The terminal's size in every benchmark. */
export const size = { columns: 120, rows: 40 } as const;

export function createSandbox(): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'fleetop-bench-'));
  let caches = 0;
  const env = (cache: string) => ({
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CACHE_HOME: join(folder, cache),
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    LANG: 'C.UTF-8',
  });
  return {
    folder,
    env: env('cache'),
    coldEnv: () => {
      caches += 1;
      const cache = `cold-${caches}`;
      mkdirSync(join(folder, cache));
      return env(cache);
    },
    forget: () => rmSync(join(folder, 'state'), { recursive: true, force: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
