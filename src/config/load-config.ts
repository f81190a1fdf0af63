import { readFile, stat } from 'node:fs/promises';
import { type Config, type ConfigResult, type ConfigWorld, defaultPreferences } from './config.ts';
import { environmentProviders } from './environment-providers.ts';
import { locateConfig } from './locate-config.ts';
import { parseConfig } from './parse-config.ts';

/**
 * The configuration from `--config`, `$FLEETOP_CONFIG` or the usual place; without a file from the environment.
 * No providers at all is a success with an empty list: the caller knows how to begin.
 */
export async function loadConfig(option: string | undefined, world: ConfigWorld): Promise<ConfigResult> {
  const { path, isNamed } = locateConfig(option, world);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' && !isNamed) return { ok: true, config: fromEnvironment(world) };
    const message =
      code === 'ENOENT'
        ? 'there is no such file: fleetop config init writes one'
        : `cannot be read (${code}): allowed is a YAML file that you may read`;
    return { ok: false, problems: [{ file: path, line: null, key: '', message }] };
  }
  const knownKeys = mayRemap.test(text) ? ((await world.knownKeys?.()) ?? null) : null;
  const result = parseConfig(text, path, world, knownKeys);
  if (!result.ok || result.config.literalSecrets.length === 0) return result;
  return (await isReadableByOthers(path)) ? { ok: true, config: withWarning(result.config, path) } : result;
}

/** Whether there may be a `keys` map: knowing the commands costs the start time. */
const mayRemap = /^[^#\n]*\bkeys\b/m;

/** Whether anyone but the owner may read a file; false where the system has no such bits. */
export async function isReadableByOthers(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && (found.mode & 0o044) !== 0;
}

const fromEnvironment = ({ env }: ConfigWorld): Config => ({
  ...defaultPreferences,
  ...environmentProviders(env),
  source: null,
  literalSecrets: [],
});

const withWarning = (config: Config, path: string): Config => ({
  ...config,
  warnings: [
    ...config.warnings,
    {
      file: path,
      line: config.literalSecrets[0]?.line ?? null,
      key: config.literalSecrets[0]?.key ?? '',
      message: `holds a key and can be read by others: chmod 600 ${path}, or use \${VAR}, { file: PATH } or { command: […] }`,
    },
  ],
});
