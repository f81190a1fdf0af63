import { describe, expect, test } from 'vitest';
import { defaultPreferences, type SshPreferences } from '../../src/config/config.ts';
import { createProbeCommand } from '../../src/ssh/ssh-command.ts';
import { createSshSettings } from '../../src/ssh/ssh-settings.ts';
import { testServer } from '../support/resources.ts';

const { ssh } = defaultPreferences;
const probe = { ...ssh.probe, isEnabled: true };

const settings = (given: Partial<SshPreferences>) => createSshSettings({ ...ssh, probe, ...given });

describe('what holds for a server', () => {
  test('is what is said of all, of its provider, and of itself, each over the one before', () => {
    const settingsOf = settings({
      user: 'ops',
      port: 22,
      providers: new Map([
        ['sparrow', { user: 'root' }],
        ['constructor', { user: 'other' }],
      ]),
      servers: [
        ['web-*', { port: 2222, intervalMs: 1_000 }],
        ['sparrow/2', { port: 2200 }],
      ],
    });
    expect(settingsOf(testServer({ id: '1', name: 'web-1' }))).toMatchObject({
      user: 'root',
      port: 2222,
      intervalMs: 1_000,
    });
    expect(settingsOf(testServer({ id: '2', name: 'web-2' }))).toMatchObject({ user: 'root', port: 2200 });
    expect(settingsOf(testServer({ provider: 'cyber', name: 'db' }))).toMatchObject({
      user: 'ops',
      port: 22,
      intervalMs: 5_000,
    });
  });

  test.each([
    { name: 'everything, where nothing is said', given: {}, want: true },
    { name: 'nothing, unless it is enabled', given: { probe: ssh.probe }, want: false },
    {
      name: 'nothing, though a server is, unless it is enabled',
      given: { probe: ssh.probe, servers: [['web-1', { isProbed: true }]] },
      want: false,
    },
    { name: 'what is included', given: { probe: { ...probe, include: ['sparrow/*'] } }, want: true },
    { name: 'not what is not included', given: { probe: { ...probe, include: ['cyber/*'] } }, want: false },
    {
      name: 'not what is excluded',
      given: { probe: { ...probe, include: ['*'], exclude: ['web-1'] } },
      want: false,
    },
    {
      name: 'not where its provider is not',
      given: { providers: new Map([['sparrow', { isProbed: false }]]) },
      want: false,
    },
    {
      name: 'a server, where its provider is not',
      given: {
        providers: new Map([['sparrow', { isProbed: false }]]),
        servers: [['web-1', { isProbed: true }]],
      },
      want: true,
    },
  ] satisfies readonly { name: string; given: Partial<SshPreferences>; want: boolean }[])(
    '$name is sampled: $want',
    ({ given, want }) => {
      expect(settings(given)(testServer({ name: 'web-1' })).isProbed).toBe(want);
    },
  );
});

describe('the command of a sample', () => {
  const wordsFor = (given: Partial<SshPreferences> = {}): readonly string[] => {
    const words = createProbeCommand({ ...ssh, probe, ...given })(testServer({ ipv4: '203.0.113.1' }));
    return words.ok ? words.value : [words.problem.message];
  };

  test('asks nothing, trusts nobody new, forwards and leaves nothing', () => {
    const words = wordsFor();
    expect(words.slice(0, 4)).toEqual(['ssh', '-T', '-a', '-x']);
    for (const option of [
      'BatchMode=yes',
      'StrictHostKeyChecking=yes',
      'NumberOfPasswordPrompts=0',
      'ConnectTimeout=10',
      'ClearAllForwardings=yes',
      'ControlMaster=no',
      'PermitLocalCommand=no',
      'UpdateHostKeys=no',
    ])
      expect(words[words.indexOf(option) - 1]).toBe('-o');
    expect(words.slice(-3)).toEqual(['--', '203.0.113.1', 'exec sh']);
  });

  test('stands before what the user adds: ssh takes the first value it is given', () => {
    const words = wordsFor({
      command: ['sudo', '-u', 'ops', '/usr/bin/ssh', '-o', 'StrictHostKeyChecking=no'],
    });
    expect(words.slice(0, 5)).toEqual(['sudo', '-u', 'ops', '/usr/bin/ssh', '-T']);
    expect(words.indexOf('StrictHostKeyChecking=yes')).toBeLessThan(
      words.indexOf('StrictHostKeyChecking=no'),
    );
    expect(wordsFor({ command: ['/opt/our-ssh', '-q'] }).slice(0, 3)).toEqual(['/opt/our-ssh', '-q', '-T']);
  });
});
