import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';

const env = { KEY: 'env-key', EMPTY: '' };
const parse = (text: string) => parseConfig(text, '/etc/fleetop.yaml', { env, homeFolder: '/home/me' });

const sparrow = (more = '') => `providers:
  - name: sparrow
    type: sparrowhost
    apiKey: \${KEY}
${more}`;

/** Line, key and message of everything wrong. */
const problemsOf = (text: string) => {
  const result = parse(text);
  return result.ok
    ? []
    : result.problems.map(({ file, line, key, message }) => {
        expect(file).toBe('/etc/fleetop.yaml');
        return [line, key, message];
      });
};

type Wanted = readonly [line: number, key: string, message: string | RegExp];

describe('what is wrong is named with its line, key and what is allowed', () => {
  test.each<{ name: string; text: string; want: readonly Wanted[] }>([
    {
      name: 'an unknown key',
      text: sparrow('    pollIntervall: 15s'),
      want: [
        [
          5,
          'providers[0].pollIntervall',
          /^unknown key: did you mean "pollInterval"\? allowed are name, type/,
        ],
      ],
    },
    {
      name: 'an unknown key like no other',
      text: 'zzzzzzzzz: 1',
      want: [[1, 'zzzzzzzzz', /^unknown key: allowed here are providers, theme, readOnly/]],
    },
    {
      name: 'an unknown key of the rate limit',
      text: sparrow('    rateLimit:\n      perMinut: 3\n      perMinute: 4'),
      want: [[6, 'providers[0].rateLimit.perMinut', /did you mean "perMinute"\?/]],
    },
    {
      name: 'an unknown key of each other map names those that are known there',
      text: [
        'columns: { lives: [name] }',
        'thresholds: { disk: 1 }',
        'ssh: { providers: { sparrow: { usr: a } } }',
        'webhooks: { secrets: a }',
      ].join('\n'),
      want: [
        [
          1,
          'columns.lives',
          'unknown key: did you mean "live"? allowed are servers, apps, live, billing, activity, sessions',
        ],
        [2, 'thresholds.disk', 'unknown key: allowed here are cpu, memory, runwayDays'],
        [
          3,
          'ssh.providers.sparrow.usr',
          'unknown key: did you mean "user"? allowed are command, user, port, jump, enabled, interval',
        ],
        [4, 'webhooks.publicUrl', /is missing/],
        [4, 'webhooks.secret', /is missing/],
        [4, 'webhooks.secrets', /did you mean "secret"/],
      ],
    },
    {
      name: 'rates without base and day',
      text: 'rates: { INR: 0.0114 }',
      want: [
        [1, 'rates.base', 'is missing: three capital letters, such as USD'],
        [1, 'rates.asOf', 'is missing: the day of the rates, such as 2026-11-01'],
      ],
    },
    {
      name: 'rates of what is no currency, no rate, no day, and the base itself',
      text: 'rates:\n  base: USD\n  asOf: 2026-13-01\n  inr: 0.0114\n  EUR: -1\n  GBP: much\n  USD: 1\n  JPY: "0.00"',
      want: [
        [3, 'rates.asOf', /is not allowed: the day of the rates/],
        [4, 'rates.inr', /^unknown key: allowed are base, asOf and currencies in three capital letters$/],
        [5, 'rates.EUR', /^-1 is not allowed: how much of the base/],
        [6, 'rates.GBP', /^"much" is not allowed/],
        [7, 'rates.USD', /^is the base itself/],
        [8, 'rates.JPY', /^"0.00" is not allowed/],
      ],
    },
    {
      name: 'an unknown type',
      text: sparrow().replace('sparrowhost', 'sparowhost'),
      want: [
        [
          3,
          'providers[0].type',
          /^"sparowhost" is not allowed: one of sparrowhost, .*did you mean "sparrowhost"/,
        ],
      ],
    },
    {
      name: 'a name with capitals',
      text: sparrow().replace('name: sparrow', 'name: Sparrow'),
      want: [[2, 'providers[0].name', '"Sparrow" is not allowed: a name of the letters a-z, digits and -']],
    },
    {
      name: 'everything missing',
      text: 'providers:\n  - readOnly: true',
      want: [
        [2, 'providers[0].name', /^is missing: a name/],
        [2, 'providers[0].type', /^is missing: one of/],
        [2, 'providers[0].apiKey', /^is missing: one of/],
      ],
    },
    {
      name: 'two providers of one name',
      text: `${sparrow()}  - name: sparrow\n    type: cyberpanel\n    apiKey: \${KEY}\n`,
      want: [
        [
          5,
          'providers[1].name',
          '"sparrow" is the name of providers[0] already: each provider needs its own',
        ],
      ],
    },
    {
      name: 'a variable that is not set',
      text: sparrow().replace('KEY', 'NO_SUCH'),
      want: [[4, 'providers[0].apiKey', /^the environment variable NO_SUCH is not set/]],
    },
    {
      name: 'a variable that is empty',
      text: sparrow().replace('KEY', 'EMPTY'),
      want: [[4, 'providers[0].apiKey', /^the environment variable EMPTY is empty/]],
    },
    {
      name: 'a variable inside a text',
      text: sparrow().replace(`\${KEY}`, `Bearer \${KEY}`),
      want: [[4, 'providers[0].apiKey', /a variable stands alone/]],
    },
    {
      name: 'an unquoted variable in a flow map',
      text: `providers:\n  - { name: a, type: spheron, apiKey: \${KEY} }\n`,
      want: [[2, '', `inside { } a variable needs quotes: write "\${VAR}" in place of \${VAR}`]],
    },
    {
      name: 'a secret of another form',
      text: sparrow().replace(`\${KEY}`, '{ vault: x }'),
      want: [[4, 'providers[0].apiKey', /^is not allowed like this: one of/]],
    },
    {
      name: 'texts, which may be secrets, in the place of what they belong into',
      text: 'providers: [planted]\nwebhooks: planted\nrates: planted\nkeys: planted\n',
      want: [
        [1, 'providers[0]', /^a text is not allowed: a map with name/],
        [2, 'webhooks', /^a text is not allowed: a map such as/],
        [3, 'rates', /^a text is not allowed: a map such as/],
        [4, 'keys', /^a text is not allowed: a map from/],
      ],
    },
    {
      name: 'a duration without unit',
      text: sparrow('    pollInterval: 15'),
      want: [
        [
          5,
          'providers[0].pollInterval',
          '15 is not allowed: a number and its unit ms, s, m, h or d, such as 15s or 2m',
        ],
      ],
    },
    {
      name: 'a limit of none',
      text: sparrow('    rateLimit: { perMinute: 0 }'),
      want: [[5, 'providers[0].rateLimit.perMinute', '0 is not allowed: a whole number above 0']],
    },
    {
      name: 'words that ssh would take for options',
      text: `${sparrow()}ssh: { user: -oProxyCommand=x, jump: -x, port: 70000, command: [] }`,
      want: [
        [5, 'ssh.command', /^a list is not allowed: a program, or a list/],
        [5, 'ssh.user', '"-oProxyCommand=x" is not allowed: a user name, such as ops'],
        [5, 'ssh.port', '70000 is not allowed: a port from 1 to 65535'],
        [5, 'ssh.jump', /^"-x" is not allowed: a host to go by/],
      ],
    },
    {
      name: 'an unknown key of ssh',
      text: `${sparrow()}ssh: { prot: 22 }`,
      want: [[5, 'ssh.prot', /^unknown key: did you mean "port"\? allowed are command, user, port, jump, /]],
    },
    {
      name: 'what samples over ssh are not taken by',
      text: `${sparrow()}ssh:
  enabled: sometimes
  interval: 500ms
  connectTimeout: 3m
  atOnce: 0
  most: 5000
  include: sparrow/*
  providers: { sparow: { user: root } }
  servers:
    "sparrow/1":
      prot: 22
      interval: 1h
      user: -x
`,
      want: [
        [6, 'ssh.enabled', '"sometimes" is not allowed: true or false'],
        [7, 'ssh.interval', '"500ms" is not allowed: from 1s to 10m, such as 15s'],
        [8, 'ssh.connectTimeout', '"3m" is not allowed: from 1s to 2m, such as 15s'],
        [9, 'ssh.atOnce', '0 is not allowed: a whole number from 1 to 64'],
        [10, 'ssh.most', '5000 is not allowed: a whole number from 1 to 1000'],
        [11, 'ssh.include', '"sparrow/*" is not allowed: a list of references or names'],
        [12, 'ssh.providers.sparow', /no provider of that name: did you mean "sparrow"\?/],
        [15, 'ssh.servers.sparrow/1.prot', /^unknown key: did you mean "port"\?/],
        [16, 'ssh.servers.sparrow/1.interval', '"1h" is not allowed: from 1s to 10m, such as 15s'],
        [17, 'ssh.servers.sparrow/1.user', '"-x" is not allowed: a user name, such as ops'],
      ],
    },
    {
      name: 'plain http for another host',
      text: sparrow('    baseUrl: http://api.example.com'),
      want: [[5, 'providers[0].baseUrl', /^would send the key unencrypted/]],
    },
    {
      name: 'another protocol',
      text: sparrow('    baseUrl: file:///etc/passwd'),
      want: [[5, 'providers[0].baseUrl', /^"file:" is not allowed: https/]],
    },
    {
      name: 'a port that is not asked',
      text: sparrow('    baseUrl: http://127.0.0.1:6000/base'),
      want: [[5, 'providers[0].baseUrl', /^has port 6000, one that HTTP clients refuse/]],
    },
    {
      name: 'a password in the address',
      text: sparrow('    baseUrl: https://me:hunter2@api.example.com'),
      want: [[5, 'providers[0].baseUrl', /^holds a user name or password/]],
    },
    {
      name: 'a missing client id',
      text: sparrow().replace('sparrowhost', 'serverpilot'),
      want: [[2, 'providers[0].clientId', 'is missing: serverpilot needs it beside apiKey']],
    },
    {
      name: 'a client id where there is none',
      text: sparrow(`    clientId: \${KEY}`),
      want: [[5, 'providers[0].clientId', 'is not allowed: sparrowhost has none']],
    },
    {
      name: 'an unreadable certificate',
      text: sparrow('    caFile: /no/such.pem'),
      want: [
        [5, 'providers[0].caFile', '/no/such.pem cannot be read (ENOENT): allowed is the path of a PEM file'],
      ],
    },
    {
      name: 'a threshold beyond 100',
      text: `${sparrow()}thresholds: { cpu: 120 }`,
      want: [[5, 'thresholds.cpu', '120 is not allowed: a number from 0 to 100']],
    },
    {
      name: 'a notification that there is none of',
      text: `${sparrow()}notify: bel`,
      want: [[5, 'notify', '"bel" is not allowed: one of off, bell, osc9 (did you mean "bell"?)']],
    },
    {
      name: 'a protected list that is none',
      text: `${sparrow()}protected: web`,
      want: [[5, 'protected', '"web" is not allowed: a list of references or names']],
    },
    {
      name: 'no provider in the list',
      text: 'providers: []',
      want: [[1, 'providers', /at least one provider/]],
    },
    { name: 'a list in place of a map', text: '- a', want: [[1, '', /^a list is not allowed: a map with/]] },
    { name: 'broken YAML', text: 'providers:\n  - name: "a\n', want: [[3, '', /^is not valid YAML/]] },
    { name: 'one key twice', text: 'theme: a\ntheme: b', want: [[2, '', /^the same key stands twice/]] },
  ])('$name', ({ text, want }) => {
    const found = problemsOf(text);
    expect(found).toHaveLength(want.length);
    for (const [index, [line, key, message]] of want.entries()) {
      expect(found[index]?.slice(0, 2)).toEqual([line, key]);
      expect(found[index]?.[2]).toMatch(message);
    }
  });

  test('all of it at once, in the order of the lines', () => {
    const text = `theme: 3
providers:
  - name: A
    type: nothing
    apiKey: \${NO_SUCH}
    baseUrl: ftp://x
readOnly: maybe`;
    expect(problemsOf(text).map(([line, key]) => [line, key])).toEqual([
      [1, 'theme'],
      [3, 'providers[0].name'],
      [4, 'providers[0].type'],
      [5, 'providers[0].apiKey'],
      [6, 'providers[0].baseUrl'],
      [7, 'readOnly'],
    ]);
  });

  test('no message holds a key, however it is misplaced', () => {
    const planted = 'sk-planted-7f3a';
    for (const text of [
      sparrow().replace(`\${KEY}`, `{ ${planted}: 1 `),
      sparrow().replace(`\${KEY}`, `[${planted}]`),
      sparrow().replace(`\${KEY}`, `x\${KEY}${planted}`),
      sparrow(`    baseUrl: https://${planted}@api.example.com`),
      sparrow().replace(`\${KEY}`, `"${planted}`),
    ]) {
      const found = JSON.stringify(problemsOf(text));
      expect(found).not.toBe('[]');
      expect(found).not.toContain(planted);
    }
  });
});

describe('a good configuration', () => {
  const load = (text: string) => {
    const result = parse(text);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.config;
  };

  test('gets the documented defaults', async () => {
    const config = load(sparrow());
    expect(config).toMatchObject({
      theme: 'auto',
      readOnly: false,
      protected: [],
      thresholds: { cpu: 90, memory: 90, runwayDays: 7 },
      ssh: { command: ['ssh'], user: null, port: null, jump: null, probe: { isEnabled: false } },
      notify: 'off',
      keys: {},
      lockWhenIdleMs: null,
      source: '/etc/fleetop.yaml',
      literalSecrets: [],
    });
    expect(config.providers[0]).toMatchObject({
      name: 'sparrow',
      baseUrl: 'https://api.sparrowhost.net',
      limits: { perMinute: 120 },
      limitsAreOurs: false,
      pollIntervalMs: 15_000,
      readOnly: false,
      ca: null,
    });
    expect(await config.providers[0]?.secrets.apiKey.reveal()).toBe('env-key');
  });

  test('takes how servers are sampled over ssh', () => {
    const { ssh } = load(`${sparrow()}ssh:
  enabled: true
  include: ["sparrow/*"]
  exclude: [old]
  interval: 30s
  connectTimeout: 4s
  atOnce: 2
  most: 50
  providers: { sparrow: { user: root, command: [ssh, -q] } }
  servers: { "sparrow/1": { port: 2222, interval: 1m }, db-*: { enabled: false } }
`);
    expect(ssh).toMatchObject({
      probe: {
        isEnabled: true,
        include: ['sparrow/*'],
        exclude: ['old'],
        intervalMs: 30_000,
        connectTimeoutMs: 4_000,
        atOnce: 2,
        most: 50,
      },
      servers: [
        ['sparrow/1', { port: 2222, intervalMs: 60_000 }],
        ['db-*', { isProbed: false }],
      ],
    });
    expect([...ssh.providers]).toEqual([['sparrow', { user: 'root', command: ['ssh', '-q'] }]]);
  });

  test('takes every option', () => {
    const config = load(
      `${sparrow(`    readOnly: true
    pollInterval: 2m
    rateLimit: { perMinute: 500, perHour: 9000 }
    baseUrl: http://api.example.com/base
    allowInsecure: true
`)}lockWhenIdle: 90s
theme: /etc/theme.json
protected: ["sparrow/*", db-*]
thresholds: { runwayDays: 3 }
notify: osc9
keys: { refresh: ctrl+g, pane.zoom: none }
ssh: { command: [ssh, -F, /etc/fleet], user: "{name}", port: 2222, jump: "ops@bastion:22" }
`,
    );
    expect(config).toMatchObject({
      theme: '/etc/theme.json',
      lockWhenIdleMs: 90_000,
      protected: ['sparrow/*', 'db-*'],
      thresholds: { cpu: 90, memory: 90, runwayDays: 3 },
      notify: 'osc9',
      keys: { refresh: 'ctrl+g', 'pane.zoom': 'none' },
      ssh: { command: ['ssh', '-F', '/etc/fleet'], user: '{name}', port: 2222, jump: 'ops@bastion:22' },
    });
    expect(config.providers[0]).toMatchObject({
      baseUrl: 'http://api.example.com/base',
      limits: { perMinute: 500, perHour: 9000 },
      limitsAreOurs: true,
      pollIntervalMs: 120_000,
      readOnly: true,
    });
  });

  test.each([
    ['0.0114', '0.0114'],
    ['"0.0114"', '0.0114'],
    [
      '0.1000000000000000055511151231257827021181583404541015625',
      '0.1000000000000000055511151231257827021181583404541015625',
    ],
    ['9007199254740993.5', '9007199254740993.5'],
    ['1.14e-2', '0.0114'],
    ['.0114', '0.0114'],
    ['2', '2'],
  ])('a rate of %s is exactly %s', (written, worth) => {
    const { rates } = load(`${sparrow()}rates: { base: USD, INR: ${written}, asOf: 2026-11-01 }`);
    expect(rates).toEqual({ base: 'USD', asOf: '2026-11-01', worth: { INR: worth } });
  });

  test('without rates there are none', () => {
    expect(load(sparrow()).rates).toBeNull();
  });

  test.each([
    'http://localhost:8080',
    'http://127.0.0.1:8000/x',
    'http://[::1]:2',
    'https://api.example.com',
  ])('accepts %s', (baseUrl) => {
    expect(load(sparrow(`    baseUrl: ${baseUrl}`)).providers[0]?.baseUrl).toBe(baseUrl);
  });

  test('a literal key works and is remarked with its place', () => {
    expect(load(sparrow().replace(`\${KEY}`, 'literal-key')).literalSecrets).toEqual([
      {
        file: '/etc/fleetop.yaml',
        line: 4,
        key: 'providers[0].apiKey',
        message: 'the key stands in the file itself',
      },
    ]);
  });
});

describe('names of what the configuration does not know itself', () => {
  const themes = ['daylight', 'midnight'];
  const themeProblems = (theme: string, known?: readonly string[]) => {
    const world = { env, homeFolder: '/home/me', themes: known };
    const result = parseConfig(sparrow(`theme: ${theme}`), '/etc/fleetop.yaml', world, {
      commandIds: ['refresh'],
      faults: () => new Map(),
    });
    return result.ok ? [] : result.problems;
  };

  test.each([
    {
      theme: 'midnigt',
      message: /^"midnigt" is no theme: did you mean "midnight"\? allowed are auto, daylight, /,
    },
    { theme: 'nosuch', message: /^"nosuch" is no theme: allowed are auto, daylight, midnight, and the path/ },
  ])('theme $theme', ({ theme, message }) => {
    expect(themeProblems(theme, themes)).toEqual([
      { file: '/etc/fleetop.yaml', line: 5, key: 'theme', message: expect.stringMatching(message) },
    ]);
  });

  test.each(['daylight', './mine.yaml', 'mine.yml', '/etc/mine'])('theme %s is accepted', (theme) => {
    expect(themeProblems(theme, themes)).toEqual([]);
  });

  test('without the names any theme and any command is accepted', () => {
    expect(themeProblems('nosuch')).toEqual([]);
    expect(parse(sparrow('theme: nosuch\nkeys: { nosuch: y }')).ok).toBe(true);
  });
});

describe('columns', () => {
  test('are in their order, with a width where one is named', () => {
    const result = parse(
      sparrow(
        'columns: { servers: [name, { id: cpu, width: 6 }, { id: age }], apps: [domain], sessions: [user] }',
      ),
    );
    expect(result.ok && result.config.columns).toEqual({
      servers: [
        { id: 'name', width: null },
        { id: 'cpu', width: 6 },
        { id: 'age', width: null },
      ],
      apps: [{ id: 'domain', width: null }],
      sessions: [{ id: 'user', width: null }],
    });
  });

  test.each<{ text: string; key: string; message: RegExp }>([
    {
      text: '{ servers: [name, cpus] }',
      key: 'columns.servers[1]',
      message: /^"cpus" is no column: did you mean "cpu"\? allowed are status, name, /,
    },
    {
      text: '{ servers: [name, branch] }',
      key: 'columns.servers[1]',
      message: /^"branch" is no column.* allowed are status, name, /,
    },
    {
      text: '{ apps: [{ id: domian }] }',
      key: 'columns.apps[0]',
      message: /^"domian" is no column: did you mean "domain"\?/,
    },
    {
      text: '{ servers: [{ id: cpu, width: 900 }] }',
      key: 'columns.servers[0].width',
      message: /^900 is not allowed: a whole number of cells from 3 to 80$/,
    },
    {
      text: '{ servers: [7] }',
      key: 'columns.servers[0]',
      message: /^is not allowed like this: a column, or a map such as/,
    },
    { text: '{ servers: [name, name] }', key: 'columns.servers', message: /^has a column twice$/ },
    { text: '{ servers: [] }', key: 'columns.servers', message: /a list of at least one column$/ },
    { text: '{ server: [name] }', key: 'columns.server', message: /^unknown key: did you mean "servers"\?/ },
  ])('$text is refused', ({ text, key, message }) => {
    expect(problemsOf(sparrow(`columns: ${text}`))).toEqual([[5, key, expect.stringMatching(message)]]);
  });
});
