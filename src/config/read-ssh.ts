import { parseDuration } from '../model/duration.ts';
import { isJsonObject } from '../model/json.ts';
import { didYouMean } from '../model/nearest.ts';
import type { Finding } from './check-shape.ts';
import { defaultPreferences, type SshOverride, type SshPreferences } from './config.ts';
import type { RawConfig } from './schema.ts';
import type { RawSshOverride } from './ssh-schema.ts';

/** What a file says of ssh, with the defaults. */
export function readSsh(raw: RawConfig['ssh']): SshPreferences {
  const { ssh } = defaultPreferences;
  if (raw === undefined) return ssh;
  const { probe } = ssh;
  return {
    ...ssh,
    ...readWay(raw),
    probe: {
      isEnabled: raw.enabled ?? probe.isEnabled,
      include: raw.include ?? probe.include,
      exclude: raw.exclude ?? probe.exclude,
      intervalMs: msOf(raw.interval) ?? probe.intervalMs,
      connectTimeoutMs: msOf(raw.connectTimeout) ?? probe.connectTimeoutMs,
      atOnce: raw.atOnce ?? probe.atOnce,
      most: raw.most ?? probe.most,
    },
    providers: new Map(
      Object.entries(raw.providers ?? {}).map(([name, override]) => [name, readOverride(override)]),
    ),
    servers: Object.entries(raw.servers ?? {}).map(([pattern, override]) => [
      pattern,
      readOverride(override),
    ]),
  };
}

const msOf = (text: string | undefined): number | null => (text === undefined ? null : parseDuration(text));

const readWay = ({ command, user, port, jump }: RawSshOverride) => ({
  ...(command === undefined ? {} : { command: typeof command === 'string' ? [command] : command }),
  ...(user === undefined ? {} : { user }),
  ...(port === undefined ? {} : { port }),
  ...(jump === undefined ? {} : { jump }),
});

function readOverride(raw: RawSshOverride): SshOverride {
  const intervalMs = msOf(raw.interval);
  return {
    ...readWay(raw),
    ...(raw.enabled === undefined ? {} : { isProbed: raw.enabled }),
    ...(intervalMs === null ? {} : { intervalMs }),
  };
}

/** Providers that `ssh.providers` names and that are not configured. */
export function checkSshNames(value: unknown): readonly Finding[] {
  if (!isJsonObject(value)) return [];
  const { ssh, providers } = value;
  if (!isJsonObject(ssh) || !isJsonObject(ssh['providers']) || !Array.isArray(providers)) return [];
  const known = providers.flatMap((provider) =>
    isJsonObject(provider) && typeof provider['name'] === 'string' ? [provider['name']] : [],
  );
  return Object.keys(ssh['providers'])
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path: ['ssh', 'providers', name],
      message: `there is no provider of that name${didYouMean(name, known) || ':'} allowed are ${known.join(', ')}`,
    }));
}
