import { describe, expect, onTestFinished, test } from 'vitest';
import type { LogEvent } from '../../src/model/log-line.ts';
import type { Clock } from '../../src/runtime/deps.ts';
import { type Handler, type Routes, startApi } from '../support/api.ts';
import { connectTestProvider, never, type TestProviderOptions } from '../support/provider.ts';

const key = `sph_${'a1b2c3d4e5f6'.repeat(4)}`;

const account = {
  id: 'clxyz123',
  name: 'Ops Team',
  email: 'ops@example.com',
  balance: '2500.00',
  currency: 'INR',
  kycVerified: true,
};

const server = {
  id: 'clserver123',
  name: 'test.com',
  status: 'running',
  ipv4: '192.0.2.10',
  ipv6: null,
  region: 'in-noida-1',
  plan: 'vps-amd-2vcpu-4gb',
  os: 'Ubuntu 24.04 LTS',
  cpuCores: 2,
  ramMb: 4096,
  diskGb: 80,
  bandwidthGb: 2000,
  monthlyPrice: '850.00',
  createdAt: '2026-01-15T10:00:00.000Z',
};

const app = {
  id: 'ndapp_abc123',
  name: 'my-frontend',
  status: 'running',
  framework: 'nextjs',
  branch: 'main',
  primaryDomain: 'my-frontend.nestdeploy.app',
  lastDeployedAt: '2026-05-20T08:30:00.000Z',
  createdAt: '2026-05-01T10:00:00.000Z',
};

const data = (value: unknown) => ({ body: { success: true, data: value } });
const refused = (status: number, message: string) => ({ status, body: { success: false, message } });

const ourServer = {
  ref: 'sparrow/clserver123',
  provider: 'sparrow',
  providerType: 'sparrowhost',
  id: 'clserver123',
  name: 'test.com',
  status: 'running',
  providerStatus: 'running',
  ipv4: '192.0.2.10',
  ipv6: null,
  region: 'in-noida-1',
  plan: 'vps-amd-2vcpu-4gb',
  os: 'Ubuntu 24.04 LTS',
  cpuCores: 2,
  memoryMb: 4096,
  diskGb: 80,
  bandwidthGb: 2000,
  price: { amount: '850.00', currency: 'INR', per: 'month' },
  createdAt: Date.UTC(2026, 0, 15, 10),
  metrics: null,
  actions: ['start', 'stop', 'shutdown', 'reboot', 'rename', 'delete'],
};

const ourApp = {
  ref: 'sparrow/ndapp_abc123',
  provider: 'sparrow',
  providerType: 'sparrowhost',
  id: 'ndapp_abc123',
  name: 'my-frontend',
  kind: 'app',
  status: 'running',
  providerStatus: 'running',
  framework: 'nextjs',
  repository: null,
  branch: 'main',
  domains: ['my-frontend.nestdeploy.app'],
  server: null,
  lastDeployedAt: Date.UTC(2026, 4, 20, 8, 30),
  createdAt: Date.UTC(2026, 4, 1, 10),
  actions: ['start', 'stop', 'deploy', 'redeploy', 'rollback', 'env', 'domain', 'delete'],
} as const;

async function connect(routes: Routes, options: TestProviderOptions = {}) {
  const api = await startApi(routes);
  const { provider } = connectTestProvider('sparrowhost', api.url, {
    name: 'sparrow',
    apiKey: key,
    ...options,
  });
  return { api, provider };
}

describe('servers', () => {
  test('the documented list, asked for with the key as documented', async () => {
    const { api, provider } = await connect({ 'GET /api/v1/servers': data([server]) });
    expect(await provider.listServers?.(never)).toEqual({
      ok: true,
      value: { items: [ourServer], problems: [] },
    });
    expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
  });

  test('what creation answers, with most fields missing', async () => {
    const { id, name, region, plan, createdAt } = server;
    const created = { id, name, status: 'provisioning', ipv4: null, region, plan, createdAt };
    const { provider } = await connect({ 'GET /api/v1/servers': data([created]) });
    const unknown = {
      os: null,
      cpuCores: null,
      memoryMb: null,
      diskGb: null,
      bandwidthGb: null,
      price: null,
    };
    expect(await provider.listServers?.(never)).toMatchObject({
      value: {
        items: [
          { ...ourServer, ...unknown, ipv4: null, status: 'provisioning', providerStatus: 'provisioning' },
        ],
      },
    });
  });

  test('a field of megabytes is its beginning, plain where it is cut, and no id', async () => {
    const endless = {
      ...server,
      name: `${'n'.repeat(999)}😀${'n'.repeat(5_000_000)}`,
      region: '\\'.repeat(1_001),
    };
    const { provider } = await connect({
      'GET /api/v1/servers': data([endless, { ...server, id: 'x'.repeat(1_001) }]),
    });
    expect(await provider.listServers?.(never)).toMatchObject({
      value: {
        items: [{ name: `${'n'.repeat(999)}\ufffd…`, region: `${'\\'.repeat(1_000)}…` }],
        problems: [{ message: "answered the servers, row 2 in a shape we don't know at id" }],
      },
    });
  });

  test.each([
    ['ACTIVE', 'running'],
    ['poweroff', 'stopped'],
    ['Suspended', 'suspended'],
    ['failed', 'error'],
    ['defrosting', 'unknown'],
    [undefined, 'unknown'],
    [7, 'unknown'],
  ])('status %s is ours as %s', async (word, status) => {
    const { provider } = await connect({ 'GET /api/v1/servers': data([{ ...server, status: word }]) });
    const providerStatus = typeof word === 'string' ? word : '';
    expect(await provider.listServers?.(never)).toMatchObject({
      value: { items: [{ status, providerStatus }], problems: [] },
    });
  });

  test.each(['2026-01-15T10:00:00', '2026-01-15 10:00:00.000', '2026-01-15T15:30:00+05:30'])(
    'the time %s does not depend on the zone of this machine',
    async (createdAt) => {
      const before = process.env['TZ'];
      process.env['TZ'] = 'Asia/Tokyo';
      onTestFinished(() => {
        if (before === undefined) delete process.env['TZ'];
        else process.env['TZ'] = before;
      });
      const { provider } = await connect({ 'GET /api/v1/servers': data([{ ...server, createdAt }]) });
      expect(await provider.listServers?.(never)).toMatchObject({
        value: { items: [{ createdAt: Date.UTC(2026, 0, 15, 10) }] },
      });
    },
  );

  test('a bad row is told and hides no other; a missing name is the id', async () => {
    const rows = [{ ...server, id: null }, 'what?', { id: 'x', ramMb: 'lots', createdAt: 'then' }];
    const { provider } = await connect({ 'GET /api/v1/servers': data(rows) });
    expect(await provider.listServers?.(never)).toMatchObject({
      ok: true,
      value: {
        items: [{ id: 'x', name: 'x', memoryMb: null, createdAt: null }],
        problems: [
          {
            code: 'protocol',
            provider: 'sparrow',
            message: "answered the servers, row 1 in a shape we don't know at id",
          },
          { code: 'protocol', provider: 'sparrow' },
        ],
      },
    });
  });

  test('a name of spaces alone is the id: it could be neither seen nor typed', async () => {
    const { provider } = await connect({ 'GET /api/v1/servers': data([{ id: 'x', name: ' \u00a0 ' }]) });
    expect(await provider.listServers?.(never)).toMatchObject({ value: { items: [{ name: 'x' }] } });
  });

  test('one server in full, its id encoded', async () => {
    const full = { ...server, id: 'a/b', rootPassword: 'hunter2', note: 'https://me:pw@example.com/' };
    const { provider } = await connect({ 'GET /api/v1/servers/a%2Fb': data(full) });
    expect(await provider.readServer?.('a/b', never)).toEqual({
      ok: true,
      value: {
        resource: { ...ourServer, id: 'a/b', ref: 'sparrow/a/b' },
        details: { ...full, rootPassword: '***', note: 'https://***@example.com/' },
      },
    });
  });
});

describe('apps', () => {
  test('the documented list, which has fewer fields than an app', async () => {
    const { provider } = await connect({ 'GET /api/v1/nestdeploy/apps': data([app]) });
    expect(await provider.listApps?.(never)).toEqual({ ok: true, value: { items: [ourApp], problems: [] } });
  });

  test('one app in full', async () => {
    const full = {
      ...app,
      repoUrl: 'https://github.com/acme/my-frontend',
      buildType: 'nixpacks',
      customDomains: ['app.example.com', 'my-frontend.nestdeploy.app', null],
    };
    const { provider } = await connect({ 'GET /api/v1/nestdeploy/apps/ndapp_abc123': data(full) });
    expect(await provider.readApp?.('ndapp_abc123', never)).toEqual({
      ok: true,
      value: {
        resource: {
          ...ourApp,
          repository: 'https://github.com/acme/my-frontend',
          domains: ['my-frontend.nestdeploy.app', 'app.example.com'],
        },
        details: full,
      },
    });
  });

  test('an app that was just created', async () => {
    const { id, name, primaryDomain, createdAt } = app;
    const fresh = { id, name, status: 'idle', primaryDomain, createdAt };
    const { provider } = await connect({ 'GET /api/v1/nestdeploy/apps': data([fresh, { name: 'no id' }]) });
    expect(await provider.listApps?.(never)).toMatchObject({
      value: {
        items: [
          {
            ...ourApp,
            status: 'idle',
            providerStatus: 'idle',
            framework: null,
            branch: null,
            lastDeployedAt: null,
          },
        ],
        problems: [{ code: 'protocol' }],
      },
    });
  });

  test.each([
    ['https://ghp_s3cret@github.com/acme/x', 'https://***@github.com/acme/x'],
    ['https://me:s3cret@github.com/acme/x', 'https://***@github.com/acme/x'],
    ['git@github.com:acme/x.git', 'git@github.com:acme/x.git'],
    ['ssh://git@github.com/acme/x.git', 'ssh://git@github.com/acme/x.git'],
  ])(
    'the repository %s is shown as %s, also with what the environment holds',
    async (repoUrl, repository) => {
      const full = { ...app, id: 'x', repoUrl, env: { DATABASE_URL: 's3cret' } };
      const { provider } = await connect({ 'GET /api/v1/nestdeploy/apps/x': data(full) });
      const read = await provider.readApp?.('x', never);
      expect(read).toMatchObject({
        value: { resource: { repository }, details: { repoUrl: repository, env: { DATABASE_URL: '***' } } },
      });
      expect(JSON.stringify(read)).not.toContain('s3cret');
    },
  );
});

describe('money that cannot be read', () => {
  test('is told apart from none: a balance, a price, and so what a month costs', async () => {
    const api = await startApi({
      'GET /api/v1/account': { body: { success: true, data: { ...account, balance: '₹2,500' } } },
      'GET /api/v1/servers': { body: { success: true, data: [{ ...server, monthlyPrice: [850] }] } },
    });
    const { provider } = connectTestProvider('sparrowhost', api.url);
    expect(await provider.listServers?.(never)).toMatchObject({
      value: { items: [{ price: null, isPriceUnreadable: true }], problems: [] },
    });
    expect(await provider.readBilling?.(never)).toMatchObject({
      value: {
        billing: { balance: null, monthlyCost: null, unreadable: ['balance', 'monthlyCost'] },
        problems: [{ code: 'protocol' }, { code: 'protocol' }],
      },
    });
  });
});

describe('billing', () => {
  const billing = {
    provider: 'sparrow',
    providerType: 'sparrowhost',
    balance: { amount: '2500.00', currency: 'INR' },
    monthlyCost: { amount: '850.00', currency: 'INR' },
    runwayDays: 89.4,
    autoFunding: null,
    account: { id: 'clxyz123', name: 'Ops Team', email: 'ops@example.com', status: null },
    transactions: [],
    usage: [],
  };

  test.each([
    {
      name: 'one server',
      prices: ['850.00'],
      monthlyCost: { amount: '850.00', currency: 'INR' },
      runwayDays: 89.4,
      problems: [],
    },
    {
      name: 'sums that floats get wrong',
      prices: ['0.10', '0.20', '90071992547409.93'],
      monthlyCost: { amount: '90071992547410.23', currency: 'INR' },
      runwayDays: 0,
      problems: [],
    },
    {
      name: 'a price as a number',
      prices: [850.5],
      monthlyCost: { amount: '850.50', currency: 'INR' },
      runwayDays: 89.4,
      problems: [],
    },
    {
      name: 'no servers',
      prices: [],
      monthlyCost: { amount: '0.00', currency: 'INR' },
      runwayDays: null,
      problems: [],
    },
    {
      name: 'a server without a price',
      prices: ['850.00', null],
      monthlyCost: null,
      runwayDays: null,
      problems: [{ code: 'protocol' }],
    },
  ])('$name', async ({ prices, monthlyCost, runwayDays, problems }) => {
    const servers = prices.map((monthlyPrice, index) => ({ ...server, id: `s${index}`, monthlyPrice }));
    const { provider } = await connect({
      'GET /api/v1/account': data(account),
      'GET /api/v1/servers': data(servers),
    });
    const read = await provider.readBilling?.(never);
    expect(read).toMatchObject({ ok: true, value: { problems } });
    expect(read).toHaveProperty('value.billing', { ...billing, monthlyCost, runwayDays });
  });

  test('a key that may not see servers still shows the balance', async () => {
    const { provider } = await connect({
      'GET /api/v1/account': data(account),
      'GET /api/v1/servers': refused(403, 'Missing scope vps:read'),
    });
    expect(await provider.readBilling?.(never)).toEqual({
      ok: true,
      value: {
        billing: { ...billing, monthlyCost: null, runwayDays: null },
        problems: [expect.objectContaining({ code: 'forbidden', message: 'Missing scope vps:read' })],
      },
    });
  });

  test('a key that may not see the account still shows what the servers cost', async () => {
    const { provider } = await connect({
      'GET /api/v1/account': refused(403, 'Insufficient scope'),
      'GET /api/v1/servers': data([server]),
    });
    const read = await provider.readBilling?.(never);
    expect(read).toMatchObject({
      ok: true,
      value: {
        billing: { balance: null, account: null, monthlyCost: { currency: 'INR' } },
        problems: [{ code: 'forbidden', message: expect.stringContaining('billing:read') }],
      },
    });
  });

  test('a row that could not be read leaves the cost unknown', async () => {
    const { provider } = await connect({
      'GET /api/v1/account': data(account),
      'GET /api/v1/servers': data([server, {}]),
    });
    expect(await provider.readBilling?.(never)).toMatchObject({
      value: { billing: { monthlyCost: null }, problems: [{ code: 'protocol' }] },
    });
  });

  test('servers listed within a minute are not asked for again', async () => {
    let now = 0;
    const clock: Clock = { now: () => now, elapsed: () => now, sleep: async () => {} };
    const { api, provider } = await connect(
      { 'GET /api/v1/account': data(account), 'GET /api/v1/servers': data([server]) },
      { clock },
    );
    const asked = () => api.requests.filter(({ path }) => path === '/api/v1/servers').length;
    await provider.listServers?.(never);
    now = 59_000;
    expect(await provider.readBilling?.(never)).toMatchObject({
      value: { billing: { monthlyCost: { amount: '850.00' } } },
    });
    expect(asked()).toBe(1);
    now = 60_000;
    await provider.readBilling?.(never);
    expect(asked()).toBe(2);
  });

  test('without the account there is no billing', async () => {
    const { provider } = await connect({
      'GET /api/v1/account': refused(401, 'API key expired'),
      'GET /api/v1/servers': data([server]),
    });
    expect(await provider.readBilling?.(never)).toMatchObject({
      ok: false,
      problem: { code: 'auth', message: 'API key expired' },
    });
  });
});

describe('errors', () => {
  test.each([
    [400, 'invalid'],
    [401, 'auth'],
    [402, 'payment'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [429, 'rate-limited'],
    [500, 'server'],
    [200, 'invalid'],
  ])('%i with success false is %s, in their words', async (status, code) => {
    const reply = { ...refused(status, 'Their words.'), headers: { 'retry-after': '30' } };
    const { provider } = await connect({ 'GET /api/v1/servers': reply });
    expect(await provider.listServers?.(never)).toMatchObject({
      ok: false,
      problem: { provider: 'sparrow', code, status, message: 'Their words.' },
    });
  });

  test.each([
    { name: 'no data', body: { success: true }, code: 'protocol' },
    { name: 'data of another shape', body: { success: true, data: 'x' }, code: 'protocol' },
    { name: 'a bare list', body: [server], code: 'protocol' },
    { name: 'an error flag', body: { error: true, message: 'no' }, code: 'invalid' },
    { name: 'a refusal without words', body: { success: false, message: 5 }, code: 'invalid' },
  ])('200 with $name is $code', async ({ body, code }) => {
    const { provider } = await connect({ 'GET /api/v1/servers': { body } });
    expect(await provider.listServers?.(never)).toMatchObject({ ok: false, problem: { code } });
  });
});

describe('check', () => {
  const good = {
    'GET /api/v1/account': data(account),
    'GET /api/v1/servers': data([]),
    'GET /api/v1/nestdeploy/apps': data([]),
  };
  const identity = { id: 'clxyz123', name: 'Ops Team', email: 'ops@example.com', status: null };

  test('a good key', async () => {
    const { provider } = await connect(good);
    expect(await provider.check(never)).toEqual({
      ok: true,
      value: {
        account: identity,
        notes: ['account: Ops Team (ops@example.com)', 'vps:read: allowed', 'nestdeploy:read: allowed'],
        warnings: [],
      },
    });
  });

  test.each([
    {
      name: 'a missing scope',
      routes: { 'GET /api/v1/nestdeploy/apps': refused(403, 'Insufficient scope') },
      warnings: ['the key seems to lack the scope nestdeploy:read: Insufficient scope'],
    },
    {
      name: 'a list that fails',
      routes: { 'GET /api/v1/servers': refused(500, 'Oops') },
      warnings: ['vps:read: Oops'],
    },
    {
      name: 'an account without KYC',
      routes: { 'GET /api/v1/account': data({ ...account, kycVerified: false }) },
      warnings: ["the account's KYC is not verified"],
    },
    {
      name: 'a key of another shape',
      apiKey: 'sph_tooshort',
      warnings: ['the key is not of the documented shape (sph_ and 48 hex characters)'],
    },
  ])('$name is a warning', async ({ routes, apiKey, warnings }) => {
    const { provider } = await connect({ ...good, ...routes }, apiKey === undefined ? {} : { apiKey });
    expect(await provider.check(never)).toMatchObject({ ok: true, value: { account: identity, warnings } });
  });

  test('a bad key fails', async () => {
    const reply = refused(401, 'Invalid API key');
    const { provider } = await connect({ 'GET /api/v1/account': reply });
    expect(await provider.check(never)).toMatchObject({
      ok: false,
      problem: { code: 'auth', message: 'Invalid API key' },
    });
  });
});

test('the account as the provider gives it', async () => {
  const { provider } = await connect({
    'GET /api/v1/account': data({ ...account, apiKey: 's3cret', invoices: [{ id: 1 }] }),
  });
  expect(await provider.readAccount?.(never)).toEqual({
    ok: true,
    value: { account: { ...account, apiKey: '***', invoices: [{ id: 1 }] } },
  });
});

describe('log', () => {
  const logPath = 'GET /api/v1/nestdeploy/apps/ndapp_abc123/logs';

  const stream =
    (messages: readonly unknown[], isOpen = false): Handler =>
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const message of messages)
        response.write(`data: ${typeof message === 'string' ? message : JSON.stringify(message)}\n\n`);
      if (!isOpen) response.end();
      return undefined;
    };

  async function follow(handler: Handler, deploymentId: string | null = null) {
    const { api, provider } = await connect({ [logPath]: handler });
    const events: LogEvent[] = [];
    const result = await provider.followLog?.(ourApp, { deploymentId }, (event) => events.push(event), never);
    return { api, events, result };
  }

  const line = (
    text: string,
    at: number | null,
    source: 'build' | null,
    deploymentId: string | null = null,
  ) => ({
    at,
    line: text,
    deploymentId,
    source,
  });

  test('the documented example', async () => {
    const { api, events, result } = await follow(
      stream(
        [
          { line: '[nixpacks] Detected Next.js', ts: '2026-05-20T08:30:01Z' },
          { line: '[build] npm run build...', ts: '2026-05-20T08:30:04Z' },
          { line: '[deploy] Container started', ts: '2026-05-20T08:31:22Z' },
          { type: 'done', status: 'running' },
        ],
        true,
      ),
    );
    expect(result).toEqual({ ok: true, value: undefined });
    expect(events).toEqual([
      {
        type: 'lines',
        lines: [line('[nixpacks] Detected Next.js', Date.UTC(2026, 4, 20, 8, 30, 1), 'build')],
      },
      { type: 'lines', lines: [line('[build] npm run build...', Date.UTC(2026, 4, 20, 8, 30, 4), 'build')] },
      {
        type: 'lines',
        lines: [line('[deploy] Container started', Date.UTC(2026, 4, 20, 8, 31, 22), 'build')],
      },
      { type: 'done', status: 'running' },
    ]);
    expect(api.requests[0]).toMatchObject({
      path: '/api/v1/nestdeploy/apps/ndapp_abc123/logs',
      headers: { authorization: `Bearer ${key}` },
    });
  });

  test('one deployment, hostile and broken messages', async () => {
    const { api, events } = await follow(
      stream([
        { line: 'GET /\u001b[31m \u001b[2J200\r\nsecond\u202e', ts: null },
        '{"line": ',
        '"text"',
        { other: 1 },
        { type: 'done', status: 'fail\u0007ed' },
      ]),
      'dep_xyz 789',
    );
    expect(api.requests[0]?.path).toBe('/api/v1/nestdeploy/apps/ndapp_abc123/logs?deploymentId=dep_xyz+789');
    expect(events).toEqual([
      {
        type: 'lines',
        lines: [
          line('GET / \u241b[2J200', null, null, 'dep_xyz 789'),
          line('second\ufffd', null, null, 'dep_xyz 789'),
        ],
      },
      { type: 'lines', lines: [line('{"line": ', null, null, 'dep_xyz 789')] },
      { type: 'lines', lines: [line('"text"', null, null, 'dep_xyz 789')] },
      { type: 'done', status: 'fail\u2407ed' },
    ]);
  });

  test.each([
    ['[nixpacks] x', 'build'],
    ['[railpack] x', 'build'],
    ['[deploy] x', 'build'],
    ['[info] x', null],
    ['GET / [build] 200', null],
  ] as const)('the line %j is of %s', async (text, source) => {
    const { events } = await follow(stream([{ line: text }, { type: 'done', status: 'running' }]));
    expect(events[0]).toEqual({ type: 'lines', lines: [line(text, null, source)] });
  });

  test('a stream closed without an end is opened again, and over when nothing more comes', async () => {
    let turn = 0;
    const { events, result } = await follow((request, response) => {
      turn += 1;
      return stream(turn === 1 ? [{ line: 'hello', ts: '2026-05-20T08:30:01Z' }] : [])(request, response);
    });
    expect(result).toMatchObject({ ok: true });
    expect(events.map(({ type }) => type)).toEqual(['lines', 'done']);
    expect(turn).toBe(2);
  });

  test('what a stream repeats after a gap is not told again', async () => {
    const [one, same, two, three] = [
      { line: 'one', ts: '2026-05-20T08:30:01Z' },
      { line: 'one', ts: '2026-05-20T08:30:01Z' },
      { line: 'two', ts: '2026-05-20T08:30:02Z' },
      { line: 'three', ts: '2026-05-20T08:30:02Z' },
    ];
    const turns = [
      [one, same, two],
      [one, same, two, three, { line: 'no time' }],
      [one, same, two, three],
    ];
    let turn = 0;
    const { events, api } = await follow((request, response) => {
      const messages = turns[turn] ?? [];
      turn += 1;
      return stream(messages)(request, response);
    });
    expect(events.map((event) => (event.type === 'lines' ? event.lines[0]?.line : event.type))).toEqual([
      ...['one', 'one', 'two', 'gap', 'three', 'no time', 'done'],
    ]);
    expect(api.requests).toHaveLength(3);
  });

  test('a key without the scope', async () => {
    const { result, events } = await follow(() => refused(403, 'nestdeploy:read required'));
    expect(result).toMatchObject({
      ok: false,
      problem: { provider: 'sparrow', code: 'forbidden', message: 'nestdeploy:read required' },
    });
    expect(events).toEqual([]);
  });
});
