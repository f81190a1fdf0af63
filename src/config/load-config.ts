import { readFile, stat } from 'node:fs/promises';
import { errorCode } from '../model/error-code.ts';
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
    const code = errorCode(error) ?? 'unknown';
    if (code === 'ENOENT' && !isNamed) return { ok: true, config: fromEnvironment(world) };
    const message = unreadable(code);
    return { ok: false, problems: [{ file: path, line: null, key: '', message }] };
  }
  const knownKeys = mayRemap.test(text) ? ((await world.knownKeys?.()) ?? null) : null;
  const result = parseConfig(text, path, world, knownKeys);
  if (!result.ok) return result;
  return { ok: true, config: withWarnings(result.config, await modeWarnings(result.config, path)) };
}

/** Whether there may be a `keys` map: knowing the commands costs the start time. */
const mayRemap = /^[^#\n]*\bkeys\b/m;

/** What others may do with the file, where the system tells it: whoever can write it chooses what is run for a secret. */
async function modeWarnings(config: Config, path: string): Promise<Config['warnings']> {
  const found = await stat(path).catch(() => null);
  if (found === null || process.platform === 'win32') return [];
  const [literal] = config.literalSecrets;
  const writable = {
    file: path,
    line: null,
    key: '',
    message: `can be changed by others: chmod go-w ${path}`,
  };
  const readable = {
    file: path,
    line: literal?.line ?? null,
    key: literal?.key ?? '',
    message: `holds a key and can be read by others: chmod 600 ${path}, or use \${VAR}, { file: PATH } or { command: […] }`,
  };
  return [
    ...((found.mode & 0o022) === 0 ? [] : [writable]),
    ...(literal === undefined || (found.mode & 0o044) === 0 ? [] : [readable]),
  ];
}

const fromEnvironment = ({ env }: ConfigWorld): Config => ({
  ...defaultPreferences,
  ...environmentProviders(env),
  source: null,
  text: null,
  webhooks: null,
  literalSecrets: [],
});

const withWarnings = (config: Config, more: Config['warnings']): Config =>
  more.length === 0 ? config : { ...config, warnings: [...config.warnings, ...more] };

/** What to do about a file that is not there, or cannot be read for a reason such as `EACCES`. */
function unreadable(code: string): string {
  if (code === 'ENOENT') return 'there is no such file: fleetop config init writes one';
  if (code === 'EMFILE' || code === 'ENFILE')
    return `cannot be read (${code}): this machine is out of file handles: close something, or raise ulimit -n`;
  return `cannot be read (${code}): allowed is a YAML file that you may read`;
}
