import { expect, test } from 'vitest';
import { type Bench, dig, idOf, rowsAt, second, startBench } from './support.ts';

const servers = '/api/v1/servers';
const apps = '/api/v1/nestdeploy/apps';

const serverId = async (bench: Bench, name: string): Promise<string> =>
  idOf(rowsAt((await bench.ask('sparrow', `GET ${servers}`)).body, 'data'), name);

const appId = async (bench: Bench, name: string): Promise<string> =>
  idOf(rowsAt((await bench.ask('sparrow', `GET ${apps}`)).body, 'data'), name);

const statusAt = async (bench: Bench, path: string): Promise<unknown> =>
  dig((await bench.ask('sparrow', `GET ${path}`)).body, 'data', 'status');

test('a server has exactly the documented fields and types', async () => {
  const bench = await startBench();
  const { body } = await bench.ask('sparrow', `GET ${servers}`);
  expect(dig(body, 'data', 0)).toEqual({
    id: expect.stringMatching(/^cl[a-z0-9]{23}$/),
    name: 'web-01',
    status: 'running',
    ipv4: expect.stringMatching(/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/),
    ipv6: expect.toSatisfy((value: unknown) => value === null || /^2001:db8:/.test(String(value))),
    region: 'in-noida-1',
    plan: expect.stringMatching(/^vps-/),
    os: expect.any(String),
    cpuCores: expect.any(Number),
    ramMb: expect.any(Number),
    diskGb: expect.any(Number),
    bandwidthGb: expect.any(Number),
    monthlyPrice: expect.stringMatching(/^\d+\.\d\d$/),
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
});

test.each([
  { server: 'web-01', action: 'start', status: 409, at: [[0, 'running']] },
  {
    server: 'staging',
    action: 'start',
    status: 200,
    at: [
      [0, 'starting'],
      [6, 'running'],
    ],
  },
  {
    server: 'staging',
    action: 'poweron',
    status: 200,
    at: [
      [0, 'starting'],
      [6, 'running'],
    ],
  },
  { server: 'staging', action: 'stop', status: 409, at: [[0, 'stopped']] },
  { server: 'web-01', action: 'stop', status: 200, at: [[0, 'stopped']] },
  {
    server: 'web-01',
    action: 'shutdown',
    status: 200,
    at: [
      [0, 'stopping'],
      [7, 'stopped'],
    ],
  },
  {
    server: 'web-01',
    action: 'reboot',
    status: 200,
    at: [
      [0, 'rebooting'],
      [9, 'running'],
    ],
  },
  { server: 'legacy-crm', action: 'reboot', status: 409, at: [[0, 'suspended']] },
  {
    server: 'ci-runner-3',
    action: 'stop',
    status: 409,
    at: [
      [0, 'provisioning'],
      [95, 'running'],
    ],
  },
  { server: 'web-01', action: 'explode', status: 400, at: [[0, 'running']] },
] as const)('$action on $server answers $status', async ({ server, action, status, at }) => {
  const bench = await startBench();
  const id = await serverId(bench, server);
  const answer = await bench.ask('sparrow', `POST ${servers}/${id}/actions`, { action });
  expect(answer.status).toBe(status);
  expect(answer.body).toEqual(
    status === 200
      ? { success: true, data: { message: `${action} initiated` } }
      : { success: false, message: expect.any(String) },
  );
  for (const [seconds, expected] of at) {
    bench.advance(seconds * second);
    expect(await statusAt(bench, `${servers}/${id}`)).toBe(expected);
  }
});

const order = {
  name: 'web-99',
  productId: 'vps-amd-2vcpu-4gb',
  regionId: 'in-noida-1',
  osId: 'ubuntu-24-04',
};

test('a new server has no address until it runs, and a deleted one is gone', async () => {
  const bench = await startBench();
  const created = await bench.ask('sparrow', `POST ${servers}`, order);
  expect(created.status).toBe(201);
  expect(dig(created.body, 'data')).toEqual({
    id: expect.any(String),
    name: 'web-99',
    status: 'provisioning',
    ipv4: null,
    region: 'in-noida-1',
    plan: 'vps-amd-2vcpu-4gb',
    createdAt: '2026-06-01T12:00:00.000Z',
  });
  const path = `${servers}/${dig(created.body, 'data', 'id')}`;
  expect((await bench.ask('sparrow', `GET ${path}`)).body).toMatchObject({
    data: { status: 'provisioning', ipv4: null, ipv6: null },
  });
  bench.advance(26 * second);
  expect((await bench.ask('sparrow', `GET ${path}`)).body).toMatchObject({
    data: { status: 'running', ipv4: expect.any(String), monthlyPrice: '850.00' },
  });
  expect((await bench.ask('sparrow', `DELETE ${path}`)).body).toMatchObject({
    data: { message: 'Server deleted successfully' },
  });
  expect((await bench.ask('sparrow', `GET ${path}`)).status).toBe(404);
});

test('servers are refused on a low balance, and beyond five being deployed', async () => {
  const bench = await startBench();
  const create = async (): Promise<number> => (await bench.ask('sparrow', `POST ${servers}`, order)).status;
  // One server is being provisioned already.
  for (let count = 0; count < 4; count += 1) expect(await create()).toBe(201);
  expect(await create()).toBe(429);
  bench.advance(3 * 24 * 3_600 * second);
  expect(await create()).toBe(402);
});

test.each([
  { order: { name: 'ab' } },
  { order: { productId: 'vps-none' } },
  { order: { regionId: 'eu-1' } },
  { order: { osId: 'Ubuntu 24.04 LTS' } },
])('an order with $order is refused', async ({ order: wrong }) => {
  const bench = await startBench();
  expect((await bench.ask('sparrow', `POST ${servers}`, { ...order, ...wrong })).status).toBe(400);
});

test('the balance lasts some days at the present prices, and falls', async () => {
  const bench = await startBench();
  const balance = async (): Promise<number> =>
    Number(dig((await bench.ask('sparrow', 'GET /api/v1/account')).body, 'data', 'balance'));
  const monthly = rowsAt((await bench.ask('sparrow', `GET ${servers}`)).body, 'data').reduce<number>(
    (sum, row) => sum + Number(dig(row, 'monthlyPrice')),
    0,
  );
  const before = await balance();
  expect((before / monthly) * 30).toBeGreaterThan(3);
  expect((before / monthly) * 30).toBeLessThan(7);
  bench.advance(24 * 3_600 * second);
  expect(before - (await balance())).toBeCloseTo(monthly / 30, 0);
});

test('a deployment builds, deploys, then runs', async () => {
  const bench = await startBench();
  const id = await appId(bench, 'docs-site');
  const { body } = await bench.ask('sparrow', `POST ${apps}/${id}/deploy`);
  expect(dig(body, 'data')).toEqual({ deploymentId: expect.stringMatching(/^dep_/), status: 'building' });
  expect((await bench.ask('sparrow', `POST ${apps}/${id}/deploy`)).status).toBe(409);
  const seen = new Set<unknown>();
  for (let round = 0; round < 60; round += 1) {
    seen.add(await statusAt(bench, `${apps}/${id}`));
    bench.advance(second);
  }
  expect([...seen]).toEqual(['building', 'deploying', 'running']);
});

test('the failing app deploys once the variable it lacks is set', async () => {
  const bench = await startBench();
  const path = `${apps}/${await appId(bench, 'checkout-api')}`;
  const outcome = async (): Promise<unknown> => {
    await bench.ask('sparrow', `POST ${path}/actions`, { action: 'redeploy' });
    bench.advance(60 * second);
    return statusAt(bench, path);
  };
  expect(await outcome()).toBe('failed');
  await bench.ask('sparrow', `PUT ${path}/env`, { env: { DATABASE_URL: 'postgresql://db.example.com/app' } });
  expect(await outcome()).toBe('running');
});

test('rollback wants a deployment that exists and succeeded', async () => {
  const bench = await startBench();
  const path = `${apps}/${await appId(bench, 'docs-site')}`;
  const { body } = await bench.ask('sparrow', `POST ${path}/deploy`);
  const deploymentId = dig(body, 'data', 'deploymentId');
  bench.advance(60 * second);
  const act = (fields: object) =>
    bench.ask('sparrow', `POST ${path}/actions`, { action: 'rollback', ...fields });
  expect((await act({})).status).toBe(400);
  expect((await act({ deploymentId: 'dep_unknown' })).status).toBe(404);
  expect((await act({ deploymentId })).body).toEqual({
    success: true,
    data: { message: 'rollback initiated', deploymentId },
  });
  expect(await statusAt(bench, path)).toBe('deploying');
});

test('an app that was never deployed has neither framework nor deployment time', async () => {
  const bench = await startBench();
  const { body } = await bench.ask('sparrow', `GET ${apps}/${await appId(bench, 'landing-page')}`);
  expect(dig(body, 'data')).toMatchObject({ status: 'idle', framework: null, lastDeployedAt: null });
});

test('a key without the scope is refused, yet may read', async () => {
  const bench = await startBench();
  const key = bench.simulator.readOnlyKeys.sparrowhost;
  const base = `${bench.simulator.url}/sparrowhost${servers}`;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  expect((await fetch(base, { headers })).status).toBe(200);
  const refused = await fetch(base, { method: 'POST', headers, body: '{}' });
  expect(refused.status).toBe(403);
  expect(await refused.json()).toEqual({ success: false, message: expect.stringContaining('vps:deploy') });
});
