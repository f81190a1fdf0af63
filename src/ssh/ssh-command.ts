import { isIP } from 'node:net';
import { basename } from 'node:path';
import type { SshPreferences, SshWay } from '../config/config.ts';
import { problem } from '../model/problem.ts';
import { fail, mapResult, type Result, succeed } from '../model/result.ts';
import type { Server } from '../model/server.ts';
import { createSshSettings } from './ssh-settings.ts';

/** The words of the command that leads into a server; a `usage` problem says why there is none. */
export type SshCommand = (server: Server) => Result<readonly string[]>;

/** The shell that a person wants there. */
export function createSshCommand(preferences: SshPreferences): SshCommand {
  const settingsOf = createSshSettings(preferences);
  const { refusal } = preferences;
  return (server) =>
    refusal === undefined
      ? mapResult(destination(settingsOf(server), server), ({ command, words }) => [...command, ...words])
      : fail(problem('unsupported', refusal));
}

/**
 * The same for a program that nobody sees, given on standard input: it asks nothing, trusts no host that is not known,
 * forwards, runs and leaves nothing, whatever the user's own configuration says. Ours stand before the user's words, as
 * ssh takes the first value that it is given (ssh_config(5)).
 */
export function createProbeCommand(preferences: SshPreferences): SshCommand {
  const settingsOf = createSshSettings(preferences);
  const options = optionsOf(preferences.probe.connectTimeoutMs);
  return (server) =>
    mapResult(destination(settingsOf(server), server), ({ command, words }) => [
      ...withOptions(command, options),
      ...words,
      'exec sh',
    ]);
}

const optionsOf = (connectTimeoutMs: number): readonly string[] => [
  '-T',
  '-a',
  '-x',
  ...Object.entries({
    BatchMode: 'yes',
    StrictHostKeyChecking: 'yes',
    NumberOfPasswordPrompts: 0,
    ConnectTimeout: Math.ceil(connectTimeoutMs / 1_000),
    ConnectionAttempts: 1,
    ServerAliveInterval: 15,
    ServerAliveCountMax: 3,
    ClearAllForwardings: 'yes',
    Tunnel: 'no',
    ControlMaster: 'no',
    PermitLocalCommand: 'no',
    RemoteCommand: 'none',
    UpdateHostKeys: 'no',
    AddKeysToAgent: 'no',
    LogLevel: 'ERROR',
  }).flatMap(([name, value]) => ['-o', `${name}=${value}`]),
];

/** The options right behind the program `ssh`, which another may stand before; at the end where it has another name. */
function withOptions(command: readonly string[], options: readonly string[]): readonly string[] {
  const at = command.findIndex((word) => basename(word) === 'ssh');
  return at === -1
    ? [...command, ...options]
    : [...command.slice(0, at + 1), ...options, ...command.slice(at + 1)];
}

type Destination = { readonly command: readonly string[]; readonly words: readonly string[] };

/**
 * No word of it goes through a shell. What comes from a provider is an IP address or a plain host name, so that ssh
 * can take it for nothing else; `--` stands before it all the same.
 */
function destination({ command, user, port, jump }: SshWay, server: Server): Result<Destination> {
  const address = server.ipv4 ?? server.ipv6;
  if (address === null) return refused(`${server.name} has no address`);
  if (!isHost(address)) return refused(`${server.name} has no address that ssh is given`);
  const as = filled(user, server);
  const by = filled(jump, server);
  if (as === undefined || by === undefined)
    return refused(`${server.name} has nothing fit for a part of ssh.user or ssh.jump`);
  return succeed({
    command,
    words: [
      ...(as === null ? [] : ['-l', as]),
      ...(port === null ? [] : ['-p', String(port)]),
      ...(by === null ? [] : ['-J', by]),
      '--',
      address,
    ],
  });
}

const refused = (message: string) => fail(problem('usage', message));

const plainName = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/;

const isHost = (address: string): boolean =>
  plainName.test(address) || (isIP(address) === 6 && !address.includes('%'));

/** The text with the server's own in place of `{name}`, `{provider}`, `{region}`; undefined where one is not fit. */
function filled(template: string | null, server: Server): string | null | undefined {
  if (template === null) return null;
  const values = new Map([
    ['{name}', server.name],
    ['{provider}', server.provider],
    ['{region}', server.region],
  ]);
  const parts = template.split(/(\{name\}|\{provider\}|\{region\})/);
  const words = parts.map((part) => {
    if (!values.has(part)) return part;
    const value = values.get(part) ?? '';
    return plainName.test(value) ? value : null;
  });
  return words.includes(null) ? undefined : words.join('');
}
