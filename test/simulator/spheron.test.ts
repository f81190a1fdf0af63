import { expect, test } from 'vitest';
import { type Bench, dig, idOf, minute, rowsAt, second, startBench } from './support.ts';

type Account = 'spheron-sites' | 'spheron-compute';

const organizationOf = async (bench: Bench, account: Account): Promise<unknown> =>
  dig((await bench.ask(account, 'GET /v1/api-keys/scope')).body, 'organizations', 0, 'id');

const projectPath = async (bench: Bench, name: string): Promise<string> => {
  const organization = await organizationOf(bench, 'spheron-sites');
  const { body } = await bench.ask(
    'spheron-sites',
    `GET /v1/organization/${organization}/projects?skip=0&limit=50`,
  );
  return `/v1/project/${idOf(rowsAt(body, 'projects'), name, '_id')}`;
};

const instancesOf = async (bench: Bench, query = 'skip=0&limit=50'): Promise<readonly unknown[]> => {
  const organization = await organizationOf(bench, 'spheron-compute');
  const path = `/v1/compute-instance?organizationId=${organization}&${query}`;
  return rowsAt((await bench.ask('spheron-compute', `GET ${path}`)).body, 'instances');
};

test.each([
  { account: 'spheron-sites', appType: 'app' },
  { account: 'spheron-compute', appType: 'compute' },
] as const)('$account sees one organization, of type $appType', async ({ account, appType }) => {
  const bench = await startBench();
  const { body } = await bench.ask(account, 'GET /v1/api-keys/scope');
  expect(rowsAt(body, 'organizations')).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: expect.any(String),
      username: expect.any(String),
      appType,
    },
  ]);
});

test('a token does not see the other organization', async () => {
  const bench = await startBench();
  const other = await organizationOf(bench, 'spheron-compute');
  expect((await bench.ask('spheron-sites', `GET /v1/organization/${other}/projects`)).status).toBe(404);
});

test('lists are paged by skip and limit', async () => {
  const bench = await startBench({ servers: 300 });
  const all = await instancesOf(bench);
  expect(all).toHaveLength(30);
  const page = await instancesOf(bench, 'skip=25&limit=20');
  expect(page).toEqual(all.slice(25));
  expect(await instancesOf(bench, '')).toHaveLength(10);
});

test.each([
  { project: 'dao-dashboard', newest: 'Pending' },
  { project: 'nft-gallery', newest: 'AuthorizationNeeded' },
  { project: 'swap-frontend', newest: 'Failed' },
  { project: 'protocol-docs', newest: undefined },
])('the newest deployment of $project is $newest', async ({ project, newest }) => {
  const bench = await startBench();
  const path = await projectPath(bench, project);
  const { body } = await bench.ask('spheron-sites', `GET ${path}/deployments?skip=0&limit=1`);
  expect(dig(body, 0, 'status')).toBe(newest);
});

test('a redeployment is queued, built with a growing log, and deployed', async () => {
  const bench = await startBench();
  const path = await projectPath(bench, 'dao-dashboard');
  const list = await bench.ask('spheron-sites', `GET ${path}/deployments?skip=0&limit=5&status=Deployed`);
  const old = dig(list.body, 0, '_id');
  const started = await bench.ask('spheron-sites', `POST /v1/deployment/${old}/redeploy`);
  const id = dig(started.body, 'deploymentId');
  const read = async () => (await bench.ask('spheron-sites', `GET /v1/deployment/${id}`)).body;
  expect(dig(await read(), 'deployment', 'status')).toBe('Queued');
  bench.advance(10 * second);
  const building = await read();
  expect(dig(building, 'deployment', 'status')).toBe('Pending');
  const lines = rowsAt(building, 'deployment', 'logs').length;
  expect(lines).toBeGreaterThan(0);
  expect(rowsAt(building, 'liveLogs')).toHaveLength(lines);
  bench.advance(minute);
  const built = await read();
  expect(dig(built, 'deployment', 'status')).toBe('Deployed');
  expect(rowsAt(built, 'deployment', 'logs').length).toBeGreaterThan(lines);
  expect(dig(built, 'deployment', 'project', 'name')).toBe('dao-dashboard');
});

test('a waiting deployment starts when authorized; a building one is killed by cancel', async () => {
  const bench = await startBench();
  const path = await projectPath(bench, 'nft-gallery');
  const newest = async () =>
    dig((await bench.ask('spheron-sites', `GET ${path}/deployments?limit=1`)).body, 0);
  const id = dig(await newest(), '_id');
  expect((await bench.ask('spheron-sites', `POST /v1/deployment/${id}/authorize`)).status).toBe(200);
  bench.advance(5 * second);
  expect(dig(await newest(), 'status')).toBe('Pending');
  expect((await bench.ask('spheron-sites', `POST /v1/deployment/${id}/cancel`)).body).toMatchObject({
    canceled: false,
    killing: true,
  });
  expect(dig(await newest(), 'status')).toBe('Killing');
  bench.advance(5 * second);
  expect(dig(await newest(), 'status')).toBe('Canceled');
  expect((await bench.ask('spheron-sites', `POST /v1/deployment/${id}/cancel`)).status).toBe(400);
});

test('variables and domains are added, changed and removed', async () => {
  const bench = await startBench();
  const path = await projectPath(bench, 'dao-dashboard');
  const given = { environmentVariables: [{ name: 'MODE', value: 'a', environments: ['Production'] }] };
  const { body } = await bench.ask('spheron-sites', `POST ${path}/environment-variables`, given);
  expect(dig(body, 'environmentVariables', 0)).toMatchObject({
    name: 'MODE',
    value: 'a',
    deploymentEnvironments: [{ name: 'Production', status: 'ACTIVE' }],
  });
  const variable = `${path}/environment-variables/${dig(body, 'environmentVariables', 0, '_id')}`;
  const changed = { name: 'MODE', value: 'b', environments: [] };
  expect((await bench.ask('spheron-sites', `PUT ${variable}`, changed)).body).toMatchObject({
    updated: { value: 'b' },
  });
  expect((await bench.ask('spheron-sites', `DELETE ${variable}`)).body).toEqual({ success: true });
  const host = 'new.example.com';
  await bench.ask('spheron-sites', `POST ${path}/domains`, { name: host, type: 'subdomain' });
  expect((await bench.ask('spheron-sites', `PATCH ${path}/domains/${host}/verify`, {})).body).toMatchObject({
    domain: { name: host, verified: true },
  });
  await bench.ask('spheron-sites', `DELETE ${path}/domains/${host}`);
  expect((await bench.ask('spheron-sites', `GET ${path}/domains/${host}`)).status).toBe(404);
});

test('metrics are read per service of the active deployment', async () => {
  const bench = await startBench();
  const instance = (await instancesOf(bench))[0];
  const deployment = await bench.ask(
    'spheron-compute',
    `GET /v1/compute-instance/deployment/${dig(instance, 'activeDeployment')}`,
  );
  const service = dig(deployment.body, 'deployment', 'services', 0, 'name');
  const path = `/v1/compute-instance/${dig(instance, '_id')}/metrics`;
  expect((await bench.ask('spheron-compute', `GET ${path}?service=${service}`)).body).toEqual({
    metrics: { cpu: expect.any(Number), memory: expect.any(Number), timestamp: '2026-06-01T12:00:00.000Z' },
  });
  expect((await bench.ask('spheron-compute', `GET ${path}`)).status).toBe(400);
  expect((await bench.ask('spheron-compute', `GET ${path}?service=none`)).status).toBe(404);
});

test('an instance log is read by ranges that do not change and grows with time', async () => {
  const bench = await startBench();
  const instance = (await instancesOf(bench))[0];
  const path = `/v1/compute-instance/deployment/${dig(instance, 'activeDeployment')}/logs?logType=instanceLogs`;
  const read = async (range: string) =>
    dig((await bench.ask('spheron-compute', `GET ${path}&${range}`)).body, 'deployment');
  const whole = await read('from=100&to=110');
  expect(rowsAt(whole, 'logs')).toHaveLength(10);
  expect(rowsAt(whole, 'logs')[3]).toMatch(/^\[app\] /);
  const length = Number(dig(whole, 'logsLength'));
  expect(rowsAt(await read(`from=${length}&to=${length + 50}`), 'logs')).toHaveLength(0);
  bench.advance(20 * second);
  expect(rowsAt(await read(`from=${length}&to=${length + 50}`), 'logs')).toHaveLength(10);
  expect(rowsAt(await read('from=103&to=104'), 'logs')[0]).toBe(rowsAt(whole, 'logs')[3]);
});

test('an instance is created, becomes active, and is closed for good', async () => {
  const bench = await startBench();
  const organizationId = await organizationOf(bench, 'spheron-compute');
  const services = [{ name: 'web', image: 'nginx', tag: '1.27' }];
  const created = await bench.ask('spheron-compute', 'POST /v1/compute-instance/create', {
    organizationId,
    services,
  });
  const path = `/v1/compute-instance/${dig(created.body, 'computeInstanceId')}`;
  const state = async () =>
    dig((await bench.ask('spheron-compute', `GET ${path}`)).body, 'instance', 'state');
  expect(await state()).toBe('Starting');
  bench.advance(15 * second);
  expect(await state()).toBe('Active');
  expect((await bench.ask('spheron-compute', `POST ${path}/close`)).body).toMatchObject({ success: true });
  expect(await state()).toBe('Closed');
});

test('a topic tells when its deployment is up, then ends', async () => {
  const bench = await startBench();
  const organizationId = await organizationOf(bench, 'spheron-compute');
  const services = [{ name: 'web', image: 'nginx' }];
  const created = await bench.ask('spheron-compute', 'POST /v1/compute-instance/create', {
    organizationId,
    services,
  });
  const topic = dig(created.body, 'topic');
  const response = await bench.open('spheron-compute', `/v1/subscribe?sessionId=${topic}`);
  bench.advance(minute);
  const text = await response.text();
  expect(text).toMatch(/^event: message\ndata: \{.*\}\n\n$/);
  expect(JSON.parse(text.slice(text.indexOf('{')))).toMatchObject({ type: 2, session: topic });
});
