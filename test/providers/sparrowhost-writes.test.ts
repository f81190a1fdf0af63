import { describe, expect, onTestFinished, test } from 'vitest';
import type { ActionRequest, Deed, FieldSpec } from '../../src/model/action.ts';
import type { Provider, WriteRequest } from '../../src/providers/provider.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { type Reply, type Routes, startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testApp, testServer } from '../support/resources.ts';

const server = testServer({ provider: 'sh', id: 'clserver123' });
const app = testApp({ provider: 'sh', id: 'ndapp_abc123', domains: ['www.acme.dev', 'shop.nestdeploy.app'] });
const onServer = (deed: Deed): ActionRequest => ({ target: { kind: 'server', resource: server }, deed });
const onApp = (deed: Deed): ActionRequest => ({ target: { kind: 'app', resource: app }, deed });

const newServer = {
  name: 'web-01',
  productId: 'vps-amd-2vcpu-4gb',
  regionId: 'in-noida-1',
  osId: 'ubuntu-24-04',
};
const newApp = { name: 'my-frontend', repoUrl: 'https://github.com/you/my-frontend', branch: 'main' };

const snapshot: Deed = { verb: 'snapshot', name: 'a', description: null, includesRam: false };
const wholeEnv = (values: Readonly<Record<string, string>>): Deed => ({
  verb: 'env',
  change: 'set',
  values,
  isWhole: true,
});

async function connect(routes: Routes = {}) {
  const api = await startApi(routes);
  const connected = connectTestProvider('sparrowhost', api.url, { name: 'sh', apiKey: 'sph_key' });
  return { api, ...connected };
}

async function prepared(provider: Provider, request: ActionRequest) {
  const result = await provider.prepare?.(request, never);
  if (result?.ok !== true) throw new Error(JSON.stringify(result));
  return result.value;
}

const problemOf = async (request: ActionRequest) => {
  const { api, provider } = await connect();
  const result = await provider.prepare?.(request, never);
  expect(api.requests).toEqual([]);
  return result;
};

const nothingElse = {
  deploymentId: null,
  actionId: null,
  status: null,
  created: null,
  oneTimeSecret: null,
};

const servers = '/api/v1/servers';
const apps = '/api/v1/nestdeploy/apps';
const serverActions = `POST ${servers}/clserver123/actions`;
const appActions = `POST ${apps}/ndapp_abc123/actions`;

describe('what is sent', () => {
  const start: Deed = { verb: 'start' };
  const stop: Deed = { verb: 'stop' };
  test.each<{ name: string; request: ActionRequest; want: string; body?: unknown }>([
    { name: 'server start', request: onServer(start), want: serverActions, body: { action: 'start' } },
    { name: 'server stop', request: onServer(stop), want: serverActions, body: { action: 'stop' } },
    {
      name: 'server shutdown',
      request: onServer({ verb: 'shutdown' }),
      want: serverActions,
      body: { action: 'shutdown' },
    },
    {
      name: 'server reboot',
      request: onServer({ verb: 'reboot' }),
      want: serverActions,
      body: { action: 'reboot' },
    },
    {
      name: 'server rename',
      request: onServer({ verb: 'rename', name: 'api-server-prod' }),
      want: `PATCH ${servers}/clserver123`,
      body: { name: 'api-server-prod' },
    },
    {
      name: 'server delete',
      request: onServer({ verb: 'delete' }),
      want: `DELETE ${servers}/clserver123`,
    },
    {
      name: 'server create',
      request: { create: 'server', provider: 'sh', fields: newServer },
      want: `POST ${servers}`,
      body: newServer,
    },
    {
      name: 'server create with a key',
      request: {
        create: 'server',
        provider: 'sh',
        fields: { ...newServer, name: ' web-01\n', sshKeyId: 'key_1' },
      },
      want: `POST ${servers}`,
      body: { ...newServer, sshKeyId: 'key_1' },
    },
    { name: 'app start', request: onApp(start), want: appActions, body: { action: 'start' } },
    { name: 'app stop', request: onApp(stop), want: appActions, body: { action: 'stop' } },
    {
      name: 'app redeploy',
      request: onApp({ verb: 'redeploy' }),
      want: appActions,
      body: { action: 'redeploy' },
    },
    {
      name: 'app deploy',
      request: onApp({ verb: 'deploy' }),
      want: `POST ${apps}/ndapp_abc123/deploy`,
    },
    {
      name: 'app rollback',
      request: onApp({ verb: 'rollback', deploymentId: 'dep_prev456' }),
      want: appActions,
      body: { action: 'rollback', deploymentId: 'dep_prev456' },
    },
    {
      name: 'app env, whole',
      request: onApp(wholeEnv({ A: '1', PEM: 'a\nb\t ' })),
      want: `PUT ${apps}/ndapp_abc123/env`,
      body: { env: { A: '1', PEM: 'a\nb\t ' } },
    },
    {
      name: 'app env, whole and empty',
      request: onApp(wholeEnv({})),
      want: `PUT ${apps}/ndapp_abc123/env`,
      body: { env: {} },
    },
    {
      name: 'app domain add',
      request: onApp({ verb: 'domain', change: 'add', host: 'app.mycustomersite.com' }),
      want: `POST ${apps}/ndapp_abc123/domains`,
      body: { host: 'app.mycustomersite.com', ssl: true },
    },
    { name: 'app delete', request: onApp({ verb: 'delete' }), want: `DELETE ${apps}/ndapp_abc123` },
    {
      name: 'app create, the least',
      request: { create: 'app', provider: 'sh', fields: { ...newApp, buildType: '', env: '' } },
      want: `POST ${apps}`,
      body: newApp,
    },
    {
      name: 'app create, everything',
      request: {
        create: 'app',
        provider: 'sh',
        fields: {
          ...newApp,
          repoUrl: 'git@github.com:you/my-frontend.git',
          buildType: 'static',
          publishDir: 'dist',
          env: '{"PORT":"3000"}',
        },
      },
      want: `POST ${apps}`,
      body: {
        ...newApp,
        repoUrl: 'git@github.com:you/my-frontend.git',
        buildType: 'static',
        publishDir: 'dist',
        env: { PORT: '3000' },
      },
    },
  ])('$name', async ({ request, want, body }) => {
    const { api, provider, send } = await connect({ [want]: { body: { success: true, data: {} } } });
    const { request: write, read } = await prepared(provider, request);
    expect(api.requests).toEqual([]);
    const reply = await send(write, never);
    expect(reply).toMatchObject({ ok: true });
    expect(read(reply.ok ? reply.value.body : null).message).toMatch(/\w{5}/);
    expect(api.requests).toMatchObject([{ headers: { authorization: 'Bearer sph_key' } }]);
    const [seen] = api.requests;
    expect(`${seen?.method} ${seen?.path}`).toBe(want);
    expect(seen?.body).toBe(body === undefined ? '' : JSON.stringify(body));
    expect(seen?.headers['content-type']).toBe(body === undefined ? undefined : 'application/json');
  });

  test('an id is one part of the path', async () => {
    const { provider } = await connect();
    const resource = testServer({ id: 'a/b?c' });
    const { request } = await prepared(provider, {
      target: { kind: 'server', resource },
      deed: { verb: 'delete' },
    });
    expect(request).toEqual({ method: 'DELETE', path: `${servers}/a%2Fb%3Fc` });
  });

  test('a deployment alone has another spelling', async () => {
    const { provider } = await connect();
    const deploy = await prepared(provider, onApp({ verb: 'deploy' }));
    expect(deploy.fallback).toEqual({
      method: 'POST',
      path: `${apps}/ndapp_abc123/actions`,
      body: { action: 'redeploy' },
    } satisfies WriteRequest);
    const others: readonly ActionRequest[] = [
      onApp({ verb: 'redeploy' }),
      onApp({ verb: 'rollback', deploymentId: 'd' }),
      onApp(wholeEnv({})),
      onApp({ verb: 'domain', change: 'add', host: 'a.b' }),
      onApp({ verb: 'delete' }),
      onServer({ verb: 'reboot' }),
      onServer({ verb: 'rename', name: 'abc' }),
      onServer({ verb: 'delete' }),
      { create: 'server', provider: 'sh', fields: newServer },
      { create: 'app', provider: 'sh', fields: newApp },
    ];
    for (const request of others) expect((await prepared(provider, request)).fallback).toBeNull();
  });
});

describe('what is refused before it is sent', () => {
  test.each<{ name: string; request: ActionRequest; message: string }>([
    {
      name: 'a name of two characters',
      request: onServer({ verb: 'rename', name: 'ab' }),
      message: 'name must be 3 to 63 characters',
    },
    {
      name: 'a name of two characters and blanks',
      request: onServer({ verb: 'rename', name: ' ab ' }),
      message: 'name must be 3 to 63 characters',
    },
    {
      name: 'a name of 64 characters',
      request: onServer({ verb: 'rename', name: 'a'.repeat(64) }),
      message: 'name must be 3 to 63 characters',
    },
    {
      name: 'a new server of two characters',
      request: { create: 'server', provider: 'sh', fields: { ...newServer, name: 'ab' } },
      message: 'name must be 3 to 63 characters',
    },
    {
      name: 'a server of nothing',
      request: { create: 'server', provider: 'sh', fields: {} },
      message:
        'missing: name (3 to 63 characters), productId (a plan, e.g. vps-amd-2vcpu-4gb), ' +
        'regionId (a region, e.g. in-noida-1), osId (an OS template, e.g. ubuntu-24-04)',
    },
    {
      name: 'a server without two',
      request: { create: 'server', provider: 'sh', fields: { ...newServer, osId: ' ', regionId: '' } },
      message: 'missing: regionId (a region, e.g. in-noida-1), osId (an OS template, e.g. ubuntu-24-04)',
    },
    {
      name: 'a misspelt field',
      request: { create: 'server', provider: 'sh', fields: { ...newServer, sshKeyID: 'k' } },
      message: 'unknown field "sshKeyID": did you mean "sshKeyId"?',
    },
    {
      name: 'a field of elsewhere',
      request: { create: 'server', provider: 'sh', fields: { ...newServer, hypervisor: 'k' } },
      message: 'unknown field "hypervisor": known are name, productId, regionId, osId, sshKeyId',
    },
    {
      name: 'all that is wrong at once',
      request: {
        create: 'app',
        provider: 'sh',
        fields: { nmae: 'x', repoUrl: 'github.com/a/b', buildType: 'docker' },
      },
      message:
        'unknown field "nmae": did you mean "name"?; missing: name (a name, which becomes the subdomain), ' +
        'branch (a git branch, e.g. main); ' +
        'repoUrl must be the full HTTPS or SSH address of the git repository; ' +
        'buildType must be one of nixpacks, dockerfile, static, railpack (default nixpacks)',
    },
    ...['http://github.com/a/b', 'https://', 'https://github.com/a b', 'you', 'git@github.com'].map(
      (repoUrl) => ({
        name: `the repository ${repoUrl}`,
        request: { create: 'app' as const, provider: 'sh', fields: { ...newApp, repoUrl } },
        message: 'repoUrl must be the full HTTPS or SSH address of the git repository',
      }),
    ),
    ...['KEY=s3cret', '["s3cret"]', '{"KEY":3000}', '{"":"s3cret"}', '{"KEY":"s3cret"', 'null'].map(
      (env) => ({
        name: `variables as ${env}`,
        request: { create: 'app' as const, provider: 'sh', fields: { ...newApp, env } },
        message: 'env must be a JSON object of texts: {"KEY":"value"}',
      }),
    ),
    {
      name: 'a rollback to nothing',
      request: onApp({ verb: 'rollback', deploymentId: ' ' }),
      message: 'deploymentId is missing: a rollback wants that of a deployment',
    },
    ...[
      '',
      'localhost',
      'https://app.example.com',
      'app.example.com/x',
      'a b.com',
      'a.com:80',
      'a..b',
      'a.b.',
    ].map((host) => ({
      name: `the domain "${host}"`,
      request: onApp({ verb: 'domain', change: 'add', host }),
      message: 'host must be a domain name alone, e.g. app.example.com',
    })),
    {
      name: 'a variable without a name',
      request: onApp(wholeEnv({ A: 's3cret', ' ': 's3cret' })),
      message: 'env must not have a variable without a name',
    },
    ...[
      { verb: 'env', change: 'set', values: { A: 's3cret' }, isWhole: false } as const,
      { verb: 'env', change: 'unset', names: ['A'] } as const,
    ].map((deed) => ({
      name: `a part of the variables (${deed.change})`,
      request: onApp(deed),
      message:
        'env is replaced as a whole at SparrowHost and cannot be read back: ' +
        'give every variable that is to stay, by env set with --replace',
    })),
  ])('$name', async ({ request, message }) => {
    expect(await problemOf(request)).toMatchObject({
      ok: false,
      problem: { provider: 'sh', code: 'invalid', message, retryable: false },
    });
  });

  test.each<{ request: ActionRequest; message: string }>([
    { request: onServer({ verb: 'update', fields: {} }), message: 'can only rename a server' },
    { request: onServer(snapshot), message: 'has no snapshots' },
    { request: onServer({ verb: 'deploy' }), message: 'no deploy for servers' },
    { request: onServer({ verb: 'redeploy' }), message: 'no redeploy for servers' },
    { request: onServer({ verb: 'cancel' }), message: 'no cancel for servers' },
    { request: onServer({ verb: 'authorize' }), message: 'no authorize for servers' },
    { request: onServer({ verb: 'rollback', deploymentId: 'd' }), message: 'no rollback for servers' },
    { request: onServer(wholeEnv({})), message: 'no env settings for servers' },
    {
      request: onServer({ verb: 'domain', change: 'add', host: 'a.b' }),
      message: 'no domain settings for servers',
    },
    { request: onServer({ verb: 'ssl', mode: 'auto' }), message: 'no ssl settings for servers' },
    { request: onApp({ verb: 'shutdown' }), message: 'no shutdown for apps' },
    { request: onApp({ verb: 'reboot' }), message: 'no reboot for apps' },
    { request: onApp({ verb: 'rename', name: 'abc' }), message: "cannot change an app's settings" },
    { request: onApp({ verb: 'update', fields: {} }), message: "cannot change an app's settings" },
    { request: onApp(snapshot), message: 'has no snapshots' },
    { request: onApp({ verb: 'cancel' }), message: 'cannot cancel a deployment' },
    { request: onApp({ verb: 'authorize' }), message: 'cannot authorize a deployment' },
    { request: onApp({ verb: 'ssl', mode: 'off' }), message: 'no certificate settings' },
    { request: onApp({ verb: 'domain', change: 'remove', host: 'a.b' }), message: 'cannot remove domains' },
    { request: onApp({ verb: 'domain', change: 'verify', host: 'a.b' }), message: 'cannot verify domains' },
    { request: { create: 'database', provider: 'sh', fields: {} }, message: 'has no databases' },
    { request: { create: 'user', provider: 'sh', fields: {} }, message: 'has no users' },
  ])('unsupported: $message', async ({ request, message }) => {
    const result = await problemOf(request);
    expect(result).toMatchObject({ ok: false, problem: { provider: 'sh', code: 'unsupported' } });
    expect(result?.ok === false && result.problem.message).toContain(message);
  });
});

describe('what a reply says', () => {
  const data = (value: unknown) => ({ success: true, data: value });
  const addDomain: Deed = { verb: 'domain', change: 'add', host: 'app.acme.dev' };
  test.each<{ name: string; request: ActionRequest; body: unknown; want: object }>([
    {
      name: 'an action',
      request: onServer({ verb: 'reboot' }),
      body: data({ message: 'Reboot started' }),
      want: { message: 'Reboot started' },
    },
    {
      name: 'an action without a word',
      request: onServer({ verb: 'stop' }),
      body: data({}),
      want: { message: 'stop initiated' },
    },
    {
      name: 'a rename',
      request: onServer({ verb: 'rename', name: 'api' }),
      body: data({ id: 'clserver123', name: 'api' }),
      want: { message: 'server renamed' },
    },
    {
      name: 'a rename that did not take place',
      request: onServer({ verb: 'rename', name: 'api' }),
      body: data({ id: 'clserver123', name: 'web-01', message: 'Server renamed' }),
      want: { message: 'accepted, and its name is told as web-01' },
    },
    {
      name: 'a message beside the data',
      request: onServer({ verb: 'delete' }),
      body: { success: true, message: 'Gone' },
      want: { message: 'Gone' },
    },
    {
      name: 'a deployment',
      request: onApp({ verb: 'deploy' }),
      body: data({ deploymentId: 'dep_xyz789', status: 'building' }),
      want: { message: 'deploy initiated', deploymentId: 'dep_xyz789', status: 'building' },
    },
    {
      name: 'a deployment by its other spelling',
      request: onApp({ verb: 'deploy' }),
      body: data({ message: 'redeploy initiated' }),
      want: { message: 'redeploy initiated' },
    },
    {
      name: 'a rollback',
      request: onApp({ verb: 'rollback', deploymentId: 'dep_prev456' }),
      body: data({ message: 'rollback initiated', deploymentId: 'dep_prev456' }),
      want: { message: 'rollback initiated', deploymentId: 'dep_prev456' },
    },
    {
      name: 'variables',
      request: onApp(wholeEnv({})),
      body: data({ message: 'Environment variables updated. Redeploy to apply.' }),
      want: { message: 'Environment variables updated. Redeploy to apply.' },
    },
    {
      name: 'a domain',
      request: onApp(addDomain),
      body: data({ host: 'app.acme.dev', ssl: true, certStatus: 'provisioning' }),
      want: {
        message: 'app.acme.dev added, certificate provisioning; its CNAME must point to shop.nestdeploy.app',
      },
    },
    {
      name: 'a domain of an app whose own is not known',
      request: { target: { kind: 'app', resource: testApp() }, deed: addDomain },
      body: data({ host: 'app.acme.dev' }),
      want: { message: 'app.acme.dev added' },
    },
    {
      name: 'a new server that cannot be read',
      request: { create: 'server', provider: 'sh', fields: newServer },
      body: data({ name: 'web-01', status: 'provisioning' }),
      want: { message: 'creation initiated', status: 'provisioning' },
    },
    ...[undefined, null, [], 'text', 42, data(null), data([1]), data({ message: 5, status: {} })].map(
      (body) => ({
        name: `nothing we know: ${JSON.stringify(body)}`,
        request: onServer({ verb: 'start' }),
        body,
        want: { message: 'start initiated' },
      }),
    ),
    ...[undefined, null, [], 'text', data(null), data({ id: {} })].map((body) => ({
      name: `a creation of nothing we know: ${JSON.stringify(body)}`,
      request: { create: 'app' as const, provider: 'sh', fields: newApp },
      body,
      want: { message: 'app created: deploy it to go live' },
    })),
  ])('$name', async ({ request, body, want }) => {
    const { provider } = await connect();
    const { read } = await prepared(provider, request);
    expect(read(body)).toEqual({ ...nothingElse, ...want });
  });

  test('a new server, as far as the reply tells', async () => {
    const { provider } = await connect();
    const { read } = await prepared(provider, { create: 'server', provider: 'sh', fields: newServer });
    const body = data({
      id: 'clserver456',
      name: 'web-01',
      status: 'provisioning',
      ipv4: null,
      region: 'in-noida-1',
      plan: 'vps-amd-2vcpu-4gb',
      createdAt: '2026-05-08T12:00:00.000Z',
    });
    expect(read(body)).toEqual({
      ...nothingElse,
      message: 'creation initiated',
      status: 'provisioning',
      created: testServer({
        provider: 'sh',
        id: 'clserver456',
        name: 'web-01',
        status: 'provisioning',
        region: 'in-noida-1',
        plan: 'vps-amd-2vcpu-4gb',
        createdAt: Date.UTC(2026, 4, 8, 12),
        actions: ['start', 'stop', 'shutdown', 'reboot', 'rename', 'delete'],
      }),
    });
  });

  test('a new app, as far as the reply tells', async () => {
    const { provider } = await connect();
    const { read } = await prepared(provider, { create: 'app', provider: 'sh', fields: newApp });
    const body = data({
      id: 'ndapp_abc123',
      name: 'my-frontend',
      status: 'idle',
      primaryDomain: 'my-frontend.nestdeploy.app',
      createdAt: '2026-05-20T08:00:00.000Z',
    });
    expect(read(body)).toEqual({
      ...nothingElse,
      message: 'app created: deploy it to go live',
      status: 'idle',
      created: testApp({
        provider: 'sh',
        id: 'ndapp_abc123',
        name: 'my-frontend',
        status: 'idle',
        domains: ['my-frontend.nestdeploy.app'],
        createdAt: Date.UTC(2026, 4, 20, 8),
        actions: ['start', 'stop', 'deploy', 'redeploy', 'rollback', 'env', 'domain', 'delete'],
      }),
    });
  });
});

describe('what can be asked', () => {
  test('the forms name the documented fields', async () => {
    const { provider } = await connect();
    const { create, update } = provider.forms ?? {};
    const words = (fields: readonly FieldSpec[] | undefined) =>
      fields?.map((field) => `${field.name}${field.isRequired ? '!' : ''}${field.isSecret ? ' secret' : ''}`);
    expect(words(create?.server)).toEqual(['name!', 'productId!', 'regionId!', 'osId!', 'sshKeyId']);
    expect(words(create?.app)).toEqual([
      'name!',
      'repoUrl!',
      'branch!',
      'buildType',
      'publishDir',
      'env secret',
    ]);
    expect(Object.keys(create ?? {})).toEqual(['server', 'app']);
    expect(update).toEqual({});
    for (const field of [...(create?.server ?? []), ...(create?.app ?? [])]) {
      expect(field.hint).toMatch(/\w{3}/);
      expect(Object.keys(field).sort()).toEqual(['hint', 'isRequired', 'isSecret', 'name']);
    }
  });

  test('variables cannot', async () => {
    expect((await connect()).provider.listEnv).toBeUndefined();
  });

  const appReply = (more: object): Reply => ({
    body: { success: true, data: { id: 'ndapp_abc123', ...more } },
  });
  test.each([
    {
      name: 'two',
      reply: appReply({ primaryDomain: 'shop.nestdeploy.app', customDomains: ['a.dev', null, 'b.dev'] }),
      want: {
        ok: true,
        value: ['a.dev', 'b.dev'].map((host) => ({ host, isVerified: null, certificate: null })),
      },
    },
    { name: 'none', reply: appReply({}), want: { ok: true, value: [] } },
    {
      name: 'no app',
      reply: { status: 404, body: { success: false, message: 'App not found' } },
      want: { ok: false, problem: { code: 'not-found', message: 'App not found' } },
    },
    {
      name: 'no app we know',
      reply: { body: { success: true, data: { name: 'x' } } },
      want: { ok: false, problem: { code: 'protocol' } },
    },
  ])('domains: $name', async ({ reply, want }) => {
    const { provider } = await connect({ [`GET ${apps}/ndapp_abc123`]: reply });
    expect(await provider.listDomains?.('ndapp_abc123', never)).toMatchObject(want);
  });
});

describe('the simulated provider', () => {
  async function openSimulator() {
    let time = Date.UTC(2026, 5, 1, 12);
    const simulator = await startSimulator({ now: () => time, limits: false });
    onTestFinished(() => simulator.close());
    const entry = simulator.providers.find(({ type }) => type === 'sparrowhost');
    if (entry === undefined) throw new Error('no sparrowhost');
    const { provider, send } = connectTestProvider('sparrowhost', entry.baseUrl, { apiKey: entry.apiKey });
    const carryOut = async (request: ActionRequest) => {
      const { request: write, read } = await prepared(provider, request);
      const reply = await send(write, never);
      if (!reply.ok) throw new Error(JSON.stringify(reply.problem));
      return read(reply.value.body);
    };
    const serverOf = async (id: string) => {
      const result = await provider.readServer?.(id, never);
      return result?.ok === true ? result.value.resource : result?.problem.code;
    };
    const appOf = async (id: string) => {
      const result = await provider.readApp?.(id, never);
      return result?.ok === true ? result.value.resource : result?.problem.code;
    };
    const advance = (seconds: number) => {
      time += seconds * 1_000;
    };
    return { provider, carryOut, serverOf, appOf, advance };
  }

  test("a server's life", async () => {
    const { carryOut, serverOf, advance } = await openSimulator();
    const made = await carryOut({ create: 'server', provider: 'sh', fields: newServer });
    const resource = made.created;
    if (resource === null || 'kind' in resource) throw new Error('no server');
    expect(made).toMatchObject({ status: 'provisioning', created: { name: 'web-01' } });
    const { id } = resource;
    const on = (deed: Deed): ActionRequest => ({ target: { kind: 'server', resource }, deed });
    advance(60);
    expect(await serverOf(id)).toMatchObject({ status: 'running', os: 'Ubuntu 24.04 LTS' });
    expect(await carryOut(on({ verb: 'reboot' }))).toMatchObject({ message: 'reboot initiated' });
    expect(await serverOf(id)).toMatchObject({ status: 'rebooting' });
    advance(60);
    await carryOut(on({ verb: 'shutdown' }));
    expect(await serverOf(id)).toMatchObject({ status: 'stopping' });
    advance(60);
    await carryOut(on({ verb: 'start' }));
    expect(await serverOf(id)).toMatchObject({ status: 'starting' });
    advance(60);
    await carryOut(on({ verb: 'stop' }));
    expect(await serverOf(id)).toMatchObject({ status: 'stopped' });
    await carryOut(on({ verb: 'rename', name: 'api-server-prod' }));
    expect(await serverOf(id)).toMatchObject({ name: 'api-server-prod' });
    expect(await carryOut(on({ verb: 'delete' }))).toMatchObject({ message: 'Server deleted successfully' });
    expect(await serverOf(id)).toBe('not-found');
  });

  test("an app's life", async () => {
    const { provider, carryOut, appOf, advance } = await openSimulator();
    const made = await carryOut({
      create: 'app',
      provider: 'sh',
      fields: { ...newApp, name: 'brand-new', buildType: 'static', publishDir: 'dist', env: '{"A":"1"}' },
    });
    const resource = made.created;
    if (resource === null || !('kind' in resource)) throw new Error('no app');
    const { id } = resource;
    const on = (deed: Deed): ActionRequest => ({ target: { kind: 'app', resource }, deed });
    expect(await appOf(id)).toMatchObject({ status: 'idle', repository: newApp.repoUrl, branch: 'main' });
    const { deploymentId, status } = await carryOut(on({ verb: 'deploy' }));
    expect(status).toBe('building');
    advance(120);
    expect(await appOf(id)).toMatchObject({ status: 'running' });
    await carryOut(on({ verb: 'redeploy' }));
    expect(await appOf(id)).toMatchObject({ status: 'building' });
    advance(120);
    if (deploymentId === null) throw new Error('no deployment id');
    expect(await carryOut(on({ verb: 'rollback', deploymentId }))).toMatchObject({ deploymentId });
    expect(await appOf(id)).toMatchObject({ status: 'deploying' });
    advance(120);
    await carryOut(on({ verb: 'stop' }));
    expect(await appOf(id)).toMatchObject({ status: 'stopping' });
    advance(60);
    await carryOut(on({ verb: 'start' }));
    expect(await appOf(id)).toMatchObject({ status: 'starting' });
    expect(await carryOut(on(wholeEnv({ A: '2' })))).toMatchObject({
      message: 'Environment variables updated. Redeploy to apply.',
    });
    expect(await carryOut(on({ verb: 'domain', change: 'add', host: 'new.acme.dev' }))).toMatchObject({
      message:
        'new.acme.dev added, certificate provisioning; its CNAME must point to brand-new.nestdeploy.app',
    });
    expect(await provider.listDomains?.(id, never)).toEqual({
      ok: true,
      value: [{ host: 'new.acme.dev', isVerified: null, certificate: null }],
    });
    await carryOut(on({ verb: 'delete' }));
    expect(await appOf(id)).toBe('not-found');
  });
});
