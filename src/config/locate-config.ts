import { isAbsolute, join, resolve } from 'node:path';
import type { ConfigWorld } from './config.ts';

/** Where the configuration is, and whether the user named it: then it must exist. */
export function locateConfig(
  option: string | undefined,
  { env, homeFolder }: ConfigWorld,
): { readonly path: string; readonly isNamed: boolean } {
  const named = option ?? (env['FLEETOP_CONFIG'] || undefined);
  if (named !== undefined) return { path: fullPath(named), isNamed: true };
  const base = xdgFolder(env['XDG_CONFIG_HOME'], join(homeFolder, '.config'));
  return { path: join(base, 'fleetop', 'config.yaml'), isNamed: false };
}

/** As it is where it is none, and the working folder is gone: then it leads nowhere. */
function fullPath(name: string): string {
  try {
    return resolve(name);
  } catch {
    return name;
  }
}

/** An XDG base directory; the specification says that a relative one is to be ignored. */
const xdgFolder = (value: string | undefined, fallback: string): string =>
  value !== undefined && isAbsolute(value) ? value : fallback;
