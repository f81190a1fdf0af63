import { isIP } from 'node:net';
import type { SshPreferences } from '../config/config.ts';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import type { Server } from '../model/server.ts';

/** The words of the command that leads into a server; a `usage` problem says why there is none. */
export type SshCommand = (server: Server) => Result<readonly string[]>;

/**
 * No word of it goes through a shell. What comes from a provider is an IP address or a plain host name, so that ssh
 * can take it for nothing else; `--` stands before it all the same.
 */
export const createSshCommand =
  ({ command, user, port, jump }: SshPreferences): SshCommand =>
  (server) => {
    const address = server.ipv4 ?? server.ipv6;
    if (address === null) return refused(`${server.name} has no address`);
    if (!isHost(address)) return refused(`${server.name} has no address that ssh is given`);
    const as = filled(user, server);
    const by = filled(jump, server);
    if (as === undefined || by === undefined)
      return refused(`${server.name} has nothing fit for a part of ssh.user or ssh.jump`);
    return succeed([
      ...command,
      ...(as === null ? [] : ['-l', as]),
      ...(port === null ? [] : ['-p', String(port)]),
      ...(by === null ? [] : ['-J', by]),
      '--',
      address,
    ]);
  };

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
