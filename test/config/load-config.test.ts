import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exampleConfig } from '../../src/config/example.ts';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { locateConfig } from '../../src/config/locate-config.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { makeFolder, writeConfig } from '../support/run-fleetop.ts';

const loaded = async (option: string | undefined, env: Readonly<Record<string, string>> = {}) => {
  const result = await loadConfig(option, { env, homeFolder: '/nowhere' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
};

const oneProvider = (apiKey: string) => `providers:\n  - name: a\n    type: spheron\n    apiKey: ${apiKey}\n`;

const keyOf = async (apiKey: string, env?: Readonly<Record<string, string>>) => {
  const config = await loaded(writeConfig(makeFolder(), oneProvider(apiKey)), env);
  return config.providers[0]?.secrets.apiKey;
};

describe('where it is', () => {
  test.each([
    {
      name: '--config',
      option: '/o.yaml',
      env: { FLEETOP_CONFIG: '/e.yaml' },
      want: { path: '/o.yaml', isNamed: true },
    },
    { name: 'the variable', env: { FLEETOP_CONFIG: '/e.yaml' }, want: { path: '/e.yaml', isNamed: true } },
    {
      name: 'the XDG folder',
      env: { XDG_CONFIG_HOME: '/xdg' },
      want: { path: '/xdg/fleetop/config.yaml', isNamed: false },
    },
    {
      name: 'the home folder, a relative XDG folder being void',
      env: { XDG_CONFIG_HOME: 'xdg' },
      want: { path: '/home/me/.config/fleetop/config.yaml', isNamed: false },
    },
  ])('$name', ({ option, env, want }) => {
    expect(locateConfig(option, { env, homeFolder: '/home/me' })).toEqual(want);
  });

  test('a named file that is missing is a problem', async () => {
    expect(
      await loadConfig('/no/such.yaml', { env: { SPHERON_TOKEN: 'x' }, homeFolder: '/nowhere' }),
    ).toMatchObject({
      ok: false,
      problems: [{ file: '/no/such.yaml', message: expect.stringContaining('no such file') }],
    });
  });
});

test('the text that was parsed is there for who saves over it', async () => {
  const text = oneProvider('literal');
  expect((await loaded(writeConfig(makeFolder(), text))).text).toBe(text);
  expect((await loaded(undefined, { SPHERON_TOKEN: 'x' })).text).toBeNull();
});

describe('without a file', () => {
  test('each type whose variables are set, named after it', async () => {
    const config = await loaded(undefined, {
      SPARROWHOST_API_KEY: 'a',
      SERVERPILOT_CLIENT_ID: 'b',
      SERVERPILOT_API_KEY: 'c',
    });
    expect(config.providers.map(({ name, type }) => [name, type])).toEqual([
      ['sparrowhost', 'sparrowhost'],
      ['serverpilot', 'serverpilot'],
    ]);
    expect(await config.providers[1]?.secrets.clientId?.reveal()).toBe('b');
    expect(config.source).toBeNull();
  });

  test('half of a pair is remarked', async () => {
    const config = await loaded(undefined, { SERVERPILOT_API_KEY: 'c' });
    expect(config.providers).toEqual([]);
    expect(config.warnings[0]?.message).toContain('SERVERPILOT_CLIENT_ID is not');
  });
});

describe('secrets', () => {
  test('a file, trimmed, read when it is needed and again when forgotten', async () => {
    const path = join(makeFolder(), 'key');
    const secret = await keyOf(`{ file: ${path} }`);
    writeFileSync(path, ' from-file\n');
    expect(await secret?.reveal()).toBe('from-file');
    writeFileSync(path, 'changed');
    expect(await secret?.reveal()).toBe('from-file');
    secret?.forget();
    expect(await secret?.reveal()).toBe('changed');
  });

  test('a command runs without a shell', async () => {
    const secret = await keyOf(`{ command: [${process.execPath}, -e, "console.log('$HOME;x')"] }`);
    expect(await secret?.reveal()).toBe('$HOME;x');
  });

  test.each([
    {
      name: 'a missing file',
      source: '{ file: /no/such-key }',
      want: 'the key file /no/such-key cannot be read (ENOENT)',
    },
    { name: 'an empty file', source: '{ file: /dev/null }', want: 'the key file /dev/null is empty' },
    { name: 'a failing command', source: '{ command: ["false"] }', want: 'the key command false failed (1)' },
    {
      name: 'a silent command',
      source: '{ command: ["true"] }',
      want: 'the key command true printed nothing',
    },
    {
      name: 'a command that does not end to print',
      source: '{ command: [head, -c, "2000000", /dev/zero] }',
      want: 'the key command head printed more than any key has',
    },
    {
      name: 'no such program',
      source: '{ command: [no-such-program] }',
      want: 'the key command no-such-program failed (ENOENT)',
    },
  ])('$name says why', async ({ source, want }) => {
    await expect((await keyOf(source, { PATH: process.env['PATH'] ?? '' }))?.reveal()).rejects.toThrow(want);
  });

  test('a literal draws a warning when others can read the file, and then only', async () => {
    const path = writeConfig(makeFolder(), oneProvider('literal'));
    expect((await loaded(path)).warnings).toEqual([]);
    chmodSync(path, 0o644);
    expect((await loaded(path)).warnings).toMatchObject([
      { file: path, line: 4, key: 'providers[0].apiKey' },
    ]);
    writeFileSync(path, oneProvider(`\${KEY}`));
    expect((await loaded(path, { KEY: 'k' })).warnings).toEqual([]);
  });
});

test('a file that others can change draws a warning, whatever is in it', async () => {
  const path = writeConfig(makeFolder(), oneProvider(`\${KEY}`));
  chmodSync(path, 0o620);
  expect((await loaded(path, { KEY: 'k' })).warnings).toMatchObject([
    { file: path, message: `can be changed by others: chmod go-w ${path}` },
  ]);
});

test('the example is valid, as it is and with every comment taken off', () => {
  const env = {
    SPARROWHOST_API_KEY: 'a',
    SPHERON_TOKEN: 'b',
    SERVERPILOT_CLIENT_ID: 'c',
    SERVERPILOT_API_KEY: 'd',
  };
  const world = { env, homeFolder: '/home/me' };
  const [intro = '', ...rest] = exampleConfig.split('\nproviders:');
  const bare = `providers:${rest.join('').replaceAll(/^( *)# (?=.*:| {2})/gm, '$1')}`.replace(
    /^ *caFile.*\n/m,
    '',
  );
  expect(intro).toContain('fleetop config check');
  expect(parseConfig(exampleConfig, 'x', world)).toMatchObject({ ok: true });
  expect(parseConfig(bare, 'x', world)).toMatchObject({
    ok: true,
    config: { lockWhenIdleMs: 900_000, providers: [{}, {}, {}, {}, { type: 'serverpilot' }] },
  });
});

test('the JSON Schema knows every key and refuses others', () => {
  expect(configJsonSchema()).toMatchObject({
    $schema: expect.stringContaining('json-schema.org'),
    additionalProperties: false,
    properties: {
      providers: { items: { required: ['name', 'type', 'apiKey'], additionalProperties: false } },
      lockWhenIdle: { type: 'string' },
      notify: { enum: ['off', 'bell', 'osc9'] },
    },
  });
});

test('the commands are looked up only where there may be a map of keys', async () => {
  let asked = 0;
  const knownKeys = async () => {
    asked += 1;
    return {
      commandIds: ['refresh', 'quit'],
      faults: ({ refresh }: Record<string, string>) =>
        new Map(refresh === 'q' ? [['refresh', 'q is taken']] : []),
    };
  };
  const load = (more: string) =>
    loadConfig(writeConfig(makeFolder(), `${oneProvider('k')}${more}`), {
      env: {},
      homeFolder: '/nowhere',
      knownKeys,
    });
  expect((await load('')).ok).toBe(true);
  expect(asked).toBe(0);
  expect((await load('keys: { refresh: y }\n')).ok).toBe(true);
  expect(await load('keys: { quti: y }\n')).toMatchObject({
    ok: false,
    problems: [{ line: 5, key: 'keys.quti', message: expect.stringContaining('did you mean "quit"?') }],
  });
  expect(await load('keys: { refresh: F5 }\n')).toMatchObject({
    ok: false,
    problems: [{ line: 5, key: 'keys.refresh', message: expect.stringContaining('"F5" is no key') }],
  });
  expect(await load('keys: { quit: Q, refresh: q }\n')).toMatchObject({
    ok: true,
    config: { warnings: [{ line: 5, key: 'keys.refresh', message: 'q is taken' }] },
  });
  expect(asked).toBe(4);
});
