import { describe, expect, test } from 'vitest';
import { parametersOf } from '../../src/actions/parameters.ts';
import type { ActionRequest, CreatableKind, Deed, Fields } from '../../src/model/action.ts';
import { withoutCredentials } from '../../src/providers/hide-credentials.ts';
import { redactedBody } from '../../src/providers/redacted-body.ts';
import type { ProviderType } from '../../src/providers/registry.ts';
import { type Routes, startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testApp, testServer } from '../support/resources.ts';

const planted = 'planted1secret';

const create = (kind: CreatableKind, fields: Fields): ActionRequest => ({
  create: kind,
  provider: 'mine',
  fields,
});
const onApp = (deed: Deed, kind: 'app' | 'database' = 'app'): ActionRequest => ({
  target: { kind: 'app', resource: testApp({ id: 'a1', kind }) },
  deed,
});
const onServer = (deed: Deed): ActionRequest => ({
  target: { kind: 'server', resource: testServer({ id: 'a1' }) },
  deed,
});
const setEnv = (isWhole: boolean): ActionRequest =>
  onApp({ verb: 'env', change: 'set', values: { NAME: planted }, isWhole });

const environments = [{ _id: 'e1', name: 'Production' }];
const variable = { _id: 'v1', name: 'NAME', value: planted, deploymentEnvironments: environments };
const projectWith = (...environmentVariables: readonly object[]): Routes => ({
  'GET /v1/project/a1': { body: { _id: 'a1', environmentVariables, deploymentEnvironments: environments } },
});

const service = {
  name: 'web',
  image: 'nginx',
  tag: '1',
  serviceCount: 1,
  ports: [],
  env: [{ value: `NAME=${planted}`, isSecret: false }],
  command: ['sh', '-c', planted],
  args: [`--password=${planted}`],
  agreedMachineImage: { machineType: 'Nano' },
  privateImageConfig: { dockerRegistryURL: `https://me:${planted}@r.io`, dockerPasswordOrToken: planted },
};

/** What each has to say, of a request that holds a secret. `kept` stands in what is shown of it. */
const cases: readonly {
  readonly name: string;
  readonly type: ProviderType;
  readonly request: ActionRequest;
  readonly routes?: Routes;
  readonly kept: string;
}[] = [
  {
    name: 'an app with variables and a token in its address',
    type: 'sparrowhost',
    request: create('app', {
      name: 'shop',
      repoUrl: `https://${planted}@github.com/me/shop`,
      branch: 'main',
      env: JSON.stringify({ NAME: planted }),
    }),
    kept: 'https://***@github.com/me/shop',
  },
  { name: 'the whole map of variables', type: 'sparrowhost', request: setEnv(true), kept: '"NAME":"***"' },
  {
    name: 'a server with its passwords',
    type: 'cyberpanel',
    request: create('server', {
      hostname: 'web.example.com',
      plan_id: '1',
      location_code: 'la',
      template_id: '9000',
      root_password: planted,
      webhook_url: `https://me:${planted}@hooks.example.com/x`,
      webhook_secret: planted,
    }),
    kept: '"hostname":"web.example.com"',
  },
  {
    name: 'merged variables, present ones too',
    type: 'hostwares',
    request: onApp({ verb: 'env', change: 'set', values: { NEW: 'x-typed' }, isWhole: false }),
    routes: { 'GET /sites/a1': { body: { id: 'a1', envVariables: [{ key: 'NAME', value: planted }] } } },
    kept: '{"key":"NAME","value":"***"},{"key":"NEW","value":"***"}',
  },
  {
    name: 'an app with WordPress',
    type: 'serverpilot',
    request: create('app', {
      name: 'gallery',
      sysuserid: 'u1',
      runtime: 'php8.1',
      'wordpress.site_title': 'Mine',
      'wordpress.admin_user': 'joe',
      'wordpress.admin_password': planted,
      'wordpress.admin_email': 'joe@example.com',
    }),
    routes: { 'GET /sysusers/u1': { body: { data: { id: 'u1' } } } },
    kept: '"admin_user":"joe","admin_password":"***"',
  },
  {
    name: 'the password of a database',
    type: 'serverpilot',
    request: onApp({ verb: 'update', fields: { 'user.password': planted } }, 'database'),
    routes: { 'GET /dbs/a1': { body: { data: { id: 'a1', user: { id: 'u1' } } } } },
    kept: '"id":"u1","password":"***"',
  },
  {
    name: 'the password of a system user',
    type: 'serverpilot',
    request: create('user', { serverid: 's1', name: 'derek', password: planted }),
    kept: '"name":"derek"',
  },
  {
    name: 'a new variable',
    type: 'spheron',
    request: setEnv(false),
    routes: projectWith(),
    kept: '"name":"NAME","value":"***","environments":["Production"]',
  },
  {
    name: 'a changed variable',
    type: 'spheron',
    request: setEnv(false),
    routes: projectWith(variable),
    kept: '"name":"NAME","value":"***","environments":["Production"]',
  },
  {
    name: 'an update of services',
    type: 'spheron',
    request: onServer({ verb: 'update', fields: { tag: '2' } }),
    routes: {
      'GET /v1/api-keys/scope': { body: { user: { id: 'u' }, organizations: [{ id: 'o1' }] } },
      'GET /v1/compute-instance/a1': { body: { instance: { _id: 'a1', activeDeployment: 'd1' } } },
      'GET /v1/compute-instance/deployment/d1': { body: { deployment: { _id: 'd1', services: [service] } } },
    },
    kept: '"command":["***","***","***"],"args":["***"]',
  },
];

describe('a request as it may be shown', () => {
  test.each(cases)('$type: $name', async ({ type, request, routes, kept }) => {
    const api = await startApi(routes ?? {});
    const { provider } = connectTestProvider(type, api.url, { name: 'mine' });
    const prepared = await provider.prepare?.(request, never);
    if (prepared?.ok !== true) throw new Error(JSON.stringify(prepared));
    const { body } = prepared.value.request;
    expect(JSON.stringify(body)).toContain(planted);
    const shown = JSON.stringify(redactedBody(body ?? {}));
    expect(shown).not.toContain(planted);
    expect(shown).not.toContain('x-typed');
    expect(shown).toContain(kept);
  });

  test('what was typed as a secret is hidden wherever it stands, and nothing else', () => {
    const body = { title: 'hunter2', list: ['hunter2', 42, 7, true, null], tag: 'hunter22' };
    expect(redactedBody(body, ['hunter2', '42'])).toEqual({
      title: '***',
      list: ['***', '***', 7, true, null],
      tag: 'hunter22',
    });
  });
});

test('what was typed is kept without its secrets', async () => {
  const { provider } = connectTestProvider('sparrowhost', 'http://127.0.0.1:1');
  const repoUrl = `https://me:${planted}@github.com/me/shop`;
  const fields = { name: 'shop', branch: planted, repoUrl, env: planted };
  expect(parametersOf(create('app', fields), provider.forms)).toEqual({
    kind: 'app',
    name: 'shop',
    branch: '***',
    repoUrl: 'https://***@github.com/me/shop',
    env: '***',
  });
  expect(parametersOf(setEnv(true), provider.forms)).toEqual({ change: 'set', values: { NAME: '***' } });
});

test.each([
  ['https://token@host/x', 'https://***@host/x'],
  ['https://me:p@ss@host/x@y', 'https://***@host/x@y'],
  ['ssh://git@host/x', 'ssh://git@host/x'],
  ['git+ssh://git@host/x', 'git+ssh://git@host/x'],
  ['ssh://git:word@host/x', 'ssh://***@host/x'],
  ['git@host:me/x.git', 'git@host:me/x.git'],
  ['https://host/x?to=me@host', 'https://host/x?to=me@host'],
  ['https://host?to=me@host', 'https://host?to=me@host'],
])('an address without credentials: %s', (address, want) => {
  expect(withoutCredentials(address)).toBe(want);
});

test('credentials are found in a text of any length, which is gone through once', () => {
  const text = 'a.'.repeat(300_000);
  expect(withoutCredentials(`https://me:word@host/x ${text}`)).toBe(`https://***@host/x ${text}`);
});
