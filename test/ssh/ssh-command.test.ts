import { describe, expect, test } from 'vitest';
import { defaultPreferences, type SshPreferences } from '../../src/config/config.ts';
import type { Server } from '../../src/model/server.ts';
import { shellWords } from '../../src/model/shell-words.ts';
import { createSshCommand } from '../../src/ssh/ssh-command.ts';
import { testServer } from '../support/resources.ts';

const commandFor = (server: Partial<Server>, ssh: Partial<SshPreferences> = {}) =>
  createSshCommand({ ...defaultPreferences.ssh, ...ssh })(testServer(server));

describe('the command that leads into a server', () => {
  test.each<{ name: string; server: Partial<Server>; ssh?: Partial<SshPreferences>; want: string[] }>([
    {
      name: 'as the user has ssh set up',
      server: { ipv4: '203.0.113.1', ipv6: '2001:db8::1' },
      want: ['ssh', '--', '203.0.113.1'],
    },
    { name: 'IPv6 alone', server: { ipv6: '2001:db8::1' }, want: ['ssh', '--', '2001:db8::1'] },
    {
      name: 'user, port and jump',
      server: { ipv4: '203.0.113.1' },
      ssh: { user: 'ops', port: 2222, jump: 'me@bastion.example.com:22' },
      want: ['ssh', '-l', 'ops', '-p', '2222', '-J', 'me@bastion.example.com:22', '--', '203.0.113.1'],
    },
    {
      name: 'words that depend on the server',
      server: { ipv4: '203.0.113.1', region: 'in-noida-1', provider: 'sparrow', name: 'web-1' },
      ssh: { user: '{name}.{provider}', jump: 'gate.{region}.example.com' },
      want: ['ssh', '-l', 'web-1.sparrow', '-J', 'gate.in-noida-1.example.com', '--', '203.0.113.1'],
    },
    {
      name: 'another program with words of its own',
      server: { ipv4: '203.0.113.1' },
      ssh: { command: ['ssh', '-F', '/etc/fleet config'] },
      want: ['ssh', '-F', '/etc/fleet config', '--', '203.0.113.1'],
    },
  ])('$name', ({ server, ssh, want }) => {
    expect(commandFor(server, ssh)).toEqual({ ok: true, value: want });
  });

  test.each([
    '-oProxyCommand=touch /tmp/x',
    '-v',
    '-F/tmp/x',
    'host;id',
    '$(id)',
    'a b',
    'user@evil.example',
    'ssh://evil.example',
    'fe80::1%eth0',
    '::1 -v',
    '',
    'web\u001b[2J',
    'a.example.com-',
  ])('the address %j is refused', (ipv4) => {
    expect(commandFor({ ipv4 })).toMatchObject({ ok: false, problem: { code: 'usage' } });
  });

  test('a server without an address says so', () => {
    expect(commandFor({ name: 'web-1' })).toMatchObject({
      ok: false,
      problem: { message: 'web-1 has no address' },
    });
  });

  test.each([{ name: '-oProxyCommand=x' }, { name: '-v' }, { name: 'a b' }, { region: null }])(
    'what a provider says of it is no part of a word when it is not fit for one: %j',
    (server) => {
      expect(
        commandFor({ ipv4: '203.0.113.1', ...server }, { user: '{name}', jump: '{region}' }),
      ).toMatchObject({ ok: false });
    },
  );
});

test('words for a shell are quoted where they need it', () => {
  expect(shellWords(['ssh', '-F', "/it's here", '$(id)', '--', '2001:db8::1', ''])).toBe(
    `ssh -F '/it'\\''s here' '$(id)' -- 2001:db8::1 ''`,
  );
});
