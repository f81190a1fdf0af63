import { describe, expect, onTestFinished, test } from 'vitest';
import type { ActionRequest, Deed, FieldSpec, Fields } from '../../src/model/action.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { type Routes, startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testApp, testServer } from '../support/resources.ts';

const ours = { provider: 'hw', providerType: 'hostwares' };
const site = testApp({ ...ours, id: 'cm1234abcd', kind: 'site' });
const database = testApp({ ...ours, id: 'cmdb1', kind: 'database' });
const onSite = (deed: Deed): ActionRequest => ({ target: { kind: 'app', resource: site }, deed });
const onDatabase = (deed: Deed): ActionRequest => ({ target: { kind: 'app', resource: database }, deed });
const creating = (create: 'app' | 'database' | 'server' | 'user', fields: Fields): ActionRequest => ({
  create,
  provider: 'hw',
  fields,
});

const newSite = { name: 'my-app', type: 'github', repository: 'github.com/user/my-app', branch: 'main' };
const newDatabase = { name: 'production-db', type: 'postgresql' };

const setEnv = (values: Fields, isWhole = false): Deed => ({ verb: 'env', change: 'set', values, isWhole });
const unsetEnv = (...names: readonly string[]): Deed => ({ verb: 'env', change: 'unset', names });
const domain = (change: 'add' | 'remove' | 'verify'): Deed => ({ verb: 'domain', change, host: 'a.dev' });
const rollback: Deed = { verb: 'rollback', deploymentId: 'dep_1' };
const snapshot: Deed = { verb: 'snapshot', name: 'a', description: null, includesRam: false };

async function connect(routes: Routes = {}) {
  const api = await startApi(routes);
  return { api, ...connectTestProvider('hostwares', api.url, { name: 'hw', apiKey: 'sk_test_123' }) };
}

async function prepared(provider: Provider, request: ActionRequest) {
  const result = await provider.prepare?.(request, never);
  if (result?.ok !== true) throw new Error(JSON.stringify(result));
  return result.value;
}

/** A site that answers with these variables. */
const showing = (envVariables: unknown): Routes => ({
  'GET /sites/cm1234abcd': { body: { id: 'cm1234abcd', name: 'my-app', envVariables } },
});

const present = [
  { key: 'NODE_ENV', value: 'production' },
  { key: 'EMPTY', value: '' },
  { key: 'SECRET', value: ' s3cret=* ' },
];

const nothingElse = {
  deploymentId: null,
  actionId: null,
  status: null,
  created: null,
  oneTimeSecret: null,
};

const patch = 'PATCH /sites/cm1234abcd';

describe('what is sent', () => {
  test.each<{ name: string; request: ActionRequest; want: string; body?: unknown }>([
    { name: 'start', request: onSite({ verb: 'start' }), want: patch, body: { action: 'start' } },
    { name: 'stop', request: onSite({ verb: 'stop' }), want: patch, body: { action: 'stop' } },
    { name: 'reboot', request: onSite({ verb: 'reboot' }), want: patch, body: { action: 'restart' } },
    { name: 'deploy', request: onSite({ verb: 'deploy' }), want: patch, body: { action: 'deploy' } },
    { name: 'redeploy', request: onSite({ verb: 'redeploy' }), want: patch, body: { action: 'deploy' } },
    { name: 'delete', request: onSite({ verb: 'delete' }), want: 'DELETE /sites/cm1234abcd' },
    { name: 'create, the least', request: creating('app', newSite), want: 'POST /sites', body: newSite },
    {
      name: 'create, everything',
      request: creating('app', {
        ...newSite,
        name: ' my-app\n',
        port: '3000',
        buildCommand: 'npm run build',
        startCommand: 'npm start',
      }),
      want: 'POST /sites',
      body: { ...newSite, port: 3000, buildCommand: 'npm run build', startCommand: 'npm start' },
    },
    {
      name: 'create with optional fields left empty',
      request: creating('app', { ...newSite, port: '', startCommand: ' ' }),
      want: 'POST /sites',
      body: newSite,
    },
    {
      name: 'update of one field',
      request: onSite({ verb: 'update', fields: { branch: 'develop' } }),
      want: patch,
      body: { branch: 'develop' },
    },
    {
      name: 'update of every field',
      request: onSite({
        verb: 'update',
        fields: {
          name: 'shop',
          repository: 'github.com/user/shop',
          branch: 'main',
          port: '65535',
          buildCommand: 'make',
          startCommand: './run',
        },
      }),
      want: patch,
      body: {
        name: 'shop',
        repository: 'github.com/user/shop',
        branch: 'main',
        port: 65_535,
        buildCommand: 'make',
        startCommand: './run',
      },
    },
    ...['postgresql', 'mysql', 'redis', 'mongodb'].map((type) => ({
      name: `create a database (${type})`,
      request: creating('database', { ...newDatabase, type }),
      want: 'POST /databases',
      body: { ...newDatabase, type },
    })),
    { name: 'delete a database', request: onDatabase({ verb: 'delete' }), want: 'DELETE /databases/cmdb1' },
  ])('$name', async ({ request, want, body }) => {
    const { api, provider, send } = await connect({ [want]: { body: '' } });
    const { request: write, fallback, read } = await prepared(provider, request);
    expect(fallback).toBeNull();
    expect(api.requests).toEqual([]);
    const reply = await send(write, never);
    expect(reply).toMatchObject({ ok: true });
    expect(read(reply.ok ? reply.value.body : null).message).toMatch(/\w{5}/);
    expect(api.requests).toMatchObject([{ headers: { authorization: 'Bearer sk_test_123' } }]);
    const [seen] = api.requests;
    expect(`${seen?.method} ${seen?.path}`).toBe(want);
    expect(seen?.body).toBe(body === undefined ? '' : JSON.stringify(body));
    expect(seen?.headers['content-type']).toBe(body === undefined ? undefined : 'application/json');
  });

  test.each(['site', 'database'] as const)('the id of a %s is one part of the path', async (kind) => {
    const { provider } = await connect();
    const resource = testApp({ id: 'a/b?c', kind });
    const { request } = await prepared(provider, {
      target: { kind: 'app', resource },
      deed: { verb: 'delete' },
    });
    expect(request).toEqual({ method: 'DELETE', path: `/${kind}s/a%2Fb%3Fc` });
  });
});

describe('a change of some variables', () => {
  test.each([
    {
      name: 'set sends the others along',
      deed: setEnv({ NODE_ENV: 'test', NEW: 'x' }),
      want: [{ key: 'NODE_ENV', value: 'test' }, ...present.slice(1), { key: 'NEW', value: 'x' }],
    },
    { name: 'unset leaves the others', deed: unsetEnv('EMPTY'), want: [present[0], present[2]] },
    { name: 'unset of all', deed: unsetEnv('NODE_ENV', 'EMPTY', 'SECRET'), want: [] },
  ])('$name', async ({ deed, want }) => {
    const { api, provider, send } = await connect({ ...showing(present), [patch]: {} });
    const { request } = await prepared(provider, onSite(deed));
    expect(api.requests.map(({ method }) => method)).toEqual(['GET']);
    await send(request, never);
    expect(api.requests[1]).toMatchObject({ method: 'PATCH', path: '/sites/cm1234abcd' });
    expect(JSON.parse(api.requests[1]?.body ?? '')).toEqual({ envVariables: want });
  });

  test('the others are sent as they are, whatever stands in them', async () => {
    const others = [
      { key: 'PEM', value: '-----BEGIN KEY-----\nab\tc\r\n' },
      { key: 'A\tB', value: '\u001b[1m\u200b\ufffd\u2424' },
    ];
    const { provider } = await connect(showing(others));
    const { request } = await prepared(provider, onSite(setEnv({ NEW: 'x' })));
    expect(request.body).toEqual({ envVariables: [...others, { key: 'NEW', value: 'x' }] });
    expect(await provider.listEnv?.('cm1234abcd', never)).toMatchObject({
      value: [{ value: '-----BEGIN KEY-----␊ab c␍␊' }, { name: 'A B' }],
    });
  });

  test.each([
    { name: 'are none', shown: [] },
    { name: 'are others', shown: present },
    { name: 'are not shown', shown: undefined },
    { name: 'are no list', shown: { A: '1' } },
  ])('all are replaced where the present ones $name', async ({ shown }) => {
    const { api, provider, send } = await connect({ ...showing(shown), [patch]: {} });
    for (const values of [{ A: '1', PEM: 'a\nb\t ' }, {}]) {
      const { request } = await prepared(provider, onSite(setEnv(values, true)));
      await send(request, never);
      expect(api.requests.at(-1)).toMatchObject({ method: 'PATCH', path: '/sites/cm1234abcd' });
      const rows = Object.entries(values).map(([key, value]) => ({ key, value }));
      expect(JSON.parse(api.requests.at(-1)?.body ?? '')).toEqual({ envVariables: rows });
    }
  });

  const secret = { id: 1, key: 'A', value: '1', isSecret: true, environments: ['production'] };
  test.each([
    { name: 'of another', deed: setEnv({ B: '2' }), want: [secret, { key: 'B', value: '2' }] },
    { name: 'of itself', deed: setEnv({ A: '2' }), want: [{ ...secret, value: '2' }] },
    {
      name: 'of all',
      deed: setEnv({ A: '2', B: '3' }, true),
      want: [
        { ...secret, value: '2' },
        { key: 'B', value: '3' },
      ],
    },
  ])('what comes with a variable goes back with it at a change $name', async ({ deed, want }) => {
    const { provider } = await connect(showing([secret]));
    const { request } = await prepared(provider, onSite(deed));
    expect(request.body).toEqual({ envVariables: want });
  });

  test('a secret whose value is hidden stays secret when all are given', async () => {
    const { provider } = await connect(showing([{ key: 'A', value: '********', isSecret: true }, 'B']));
    const { request } = await prepared(provider, onSite(setEnv({ A: '2' }, true)));
    expect(request.body).toEqual({ envVariables: [{ key: 'A', value: '2', isSecret: true }] });
  });

  test.each([
    { name: 'are not shown', shown: undefined },
    { name: 'are null', shown: null },
    { name: 'are a map', shown: { A: '1' } },
    { name: 'lack a value', shown: [...present, { key: 'X' }] },
    { name: 'hide a value', shown: [...present, { key: 'X', value: null }] },
    { name: 'have a masked value', shown: [...present, { key: 'X', value: '********' }] },
    { name: 'have a half masked value', shown: [...present, { key: 'X', value: 'sk_••••1234' }] },
    { name: 'have a mask of letters', shown: [...present, { key: 'X', value: 'xxxxxxxx' }] },
    { name: 'have a name twice', shown: [...present, { key: 'X', value: '1' }, { key: 'X', value: '2' }] },
    { name: 'have a mask in words', shown: [...present, { key: 'X', value: '<redacted>' }] },
    { name: 'have a value of another type', shown: [...present, { key: 'X', value: 5 }] },
    { name: 'lack a name', shown: [...present, { value: 'x' }] },
    { name: 'have an empty name', shown: [...present, { key: '', value: 'x' }] },
    { name: 'are no rows', shown: ['A=1'] },
  ])('is refused where they $name', async ({ shown }) => {
    for (const deed of [setEnv({ A: 's3cret' }), unsetEnv('NODE_ENV')]) {
      const { provider } = await connect(showing(shown));
      expect(await provider.prepare?.(onSite(deed), never)).toMatchObject({
        ok: false,
        problem: {
          provider: 'hw',
          code: 'invalid',
          message:
            'env is replaced as a whole at Hostwares, and the present variables cannot be read in full: ' +
            'give every variable that is to stay, by env set with --replace',
        },
      });
    }
  });

  test.each([
    {
      name: 'unset of unknown ones',
      deed: unsetEnv('NODE_ENV', 'A', 'B'),
      message: 'env has no variable A, B',
    },
    { name: 'unset of none', deed: unsetEnv(), message: 'env was given no variable to change' },
    { name: 'set of none', deed: setEnv({}), message: 'env was given no variable to change' },
    { name: 'no name', deed: setEnv({ ' ': '1' }), message: 'env must not have a variable without a name' },
  ])('$name is refused', async ({ deed, message }) => {
    const { provider } = await connect(showing(present));
    expect(await provider.prepare?.(onSite(deed), never)).toMatchObject({
      ok: false,
      problem: { provider: 'hw', code: 'invalid', message },
    });
  });

  test('the problem of the reading is the problem', async () => {
    const { provider } = await connect({
      'GET /sites/cm1234abcd': { status: 404, body: { error: 'NOT_FOUND', message: 'Site not found' } },
    });
    expect(await provider.prepare?.(onSite(setEnv({ A: '1' })), never)).toMatchObject({
      ok: false,
      problem: { code: 'not-found', message: 'Site not found' },
    });
  });

  test('a site of no known shape is not written to', async () => {
    const { provider } = await connect({ 'GET /sites/cm1234abcd': { body: { envVariables: [] } } });
    expect(await provider.prepare?.(onSite(setEnv({ A: '1' })), never)).toMatchObject({
      ok: false,
      problem: { code: 'protocol' },
    });
  });
});

describe('what is refused before it is sent', () => {
  const repository = 'repository must be the repository without a scheme, e.g. github.com/user/my-app';
  const port = 'port must be a whole number from 1 to 65535';
  const update = (fields: Fields): ActionRequest => onSite({ verb: 'update', fields });
  test.each<{ name: string; request: ActionRequest; message: string }>([
    {
      name: 'a site of nothing',
      request: creating('app', {}),
      message:
        'missing: name (a name), type (where it comes from; github is the one that is documented), ' +
        'repository (the repository without a scheme, e.g. github.com/user/my-app), ' +
        'branch (a git branch, e.g. main)',
    },
    {
      name: 'a site without a branch',
      request: creating('app', { ...newSite, branch: ' ' }),
      message: 'missing: branch (a git branch, e.g. main)',
    },
    {
      name: 'a misspelt field',
      request: creating('app', { ...newSite, buildComand: 'make' }),
      message: 'unknown field "buildComand": did you mean "buildCommand"?',
    },
    {
      name: 'a field of elsewhere',
      request: creating('database', { ...newDatabase, password: 's3cret' }),
      message: 'unknown field "password": known are name, type',
    },
    ...['https://github.com/user/my-app', 'git@github.com:user/my-app', 'my-app', 'github.com/a b'].map(
      (value) => ({
        name: `the repository ${value}`,
        request: creating('app', { ...newSite, repository: value }),
        message: repository,
      }),
    ),
    ...['0', '65536', '-1', '80.5', '1e3', 'http', '080808'].map((value) => ({
      name: `the port ${value}`,
      request: creating('app', { ...newSite, port: value }),
      message: port,
    })),
    {
      name: 'an update of nothing',
      request: update({}),
      message: 'nothing to change: give one of name, repository, branch, port, buildCommand, startCommand',
    },
    {
      name: 'an update of the type',
      request: update({ type: 'docker' }),
      message: 'unknown field "type": known are name, repository, branch, port, buildCommand, startCommand',
    },
    {
      name: 'an update to nothing',
      request: update({ name: '', branch: 'x' }),
      message: 'name must not be empty',
    },
    {
      name: 'an update of much',
      request: update({ port: 'x', repository: 'x' }),
      message: `${repository}; ${port}`,
    },
    {
      name: 'a database of nothing',
      request: creating('database', {}),
      message: 'missing: name (a name), type (one of postgresql, mysql, redis, mongodb)',
    },
    ...['postgres', 'PostgreSQL', 'sqlite'].map((type) => ({
      name: `the database type ${type}`,
      request: creating('database', { ...newDatabase, type }),
      message: 'type must be one of postgresql, mysql, redis, mongodb',
    })),
  ])('$name', async ({ request, message }) => {
    const { api, provider } = await connect();
    expect(await provider.prepare?.(request, never)).toMatchObject({
      ok: false,
      problem: { provider: 'hw', code: 'invalid', message, retryable: false },
    });
    expect(api.requests).toEqual([]);
  });

  const onServer: ActionRequest = {
    target: { kind: 'server', resource: testServer(ours) },
    deed: { verb: 'start' },
  };
  const databaseVerbs: readonly Deed[] = [
    ...(['start', 'stop', 'shutdown', 'reboot', 'deploy', 'redeploy', 'cancel', 'authorize'] as const).map(
      (verb) => ({ verb }),
    ),
    { verb: 'rename', name: 'abc' },
    { verb: 'update', fields: { name: 'abc' } },
    { verb: 'ssl', mode: 'auto' },
    setEnv({ A: '1' }, true),
    unsetEnv('A'),
    domain('add'),
    rollback,
    snapshot,
  ];
  test.each<{ request: ActionRequest; message: string }>([
    { request: onServer, message: 'Hostwares has no servers in its API' },
    { request: creating('server', {}), message: 'Hostwares has no servers in its API' },
    { request: creating('user', {}), message: "Hostwares' API has no users" },
    { request: onSite({ verb: 'shutdown' }), message: 'Hostwares has no shutdown apart from stop' },
    {
      request: onSite({ verb: 'rename', name: 'abc' }),
      message: 'Hostwares has no rename apart from update: set name',
    },
    { request: onSite(rollback), message: "Hostwares' API cannot roll back a deployment" },
    { request: onSite({ verb: 'cancel' }), message: "Hostwares' API cannot cancel a deployment" },
    { request: onSite({ verb: 'authorize' }), message: "Hostwares' API cannot authorize a deployment" },
    { request: onSite(domain('add')), message: "Hostwares' API cannot add domains" },
    { request: onSite(domain('remove')), message: "Hostwares' API cannot remove domains" },
    { request: onSite(domain('verify')), message: "Hostwares' API cannot verify domains" },
    { request: onSite(snapshot), message: "Hostwares' API has no snapshots" },
    {
      request: onSite({ verb: 'ssl', mode: 'auto' }),
      message: "Hostwares' API has no certificate settings",
    },
    ...databaseVerbs.map((deed) => ({
      request: onDatabase(deed),
      message: `Hostwares documents no ${deed.verb} for databases: they can only be deleted`,
    })),
  ])('unsupported: $message', async ({ request, message }) => {
    const { api, provider } = await connect();
    expect(await provider.prepare?.(request, never)).toMatchObject({
      ok: false,
      problem: { provider: 'hw', code: 'unsupported', message },
    });
    expect(api.requests).toEqual([]);
  });
});

describe('what a reply says', () => {
  const strange = [undefined, null, [], 'text', 42, { message: 5, id: {} }];
  test.each<{ name: string; request: ActionRequest; body: unknown; want: object }>([
    {
      name: 'their sentence',
      request: onSite({ verb: 'stop' }),
      body: { message: 'Stopping the container' },
      want: { message: 'Stopping the container' },
    },
    {
      name: 'a site whose state may be that of before',
      request: onSite({ verb: 'reboot' }),
      body: { id: 'cm1234abcd', name: 'my-app', status: 'RUNNING' },
      want: { message: 'restart initiated' },
    },
    {
      name: 'a deletion',
      request: onSite({ verb: 'delete' }),
      body: {},
      want: { message: 'deletion initiated' },
    },
    {
      name: 'a change',
      request: onSite({ verb: 'update', fields: { name: 'x' } }),
      body: {},
      want: { message: 'site changed' },
    },
    {
      name: 'variables',
      request: onSite(setEnv({}, true)),
      body: {},
      want: { message: 'variables replaced: deploy to apply them' },
    },
    {
      name: 'a new site',
      request: creating('app', newSite),
      body: {
        id: 'cm1234abcd',
        name: 'my-nextjs-app',
        status: 'DEPLOYING',
        domain: null,
        createdAt: '2026-05-20T10:30:00Z',
        url: 'https://hostwares.com/api/sites/cm1234abcd',
      },
      want: {
        message: 'site created',
        status: 'DEPLOYING',
        created: testApp({
          ...ours,
          id: 'cm1234abcd',
          kind: 'site',
          name: 'my-nextjs-app',
          status: 'deploying',
          providerStatus: 'DEPLOYING',
          createdAt: Date.UTC(2026, 4, 20, 10, 30),
          actions: ['start', 'stop', 'reboot', 'deploy', 'env', 'update', 'delete'],
        }),
      },
    },
    {
      name: 'a new database of which only the id is told',
      request: creating('database', newDatabase),
      body: { id: 'cmdb2' },
      want: {
        message: 'database created',
        created: testApp({
          ...ours,
          id: 'cmdb2',
          kind: 'database',
          name: 'cmdb2',
          status: 'unknown',
          providerStatus: '',
          actions: ['delete'],
        }),
      },
    },
    ...strange.flatMap((body) => [
      {
        name: `an action: ${JSON.stringify(body)}`,
        request: onSite({ verb: 'start' }),
        body,
        want: { message: 'start initiated' },
      },
      {
        name: `a new site: ${JSON.stringify(body)}`,
        request: creating('app', newSite),
        body,
        want: { message: 'site created' },
      },
      {
        name: `a new database: ${JSON.stringify(body)}`,
        request: creating('database', newDatabase),
        body,
        want: { message: 'database created' },
      },
    ]),
  ])('$name', async ({ request, body, want }) => {
    const { provider } = await connect(showing([]));
    expect((await prepared(provider, request)).read(body)).toEqual({ ...nothingElse, ...want });
  });
});

describe('what can be asked', () => {
  test('the forms name the documented fields', async () => {
    const { create, update } = (await connect()).provider.forms ?? {};
    const words = (fields: readonly FieldSpec[] | undefined) =>
      fields?.map(
        ({ name, isRequired, isSecret }) => `${name}${isRequired ? '!' : ''}${isSecret ? '*' : ''}`,
      );
    const changes = ['name', 'repository', 'branch', 'port', 'buildCommand', 'startCommand'];
    expect(words(create?.app)).toEqual(['name!', 'type!', 'repository!', 'branch!', ...changes.slice(3)]);
    expect(words(create?.database)).toEqual(['name!', 'type!']);
    expect(words(update?.app)).toEqual(changes);
    expect(words(create?.webhook)).toEqual(['url!', 'secret!*']);
    expect(Object.keys({ ...create, ...update })).toEqual(['app', 'database', 'webhook']);
    for (const field of [...(create?.app ?? []), ...(create?.database ?? []), ...(update?.app ?? [])]) {
      expect(field.hint).toMatch(/\w{3}/);
      expect(Object.keys(field).sort()).toEqual(['hint', 'isRequired', 'isSecret', 'name']);
    }
  });

  test.each([
    {
      name: 'as given',
      shown: [...present, { key: 'HIDDEN' }, { key: 'ODD', value: 5 }, { value: 'x' }, 'A=1'],
      want: {
        ok: true,
        value: [
          { name: 'NODE_ENV', value: 'production' },
          { name: 'EMPTY', value: '' },
          { name: 'SECRET', value: ' s3cret=* ' },
          { name: 'HIDDEN', value: null },
          { name: 'ODD', value: null },
        ],
      },
    },
    { name: 'none', shown: [], want: { ok: true, value: [] } },
    {
      name: 'not shown',
      shown: undefined,
      want: {
        ok: false,
        problem: { code: 'unsupported', message: "Hostwares does not show this site's variables" },
      },
    },
  ])('variables: $name', async ({ shown, want }) => {
    const { provider } = await connect(showing(shown));
    const result = await provider.listEnv?.('cm1234abcd', never);
    if (want.ok) expect(result).toEqual(want);
    else expect(result).toMatchObject(want);
  });

  test('domains cannot', async () => {
    expect((await connect()).provider.listDomains).toBeUndefined();
  });
});

describe('the simulated provider', () => {
  async function openSimulator() {
    let time = Date.UTC(2026, 5, 1, 12);
    const simulator = await startSimulator({ now: () => time, limits: false });
    onTestFinished(() => simulator.close());
    const entry = simulator.providers.find(({ type }) => type === 'hostwares');
    if (entry === undefined) throw new Error('no hostwares');
    const { provider, send } = connectTestProvider('hostwares', entry.baseUrl, { apiKey: entry.apiKey });
    const carryOut = async (request: ActionRequest) => {
      const { request: write, read } = await prepared(provider, request);
      const reply = await send(write, never);
      if (!reply.ok) throw new Error(JSON.stringify(reply.problem));
      return read(reply.value.body);
    };
    const create = async (request: ActionRequest) => {
      const { created } = await carryOut(request);
      if (created === null || !('kind' in created)) throw new Error('nothing was created');
      return created;
    };
    const appOf = async (id: string) => {
      const result = await provider.readApp?.(id, never);
      return result?.ok === true ? result.value : result?.problem.code;
    };
    const advance = (seconds: number) => {
      time += seconds * 1_000;
    };
    return { provider, carryOut, create, appOf, advance };
  }

  test("a site's life", async () => {
    const { provider, carryOut, create, appOf, advance } = await openSimulator();
    const resource = await create(creating('app', { ...newSite, port: '8080', buildCommand: 'make' }));
    const { id } = resource;
    const on = (deed: Deed): ActionRequest => ({ target: { kind: 'app', resource }, deed });
    const statusIs = async (status: string) =>
      expect(await appOf(id)).toMatchObject({ resource: { providerStatus: status } });
    expect(resource).toMatchObject({ name: 'my-app', kind: 'site', status: 'deploying' });
    expect(await appOf(id)).toMatchObject({ details: { port: 8080, buildCommand: 'make' } });
    advance(60);
    await carryOut(on({ verb: 'reboot' }));
    await statusIs('RESTARTING');
    advance(60);
    await carryOut(on({ verb: 'stop' }));
    await statusIs('STOPPING');
    advance(60);
    await carryOut(on({ verb: 'start' }));
    await statusIs('STARTING');
    advance(60);
    await carryOut(on({ verb: 'deploy' }));
    await statusIs('DEPLOYING');
    const fields = { name: 'shop', branch: 'develop', port: '3000', startCommand: './run' };
    await carryOut(on({ verb: 'update', fields }));
    expect(await appOf(id)).toMatchObject({
      resource: { name: 'shop', branch: 'develop' },
      details: { port: 3000, startCommand: './run' },
    });
    await carryOut(on(setEnv({ A: '1', B: '2' }, true)));
    await carryOut(on(setEnv({ B: '3', C: '4' })));
    await carryOut(on(unsetEnv('A')));
    expect(await provider.listEnv?.(id, never)).toEqual({
      ok: true,
      value: [
        { name: 'B', value: '3' },
        { name: 'C', value: '4' },
      ],
    });
    await carryOut(on({ verb: 'delete' }));
    expect(await appOf(id)).toBe('not-found');
  });

  test("a database's life", async () => {
    const { carryOut, create, appOf } = await openSimulator();
    const resource = await create(creating('database', { name: 'orders', type: 'redis' }));
    expect(resource).toMatchObject({ kind: 'database', name: 'orders', framework: 'redis' });
    expect(await appOf(resource.id)).toMatchObject({ resource: { name: 'orders' } });
    await carryOut({ target: { kind: 'app', resource }, deed: { verb: 'delete' } });
    expect(await appOf(resource.id)).toBe('not-found');
  });
});
