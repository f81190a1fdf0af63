import { describe, expect, test } from 'vitest';
import type { App } from '../../src/model/app.ts';
import type { LogEvent } from '../../src/model/log-line.ts';
import type { Server } from '../../src/model/server.ts';
import { createMemory } from '../../src/providers/create-memory.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { type Reply, type Routes, startApi } from '../support/api.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { connectTestProvider, never, type TestProviderOptions } from '../support/provider.ts';

const org = '63f4a1c2b3d4e5f607182930';
const projectId = '64a0b1c2d3e4f5061728394a';
const instanceId = '65b1c2d3e4f5061728394a5b';
const orderId = '65b1c2d3e4f5061728394aff';

const scopeOf = (appType: string | undefined) => ({
  body: {
    user: { id: 'u1', username: 'ada', name: 'Ada', email: 'ada@example.com' },
    organizations: [{ id: org, name: 'Acme', username: 'acme', appType }],
  },
});

const project = {
  _id: projectId,
  name: 'shop',
  type: 'STANDARD',
  url: 'https://oauth:ghp_secret@github.com/acme/shop',
  environmentVariables: [{ _id: 'v1', name: 'DB_URL', value: 'hidden-value', deploymentEnvironments: [] }],
  deploymentEnvironments: [{ _id: 'e1', name: 'production', branches: ['main'], status: 'ACTIVE' }],
  organization: org,
  state: 'MAINTAINED',
  hookId: '1',
  provider: 'GITHUB',
  configuration: { _id: 'c1', buildCommand: 'npm run build', framework: 'react', nodeVersion: 'V_16' },
  passwordProtection: { enabled: true, credentials: [{ username: 'ada', password: 'hunter2-page' }] },
  createdAt: '2024-01-02T03:04:05.000Z',
  updatedAt: '2024-02-02T03:04:05.000Z',
  domains: [{ _id: 'd1', name: 'shop.example.com', link: 'x', type: 'domain', verified: true }],
};

const deployment = (status: string, createdAt = '2024-03-01T10:00:00.000Z', id = `dep-${status}`) => ({
  _id: id,
  sitePreview: 'https://x.spheron.app',
  commitId: 'abc123',
  logs: [],
  status,
  branch: 'main',
  externalRepositoryName: 'shop',
  env: { SITE_KEY: 'hidden-env' },
  createdAt,
  updatedAt: createdAt,
});

const instance = {
  _id: instanceId,
  state: 'Active',
  name: 'api',
  deployments: [orderId],
  computeProject: '65000000000000000000cccc',
  activeDeployment: orderId,
  retrievableAkt: 0,
  withdrawnAkt: 0,
  type: 'SPOT',
  region: 'us-east',
  createdAt: '2024-04-05T06:07:08.000Z',
  updatedAt: '2024-04-05T06:07:08.000Z',
  defaultDailyTopup: 0.1234,
  leasePricePerBlock: 1.2,
};

const service = (name: string, image: object = {}) => ({
  name,
  image: 'nginx',
  tag: 'latest',
  serviceCount: 1,
  env: [{ value: 'PASSWORD=hidden=env', isSecret: true }],
  command: ['serve', '--key', 'hidden-arg'],
  args: ['--requirepass', 'hidden-arg'],
  privateImageConfig: {
    dockerRegistryURL: 'r',
    dockerUserName: 'ada',
    dockerPasswordOrToken: 'hidden-docker',
  },
  agreedMachineImage: {
    machineType: 'Ventus Nano',
    cpu: 0.5,
    memory: '512Mi',
    storage: '10Gi',
    defaultDailyTopUp: 0.2,
    ...image,
  },
});

const computeDeployment = (services: readonly object[]) => ({
  body: {
    deployment: {
      _id: orderId,
      status: 'Deployed',
      services,
      logs: [{ time: 't', log: ['hidden-log'] }],
      deploymentConfigBase64: 'aGlkZGVu',
    },
    liveLogs: ['hidden-log'],
  },
});

const wholeServer: Server = {
  ref: `spheron/${instanceId}`,
  provider: 'spheron',
  providerType: 'spheron',
  id: instanceId,
  name: 'api',
  status: 'running',
  providerStatus: 'Active',
  ipv4: null,
  ipv6: null,
  region: 'us-east',
  plan: 'SPOT',
  os: null,
  cpuCores: null,
  memoryMb: null,
  diskGb: null,
  bandwidthGb: null,
  price: { amount: '3.702', currency: 'USD', per: 'month' },
  createdAt: Date.parse('2024-04-05T06:07:08.000Z'),
  metrics: null,
  actions: ['update', 'delete'],
};

const wholeApp: App = {
  ref: `spheron/${projectId}`,
  provider: 'spheron',
  providerType: 'spheron',
  id: projectId,
  name: 'shop',
  kind: 'project',
  status: 'running',
  providerStatus: 'Deployed',
  framework: 'react',
  repository: 'https://***@github.com/acme/shop',
  branch: 'main',
  domains: ['shop.example.com'],
  server: null,
  lastDeployedAt: Date.parse('2024-03-01T10:00:00.000Z'),
  createdAt: Date.parse('2024-01-02T03:04:05.000Z'),
  actions: ['deploy', 'redeploy', 'rollback', 'cancel', 'authorize', 'env', 'domain'],
};

async function connect(appType: string | undefined, routes: Routes, options: TestProviderOptions = {}) {
  const api = await startApi({ 'GET /v1/api-keys/scope': scopeOf(appType), ...routes });
  return { api, provider: connectTestProvider('spheron', api.url, options).provider };
}

const projectsPath = `GET /v1/organization/${org}/projects`;
const deploymentsPath = (id = projectId) => `GET /v1/project/${id}/deployments`;
const paths = (api: { readonly requests: readonly { readonly path: string }[] }) =>
  api.requests.map((request) => request.path);

async function listApps(provider: Provider) {
  const result = await provider.listApps?.(never);
  if (!result?.ok) throw new Error(`no list: ${JSON.stringify(result)}`);
  return result.value;
}

async function listServers(provider: Provider) {
  const result = await provider.listServers?.(never);
  if (!result?.ok) throw new Error(`no list: ${JSON.stringify(result)}`);
  return result.value;
}

describe('token', () => {
  test('goes as a bearer header; the scope is read once however many ask', async () => {
    const { api, provider } = await connect(
      'app',
      { [projectsPath]: { body: { projects: [] } } },
      { apiKey: 'tok-123456' },
    );
    await Promise.all([
      provider.listApps?.(never),
      provider.listApps?.(never),
      provider.listServers?.(never),
    ]);
    await provider.listApps?.(never);
    expect(paths(api).filter((path) => path === '/v1/api-keys/scope')).toHaveLength(1);
    expect(new Set(api.requests.map((request) => request.headers.authorization))).toEqual(
      new Set(['Bearer tok-123456']),
    );
  });

  test.each([401, 403])('the scope is read again after a %i', async (status) => {
    const { api, provider } = await connect('app', { [projectsPath]: { status, body: {} } });
    expect(await provider.listApps?.(never)).toMatchObject({
      ok: false,
      problem: { code: 'auth', status, message: 'the token was rejected', retryable: false },
    });
    api.route({ [projectsPath]: { body: { projects: [] } } });
    await listApps(provider);
    expect(paths(api).filter((path) => path === '/v1/api-keys/scope')).toHaveLength(2);
  });

  test('a scope that failed is asked for again', async () => {
    const { api, provider } = await connect('app', { 'GET /v1/api-keys/scope': { status: 404, body: {} } });
    expect(await provider.listApps?.(never)).toMatchObject({ problem: { code: 'not-found' } });
    api.route({
      'GET /v1/api-keys/scope': scopeOf('app'),
      [projectsPath]: { body: { projects: [] } },
    });
    expect(await listApps(provider)).toEqual({ items: [], problems: [] });
  });

  test.each([
    { appType: 'app', apps: 1, servers: 0 },
    { appType: 'compute', apps: 0, servers: 1 },
    { appType: 'storage', apps: 0, servers: 0 },
    { appType: 'brand-new', apps: 1, servers: 1 },
    { appType: undefined, apps: 1, servers: 1 },
  ])('of type $appType asks for its kind only', async ({ appType, apps, servers }) => {
    const { api, provider } = await connect(appType, {
      [projectsPath]: { body: { projects: [{ ...project, latestDeployment: deployment('Deployed') }] } },
      'GET /v1/compute-instance': { body: { instances: [instance] } },
    });
    expect((await listApps(provider)).items).toHaveLength(apps);
    expect((await listServers(provider)).items).toHaveLength(servers);
    expect(api.requests).toHaveLength(1 + apps + servers);
  });

  test('of unknown type: a kind that is not there is empty, no error', async () => {
    const { provider } = await connect(undefined, {});
    expect(await listApps(provider)).toEqual({ items: [], problems: [] });
    expect(await listServers(provider)).toEqual({ items: [], problems: [] });
  });

  test('check asks each time and tells the organization', async () => {
    const { api, provider } = await connect('compute', {});
    await provider.check(never);
    expect(await provider.check(never)).toEqual({
      ok: true,
      value: {
        account: { id: org, name: 'Acme', email: 'ada@example.com', status: null },
        notes: ['organization: Acme', 'token of Ada', 'a compute token: sees compute instances, no projects'],
        warnings: [],
      },
    });
    expect(api.requests).toHaveLength(2);
  });

  test.each([
    {
      name: 'several organizations',
      organizations: [
        { id: 'a', name: 'A', appType: 'app' },
        { id: 'b', name: 'B', appType: 'app' },
      ],
      want: { ok: true, value: { warnings: ['the token names 2 organizations: only A is shown'] } },
    },
    {
      name: 'no type',
      organizations: [{ id: 'a' }],
      want: {
        ok: true,
        value: {
          warnings: ['the token does not say what it is for: projects and instances are both tried'],
        },
      },
    },
    { name: 'no organization', organizations: [], want: { ok: false, problem: { code: 'auth' } } },
    { name: 'no list', organizations: null, want: { ok: false, problem: { code: 'protocol' } } },
  ])('check warns: $name', async ({ organizations, want }) => {
    const { provider } = await connect('app', { 'GET /v1/api-keys/scope': { body: { organizations } } });
    expect(await provider.check(never)).toMatchObject(want);
  });
});

test.each([
  { status: 400, body: { message: 'bad id' }, code: 'invalid', message: 'bad id' },
  { status: 401, body: { error: true, message: 'Unauthorized' }, code: 'auth', message: 'Unauthorized' },
  { status: 403, body: { message: 'Forbidden' }, code: 'auth', message: 'Forbidden' },
  { status: 403, body: 'no json', code: 'auth', message: 'the token was rejected' },
  { status: 403, body: '', code: 'auth', message: 'the token was rejected' },
  { status: 402, body: { message: 'pay' }, code: 'payment', message: 'pay' },
  { status: 404, body: { message: 'gone' }, code: 'not-found', message: 'gone' },
  { status: 409, body: { message: 'busy' }, code: 'conflict', message: 'busy' },
  {
    status: 429,
    headers: { 'retry-after': '60' },
    body: { message: 'slow' },
    code: 'rate-limited',
    message: 'slow',
  },
  { status: 500, body: { message: null }, code: 'server', message: 'the server failed' },
  { status: 418, body: [1, { message: 'x' }], code: 'invalid', message: 'answered with status 418' },
  { status: 200, body: { error: true, message: 'no such org' }, code: 'invalid', message: 'no such org' },
  { status: 200, body: { success: false }, code: 'invalid', message: 'the request was refused' },
  {
    status: 200,
    body: '<html>',
    code: 'protocol',
    message: 'answered a web page instead of JSON',
  },
  {
    status: 200,
    body: { projects: {} },
    code: 'protocol',
    message: "answered the projects in a shape we don't know: no list",
  },
])('error: $status $body → $code', async ({ status, headers = {}, body, code, message }) => {
  const { provider } = await connect('app', { [projectsPath]: { status, headers, body } });
  expect(await provider.listApps?.(never)).toMatchObject({
    ok: false,
    problem: { provider: 'spheron', code, message },
  });
});

describe('projects', () => {
  test('one in full, from its newest deployment', async () => {
    const { api, provider } = await connect('app', {
      [projectsPath]: { body: { projects: [project] } },
      [deploymentsPath()]: { body: [deployment('Deployed')] },
    });
    expect(await listApps(provider)).toEqual({ items: [wholeApp], problems: [] });
    expect(paths(api).slice(1)).toEqual([
      `/v1/organization/${org}/projects?skip=0&limit=50`,
      `/v1/project/${projectId}/deployments?skip=0&limit=1`,
    ]);
  });

  test('nothing but an id, and a bad row', async () => {
    const { provider } = await connect('app', {
      [projectsPath]: {
        body: {
          projects: [{ name: 'no id' }, { _id: projectId, domains: 7, url: null, latestDeployment: null }],
        },
      },
    });
    expect(await listApps(provider)).toEqual({
      items: [
        {
          ...wholeApp,
          name: projectId,
          status: 'idle',
          providerStatus: '',
          framework: null,
          repository: null,
          branch: null,
          domains: [],
          lastDeployedAt: null,
          createdAt: null,
        },
      ],
      problems: [
        expect.objectContaining({
          code: 'protocol',
          message: "answered the projects, row 1 in a shape we don't know at _id",
        }),
      ],
    });
  });

  test.each([
    ['PreQueue', 'building'],
    ['Queued', 'building'],
    ['Pending', 'deploying'],
    ['Deployed', 'running'],
    ['Failed', 'failed'],
    ['AuthorizationNeeded', 'building'],
    ['Killing', 'stopping'],
    ['TimedOut', 'failed'],
    ['deployed', 'running'],
    ['Paused by moon', 'unknown'],
  ])('latestDeployment %s → %s, without a request', async (word, status) => {
    const { api, provider } = await connect('app', {
      [projectsPath]: { body: { projects: [{ ...project, latestDeployment: deployment(word) }] } },
    });
    expect((await listApps(provider)).items).toMatchObject([{ status, providerStatus: word }]);
    expect(api.requests).toHaveLength(2);
  });

  test.each([
    { name: 'none', rows: [], want: { status: 'idle', providerStatus: '' } },
    {
      name: 'only canceled',
      rows: [deployment('Canceled'), deployment('Canceled')],
      want: { status: 'idle', providerStatus: 'Canceled', lastDeployedAt: null },
    },
    {
      name: 'an older one is live',
      rows: [deployment('Canceled'), deployment('Deployed', '2024-02-02T00:00:00Z')],
      want: {
        status: 'running',
        providerStatus: 'Deployed',
        lastDeployedAt: Date.parse('2024-02-02T00:00:00Z'),
      },
    },
  ])('behind a canceled deployment: $name', async ({ rows, want }) => {
    const { api, provider } = await connect('app', {
      [projectsPath]: { body: { projects: [project] } },
      [deploymentsPath()]: (request) => ({
        body: rows.slice(0, Number(new URLSearchParams(request.path.split('?')[1]).get('limit'))),
      }),
    });
    expect((await listApps(provider)).items).toMatchObject([want]);
    expect(paths(api)).toHaveLength(rows.length === 0 ? 3 : 4);
  });

  test.each([
    {
      url: 'https://shop.spheron.app/',
      repository: 'shop',
      domains: ['shop.example.com', 'shop.spheron.app'],
    },
    { url: 'https://shop.example.com', repository: 'shop', domains: ['shop.example.com'] },
    {
      url: 'git@gitlab.com:acme/shop.git',
      repository: 'git@gitlab.com:acme/shop.git',
      domains: ['shop.example.com'],
    },
    {
      url: 'https://bitbucket.org/acme/shop',
      repository: 'https://bitbucket.org/acme/shop',
      domains: ['shop.example.com'],
    },
    {
      url: 'https://github.example.com',
      repository: 'shop',
      domains: ['shop.example.com', 'github.example.com'],
    },
  ])('url $url', async ({ url, repository, domains }) => {
    const { provider } = await connect('app', {
      [projectsPath]: { body: { projects: [{ ...project, url, latestDeployment: deployment('Deployed') }] } },
    });
    expect((await listApps(provider)).items).toMatchObject([{ repository, domains }]);
  });

  const many = Array.from({ length: 120 }, (_, index) => ({
    ...project,
    _id: `p${index}`,
    latestDeployment: null,
  }));
  const page = (rows: readonly unknown[]) => (request: { readonly path: string }) => {
    const query = new URLSearchParams(request.path.split('?')[1]);
    const skip = Number(query.get('skip'));
    return { body: { projects: rows.slice(skip, skip + Number(query.get('limit'))) } };
  };

  test.each([
    { count: 49, pages: 1 },
    { count: 50, pages: 2 },
    { count: 120, pages: 3 },
  ])('$count projects are $pages pages', async ({ count, pages }) => {
    const { api, provider } = await connect('app', { [projectsPath]: page(many.slice(0, count)) });
    expect((await listApps(provider)).items.map((app) => app.id)).toEqual(
      many.slice(0, count).map((row) => row._id),
    );
    expect(api.requests).toHaveLength(1 + pages);
  });

  test.each([
    { most: 10, count: 49, pages: 5 },
    { most: 20, count: 40, pages: 3 },
    { most: 25, count: 20, pages: 2 },
  ])('an API that gives at most $most at a time gives all $count', async ({ most, count, pages }) => {
    const { api, provider } = await connect('app', {
      [projectsPath]: ({ path }) => {
        const skip = Number(new URL(path, 'http://x').searchParams.get('skip'));
        return { body: { projects: many.slice(0, count).slice(skip, skip + most) } };
      },
    });
    const listed = await provider.listApps?.(never);
    expect(listed).toMatchObject({ ok: true, value: { problems: [] } });
    expect(listed?.ok === true && listed.value.items).toHaveLength(count);
    expect(paths(api).filter((path) => path.includes('/projects?'))).toHaveLength(pages);
  });

  test('an API that has nothing to say behind its last row has said everything', async () => {
    const { provider } = await connect('app', {
      [projectsPath]: (request) =>
        request.path.includes('skip=0&') ? page(many.slice(0, 20))(request) : { status: 404, body: {} },
    });
    const listed = await provider.listApps?.(never);
    expect(listed?.ok === true && listed.value.items).toHaveLength(20);
  });

  test('a row that goes while pages are read takes none behind it along', async () => {
    const rows = many.slice(0, 60);
    let isDue = false;
    const { api, provider } = await connect('app', {
      [projectsPath]: (request) => {
        const reply = page(rows)(request);
        if (isDue) rows.shift();
        isDue = false;
        return reply;
      },
    });
    const ids = async () => (await listApps(provider)).items.map(({ id }) => id).toSorted();
    const requests = () => paths(api).filter((path) => path.includes('/projects?')).length;
    const all = await ids();
    expect(all).toHaveLength(60);
    isDue = true;
    expect(await ids()).toEqual(all);
    expect(requests()).toBe(6);
    expect(await ids()).toEqual(rows.map(({ _id }) => _id).toSorted());
    expect(requests()).toBe(8);
  });

  test('an API that ignores skip gives each project once', async () => {
    const { provider } = await connect('app', { [projectsPath]: { body: { projects: many } } });
    expect((await listApps(provider)).items).toHaveLength(120);
  });

  test('a later page that fails fails the list', async () => {
    const { provider } = await connect('app', {
      [projectsPath]: (request) =>
        request.path.includes('skip=50') ? { status: 400, body: { message: 'no' } } : page(many)(request),
    });
    expect(await provider.listApps?.(never)).toMatchObject({ ok: false, problem: { message: 'no' } });
  });

  const unsaid = Array.from({ length: 45 }, (_, index) => ({
    ...project,
    _id: `p${index}`,
    name: `n${index}`,
  }));
  const unsaidRoutes = (statusOf: (index: number) => string): Routes => ({
    [projectsPath]: page(unsaid),
    ...Object.fromEntries(
      unsaid.map((row, index) => [deploymentsPath(row._id), () => ({ body: [deployment(statusOf(index))] })]),
    ),
  });
  const asked = (api: { readonly requests: readonly { readonly path: string }[] }) =>
    paths(api).flatMap((path) => path.match(/\/project\/(\w+)\/deployments/)?.[1] ?? []);
  const ids = (from: number, to: number) => unsaid.slice(from, to).map((row) => row._id);

  test('20 statuses a refresh, in turn; what is on its way comes first', async () => {
    const { api, provider } = await connect(
      'app',
      unsaidRoutes((index) => (index === 3 ? 'Queued' : 'Deployed')),
      { clock: createManualClock() },
    );
    const first = await listApps(provider);
    expect(asked(api).toSorted()).toEqual(ids(0, 20).toSorted());
    expect(first.items[20]).toMatchObject({ status: 'unknown', providerStatus: '', branch: null });
    const second = await listApps(provider);
    expect(asked(api).slice(20).toSorted()).toEqual(['p3', ...ids(20, 39)].toSorted());
    expect(second.items[5]).toMatchObject({ status: 'running' });
  });

  test('statuses are remembered between runs, and half of the budget is left', async () => {
    const memory = createMemory();
    const routes = unsaidRoutes(() => 'Deployed');
    const before = await connect('app', routes, { memory });
    await listApps(before.provider);
    const { api, provider } = await connect('app', routes, { memory, limits: { perMinute: 13 } });
    const list = await listApps(provider);
    expect(asked(api)).toEqual(ids(20, 25));
    expect(list.items.filter((app) => app.status === 'running')).toHaveLength(25);
  });

  test('a damaged memory is no memory', async () => {
    const memory = createMemory();
    memory.set('latestDeployments', { [projectId]: { status: 5 } });
    memory.set('machines', 'x');
    const { provider } = await connect(
      'app',
      { [projectsPath]: { body: { projects: [project] } }, [deploymentsPath()]: { status: 404, body: {} } },
      { memory },
    );
    expect((await listApps(provider)).items).toMatchObject([{ status: 'unknown' }]);
  });

  test('a status that cannot be read leaves the others, and is told once', async () => {
    const { provider } = await connect('app', {
      [projectsPath]: { body: { projects: unsaid.slice(0, 3) } },
      [deploymentsPath('p1')]: { body: [deployment('Failed')] },
      [deploymentsPath('p0')]: { status: 404, body: { message: 'gone' } },
    });
    const list = await listApps(provider);
    expect(list.items.map((app) => app.status)).toEqual(['unknown', 'failed', 'unknown']);
    expect(list.problems).toMatchObject([
      { code: 'not-found', message: 'status of n0 (and 1 more): gone', status: 404 },
    ]);
  });

  test('deployments that name another project tell nothing of this one', async () => {
    const { provider } = await connect('app', {
      [projectsPath]: { body: { projects: unsaid.slice(0, 1) } },
      [deploymentsPath('p0')]: { body: [{ ...deployment('Deployed'), project: 'p7' }] },
    });
    const list = await listApps(provider);
    expect(list.items.map((app) => app.status)).toEqual(['unknown']);
    expect(list.problems).toMatchObject([
      { code: 'protocol', message: expect.stringMatching(/row 1 in a shape.+at project/) },
    ]);
    const known = await provider.listDeployments?.('p0', never);
    expect(known).toMatchObject({ ok: true, value: { items: [], problems: [{ code: 'protocol' }] } });
    expect((await listApps(provider)).items.map((app) => app.status)).toEqual(['unknown']);
  });

  test('the last success stays known while the next deployment builds', async () => {
    const { api, provider } = await connect('app', {
      [projectsPath]: { body: { projects: [project] } },
      [deploymentsPath()]: { body: [deployment('Deployed')] },
    });
    await listApps(provider);
    api.route({ [deploymentsPath()]: { body: [deployment('Queued', '2024-05-05T00:00:00Z')] } });
    expect((await listApps(provider)).items).toMatchObject([
      { status: 'building', lastDeployedAt: wholeApp.lastDeployedAt },
    ]);
  });

  test('readApp: related reads, secrets masked, no logs', async () => {
    const { provider } = await connect('app', {
      [`GET /v1/project/${projectId}`]: { body: project },
      [deploymentsPath()]: {
        body: [{ ...deployment('Deployed'), logs: [{ time: 't', log: 'hidden-log' }] }],
      },
      [`GET /v1/project/${projectId}/deployments/count`]: { body: { total: 1 } },
      [`GET /v1/project/${projectId}/deployment-environments`]: {
        body: { result: [{ name: 'production' }] },
      },
      [`GET /v1/project/${projectId}/domains`]: {
        body: {
          domains: [{ name: 'shop.example.com', credentials: [{ username: 'u', password: 'hidden-pw' }] }],
        },
      },
    });
    const read = await provider.readApp?.(projectId, never);
    expect(read).toMatchObject({
      ok: true,
      value: {
        resource: wholeApp,
        details: {
          project: {
            name: 'shop',
            url: 'https://***@github.com/acme/shop',
            environmentVariables: [{ _id: 'v1', name: 'DB_URL', value: '***' }],
            passwordProtection: { enabled: true, credentials: [{ username: '***', password: '***' }] },
          },
          deployments: [{ _id: 'dep-Deployed', env: { SITE_KEY: '***' } }],
          deploymentsCount: { total: 1 },
          deploymentEnvironments: [{ name: 'production' }],
          domains: [{ name: 'shop.example.com', credentials: [{ username: '***', password: '***' }] }],
        },
      },
    });
    expect(JSON.stringify(read)).not.toMatch(/hidden|hunter2|ghp_/);
  });

  test('readApp: what the project says of its newest deployment holds, as in the list', async () => {
    const said = { ...project, latestDeployment: deployment('Failed') };
    const { provider } = await connect('app', {
      [projectsPath]: { body: { projects: [said] } },
      [`GET /v1/project/${projectId}`]: { body: said },
      [deploymentsPath()]: { body: [] },
    });
    expect(await provider.readApp?.(projectId, never)).toMatchObject({
      value: { resource: { status: 'failed', providerStatus: 'Failed' } },
    });
    expect((await listApps(provider)).items).toMatchObject([{ status: 'failed' }]);
  });

  test('readApp: what is missing beside the project is said; without the project there is nothing', async () => {
    const { api, provider } = await connect('app', { [`GET /v1/project/${projectId}`]: { body: project } });
    api.route({ [`GET /v1/project/${projectId}/domains`]: { status: 400, body: { message: 'no domains' } } });
    expect(await provider.readApp?.(projectId, never)).toMatchObject({
      value: { resource: { status: 'unknown' }, details: { domains: { error: 'no domains' } } },
    });
    expect(await provider.readApp?.('a/b', never)).toMatchObject({
      ok: false,
      problem: { code: 'not-found' },
    });
    expect(paths(api)).toContain('/v1/project/a%2Fb');
  });

  test('listDeployments: newest first, their words kept', async () => {
    const { provider } = await connect('app', {
      [deploymentsPath()]: {
        body: [
          deployment('Canceled', '2024-01-01T00:00:00Z'),
          deployment('Queued', '2024-03-01T00:00:00Z'),
          { status: 'Deployed' },
        ],
      },
    });
    expect(await provider.listDeployments?.(projectId, never)).toEqual({
      ok: true,
      value: {
        items: [
          {
            id: 'dep-Queued',
            app: `spheron/${projectId}`,
            status: 'building',
            providerStatus: 'Queued',
            createdAt: Date.parse('2024-03-01T00:00:00Z'),
            endedAt: null,
            commit: 'abc123',
            environment: null,
          },
          expect.objectContaining({ id: 'dep-Canceled', status: 'unknown', providerStatus: 'Canceled' }),
        ],
        problems: [expect.objectContaining({ code: 'protocol' })],
      },
    });
  });
});

describe('instances', () => {
  const instances: Routes = { 'GET /v1/compute-instance': { body: { instances: [instance] } } };
  const deploymentPath = `GET /v1/compute-instance/deployment/${orderId}`;

  test('one in full, and completed by its active deployment', async () => {
    const memory = createMemory();
    const routes = {
      ...instances,
      [deploymentPath]: computeDeployment([
        service('web'),
        service('db', { machineType: 'Ventus Big', cpu: 2, memory: '4Gi' }),
      ]),
    };
    const { api, provider } = await connect('compute', routes, { memory });
    const { items, problems } = await listServers(provider);
    expect(items).toEqual([wholeServer]);
    expect(problems).toEqual([]);
    expect(paths(api)[1]).toBe(`/v1/compute-instance?organizationId=${org}&skip=0&limit=50`);
    const completed = {
      ...wholeServer,
      plan: 'Ventus Nano + Ventus Big',
      cpuCores: 2.5,
      memoryMb: 4_608,
      diskGb: 20,
    };
    expect(provider.isIncomplete?.(wholeServer)).toBe(true);
    expect(await provider.completeServer?.(wholeServer, never)).toEqual({ ok: true, value: completed });
    expect((await listServers(provider)).items).toEqual([completed]);
    expect(provider.isIncomplete?.(completed)).toBe(false);
    expect(paths(api).filter((path) => path.includes('/deployment/'))).toHaveLength(1);
    const later = await connect('compute', routes, { memory });
    expect((await listServers(later.provider)).items).toEqual([completed]);
  });

  test.each([
    ['Starting', 'starting'],
    ['Failed-start', 'error'],
    ['Active', 'running'],
    ['Closed', 'deleted'],
    ['Sleeping', 'unknown'],
  ])('state %s → %s', async (state, status) => {
    const { provider } = await connect('compute', {
      'GET /v1/compute-instance': { body: { instances: [{ ...instance, state }] } },
    });
    expect((await listServers(provider)).items).toMatchObject([{ status, providerStatus: state }]);
  });

  test.each([
    { name: 'an exact month of 30 days', fields: { defaultDailyTopup: '1.1' }, price: '33.00' },
    {
      name: 'the report',
      fields: { defaultDailyTopup: undefined, topupReport: { dailyUsage: 0.05 } },
      price: '1.50',
    },
    { name: 'unset', fields: { defaultDailyTopup: 0 }, price: null },
    { name: 'closed', fields: { state: 'Closed' }, price: null },
  ])('price: $name', async ({ fields, price }) => {
    const { provider } = await connect('compute', {
      'GET /v1/compute-instance': { body: { instances: [{ ...instance, ...fields }] } },
    });
    const [server] = (await listServers(provider)).items;
    expect(server?.price ?? null).toEqual(
      price === null ? null : { amount: price, currency: 'USD', per: 'month' },
    );
  });

  const unreadable = { price: null, isPriceUnreadable: true };
  const month = { amount: '33.00', currency: 'USD', per: 'month' };
  test.each([
    { name: 'its own', fields: { defaultDailyTopup: 'about a dollar' }, want: unreadable },
    { name: 'in the report', fields: { topupReport: { dailyUsage: {} } }, want: unreadable },
    {
      name: 'beside one that can be read',
      fields: { defaultDailyTopup: 'much', topupReport: { dailyUsage: 1.1 } },
      want: { price: month },
    },
    { name: 'closed', fields: { defaultDailyTopup: 'much', state: 'Closed' }, want: { price: null } },
  ])('a price that cannot be read: $name', async ({ fields, want }) => {
    const { provider } = await connect('compute', {
      'GET /v1/compute-instance': {
        body: { instances: [{ ...instance, defaultDailyTopup: undefined, ...fields }] },
      },
    });
    const [server] = (await listServers(provider)).items;
    expect({ isPriceUnreadable: undefined, ...server }).toMatchObject({
      isPriceUnreadable: undefined,
      ...want,
    });
  });

  test.each([
    { name: 'a machine whose price cannot be read', defaultDailyTopUp: 'much', want: unreadable },
    { name: 'and once it can', defaultDailyTopUp: '1.1', want: { price: month } },
  ])('$name, completed and remembered', async ({ defaultDailyTopUp, want }) => {
    const memory = createMemory();
    const routes: Routes = {
      'GET /v1/compute-instance': { body: { instances: [{ ...instance, defaultDailyTopup: undefined }] } },
      [deploymentPath]: computeDeployment([service('web', { defaultDailyTopUp })]),
    };
    const { provider } = await connect('compute', routes, { memory });
    const [server] = (await listServers(provider)).items;
    if (server === undefined) throw new Error('no server');
    const given = { ...server, ...(defaultDailyTopUp === '1.1' ? { isPriceUnreadable: true as const } : {}) };
    const completed = await provider.completeServer?.(given, never);
    const seen = completed?.ok === true ? completed.value : undefined;
    expect({ isPriceUnreadable: undefined, ...seen }).toMatchObject({
      isPriceUnreadable: undefined,
      ...want,
    });
    const later = await connect('compute', routes, { memory });
    expect((await listServers(later.provider)).items).toMatchObject([want]);
  });

  test('nothing but an id, and a bad row', async () => {
    const { provider } = await connect('compute', {
      'GET /v1/compute-instance': { body: { instances: [{ _id: 'i1', deployments: 'x' }, null] } },
    });
    const list = await listServers(provider);
    expect(list.items).toEqual([
      {
        ...wholeServer,
        ref: 'spheron/i1',
        id: 'i1',
        name: 'i1',
        status: 'unknown',
        providerStatus: '',
        region: null,
        plan: null,
        price: null,
        createdAt: null,
      },
    ]);
    expect(list.problems).toMatchObject([{ code: 'protocol' }]);
  });

  const older: Routes = {
    [`GET /v1/organization/${org}/clusters`]: {
      body: { clusters: [{ _id: 'c1', name: 'one' }, { _id: 'c2' }] },
    },
    'GET /v1/cluster/c1/instances': {
      body: {
        extendedInstances: [
          {
            _id: instanceId,
            state: 'Active',
            orders: [orderId],
            cluster: 'c1',
            activeOrder: orderId,
            latestUrlPreview: 'api.example.com',
            agreedMachineImageType: { machineType: 'Ventus Small', agreementDate: 1_680_000_000 },
            cpu: 1,
            memory: '4Gi',
            storage: '20Gi',
            defaultDailyTopup: 1_500_000,
            topupReport: { dailyUsage: 1_500_000 },
            createdAt: '2023-04-05T06:07:08.000Z',
          },
        ],
      },
    },
    'GET /v1/cluster/c2/instances': { body: { extendedInstances: [] } },
  };

  test.each([404, 405])(
    'after a %i the older paths are tried, and remembered; no price there',
    async (status) => {
      const { api, provider } = await connect('compute', {
        ...older,
        'GET /v1/compute-instance': { status, body: {} },
      });
      await listServers(provider);
      const { items } = await listServers(provider);
      expect(items).toEqual([
        {
          ...wholeServer,
          name: 'api.example.com',
          region: null,
          plan: 'Ventus Small',
          cpuCores: 1,
          memoryMb: 4_096,
          diskGb: 20,
          price: null,
          createdAt: Date.parse('2023-04-05T06:07:08.000Z'),
          lacksMetrics: "Spheron's older API has no metrics",
        },
      ]);
      const asked = api.requests.length;
      for (const server of items)
        expect(await provider.readMetrics?.(server, never)).toEqual({ ok: true, value: null });
      expect(api.requests).toHaveLength(asked);
      expect(items.map((server) => provider.isIncomplete?.(server))).toEqual([false]);
      expect(paths(api).filter((path) => path.startsWith('/v1/compute-instance?'))).toHaveLength(1);
    },
  );

  test('no older path after another failure, nor once the newer has answered', async () => {
    const { api, provider } = await connect('compute', {
      ...older,
      'GET /v1/compute-instance': { status: 400, body: {} },
    });
    expect(await provider.listServers?.(never)).toMatchObject({ ok: false, problem: { code: 'invalid' } });
    api.route(instances);
    await listServers(provider);
    expect(await provider.readServer?.(instanceId, never)).toMatchObject({ problem: { code: 'not-found' } });
    expect(paths(api).join()).not.toContain('cluster');
  });

  test('readServer: instance, report, deployment and domains, secrets masked', async () => {
    const { provider } = await connect('compute', {
      [`GET /v1/compute-instance/${instanceId}`]: {
        body: {
          success: true,
          instance: { ...instance, defaultDailyTopup: undefined },
          topupReport: { dailyUsage: 0.5, usedTillNow: 3 },
        },
      },
      [deploymentPath]: computeDeployment([service('web', { defaultDailyTopUp: null })]),
      [`GET /v1/compute-instance/${instanceId}/domains`]: { status: 400, body: { message: 'no domains' } },
    });
    const read = await provider.readServer?.(instanceId, never);
    expect(read).toMatchObject({
      ok: true,
      value: {
        resource: {
          plan: 'Ventus Nano',
          cpuCores: 0.5,
          memoryMb: 512,
          diskGb: 10,
          price: { amount: '15.00' },
        },
        details: {
          instance: { name: 'api', region: 'us-east' },
          topupReport: { dailyUsage: 0.5, usedTillNow: 3 },
          deployment: {
            status: 'Deployed',
            services: [{ name: 'web', env: [{ name: 'PASSWORD', value: '***', isSecret: true }] }],
          },
          domains: { error: 'no domains' },
        },
      },
    });
    expect(JSON.stringify(read)).not.toMatch(/hidden|aGlkZGVu/);
  });

  const metrics = (replies: Readonly<Record<string, object>>): Routes => ({
    ...instances,
    [`GET /v1/compute-instance/${instanceId}/metrics`]: (request) => {
      const name = new URLSearchParams(request.path.split('?')[1]).get('service') ?? '';
      return replies[name] === undefined ? { status: 400, body: {} } : { body: { metrics: replies[name] } };
    },
  });
  const timestamp = '2026-11-01T00:00:00.000Z';

  test.each([
    { name: 'fractions beside limits', cpu: 0.25, memory: 0.5, image: {}, want: [25, 50, 536_870_912] },
    { name: 'percentages beside limits', cpu: 42.5, memory: 100, image: {}, want: [42.5, 100, 536_870_912] },
    {
      name: 'more than 100 is no percentage',
      cpu: 250,
      memory: 734_003_200,
      image: {},
      want: [null, null, 536_870_912],
    },
    {
      name: 'no limits, no reading',
      cpu: 42,
      memory: 0.5,
      image: { cpu: null, memory: 512 },
      want: [null, null, null],
    },
  ])('metrics: $name', async ({ cpu, memory, image, want }) => {
    const { provider } = await connect('compute', {
      ...metrics({ web: { cpu, memory, timestamp } }),
      [deploymentPath]: computeDeployment([service('web', image)]),
    });
    await listServers(provider);
    expect(await provider.readMetrics?.(wholeServer, never)).toEqual({
      ok: true,
      value: {
        cpuPercent: want[0],
        memoryPercent: want[1],
        memoryUsedBytes: null,
        memoryTotalBytes: want[2],
        diskReadBytes: null,
        diskWriteBytes: null,
        networkInBytes: null,
        networkOutBytes: null,
        uptimeSeconds: null,
        source: 'api',
        observedAt: Date.parse(timestamp),
      },
    });
  });

  test('metrics: the busiest service counts, a failing one is passed over, services are asked for once', async () => {
    const { api, provider } = await connect('compute', {
      ...metrics({
        web: { cpu: 5, memory: 10, timestamp: 'bad' },
        db: { cpu: 70, memory: 20, timestamp },
        cache: { cpu: 6, memory: 60, timestamp },
      }),
      [deploymentPath]: computeDeployment([
        service('gone'),
        service('web'),
        service('db'),
        service('cache', { memory: '1Gi' }),
      ]),
    });
    await listServers(provider);
    await provider.readMetrics?.(wholeServer, never);
    expect(await provider.readMetrics?.(wholeServer, never)).toMatchObject({
      value: { cpuPercent: 70, memoryPercent: 60, memoryTotalBytes: 1_073_741_824 },
    });
    expect(paths(api).filter((path) => path.includes('/deployment/'))).toHaveLength(1);
  });

  test('a machine that nothing is said of is not asked for again', async () => {
    const { provider } = await connect('compute', {
      ...instances,
      [deploymentPath]: computeDeployment([{ name: 'web' }]),
    });
    await listServers(provider);
    expect(provider.isIncomplete?.(wholeServer)).toBe(true);
    expect(await provider.completeServer?.(wholeServer, never)).toEqual({ ok: true, value: wholeServer });
    expect(provider.isIncomplete?.(wholeServer)).toBe(false);
  });

  test.each([
    {
      name: 'a closed instance',
      server: { ...wholeServer, status: 'deleted' as const },
      want: { ok: true, value: null },
    },
    { name: 'every service fails', server: wholeServer, want: { ok: false, problem: { code: 'invalid' } } },
  ])('metrics: $name', async ({ server, want }) => {
    const { provider } = await connect('compute', {
      ...metrics({}),
      [deploymentPath]: computeDeployment([service('web')]),
    });
    await listServers(provider);
    expect(await provider.readMetrics?.(server, never)).toMatchObject(want);
  });
});

describe('account', () => {
  const organization = `GET /v1/organization/${org}`;
  const usagePath = (specialization: string) =>
    `${organization}/subscription-usage/specialization/${specialization}`;

  test('usage against the plan, and the overdue flag', async () => {
    const { provider } = await connect('app', {
      [`${organization}/overdue`]: { body: { overdue: true, message: 'x' } },
      [usagePath('wa-global')]: {
        body: {
          usage: {
            usedBandwidth: 1_000,
            bandwidthLimit: 5_000,
            usedBuildExecution: '60',
            buildExecutionLimit: 6_000,
            usedStorageIPFS: 7,
            usedPasswordProtections: 1,
            passwordProtectionLimit: 2,
            membersLimit: 3,
            usedDomains: null,
            lastDeploymentDate: '2024-01-01T00:00:00Z',
          },
        },
      },
    });
    expect(await provider.readBilling?.(never)).toEqual({
      ok: true,
      value: {
        billing: {
          provider: 'spheron',
          providerType: 'spheron',
          balance: null,
          monthlyCost: null,
          runwayDays: null,
          autoFunding: null,
          account: { id: org, name: 'Acme', email: 'ada@example.com', status: 'overdue' },
          transactions: [],
          usage: [
            { name: 'bandwidth', used: 1_000, limit: 5_000, unit: 'bytes' },
            { name: 'build execution', used: 60, limit: 6_000, unit: 'seconds' },
            { name: 'storage IPFS', used: 7, limit: null, unit: 'bytes' },
            { name: 'password protections', used: 1, limit: 2, unit: 'count' },
          ],
        },
        problems: [],
      },
    });
  });

  test.each([
    { appType: 'compute', specialization: 'c-akash' },
    { appType: 'storage', specialization: 'storage' },
    { appType: undefined, specialization: 'c-akash' },
    { appType: undefined, specialization: 'wa-global' },
  ])('usage of $appType is $specialization; not overdue is active', async ({ appType, specialization }) => {
    const { provider } = await connect(appType, {
      [`${organization}/overdue`]: { body: { overdue: false } },
      [usagePath(specialization)]: { body: { usage: { usedClusterAkt: 9, clusterAktLimit: 10 } } },
    });
    expect(await provider.readBilling?.(never)).toMatchObject({
      value: {
        billing: {
          account: { status: 'active' },
          usage: [{ name: 'cluster AKT', used: 9, limit: 10, unit: 'micro-AKT' }],
        },
        problems: [],
      },
    });
  });

  test.each([
    {
      name: 'a number',
      reply: { body: { message: 'ok', price: 3.27 } },
      worth: { amount: '102.68', currency: 'USD' },
    },
    { name: 'a string', reply: { body: { price: '0.1' } }, worth: { amount: '3.14', currency: 'USD' } },
    { name: 'none', reply: { body: { price: null } }, worth: undefined },
    { name: 'a refusal', reply: { status: 500, body: {} }, worth: undefined },
  ])('micro-AKT are worth what AKT is: $name', async ({ reply, worth }) => {
    const { provider } = await connect('compute', {
      [`${organization}/overdue`]: { body: { overdue: false } },
      [usagePath('c-akash')]: {
        body: { usage: { usedClusterAkt: 31_400_000, usedClusterBuildExecution: 60 } },
      },
      'GET /v1/price/liveTokenPrice/7431': reply,
    });
    const reading = await provider.readBilling?.(never);
    expect(reading).toMatchObject({ ok: true, value: { problems: [] } });
    const usage = reading?.ok === true ? reading.value.billing.usage : [];
    expect(usage.map((one) => one.worth)).toEqual([worth, undefined]);
  });

  test('a part that fails is a problem; all of them fail the whole', async () => {
    const { api, provider } = await connect('app', { [usagePath('wa-global')]: { body: { usage: {} } } });
    expect(await provider.readBilling?.(never)).toMatchObject({
      ok: true,
      value: { billing: { account: { status: null } }, problems: [{ code: 'not-found' }] },
    });
    api.route({ [usagePath('wa-global')]: { status: 401, body: {} } });
    expect(await provider.readBilling?.(never)).toMatchObject({ ok: false });
  });

  test('readAccount: everything under its name, links and codes masked', async () => {
    const { provider } = await connect('compute', {
      [organization]: { body: { _id: org, overdue: false } },
      [`${organization}/overdue`]: { body: { overdue: false } },
      [`${organization}/coupons`]: {
        body: { coupons: [{ couponName: 'spring', activationCode: 'hidden-code' }] },
      },
      [`${organization}/invites`]: {
        body: { invites: [{ userEmail: 'bob@example.com', link: 'https://hidden' }] },
      },
      [`${organization}/compute-projects`]: { body: { computeProjects: [{ _id: 'c1', name: 'one' }] } },
      'GET /v1/compute-project/c1/funds-usage': { body: { dailyUsage: 1, usedTillNow: 2 } },
    });
    const read = await provider.readAccount?.(never);
    expect(read).toEqual({
      ok: true,
      value: {
        scope: {
          organization: 'Acme',
          organizationId: org,
          appType: 'compute',
          user: 'Ada',
          email: 'ada@example.com',
        },
        organization: { _id: org, overdue: false },
        overdue: { overdue: false },
        coupons: [{ couponName: 'spring', activationCode: '***' }],
        invites: [{ userEmail: 'bob@example.com', link: '***' }],
        'usage c-akash': { error: 'there is no such resource' },
        fundsUsage: { one: { dailyUsage: 1, usedTillNow: 2 } },
      },
    });
  });
});

describe('logs', () => {
  const path = 'GET /v1/deployment/d1';
  const state = (status: string, logs: readonly object[]) => ({
    body: { deployment: { _id: 'd1', status, logs } },
  });
  const first = { time: '2026-11-01T11:59:00.000Z', log: 'one' };
  const line = (text: string, at: number | null = null) => ({
    at,
    line: text,
    deploymentId: 'd1',
    source: 'build',
  });

  async function follow(
    routes: Routes,
    deploymentId: string | null,
    run: (stage: {
      readonly advance: (ms: number) => Promise<void>;
      readonly until: (count: number) => Promise<void>;
      readonly route: (routes: Routes) => void;
      readonly abort: () => void;
      readonly events: readonly LogEvent[];
    }) => Promise<void>,
  ) {
    const clock = createManualClock();
    const { api, provider } = await connect('app', routes, { clock });
    const events: LogEvent[] = [];
    const controller = new AbortController();
    const following = provider.followLog?.(
      wholeApp,
      { deploymentId },
      (event) => events.push(event),
      controller.signal,
    );
    await run({
      advance: clock.advance,
      until: async (count) => {
        while (events.length < count || clock.sleepers() === 0)
          await new Promise((resolve) => setImmediate(resolve));
      },
      route: api.route,
      abort: () => controller.abort(),
      events,
    });
    return { result: await following, events, api };
  }

  test('a build: only what is new, every 3 s, until its end', async () => {
    const { result, events, api } = await follow(
      { [path]: state('Queued', [first]) },
      'd1',
      async (stage) => {
        await stage.until(1);
        stage.route({
          [path]: state('Deployed', [
            first,
            { time: 1_700_000_000, log: ['two', 'three\nfour\n'] },
            { time: {}, log: 'five' },
          ]),
        });
        await stage.advance(3_000);
      },
    );
    expect(result).toEqual({ ok: true, value: undefined });
    expect(events).toEqual([
      { type: 'lines', lines: [line('one', Date.parse(first.time))] },
      {
        type: 'lines',
        lines: [
          line('two', 1_700_000_000_000),
          line('three', 1_700_000_000_000),
          line('four', 1_700_000_000_000),
          line('five'),
        ],
      },
      { type: 'done', status: 'Deployed' },
    ]);
    expect(api.requests).toHaveLength(2);
  });

  test.each(['Canceled', 'Failed', 'TimedOut'])('%s is an end', async (status) => {
    const { events } = await follow({ [path]: state(status, []) }, 'd1', async () => {});
    expect(events).toEqual([{ type: 'done', status }]);
  });

  test('a log that became shorter is told as a gap, and again', async () => {
    const { events } = await follow({ [path]: state('Pending', [first, first]) }, 'd1', async (stage) => {
      await stage.until(1);
      stage.route({ [path]: state('Failed', [{ log: 'other' }]) });
      await stage.advance(3_000);
    });
    expect(events.slice(1)).toEqual([
      { type: 'gap' },
      { type: 'lines', lines: [line('other')] },
      { type: 'done', status: 'Failed' },
    ]);
  });

  test('a log that lags behind what was told is not told again', async () => {
    const second = { log: 'two' };
    const { events } = await follow({ [path]: state('Pending', [first, second]) }, 'd1', async (stage) => {
      await stage.until(1);
      stage.route({ [path]: state('Pending', [first]) });
      await stage.advance(3_000);
      await stage.until(1);
      stage.route({ [path]: state('Deployed', [first, second, { log: 'three' }]) });
      await stage.advance(3_000);
    });
    expect(events.slice(1)).toEqual([
      { type: 'lines', lines: [line('three')] },
      { type: 'done', status: 'Deployed' },
    ]);
  });

  test('without an id: the newest deployment', async () => {
    const { events, api } = await follow(
      { [deploymentsPath()]: { body: [deployment('Failed', undefined, 'd1')] }, [path]: state('Failed', []) },
      null,
      async () => {},
    );
    expect(paths(api)).toEqual([`/v1/project/${projectId}/deployments?skip=0&limit=1`, '/v1/deployment/d1']);
    expect(events).toEqual([{ type: 'done', status: 'Failed' }]);
  });

  test('without a deployment: over at once', async () => {
    const { result, events } = await follow({ [deploymentsPath()]: { body: [] } }, null, async () => {});
    expect(result).toEqual({ ok: true, value: undefined });
    expect(events).toEqual([{ type: 'done', status: null }]);
  });

  test('the signal ends it without a problem', async () => {
    const { result, events } = await follow({ [path]: state('Pending', [first]) }, 'd1', async (stage) => {
      await stage.until(1);
      stage.abort();
    });
    expect(result).toEqual({ ok: true, value: undefined });
    expect(events).toHaveLength(1);
  });

  describe('failures', () => {
    async function followOn(answer: (look: number) => Reply) {
      let calls = 0;
      // Each look is tried three times when it fails in a way that may pass.
      const api = await startApi({
        [path]: () => {
          calls += 1;
          return answer(calls);
        },
      });
      const { provider } = connectTestProvider('spheron', api.url);
      const result = await provider.followLog?.(wholeApp, { deploymentId: 'd1' }, () => {}, never);
      return { result, requests: api.requests.length };
    }

    test('that may pass are outlived, each run of them anew', async () => {
      const { result, requests } = await followOn((call) => {
        if (call === 40) return state('Deployed', []);
        return call % 13 === 0 ? state('Queued', []) : { status: 500, body: {} };
      });
      expect(result).toEqual({ ok: true, value: undefined });
      expect(requests).toBe(40);
    });

    test('that do not pass end it after five', async () => {
      const { result, requests } = await followOn(() => ({ status: 500, body: {} }));
      expect(result).toMatchObject({ ok: false, problem: { code: 'server' } });
      expect(requests).toBe(15);
    });

    test('that cannot pass end it at once', async () => {
      const { result, requests } = await followOn(() => ({ status: 404, body: { message: 'gone' } }));
      expect(result).toMatchObject({ ok: false, problem: { code: 'not-found', message: 'gone' } });
      expect(requests).toBe(1);
    });
  });

  test("an instance's log: 500 lines back, then what is new, until it is closed", async () => {
    const all = Array.from({ length: 1_200 }, (_, index) => `[web] line ${index}`);
    let printed = 1_100;
    let instanceState = 'Active';
    const { api, provider } = await connect('compute', {
      [`GET /v1/compute-instance/${instanceId}`]: () => ({
        body: { success: true, instance: { ...instance, state: instanceState } },
      }),
      [`GET /v1/compute-instance/deployment/${orderId}/logs`]: (request) => {
        const query = new URLSearchParams(request.path.split('?')[1]);
        const from = Number(query.get('from'));
        const body = {
          success: true,
          deployment: {
            _id: orderId,
            logs: all.slice(0, printed).slice(from, Number(query.get('to'))),
            logsLength: printed,
          },
        };
        // The next look finds the rest; after that the instance closes.
        if (from === 600) printed = 1_200;
        if (from === 1_200) instanceState = 'Closed';
        return { body };
      },
    });
    const events: LogEvent[] = [];
    const result = await provider.followServerLog?.(
      wholeServer,
      { deploymentId: null },
      (event) => events.push(event),
      never,
    );
    expect(result).toEqual({ ok: true, value: undefined });
    expect(events.at(-1)).toEqual({ type: 'done', status: 'Closed' });
    const lines = events.flatMap((event) => (event.type === 'lines' ? event.lines : []));
    expect(lines.map((row) => row.line)).toEqual(all.slice(600));
    expect(lines[0]).toEqual({ at: null, line: '[web] line 600', deploymentId: orderId, source: 'runtime' });
    expect(paths(api)).toContain(
      `/v1/compute-instance/deployment/${orderId}/logs?from=600&to=1100&logType=instanceLogs`,
    );
  });

  test("an instance's log that comes whole, whatever was asked for, is told once", async () => {
    const logs = ['a', 'b'];
    let looks = 0;
    const { provider } = await connect('compute', {
      [`GET /v1/compute-instance/${instanceId}`]: () => ({
        body: { instance: { ...instance, state: logs.length < 3 ? 'Active' : 'Closed' } },
      }),
      [`GET /v1/compute-instance/deployment/${orderId}/logs`]: () => {
        looks += 1;
        if (looks === 5) logs.push('c');
        return { body: { deployment: { _id: orderId, logs, logsLength: logs.length } } };
      },
    });
    const lines: string[] = [];
    await provider.followServerLog?.(
      wholeServer,
      { deploymentId: null },
      (event) => lines.push(...(event.type === 'lines' ? event.lines.map(({ line }) => line) : [])),
      never,
    );
    expect(lines).toEqual(['a', 'b', 'c']);
  });

  test("an instance's log that began anew is told as a gap; the older path is an order's", async () => {
    let lengthNow = 603;
    const { provider } = await connect('compute', {
      [`GET /v1/cluster-instance/${instanceId}`]: {
        body: { success: true, instance: { _id: instanceId, state: 'Closed', orders: ['o0', orderId] } },
      },
      [`GET /v1/cluster-instance/order/${orderId}/logs`]: (request) => {
        const from = Number(new URLSearchParams(request.path.split('?')[1]).get('from'));
        const order = { logs: ['a', 'b'].slice(from), logsLength: lengthNow };
        lengthNow = 2;
        return { body: { success: true, order } };
      },
    });
    const events: LogEvent[] = [];
    await provider.followServerLog?.(
      wholeServer,
      { deploymentId: null },
      (event) => events.push(event),
      never,
    );
    expect(events.map((event) => event.type)).toEqual(['gap', 'lines', 'done']);
  });
});
