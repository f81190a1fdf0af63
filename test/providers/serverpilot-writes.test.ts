import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Accepted, ActionRequest, CreatableKind, Deed, Fields } from '../../src/model/action.ts';
import type { App } from '../../src/model/app.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { Result } from '../../src/model/result.ts';
import type { ConnectedProvider } from '../../src/providers/connect.ts';
import type { Prepared } from '../../src/providers/provider.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { type Reply, type Routes, startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testApp, testServer } from '../support/resources.ts';

/** Bodies as the vendor's reference prints them. */
const serverRow = {
  id: 'UXOSIYrdtL4cSGp3',
  name: 'www2',
  plan: 'economy',
  autoupdates: true,
  firewall: true,
  deny_unknown_domains: true,
  available_runtimes: ['php7.1', 'php7.2'],
  lastaddress: null,
  lastconn: null,
  datecreated: 1403130553,
};

const appRow = {
  id: 'nlcN0TwdZAyNEgdp',
  datecreated: 1403143012,
  name: 'gallery',
  sysuserid: 'RvnwAIfuENyjUVnl',
  domains: ['www.example.com', 'example.com'],
  ssl: null,
  serverid: 'UXOSIYrdtL4cSGp3',
  runtime: 'php7.2',
};

const databaseRow = {
  id: '8PV1OIAlAW3jbGmM',
  name: 'gallerydb',
  appid: 'nlcN0TwdZAyNEgdp',
  serverid: 'UXOSIYrdtL4cSGp3',
  user: { id: 'k2HWtU33mpUsfOdA', name: 'arturo' },
};

const customSsl = { key: 'KEYBYTES', cert: 'CERT', cacerts: null, auto: false, force: false };
const autoSsl = { ...customSsl, auto: true };

const get = (data: unknown): Reply => ({ body: { data } });
const done = (data: unknown, actionid?: string): Reply => ({ body: { actionid, data } });

const onServer = (deed: Deed, id = serverRow.id): ActionRequest => ({
  target: { kind: 'server', resource: testServer({ provider: 'pilot', id, name: 'www2' }) },
  deed,
});

const onApp = (deed: Deed, given: Partial<App> = {}): ActionRequest => ({
  target: {
    kind: 'app',
    resource: testApp({
      provider: 'pilot',
      id: appRow.id,
      name: 'gallery',
      server: `pilot/${serverRow.id}`,
      ...given,
    }),
  },
  deed,
});

const onDatabase = (deed: Deed, id = databaseRow.id): ActionRequest => onApp(deed, { id, kind: 'database' });

const create = (kind: CreatableKind, fields: Fields): ActionRequest => ({
  create: kind,
  provider: 'pilot',
  fields,
});

const app: Fields = { name: 'gallery', sysuserid: appRow.sysuserid, runtime: 'php7.2' };
const wordpress: Fields = {
  'wordpress.site_title': 'My Site',
  'wordpress.admin_user': 'admin',
  'wordpress.admin_password': 'mypassword',
  'wordpress.admin_email': 'me@example.com',
};
const database: Fields = {
  appid: databaseRow.appid,
  name: 'gallerydb',
  'user.name': 'arturo',
  'user.password': '8apNPT123',
};
const user: Fields = { serverid: serverRow.id, name: 'derek' };

/** What may be read before a write. */
const reads: Routes = {
  [`GET /servers/${serverRow.id}`]: get(serverRow),
  'GET /servers': get([serverRow]),
  'GET /apps': get([appRow]),
  'GET /sshkeys': get([{ id: 'aUAG0Z3p0F3xmc6R', name: 'laptop' }]),
  [`GET /sysusers/${appRow.sysuserid}`]: get({ id: appRow.sysuserid, name: 'joe', serverid: serverRow.id }),
  [`GET /apps/${appRow.id}`]: get({ ...appRow, autossl: { available: true, domains: ['example.com'] } }),
  [`GET /dbs/${databaseRow.id}`]: get(databaseRow),
};

const path = { server: `/servers/${serverRow.id}`, app: `/apps/${appRow.id}`, db: `/dbs/${databaseRow.id}` };

const nowhere = 'http://127.0.0.1:1';

const connect = (url: string) => connectTestProvider('serverpilot', url, { name: 'pilot' });

const preparedBy = (connected: ConnectedProvider, request: ActionRequest): Promise<Result<Prepared>> =>
  connected.provider.prepare?.(request, never) ?? Promise.reject(new Error('no writes'));

/** Prepares and sends through the provider's own client; the reply read. */
async function act(connected: ConnectedProvider, request: ActionRequest): Promise<Accepted> {
  const prepared = await preparedBy(connected, request);
  if (!prepared.ok) throw new Error(prepared.problem.message);
  expect(prepared.value.fallback).toBeNull();
  const reply = await connected.send(prepared.value.request, never);
  if (!reply.ok) throw new Error(reply.problem.message);
  return prepared.value.read(reply.value.body);
}

/** Why a request is not prepared; nothing but reading has happened by then. */
async function refusal(request: ActionRequest, routes: Routes = reads): Promise<Problem> {
  const api = await startApi(routes);
  const prepared = await preparedBy(connect(api.url), request);
  expect(api.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  if (prepared.ok) throw new Error('prepared');
  return prepared.problem;
}

const plain = { deploymentId: null, status: null, created: null, oneTimeSecret: null };

describe('serverpilot sends', () => {
  test.each<{
    name: string;
    request: ActionRequest;
    line: string;
    body?: unknown;
    reply: Reply;
    want: Partial<Accepted>;
    read?: Routes;
  }>([
    {
      name: 'server create',
      request: create('server', { name: 'www2' }),
      line: 'POST /servers',
      body: { name: 'www2' },
      reply: done({ ...serverRow, apikey: 'ONLYONCE' }, 'tW2fu4hjHnsix6Rn'),
      want: {
        message: 'server created: run the installer on it',
        actionId: 'tW2fu4hjHnsix6Rn',
        deploymentId: null,
        status: null,
        oneTimeSecret: { apikey: 'ONLYONCE' },
        created: testServer({
          provider: 'pilot',
          providerType: 'serverpilot',
          id: serverRow.id,
          name: 'www2',
          status: 'unknown',
          providerStatus: 'never connected',
          plan: 'economy',
          createdAt: 1403130553_000,
          actions: ['update', 'delete'],
        }),
      },
    },
    {
      name: 'server create with everything',
      request: create('server', {
        name: 'www.store2',
        plan: 'first_class',
        enable_ssh_password_auth: 'TRUE',
      }),
      line: 'POST /servers',
      body: { name: 'www.store2', plan: 'first_class', enable_ssh_password_auth: true },
      reply: done(serverRow),
      want: { actionId: null, oneTimeSecret: null },
    },
    {
      name: 'server update',
      request: onServer({
        verb: 'update',
        fields: { plan: 'business', firewall: 'false', autoupdates: 'true', deny_unknown_domains: 'false' },
      }),
      line: `POST ${path.server}`,
      body: { plan: 'business', firewall: false, autoupdates: true, deny_unknown_domains: false },
      reply: done(serverRow, 'g3kiiYzxPgAjbwcY'),
      want: { ...plain, message: 'server update initiated', actionId: 'g3kiiYzxPgAjbwcY' },
    },
    {
      name: 'server delete',
      request: onServer({ verb: 'delete' }, 'a/b?'),
      line: 'DELETE /servers/a%2Fb%3F',
      reply: done({}),
      want: { ...plain, message: 'server disconnected from ServerPilot', actionId: null },
    },
    {
      name: 'app create',
      request: create('app', { ...app, domains: ' example.com, www.example.com,,example.com ' }),
      line: 'POST /apps',
      body: { ...app, domains: ['example.com', 'www.example.com'] },
      reply: done(appRow, 'dIrCNoWunW92lPjw'),
      want: {
        message: 'app create initiated',
        actionId: 'dIrCNoWunW92lPjw',
        oneTimeSecret: null,
        created: testApp({
          provider: 'pilot',
          providerType: 'serverpilot',
          id: appRow.id,
          name: 'gallery',
          providerStatus: '',
          framework: 'php7.2',
          domains: appRow.domains,
          server: `pilot/${serverRow.id}`,
          createdAt: 1403143012_000,
          actions: ['update', 'domain', 'ssl', 'delete'],
        }),
      },
    },
    {
      name: 'app create with WordPress',
      request: create('app', { ...app, ...wordpress }),
      line: 'POST /apps',
      body: {
        ...app,
        wordpress: {
          site_title: 'My Site',
          admin_user: 'admin',
          admin_password: 'mypassword',
          admin_email: 'me@example.com',
        },
      },
      reply: done({ ...appRow, wordpress: { login_url: 'LOGINBYTES' } }),
      want: { oneTimeSecret: null },
    },
    {
      name: 'app update of the runtime',
      request: onApp({ verb: 'update', fields: { runtime: 'php7.1' } }),
      line: `POST ${path.app}`,
      body: { runtime: 'php7.1' },
      reply: done({ ...appRow, ssl: customSsl }, 'KlsNzLikw3BRvShc'),
      want: { ...plain, message: 'app update initiated', actionId: 'KlsNzLikw3BRvShc' },
    },
    {
      name: 'app update of the domains',
      request: onApp({ verb: 'update', fields: { domains: 'a.com,b.com' } }),
      line: `POST ${path.app}`,
      body: { domains: ['a.com', 'b.com'] },
      reply: done(appRow),
      want: { message: 'app update initiated' },
      read: {},
    },
    {
      name: 'app update of a runtime where the server is not told',
      request: onApp({ verb: 'update', fields: { runtime: 'php9' } }, { server: null }),
      line: `POST ${path.app}`,
      body: { runtime: 'php9' },
      reply: done(appRow),
      want: { message: 'app update initiated' },
      read: {},
    },
    {
      name: 'app update of a runtime where the server tells none',
      request: onApp({ verb: 'update', fields: { runtime: 'php9' } }),
      line: `POST ${path.app}`,
      body: { runtime: 'php9' },
      reply: done(appRow),
      want: { message: 'app update initiated' },
      read: { [`GET ${path.server}`]: get({ id: serverRow.id }) },
    },
    {
      name: 'app delete',
      request: onApp({ verb: 'delete' }),
      line: `DELETE ${path.app}`,
      reply: done({}, '88Ypexhx28Y63eyA'),
      want: { ...plain, message: 'app delete initiated', actionId: '88Ypexhx28Y63eyA' },
      read: {},
    },
    {
      name: 'database create',
      request: create('database', database),
      line: 'POST /dbs',
      body: {
        appid: databaseRow.appid,
        name: 'gallerydb',
        user: { name: 'arturo', password: '8apNPT123' },
      },
      reply: done(databaseRow, 'gPFiWP9hFNUxvT70'),
      want: {
        message: 'database create initiated',
        actionId: 'gPFiWP9hFNUxvT70',
        oneTimeSecret: null,
        created: testApp({
          provider: 'pilot',
          providerType: 'serverpilot',
          id: databaseRow.id,
          name: 'gallerydb',
          kind: 'database',
          providerStatus: '',
          server: `pilot/${serverRow.id}`,
          actions: ['update', 'delete'],
        }),
      },
    },
    {
      name: 'database update',
      request: onDatabase({ verb: 'update', fields: { 'user.password': '8aTWa7 xx' } }),
      line: `POST ${path.db}`,
      body: { user: { id: 'k2HWtU33mpUsfOdA', password: '8aTWa7 xx' } },
      reply: done(databaseRow, 'VfH12ukDJFv0RZAO'),
      want: { ...plain, message: 'database update initiated', actionId: 'VfH12ukDJFv0RZAO' },
    },
    {
      name: 'database delete',
      request: onDatabase({ verb: 'delete' }, 'x y'),
      line: 'DELETE /dbs/x%20y',
      reply: done({}, 'AtzNxxz4fZv3zJ9D'),
      want: { ...plain, message: 'database delete initiated', actionId: 'AtzNxxz4fZv3zJ9D' },
    },
    {
      name: 'system user create',
      request: create('user', user),
      line: 'POST /sysusers',
      body: user,
      reply: done({ id: 'PPkfc1NECzvwiEBI', ...user }, 'nnpgQoNzSK11fuTe'),
      want: {
        ...plain,
        message: 'system user derek created: id PPkfc1NECzvwiEBI',
        actionId: 'nnpgQoNzSK11fuTe',
      },
    },
    {
      name: 'system user create with everything',
      request: create('user', { ...user, password: 'pass word 1', sshkey_id: 'aUAG0Z3p0F3xmc6R' }),
      line: 'POST /sysusers',
      body: { ...user, password: 'pass word 1', sshkey_id: 'aUAG0Z3p0F3xmc6R' },
      reply: done({}, 'nnpgQoNzSK11fuTe'),
      want: { ...plain, message: 'system user create initiated' },
    },
    {
      name: 'ssl auto',
      request: onApp({ verb: 'ssl', mode: 'auto' }),
      line: `POST ${path.app}/ssl`,
      body: { auto: true },
      reply: done(autoSsl, 'pneQJGaAwIyIojW8'),
      want: { ...plain, message: 'ssl auto initiated', actionId: 'pneQJGaAwIyIojW8' },
    },
    {
      name: 'ssl auto where the detail says nothing of AutoSSL',
      request: onApp({ verb: 'ssl', mode: 'auto' }),
      line: `POST ${path.app}/ssl`,
      body: { auto: true },
      reply: done(autoSsl),
      want: { message: 'ssl auto initiated' },
      read: { [`GET ${path.app}`]: get({ ...appRow, autossl: true }) },
    },
    {
      name: 'ssl force',
      request: onApp({ verb: 'ssl', mode: 'force' }),
      line: `POST ${path.app}/ssl`,
      body: { force: true },
      reply: done({ ...customSsl, force: true }, 'S8zEaeSMrD5gSt9A'),
      want: { ...plain, message: 'ssl force initiated', actionId: 'S8zEaeSMrD5gSt9A' },
      read: { [`GET ${path.app}`]: get({ ...appRow, ssl: customSsl }) },
    },
    {
      name: 'ssl off',
      request: onApp({ verb: 'ssl', mode: 'off' }),
      line: `DELETE ${path.app}/ssl`,
      reply: done({}, 'I1nUHIUR0yzBLESI'),
      want: { ...plain, message: 'ssl off initiated', actionId: 'I1nUHIUR0yzBLESI' },
      read: {},
    },
    {
      name: 'domain add',
      request: onApp({ verb: 'domain', change: 'add', host: ' new.example.com' }, { domains: ['stale.com'] }),
      line: `POST ${path.app}`,
      body: { domains: [...appRow.domains, 'new.example.com'] },
      reply: done(appRow, 'KlsNzLikw3BRvShc'),
      want: { ...plain, message: 'domain add initiated', actionId: 'KlsNzLikw3BRvShc' },
    },
    {
      name: 'domain add to none',
      request: onApp({ verb: 'domain', change: 'add', host: 'a.com' }),
      line: `POST ${path.app}`,
      body: { domains: ['a.com'] },
      reply: done(appRow),
      want: { message: 'domain add initiated' },
      read: { [`GET ${path.app}`]: get({ ...appRow, domains: [] }) },
    },
    {
      name: 'domain add beside a strange one',
      request: onApp({ verb: 'domain', change: 'add', host: 'a.com' }),
      line: `POST ${path.app}`,
      body: { domains: ['b\tc\n', 'a.com'] },
      reply: done(appRow),
      want: { message: 'domain add initiated' },
      read: { [`GET ${path.app}`]: get({ ...appRow, domains: ['b\tc\n'] }) },
    },
    {
      name: 'domain remove',
      request: onApp({ verb: 'domain', change: 'remove', host: 'WWW.example.com' }),
      line: `POST ${path.app}`,
      body: { domains: ['example.com'] },
      reply: done(appRow, 'KlsNzLikw3BRvShc'),
      want: { ...plain, message: 'domain remove initiated', actionId: 'KlsNzLikw3BRvShc' },
    },
    {
      name: 'domain remove of the last one',
      request: onApp({ verb: 'domain', change: 'remove', host: 'a.com' }),
      line: `POST ${path.app}`,
      body: { domains: [] },
      reply: done(appRow),
      want: { message: 'domain remove initiated' },
      read: { [`GET ${path.app}`]: get({ ...appRow, domains: ['a.com'] }) },
    },
  ])('$name', async ({ request, line, body, reply, want, read }) => {
    const api = await startApi({ ...(read ?? reads), [line]: reply });
    const accepted = await act(connect(api.url), request);
    const writes = api.requests.filter(({ method }) => method !== 'GET');
    expect(writes.map((seen) => `${seen.method} ${seen.path}`)).toEqual([line]);
    const [seen] = writes;
    expect(seen?.headers.authorization).toBe(`Basic ${btoa('test-client:test-key')}`);
    expect(seen?.body === '' ? undefined : JSON.parse(seen?.body ?? '')).toEqual(body);
    expect(accepted).toMatchObject(want);
    expect(JSON.stringify({ ...accepted, oneTimeSecret: null })).not.toMatch(/ONLYONCE|KEYBYTES|LOGINBYTES/);
  });
});

describe('serverpilot reads a reply', () => {
  test.each<{ name: string; request: ActionRequest; body: unknown; want: Partial<Accepted> }>([
    {
      name: 'that is empty',
      request: onApp({ verb: 'delete' }),
      body: undefined,
      want: { actionId: null, message: 'app delete initiated' },
    },
    { name: 'that is a text', request: onApp({ verb: 'delete' }), body: 'ok', want: { actionId: null } },
    { name: 'that is a list', request: onApp({ verb: 'delete' }), body: [], want: { actionId: null } },
    {
      name: 'with an id that is a number',
      request: onApp({ verb: 'delete' }),
      body: { actionid: 7 },
      want: { actionId: '7' },
    },
    {
      name: 'with an empty id',
      request: onApp({ verb: 'delete' }),
      body: { actionid: '' },
      want: { actionId: null },
    },
    {
      name: 'with an id that is none',
      request: onApp({ verb: 'delete' }),
      body: { actionid: {} },
      want: { actionId: null },
    },
    {
      name: 'to a server create, empty',
      request: create('server', { name: 'www' }),
      body: undefined,
      want: {
        created: null,
        oneTimeSecret: null,
        message: expect.stringContaining('the reply lacks its key'),
      },
    },
    {
      name: 'to a server create, with a key of digits alone',
      request: create('server', { name: 'www' }),
      body: { data: { apikey: 12345 } },
      want: { oneTimeSecret: { apikey: '12345' }, message: 'server created: run the installer on it' },
    },
    {
      name: 'to a server create, with the key only',
      request: create('server', { name: 'www' }),
      body: { data: { apikey: 'K' } },
      want: { created: null, oneTimeSecret: { apikey: 'K' } },
    },
    {
      name: 'to a server create, with an empty key',
      request: create('server', { name: 'www' }),
      body: { data: { apikey: '' } },
      want: { oneTimeSecret: null, message: expect.stringContaining('the reply lacks its key') },
    },
    {
      name: 'to a database create, strange',
      request: create('database', database),
      body: { data: [] },
      want: { created: null },
    },
  ])('$name', async ({ request, body, want }) => {
    const prepared = await preparedBy(connect(nowhere), request);
    expect(prepared.ok && prepared.value.read(body)).toMatchObject({ ...plain, ...want });
  });

  test('to an app create, strange', async () => {
    const api = await startApi(reads);
    const prepared = await preparedBy(connect(api.url), create('app', app));
    expect(prepared.ok && prepared.value.read({ actionid: 'a', data: null })).toEqual({
      ...plain,
      actionId: 'a',
      message: 'app create initiated',
    });
  });
});

describe('serverpilot refuses values', () => {
  const serverName =
    'it takes 1 to 255 lowercase letters, digits, dots and dashes; a letter first, a letter or digit last';
  const badName = 'has characters that are not allowed there';
  const password = 'it takes 8 to 200 characters, no blank at either end';
  const domains = 'it takes names of domains with commas between, 300 at most; they replace all there are';
  const many = (count: number) => Array.from({ length: count }, (_, index) => `d${index}.com`).join(',');

  test.each<{ name: string; request: ActionRequest; message: string }>([
    {
      name: 'server: no name',
      request: create('server', {}),
      message: `missing: name (${serverName.slice('it takes '.length)})`,
    },
    {
      name: 'server: an unknown field',
      request: create('server', { name: 'a', plam: 'x', colour: 'red' }),
      message:
        'unknown field "plam": did you mean "plan"?; unknown field "colour": known are name, plan, enable_ssh_password_auth',
    },
    ...['.org.company', 'www.blog-', '1www', 'Www', 'www_2'].map((name) => ({
      name: `server: the name ${name}`,
      request: create('server', { name }),
      message: `name ${badName}: ${serverName}`,
    })),
    {
      name: 'server: a blank name',
      request: create('server', { name: ' ' }),
      message: `missing: name (${serverName.slice('it takes '.length)})`,
    },
    {
      name: 'server: a name of 256',
      request: create('server', { name: 'a'.repeat(256) }),
      message: `name is too long: ${serverName}`,
    },
    {
      name: 'server: an unknown plan',
      request: create('server', { name: 'a', plan: 'gold' }),
      message: 'plan is no plan: it takes economy, business or first_class',
    },
    {
      name: 'server: no switch',
      request: create('server', { name: 'a', enable_ssh_password_auth: 'yes' }),
      message: 'enable_ssh_password_auth is neither true nor false: it takes true or false',
    },
    {
      name: 'server update: nothing',
      request: onServer({ verb: 'update', fields: { plan: '' } }),
      message: 'plan must not be empty',
    },
    {
      name: 'server update: no field',
      request: onServer({ verb: 'update', fields: {} }),
      message: 'nothing to change: give one of plan, firewall, autoupdates, deny_unknown_domains',
    },
    {
      name: 'server update: a name',
      request: onServer({ verb: 'update', fields: { name: 'x' } }),
      message: 'unknown field "name": known are plan, firewall, autoupdates, deny_unknown_domains',
    },
    {
      name: 'server update: two wrong',
      request: onServer({ verb: 'update', fields: { plan: 'x', firewall: 'on' } }),
      message:
        'plan is no plan: it takes economy, business or first_class; firewall is neither true nor false: it takes true or false',
    },
    {
      name: 'server update: autoupdates',
      request: onServer({ verb: 'update', fields: { autoupdates: '1' } }),
      message: 'autoupdates is neither true nor false: it takes true or false',
    },
    {
      name: 'server update: deny_unknown_domains',
      request: onServer({ verb: 'update', fields: { deny_unknown_domains: '0' } }),
      message: 'deny_unknown_domains is neither true nor false: it takes true or false',
    },
    {
      name: 'app: nothing',
      request: create('app', {}),
      message:
        "missing: name (3 to 30 lowercase letters and digits), sysuserid (the id of the system user that owns it), runtime (one of the server's available runtimes, such as php8.1)",
    },
    {
      name: 'app: a name of 2',
      request: create('app', { ...app, name: 'ab' }),
      message: 'name is too short: it takes 3 to 30 lowercase letters and digits',
    },
    {
      name: 'app: a name of 31',
      request: create('app', { ...app, name: 'a'.repeat(31) }),
      message: 'name is too long: it takes 3 to 30 lowercase letters and digits',
    },
    {
      name: 'app: a name with a dash',
      request: create('app', { ...app, name: 'my-app' }),
      message: `name ${badName}: it takes 3 to 30 lowercase letters and digits`,
    },
    {
      name: 'app: no such user',
      request: create('app', { ...app, sysuserid: 'gone' }),
      message: 'sysuserid is no system user: it takes the id of one',
    },
    {
      name: 'database: no such app',
      request: create('database', { ...database, appid: 'gone' }),
      message: `appid is none that there is: it takes ${appRow.id}`,
    },
    {
      name: 'user: no such server, no such key',
      request: create('user', { ...user, serverid: 'gone', sshkey_id: 'gone' }),
      message: `serverid is none that there is: it takes ${serverRow.id}; sshkey_id is none that there is: it takes aUAG0Z3p0F3xmc6R`,
    },
    {
      name: 'app: a runtime the server lacks',
      request: create('app', { ...app, runtime: 'php5.4' }),
      message: "runtime is none of the server's: it takes php7.1, php7.2",
    },
    {
      name: 'app: a blank runtime',
      request: create('app', { ...app, runtime: ' ' }),
      message: "missing: runtime (one of the server's available runtimes, such as php8.1)",
    },
    {
      name: 'app: an address for a domain',
      request: create('app', { ...app, domains: 'https://a.com' }),
      message: `domains has what is no name of a domain: ${domains}`,
    },
    {
      name: 'app: commas for domains',
      request: create('app', { ...app, domains: ' , ' }),
      message: `domains names no domain: ${domains}`,
    },
    {
      name: 'app: 301 domains',
      request: create('app', { ...app, domains: many(301) }),
      message: `domains has too many: ${domains}`,
    },
    {
      name: 'app: half of WordPress',
      request: create('app', { ...app, 'wordpress.site_title': 'x', 'wordpress.admin_user': 'me' }),
      message: 'WordPress wants all of its fields: missing wordpress.admin_password, wordpress.admin_email',
    },
    {
      name: 'app: a WordPress password of 7',
      request: create('app', { ...app, ...wordpress, 'wordpress.admin_password': '1234567' }),
      message: 'wordpress.admin_password is too short: it takes 8 to 200 characters',
    },
    {
      name: 'app: a WordPress password of 201',
      request: create('app', { ...app, ...wordpress, 'wordpress.admin_password': 'x'.repeat(201) }),
      message: 'wordpress.admin_password is too long: it takes 8 to 200 characters',
    },
    {
      name: 'app update: nothing',
      request: onApp({ verb: 'update', fields: {} }),
      message: 'nothing to change: give one of runtime, domains',
    },
    {
      name: 'app update: a runtime the server lacks',
      request: onApp({ verb: 'update', fields: { runtime: 'php5.4' } }),
      message: "runtime is none of the server's: it takes php7.1, php7.2",
    },
    {
      name: 'app update: 301 domains',
      request: onApp({ verb: 'update', fields: { domains: many(301) } }),
      message: `domains has too many: ${domains}`,
    },
    {
      name: 'database: nothing',
      request: create('database', {}),
      message:
        'missing: appid (the id of the app it belongs to), name (3 to 64 lowercase letters, digits and dashes), user.name (1 to 16 characters), user.password (8 to 200 characters, no blank at either end)',
    },
    {
      name: 'database: a name of 2',
      request: create('database', { ...database, name: 'ab' }),
      message: 'name is too short: it takes 3 to 64 lowercase letters, digits and dashes',
    },
    {
      name: 'database: a name of 65',
      request: create('database', { ...database, name: 'a'.repeat(65) }),
      message: 'name is too long: it takes 3 to 64 lowercase letters, digits and dashes',
    },
    {
      name: 'database: a name with an underscore',
      request: create('database', { ...database, name: 'my_db' }),
      message: `name ${badName}: it takes 3 to 64 lowercase letters, digits and dashes`,
    },
    {
      name: 'database: a user name of 17',
      request: create('database', { ...database, 'user.name': 'u'.repeat(17) }),
      message: 'user.name is too long: it takes 1 to 16 characters',
    },
    {
      name: 'database: a password of 7',
      request: create('database', { ...database, 'user.password': '1234567' }),
      message: `user.password is too short: ${password}`,
    },
    {
      name: 'database: a password of 201',
      request: create('database', { ...database, 'user.password': 'x'.repeat(201) }),
      message: `user.password is too long: ${password}`,
    },
    {
      name: 'database: a password with a blank',
      request: create('database', { ...database, 'user.password': 'password ' }),
      message: `user.password begins or ends with a blank: ${password}`,
    },
    {
      name: 'database: a password without its user',
      request: create('database', { ...database, password: 'x' }),
      message: 'unknown field "password": known are appid, name, user.name, user.password',
    },
    {
      name: 'database update: nothing',
      request: onDatabase({ verb: 'update', fields: {} }),
      message: `missing: user.password (${password.slice('it takes '.length)})`,
    },
    {
      name: 'database update: a password of 7',
      request: onDatabase({ verb: 'update', fields: { 'user.password': '1234567' } }),
      message: `user.password is too short: ${password}`,
    },
    {
      name: 'user: nothing',
      request: create('user', {}),
      message:
        'missing: serverid (the id of the server), name (3 to 32 lowercase letters, digits and dashes, a letter first)',
    },
    {
      name: 'user: a digit first',
      request: create('user', { ...user, name: '3po' }),
      message: `name ${badName}: it takes 3 to 32 lowercase letters, digits and dashes, a letter first`,
    },
    {
      name: 'user: a name of 2',
      request: create('user', { ...user, name: 'ab' }),
      message: 'name is too short: it takes 3 to 32 lowercase letters, digits and dashes, a letter first',
    },
    {
      name: 'user: a name of 33',
      request: create('user', { ...user, name: 'a'.repeat(33) }),
      message: 'name is too long: it takes 3 to 32 lowercase letters, digits and dashes, a letter first',
    },
    {
      name: 'user: a password of 7',
      request: create('user', { ...user, password: '1234567' }),
      message: `password is too short: ${password}`,
    },
    {
      name: 'user: a password of blanks',
      request: create('user', { ...user, password: ' '.repeat(9) }),
      message: `password begins or ends with a blank: ${password}`,
    },
    {
      name: 'domain add: an address',
      request: onApp({ verb: 'domain', change: 'add', host: 'http://a.com/' }),
      message: 'host is no name of a domain: it takes one such as example.com',
    },
    {
      name: 'domain add: nothing',
      request: onApp({ verb: 'domain', change: 'add', host: '' }),
      message: 'host is no name of a domain: it takes one such as example.com',
    },
    {
      name: 'domain remove: another one',
      request: onApp({ verb: 'domain', change: 'remove', host: 'b.com' }),
      message: 'host b.com is no domain of gallery: it has www.example.com, example.com',
    },
  ])('$name', async ({ request, message }) => {
    expect(await refusal(request)).toMatchObject({ code: 'invalid', provider: 'pilot', message });
  });

  test('domain remove: what is there is told as plain text', async () => {
    const routes = { [`GET ${path.app}`]: get({ ...appRow, domains: ['b\tc\n'] }) };
    const problem = await refusal(onApp({ verb: 'domain', change: 'remove', host: 'a.com' }), routes);
    expect(problem.message).toBe('host a.com is no domain of gallery: it has b c␊');
  });

  test('domain add: a 301st', async () => {
    const routes = { [`GET ${path.app}`]: get({ ...appRow, domains: many(300).split(',') }) };
    const problem = await refusal(onApp({ verb: 'domain', change: 'add', host: 'one.more' }), routes);
    expect(problem).toMatchObject({
      code: 'invalid',
      message: 'host is one too many: an app takes 300 domains',
    });
  });

  test.each<ActionRequest>([
    create('server', { name: `a${'-'.repeat(253)}1` }),
    create('database', {
      ...database,
      name: '0'.repeat(64),
      'user.name': 'u'.repeat(16),
      'user.password': 'x'.repeat(200),
    }),
    create('user', { ...user, name: `a${'-'.repeat(31)}`, password: '12345678' }),
    onApp({ verb: 'update', fields: { domains: many(300) } }),
  ])('not what is just within the limits (%#)', async (request) => {
    expect(await preparedBy(connect(nowhere), request)).toMatchObject({ ok: true });
  });
});

describe('serverpilot refuses what the present state does not allow', () => {
  const custom = { [`GET ${path.app}`]: get({ ...appRow, ssl: customSsl }) };
  const unavailable = { [`GET ${path.app}`]: get({ ...appRow, autossl: { available: false } }) };

  test.each<{ name: string; deed: Deed; routes?: Routes; code: string; message: string }>([
    {
      name: 'a domain twice',
      deed: { verb: 'domain', change: 'add', host: 'EXAMPLE.com' },
      code: 'conflict',
      message: 'EXAMPLE.com is a domain of gallery already',
    },
    {
      name: 'AutoSSL beside a certificate',
      deed: { verb: 'ssl', mode: 'auto' },
      routes: custom,
      code: 'conflict',
      message: 'gallery has a custom certificate: turn it off first',
    },
    {
      name: 'AutoSSL where there is none',
      deed: { verb: 'ssl', mode: 'auto' },
      routes: unavailable,
      code: 'conflict',
      message: 'AutoSSL is not available for gallery: do its domains lead to the server?',
    },
    {
      name: 'force without SSL',
      deed: { verb: 'ssl', mode: 'force' },
      code: 'conflict',
      message: 'gallery has no SSL yet: turn it on with auto first',
    },
    {
      name: 'domain remove of none',
      deed: { verb: 'domain', change: 'remove', host: 'a.com' },
      routes: { [`GET ${path.app}`]: get({ ...appRow, domains: [] }) },
      code: 'invalid',
      message: 'host a.com is no domain of gallery: it has none',
    },
    {
      name: 'domains it cannot read',
      deed: { verb: 'domain', change: 'add', host: 'a.com' },
      routes: { [`GET ${path.app}`]: get({ ...appRow, domains: 'a b' }) },
      code: 'protocol',
      message: "answered the app's domains in a shape we don't know at domains",
    },
    {
      name: 'null in place of domains',
      deed: { verb: 'domain', change: 'add', host: 'a.com' },
      routes: { [`GET ${path.app}`]: get({ ...appRow, domains: null }) },
      code: 'protocol',
      message: "answered the app's domains in a shape we don't know at domains",
    },
    {
      name: 'domains that are not there',
      deed: { verb: 'domain', change: 'add', host: 'a.com' },
      routes: { [`GET ${path.app}`]: get({ id: appRow.id }) },
      code: 'protocol',
      message: "answered the app's domains in a shape we don't know at domains",
    },
    {
      name: 'an app that is gone',
      deed: { verb: 'domain', change: 'add', host: 'a.com' },
      routes: {},
      code: 'not-found',
      message: 'there is no such resource',
    },
    {
      name: 'SSL of an app that is gone',
      deed: { verb: 'ssl', mode: 'auto' },
      routes: {},
      code: 'not-found',
      message: 'there is no such resource',
    },
  ])('$name', async ({ deed, routes, code, message }) => {
    const problem = await refusal(onApp(deed), routes ?? reads);
    expect(problem.code).toBe(code);
    if (code !== 'not-found') expect(problem.message).toBe(message);
  });

  test.each<{ name: string; request: ActionRequest; routes: Routes; code: string }>([
    {
      name: 'a database whose user is not told',
      request: onDatabase({ verb: 'update', fields: { 'user.password': '12345678' } }),
      routes: { [`GET ${path.db}`]: get({ id: databaseRow.id }) },
      code: 'protocol',
    },
    {
      name: 'a database that is gone',
      request: onDatabase({ verb: 'update', fields: { 'user.password': '12345678' } }),
      routes: {},
      code: 'not-found',
    },
    {
      name: 'a server that does not answer',
      request: create('app', app),
      routes: { ...reads, [`GET ${path.server}`]: { status: 500, body: '' } },
      code: 'server',
    },
    {
      name: 'users that cannot be read',
      request: create('app', app),
      routes: { [`GET /sysusers/${appRow.sysuserid}`]: { status: 401, body: {} } },
      code: 'auth',
    },
  ])('$name', async ({ request, routes, code }) => {
    expect(await refusal(request, routes)).toMatchObject({ code, provider: 'pilot' });
  });
});

describe('serverpilot has no', () => {
  const power = 'ServerPilot has no power control';
  const deployments = 'ServerPilot has no deployments: the files are put on the server';
  const onlyApps = (what: string) => `at ServerPilot only apps have ${what}, no servers and no databases`;
  const snapshot: Deed = { verb: 'snapshot', name: 'a', description: null, includesRam: false };
  const ssl: Deed = { verb: 'ssl', mode: 'auto' };
  const domain: Deed = { verb: 'domain', change: 'add', host: 'a.com' };
  const env: Deed = { verb: 'env', change: 'set', values: { A: '1' }, isWhole: false };

  test.each<{ name: string; request: ActionRequest; message: string }>([
    ...(['start', 'stop', 'shutdown', 'reboot'] as const).flatMap((verb) => [
      { name: `${verb} of a server`, request: onServer({ verb }), message: power },
      { name: `${verb} of an app`, request: onApp({ verb }), message: power },
    ]),
    ...(['deploy', 'redeploy', 'cancel', 'authorize'] as const).map((verb) => ({
      name: verb,
      request: onApp({ verb }),
      message: deployments,
    })),
    { name: 'rollback', request: onApp({ verb: 'rollback', deploymentId: 'd' }), message: deployments },
    {
      name: 'rename',
      request: onServer({ verb: 'rename', name: 'x' }),
      message: "ServerPilot's API cannot rename anything",
    },
    { name: 'snapshot', request: onServer(snapshot), message: 'ServerPilot has no snapshots' },
    { name: 'env', request: onApp(env), message: 'ServerPilot has no environment variables in its API' },
    {
      name: 'verify',
      request: onApp({ verb: 'domain', change: 'verify', host: 'example.com' }),
      message: "ServerPilot's API does not verify domains: what counts is their DNS",
    },
    { name: 'domains of a server', request: onServer(domain), message: onlyApps('domains') },
    { name: 'domains of a database', request: onDatabase(domain), message: onlyApps('domains') },
    { name: 'SSL of a server', request: onServer(ssl), message: onlyApps('SSL') },
    { name: 'SSL of a database', request: onDatabase(ssl), message: onlyApps('SSL') },
  ])('$name', async ({ request, message }) => {
    expect(await refusal(request)).toMatchObject({ code: 'unsupported', provider: 'pilot', message });
  });

  test('environment variables to list', () => {
    expect(connect(nowhere).provider.listEnv).toBeUndefined();
  });
});

test("serverpilot's forms name the vendor's fields, what is required and what is secret", () => {
  const { forms } = connect(nowhere).provider;
  const outline = (kind: CreatableKind) =>
    (forms?.create[kind] ?? []).map(
      ({ name, isRequired, isSecret }) => `${name}${isRequired ? '!' : ''}${isSecret ? '*' : ''}`,
    );
  expect(outline('server')).toEqual(['name!', 'plan', 'enable_ssh_password_auth']);
  expect(outline('app')).toEqual([
    'name!',
    'sysuserid!',
    'runtime!',
    'domains',
    'wordpress.site_title',
    'wordpress.admin_user',
    'wordpress.admin_password*',
    'wordpress.admin_email',
  ]);
  expect(outline('database')).toEqual(['appid!', 'name!', 'user.name!', 'user.password!*']);
  expect(outline('user')).toEqual(['serverid!', 'name!', 'password*', 'sshkey_id']);
  expect(forms?.update.server?.map(({ name }) => name)).toEqual([
    'plan',
    'firewall',
    'autoupdates',
    'deny_unknown_domains',
  ]);
  expect(forms?.update.app?.map(({ name }) => name)).toEqual(['runtime', 'domains']);
  expect(forms?.update.database).toMatchObject([{ name: 'user.password', isRequired: true, isSecret: true }]);
});

describe('serverpilot lists the domains of an app', () => {
  const hosts = ['www.example.com', 'example.com'];
  const withCertificates = (...certificates: readonly (string | null)[]) =>
    hosts.map((host, index) => ({ host, isVerified: null, certificate: certificates[index] ?? null }));

  test.each<{ name: string; detail: object; want: unknown }>([
    {
      name: 'without SSL',
      detail: { autossl: { available: true, domains: hosts } },
      want: withCertificates(null, null),
    },
    {
      name: 'with a custom certificate',
      detail: { ssl: customSsl },
      want: withCertificates('custom', 'custom'),
    },
    { name: 'with AutoSSL', detail: { ssl: autoSsl }, want: withCertificates('AutoSSL', 'AutoSSL') },
    {
      name: 'with AutoSSL for one',
      detail: { ssl: autoSsl, autossl: { available: true, domains: ['example.com'] } },
      want: withCertificates(null, 'AutoSSL'),
    },
    { name: 'with none', detail: { domains: [] }, want: [] },
  ])('$name', async ({ detail, want }) => {
    const api = await startApi({ 'GET /apps/a%2Fb': get({ ...appRow, ...detail, id: 'a/b' }) });
    expect(await connect(api.url).provider.listDomains?.('a/b', never)).toEqual({ ok: true, value: want });
  });

  test('not where they cannot be read', async () => {
    const api = await startApi({ [`GET ${path.app}`]: get({ ...appRow, domains: 5 }) });
    expect(await connect(api.url).provider.listDomains?.(appRow.id, never)).toMatchObject({
      ok: false,
      problem: { code: 'protocol' },
    });
  });
});

test.each([
  { status: 402, code: 'payment' },
  { status: 403, code: 'forbidden' },
  { status: 409, code: 'conflict' },
  { status: 500, code: 'server' },
])(
  'serverpilot: a refused write is sent once and keeps their sentence ($status)',
  async ({ status, code }) => {
    const api = await startApi({
      [`DELETE ${path.app}`]: { status, body: { error: { message: 'It is in use.' } } },
    });
    const connected = connect(api.url);
    const prepared = await preparedBy(connected, onApp({ verb: 'delete' }));
    if (!prepared.ok) throw new Error('not prepared');
    expect(await connected.send(prepared.value.request, never)).toMatchObject({
      ok: false,
      problem: { code, message: 'It is in use.' },
    });
    expect(api.requests).toHaveLength(1);
  },
);

describe('serverpilot against the simulator', () => {
  async function connectSimulated() {
    let at = Date.parse('2026-11-21T12:00:00Z');
    const clock = {
      now: () => at,
      elapsed: () => at,
      sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
    };
    const simulator = await startSimulator({ now: () => at, limits: false });
    onTestFinished(simulator.close);
    const entry = simulator.providers.find(({ type }) => type === 'serverpilot');
    if (entry?.clientId === undefined) throw new Error('no serverpilot');
    const connected = connectTestProvider('serverpilot', entry.baseUrl, {
      name: 'pilot',
      apiKey: entry.apiKey,
      clientId: entry.clientId,
      clock,
    });
    const { provider } = connected;
    const apps = async () => {
      const listed = await provider.listApps?.(never);
      return listed?.ok ? listed.value.items : [];
    };
    const servers = async () => {
      const listed = await provider.listServers?.(never);
      return listed?.ok ? listed.value.items : [];
    };
    const appOf = async (id: string) => (await apps()).find((row) => row.id === id);
    const doTo = (resource: App, deed: Deed) => act(connected, { target: { kind: 'app', resource }, deed });
    const ended = async (accepted: Accepted) => {
      at += 60_000;
      return provider.readAction?.(accepted.actionId ?? '', never);
    };
    return { connected, apps, servers, appOf, doTo, ended };
  }

  test('a server record is made, changed and disconnected', async () => {
    const { connected, servers } = await connectSimulated();
    const accepted = await act(connected, create('server', { name: 'new.example', plan: 'business' }));
    expect(accepted.oneTimeSecret).toEqual({ apikey: expect.stringMatching(/^\w{20,}$/) });
    const find = async () => (await servers()).find(({ name }) => name === 'new.example');
    const server = await find();
    expect(server).toEqual(accepted.created);
    if (server === undefined) throw new Error('not created');
    const target = { kind: 'server', resource: server } as const;
    await act(connected, {
      target,
      deed: { verb: 'update', fields: { plan: 'first_class', firewall: 'false' } },
    });
    expect((await find())?.plan).toBe('first_class');
    expect(await connected.provider.readServer?.(server.id, never)).toMatchObject({
      value: { details: { server: { firewall: false } } },
    });
    expect((await act(connected, { target, deed: { verb: 'delete' } })).actionId).toBeNull();
    expect(await find()).toBeUndefined();
  });

  test('an app and its database are made, changed and deleted', async () => {
    const { connected, servers, appOf, doTo, ended } = await connectSimulated();
    const server = (await servers()).find(({ status }) => status === 'running');
    const described = await connected.provider.readServer?.(server?.id ?? '', never);
    const [runtime = ''] = described?.ok ? runtimesIn(described.value.details) : [];

    const madeUser = await act(
      connected,
      create('user', { serverid: server?.id ?? '', name: 'derek', password: '12345678' }),
    );
    expect(await ended(madeUser)).toMatchObject({ ok: true });
    const account = await connected.provider.readAccount?.(never);
    const sysuserid = account?.ok ? userIdIn(account.value, 'derek') : '';

    const made = await act(
      connected,
      create('app', { name: 'gallery', sysuserid, runtime, domains: 'a.com,b.com' }),
    );
    expect(await ended(made)).toEqual({ ok: true, value: { status: 'success' } });
    const site = await appOf(made.created?.id ?? '');
    if (site === undefined) throw new Error('not created');
    expect(site).toEqual(made.created);

    await doTo(site, { verb: 'domain', change: 'add', host: 'c.com' });
    await doTo(site, { verb: 'domain', change: 'remove', host: 'a.com' });
    expect((await appOf(site.id))?.domains).toEqual(['b.com', 'c.com']);
    await doTo(site, { verb: 'update', fields: { domains: 'd.com', runtime } });
    expect((await appOf(site.id))?.domains).toEqual(['d.com']);

    const certificates = async () => {
      const listed = await connected.provider.listDomains?.(site.id, never);
      return listed?.ok ? listed.value.map(({ certificate }) => certificate) : [];
    };
    await doTo(site, { verb: 'ssl', mode: 'auto' });
    expect(await certificates()).toEqual(['AutoSSL']);
    await doTo(site, { verb: 'ssl', mode: 'force' });
    expect(await connected.provider.readApp?.(site.id, never)).toMatchObject({
      value: { details: { app: { ssl: { force: true } } } },
    });
    await doTo(site, { verb: 'ssl', mode: 'off' });
    expect(await certificates()).toEqual([null]);

    const db = await act(connected, create('database', { ...database, appid: site.id }));
    const row = await appOf(db.created?.id ?? '');
    if (row === undefined) throw new Error('no database');
    expect(row).toEqual(db.created);
    expect(
      (await doTo(row, { verb: 'update', fields: { 'user.password': 'another one' } })).actionId,
    ).not.toBeNull();
    await doTo(row, { verb: 'delete' });
    expect(await appOf(row.id)).toBeUndefined();
    await doTo(site, { verb: 'delete' });
    expect(await appOf(site.id)).toBeUndefined();
  });
});

const detailsShape = z.object({ server: z.object({ available_runtimes: z.array(z.string()) }) });
const accountShape = z.object({ systemUsers: z.array(z.object({ id: z.string(), name: z.string() })) });

const runtimesIn = (details: unknown): readonly string[] =>
  detailsShape.parse(details).server.available_runtimes;

const userIdIn = (account: unknown, name: string): string =>
  accountShape.parse(account).systemUsers.find((row) => row.name === name)?.id ?? '';
