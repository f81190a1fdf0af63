import { describe, expect, test } from 'vitest';
import type { App } from '../../src/model/app.ts';
import type { Server } from '../../src/model/server.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { type Reply, type Routes, startApi } from '../support/api.ts';
import { connectTestProvider, never, type TestProviderOptions } from '../support/provider.ts';

/** Bodies as the vendor's reference prints them. */
const serverRow = {
  id: 'FqHWrrcUfRI18F0l',
  name: 'www1',
  plan: 'economy',
  autoupdates: true,
  firewall: true,
  deny_unknown_domains: true,
  available_runtimes: ['php5.6', 'php7.0', 'php7.1', 'php7.2'],
  lastaddress: '1.2.3.4',
  lastconn: 1403130552,
  datecreated: 1403130551,
};

const blog = {
  id: 'c77JD4gZooGjrF8K',
  datecreated: 1403139066,
  name: 'blog',
  sysuserid: 'RvnwAIfuENyjUVnl',
  domains: ['www.myblog.com', 'blog.com'],
  ssl: null,
  serverid: '4zGDDO2xg30yEeum',
  runtime: 'php7.0',
};

const store = {
  id: 'B1w7yc1tfUPQLIKS',
  datecreated: 1403143012,
  name: 'store',
  sysuserid: 'RvnwAIfuENyjUVnl',
  domains: ['www.mystore.com', 'mystore.com'],
  ssl: {
    key: '-----BEGIN PRIVATE KEY----- PRIVATEBYTES',
    cert: '-----BEGIN CERTIFICATE----- CERTBYTES',
    cacerts: '-----BEGIN CERTIFICATE----- CABYTES',
    auto: false,
    force: true,
  },
  wordpress: { admin_user: 'admin', admin_password: 'PASSWORDBYTES', login_url: 'https://x/?LOGINBYTES' },
  serverid: '4zGDDO2xg30yEeum',
  runtime: 'php7.0',
};

const shownStore = { ...store, ssl: { present: true, auto: false, force: true }, wordpress: true };

const databaseRow = {
  id: 'hdXkAZchuj27Hm1L',
  name: 'wordpress',
  appid: 'c77JD4gZooGjrF8K',
  serverid: '4zGDDO2xg30yEeum',
  user: { id: 'vt08Qz9kjOC3RVLr', name: 'robert' },
};

const systemUsers = [
  { id: 'PdmHhsb3fnaZ2r5f', name: 'serverpilot', serverid: 'FqHWrrcUfRI18F0l' },
  { id: 'RvnwAIfuENyjUVnl', name: 'serverpilot', serverid: '4zGDDO2xg30yEeum' },
];

const sshKey = {
  id: 'aUAG0Z3p0F3xmc6R',
  name: "joe's key",
  sha256_fingerprint: 'SHA256:abc',
  public_key: 'ssh-rsa AAAA',
  datecreated: 1403139066,
};

const server: Server = {
  ref: 'pilot/FqHWrrcUfRI18F0l',
  provider: 'pilot',
  providerType: 'serverpilot',
  id: 'FqHWrrcUfRI18F0l',
  name: 'www1',
  status: 'running',
  providerStatus: 'connected',
  ipv4: '1.2.3.4',
  ipv6: null,
  region: null,
  plan: 'economy',
  os: null,
  cpuCores: null,
  memoryMb: null,
  diskGb: null,
  bandwidthGb: null,
  price: null,
  createdAt: 1403130551_000,
  metrics: null,
  actions: ['update', 'delete'],
};

const app: App = {
  ref: 'pilot/c77JD4gZooGjrF8K',
  provider: 'pilot',
  providerType: 'serverpilot',
  id: 'c77JD4gZooGjrF8K',
  name: 'blog',
  kind: 'app',
  status: 'running',
  providerStatus: '',
  framework: 'php7.0',
  repository: null,
  branch: null,
  domains: ['www.myblog.com', 'blog.com'],
  server: 'pilot/4zGDDO2xg30yEeum',
  lastDeployedAt: null,
  createdAt: 1403139066_000,
  actions: ['update', 'domain', 'ssl', 'delete'],
};

const database: App = {
  ...app,
  ref: 'pilot/hdXkAZchuj27Hm1L',
  id: 'hdXkAZchuj27Hm1L',
  name: 'wordpress',
  kind: 'database',
  framework: null,
  domains: [],
  createdAt: null,
  actions: ['update', 'delete'],
};

const success = (data: unknown): Reply => ({ body: { data } });
const refusal = (status: number, message: string): Reply => ({ status, body: { error: { message } } });

/** One minute after the documented server was seen. */
const now = (1403130552 + 60) * 1_000;
const frozenClock = {
  now: () => now,
  elapsed: () => now,
  sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
};

const at = (path: string): string => `GET /v1${path}`;

async function connect(routes: Routes, options: TestProviderOptions = {}) {
  const api = await startApi(routes);
  const connected = connectTestProvider('serverpilot', `${api.url}/v1`, {
    name: 'pilot',
    clientId: 'cid_2398yhfsdfhu3efui3',
    apiKey: 'asdm29ejfleji3ofneihf9',
    clock: frozenClock,
    ...options,
  });
  return {
    api,
    provider: connected.provider as Required<Provider>,
    paths: () => api.requests.map((r) => r.path),
  };
}

const secretBytes = /PRIVATEBYTES|CERTBYTES|CABYTES|PASSWORDBYTES|LOGINBYTES/;

describe('servers', () => {
  test('the documented row, and the credentials it was asked with', async () => {
    const { api, provider } = await connect({ [at('/servers')]: success([serverRow]) });
    expect(await provider.listServers(never)).toEqual({ ok: true, value: { items: [server], problems: [] } });
    expect(api.requests.map((r) => [r.path, r.headers.authorization])).toEqual([
      ['/v1/servers', 'Basic Y2lkXzIzOTh5aGZzZGZodTNlZnVpMzphc2RtMjllamZsZWppM29mbmVpaGY5'],
    ]);
  });

  test.each<{ name: string; raw: object; want: Partial<Server> }>([
    {
      name: 'seen 15 minutes ago',
      raw: { ...serverRow, lastconn: now / 1_000 - 900 },
      want: { status: 'running', providerStatus: 'connected' },
    },
    {
      name: 'seen longer ago',
      raw: { ...serverRow, lastconn: now / 1_000 - 901 },
      want: { status: 'unknown', providerStatus: 'stale' },
    },
    {
      name: 'its clock before ours',
      raw: { ...serverRow, lastconn: now / 1_000 + 120 },
      want: { status: 'running', providerStatus: 'connected' },
    },
    {
      name: 'so far ahead that a clock is wrong',
      raw: { ...serverRow, lastconn: now / 1_000 + 901 },
      want: { status: 'unknown', providerStatus: 'seen in the future' },
    },
    {
      name: 'never seen',
      raw: { ...serverRow, lastconn: null, lastaddress: null },
      want: { status: 'unknown', providerStatus: 'never connected', ipv4: null },
    },
    {
      name: 'a time as text, as third-party clients model it',
      raw: { ...serverRow, lastconn: String(serverRow.lastconn) },
      want: { status: 'running', providerStatus: 'connected' },
    },
    {
      name: 'a time in ms, long ago',
      raw: { ...serverRow, lastconn: now - 86_400_000 },
      want: { status: 'unknown', providerStatus: 'stale' },
    },
    {
      name: 'a time as ISO 8601',
      raw: { ...serverRow, lastconn: new Date(now).toISOString() },
      want: { status: 'running', providerStatus: 'connected' },
    },
    {
      name: 'nothing but an id',
      raw: { id: 'FqHWrrcUfRI18F0l' },
      want: {
        name: 'FqHWrrcUfRI18F0l',
        status: 'unknown',
        providerStatus: 'never connected',
        ipv4: null,
        plan: null,
        createdAt: null,
      },
    },
    {
      name: 'an IPv6 address and an unknown plan',
      raw: { ...serverRow, lastaddress: '2001:db8::1', plan: 'zeppelin' },
      want: { ipv4: null, ipv6: '2001:db8::1', plan: 'zeppelin' },
    },
  ])('$name', async ({ raw, want }) => {
    const { provider } = await connect({ [at('/servers')]: success([raw]) });
    expect(await provider.listServers(never)).toEqual({
      ok: true,
      value: { items: [{ ...server, ...want }], problems: [] },
    });
  });

  test('a bad row is named, the others are kept', async () => {
    const { provider } = await connect({ [at('/servers')]: success([serverRow, { name: 'no id' }]) });
    expect(await provider.listServers(never)).toMatchObject({
      value: {
        items: [server],
        problems: [
          { code: 'protocol', message: "answered the server list, row 2 in a shape we don't know at id" },
        ],
      },
    });
  });

  test('in full: with its users, apps and databases, and no other', async () => {
    const id = '4zGDDO2xg30yEeum';
    const { provider } = await connect({
      [at(`/servers/${id}`)]: success({ ...serverRow, id, apikey: 'SECRETKEY' }),
      [at('/sysusers')]: success(systemUsers),
      [at('/apps')]: success([blog, store, { ...blog, id: 'other', serverid: 'FqHWrrcUfRI18F0l' }]),
      [at('/dbs')]: success([databaseRow]),
    });
    const reading = await provider.readServer(id, never);
    expect(reading).toEqual({
      ok: true,
      value: {
        resource: { ...server, id, ref: `pilot/${id}` },
        details: {
          server: { ...serverRow, id, apikey: '***' },
          systemUsers: [systemUsers[1]],
          apps: [blog, shownStore],
          databases: [databaseRow],
        },
      },
    });
    expect(JSON.stringify(reading)).not.toMatch(secretBytes);
  });

  test('a related read that fails stands in its place', async () => {
    const { provider } = await connect({
      [at('/servers/FqHWrrcUfRI18F0l')]: success(serverRow),
      [at('/sysusers')]: refusal(403, 'Not yours.'),
      [at('/apps')]: success([]),
      [at('/dbs')]: success([]),
    });
    expect(await provider.readServer('FqHWrrcUfRI18F0l', never)).toMatchObject({
      ok: true,
      value: { details: { systemUsers: { error: 'Not yours.' }, apps: [] } },
    });
  });
});

describe('apps', () => {
  test('the documented apps and databases, without their secrets', async () => {
    const { provider } = await connect({
      [at('/apps')]: success([blog, store]),
      [at('/dbs')]: success([databaseRow]),
    });
    const listing = await provider.listApps(never);
    expect(listing).toEqual({
      ok: true,
      value: {
        items: [
          app,
          {
            ...app,
            ref: 'pilot/B1w7yc1tfUPQLIKS',
            id: 'B1w7yc1tfUPQLIKS',
            name: 'store',
            domains: ['www.mystore.com', 'mystore.com'],
            createdAt: 1403143012_000,
          },
          database,
        ],
        problems: [],
      },
    });
    expect(JSON.stringify(listing)).not.toMatch(secretBytes);
  });

  test('missing fields are null', async () => {
    const { provider } = await connect({
      [at('/apps')]: success([{ id: 'a', domains: 'none', name: null, serverid: null }]),
      [at('/dbs')]: success([{ id: 'd' }]),
    });
    expect(await provider.listApps(never)).toMatchObject({
      value: {
        items: [
          { id: 'a', name: 'a', domains: [], server: null, framework: null, createdAt: null },
          { id: 'd', name: 'd', kind: 'database', server: null },
        ],
        problems: [],
      },
    });
  });

  test.each<{ name: string; apps: Reply; databases: Reply; items: readonly App[]; message: string }>([
    {
      name: 'the databases',
      apps: success([blog]),
      databases: refusal(403, 'No databases.'),
      items: [app],
      message: 'the databases cannot be read: No databases.',
    },
    {
      name: 'the apps',
      apps: refusal(403, 'No apps.'),
      databases: success([databaseRow]),
      items: [database],
      message: 'the apps cannot be read: No apps.',
    },
    {
      name: 'the shape of the databases',
      apps: success([blog]),
      databases: success({}),
      items: [app],
      message: "the databases cannot be read: answered the database list in a shape we don't know: no list",
    },
    {
      name: 'one row',
      apps: success([blog, {}]),
      databases: success([]),
      items: [app],
      message: "answered the app list, row 2 in a shape we don't know at id",
    },
  ])('the rest shows without $name', async ({ apps, databases, items, message }) => {
    const { provider } = await connect({ [at('/apps')]: apps, [at('/dbs')]: databases });
    expect(await provider.listApps(never)).toEqual({
      ok: true,
      value: { items, problems: [expect.objectContaining({ message })] },
    });
  });

  test.each([
    { failing: '/apps', what: 'the apps' },
    { failing: '/dbs', what: 'the databases' },
  ])('when $failing fails later, its rows stay as they were, which is told', async ({ failing, what }) => {
    const { api, provider } = await connect({
      [at('/apps')]: success([blog]),
      [at('/dbs')]: success([databaseRow]),
    });
    expect(await provider.listApps(never)).toEqual({
      ok: true,
      value: { items: [app, database], problems: [] },
    });
    api.route({ [at(failing)]: refusal(403, 'Not for you.') });
    const message = `${what} are shown as they were: Not for you.`;
    expect(await provider.listApps(never)).toEqual({
      ok: true,
      value: { items: [app, database], problems: [expect.objectContaining({ message })] },
    });
  });

  test('fails when neither list could be read', async () => {
    const { provider } = await connect({
      [at('/apps')]: refusal(401, 'Bad key.'),
      [at('/dbs')]: refusal(401, 'Bad key.'),
    });
    expect(await provider.listApps(never)).toMatchObject({
      ok: false,
      problem: { code: 'auth', message: 'Bad key.' },
    });
  });
});

describe('one app in full', () => {
  const autossl = { available: true, domains: ['www.mystore.com', 'mystore.com'] };
  const routes = {
    [at('/apps/B1w7yc1tfUPQLIKS')]: success({ ...store, autossl }),
    [at('/apps/c77JD4gZooGjrF8K')]: success(blog),
    [at('/dbs/hdXkAZchuj27Hm1L')]: success(databaseRow),
    [at('/dbs')]: success([databaseRow, { ...databaseRow, id: 'mine', appid: 'B1w7yc1tfUPQLIKS' }]),
    [at('/apps')]: success([blog, store]),
    [at('/sysusers/RvnwAIfuENyjUVnl')]: success(systemUsers[1]),
    [at('/servers/4zGDDO2xg30yEeum')]: success({ ...serverRow, id: '4zGDDO2xg30yEeum' }),
  };

  test('an app: facts of its TLS, never the key', async () => {
    const { provider } = await connect(routes);
    const reading = await provider.readApp('B1w7yc1tfUPQLIKS', never);
    expect(reading).toEqual({
      ok: true,
      value: {
        resource: expect.objectContaining({ id: 'B1w7yc1tfUPQLIKS', kind: 'app', name: 'store' }),
        details: {
          app: { ...shownStore, autossl },
          databases: [{ ...databaseRow, id: 'mine', appid: 'B1w7yc1tfUPQLIKS' }],
          systemUser: systemUsers[1],
          server: { ...serverRow, id: '4zGDDO2xg30yEeum' },
        },
      },
    });
    expect(JSON.stringify(reading)).not.toMatch(secretBytes);
  });

  test('a database that was not listed is found after the app was not', async () => {
    const { provider, paths } = await connect(routes);
    expect(await provider.readApp('hdXkAZchuj27Hm1L', never)).toEqual({
      ok: true,
      value: {
        resource: database,
        details: { database: databaseRow, app: blog, server: { ...serverRow, id: '4zGDDO2xg30yEeum' } },
      },
    });
    expect(paths().slice(0, 2)).toEqual(['/v1/apps/hdXkAZchuj27Hm1L', '/v1/dbs/hdXkAZchuj27Hm1L']);
  });

  test('a database that was listed is asked for as one', async () => {
    const { provider, paths } = await connect(routes);
    await provider.listApps(never);
    expect(await provider.readApp('hdXkAZchuj27Hm1L', never)).toMatchObject({
      value: { resource: database },
    });
    expect(paths()[2]).toBe('/v1/dbs/hdXkAZchuj27Hm1L');
  });

  test('what is neither is not found, and a refusal is not looked past', async () => {
    const { provider, paths } = await connect({
      [at('/apps/gone')]: refusal(404, 'No such app.'),
      [at('/apps/kept')]: refusal(403, 'Protected.'),
    });
    expect(await provider.readApp('gone', never)).toMatchObject({
      problem: { code: 'not-found', message: 'No such app.' },
    });
    expect(await provider.readApp('kept', never)).toMatchObject({ problem: { code: 'forbidden' } });
    expect(paths()).toEqual(['/v1/apps/gone', '/v1/dbs/gone', '/v1/apps/kept']);
  });

  test('an id cannot leave its place in the path', async () => {
    const { provider, paths } = await connect({});
    await provider.readApp('../servers', never);
    expect(paths()).toEqual(['/v1/apps/..%2Fservers', '/v1/dbs/..%2Fservers']);
  });
});

describe('refusals', () => {
  test.each<{ status: number; body: unknown; code: string; message: string }>([
    { status: 400, body: { error: { message: 'Missing name.' } }, code: 'invalid', message: 'Missing name.' },
    { status: 401, body: { error: { message: 'Unauthorized.' } }, code: 'auth', message: 'Unauthorized.' },
    { status: 402, body: { error: { message: 'No card.' } }, code: 'payment', message: 'No card.' },
    { status: 403, body: { error: { message: 'Protected.' } }, code: 'forbidden', message: 'Protected.' },
    { status: 404, body: { error: { message: 'Gone.' } }, code: 'not-found', message: 'Gone.' },
    { status: 409, body: { error: { message: 'Exists.' } }, code: 'conflict', message: 'Exists.' },
    { status: 500, body: { error: { message: 'Oops.' } }, code: 'server', message: 'Oops.' },
    { status: 200, body: { error: { message: 'Odd.' } }, code: 'invalid', message: 'Odd.' },
    { status: 200, body: { error: true }, code: 'invalid', message: 'the request was refused' },
    { status: 400, body: { error: 'Plain.' }, code: 'invalid', message: 'Plain.' },
    { status: 404, body: { message: 'Bare.' }, code: 'not-found', message: 'Bare.' },
    {
      status: 403,
      body: { error: { message: 7 } },
      code: 'forbidden',
      message: 'the key is not allowed to do this',
    },
    { status: 404, body: [], code: 'not-found', message: 'there is no such resource' },
    { status: 502, body: '<html>', code: 'server', message: 'a gateway in between got no valid answer' },
    { status: 200, body: '<html>', code: 'protocol', message: 'answered a web page instead of JSON' },
    {
      status: 200,
      body: { servers: [] },
      code: 'protocol',
      message: "answered the server list in a shape we don't know: no data",
    },
  ])('$status with $body is $code', async ({ status, body, code, message }) => {
    const { provider } = await connect({ [at('/servers')]: { status, body } });
    expect(await provider.listServers(never)).toMatchObject({
      ok: false,
      problem: { provider: 'pilot', code, message },
    });
  });
});

describe('the rest', () => {
  test('the account: SSH keys and system users', async () => {
    const { provider } = await connect({
      [at('/sshkeys')]: success([sshKey]),
      [at('/sysusers')]: success(systemUsers),
    });
    expect(await provider.readAccount(never)).toEqual({
      ok: true,
      value: { sshKeys: [sshKey], systemUsers },
    });
  });

  test('the account with one part missing, and with both', async () => {
    const { api, provider } = await connect({
      [at('/sshkeys')]: refusal(403, 'No keys.'),
      [at('/sysusers')]: success(systemUsers),
    });
    expect(await provider.readAccount(never)).toEqual({
      ok: true,
      value: { sshKeys: { error: 'No keys.' }, systemUsers },
    });
    api.route({ [at('/sysusers')]: refusal(403, 'No users.') });
    expect(await provider.readAccount(never)).toMatchObject({ ok: false, problem: { message: 'No keys.' } });
  });

  test.each(['open', 'success', 'error'] as const)('an action that is %s', async (status) => {
    const { provider } = await connect({
      [at('/actions/g3kiiYzxPgAjbwcY')]: success({
        id: 'g3kiiYzxPgAjbwcY',
        serverid: '4zGDDO2xg30yEeum',
        status,
        datecreated: 1403138066,
      }),
    });
    expect(await provider.readAction('g3kiiYzxPgAjbwcY', never)).toEqual({ ok: true, value: { status } });
  });

  test('an action in a state nobody documented', async () => {
    const { provider } = await connect({ [at('/actions/x')]: success({ status: 'paused' }) });
    expect(await provider.readAction('x', never)).toMatchObject({
      problem: { code: 'protocol', message: "answered the action in a shape we don't know at status" },
    });
  });

  test('check tells servers and plans', async () => {
    const { provider, paths } = await connect({
      [at('/servers')]: success([
        serverRow,
        { ...serverRow, id: 'b' },
        { ...serverRow, id: 'c', plan: 'business' },
      ]),
    });
    expect(await provider.check(never)).toEqual({
      ok: true,
      value: {
        account: null,
        notes: [
          'servers: 3 (2 economy, 1 business)',
          'keys have no scopes; making a new key revokes this one',
        ],
        warnings: [],
      },
    });
    expect(paths()).toEqual(['/v1/servers']);
  });

  test('check warns of a client ID of another shape', async () => {
    const { provider } = await connect({ [at('/servers')]: success([]) }, { clientId: 'me@example.com' });
    expect(await provider.check(never)).toMatchObject({
      value: {
        notes: ['servers: 0', expect.any(String)],
        warnings: ['the client ID does not begin with cid_'],
      },
    });
  });

  test('check fails on a bad key', async () => {
    const { provider } = await connect({ [at('/servers')]: refusal(401, 'Unauthorized.') });
    expect(await provider.check(never)).toMatchObject({ ok: false, problem: { code: 'auth' } });
  });

  test('what the API does not have is absent', async () => {
    const { provider } = await connect({});
    expect([
      provider.readMetrics,
      provider.readBilling,
      provider.followLog,
      provider.listDeployments,
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
