import { expect, test } from 'vitest';
import { type Bench, dig, hour, idOf, rowsAt, second, startBench } from './support.ts';

const siteId = async (bench: Bench, name: string): Promise<string> =>
  idOf(rowsAt((await bench.ask('hostwares', 'GET /sites')).body), name);

const statusOf = async (bench: Bench, path: string): Promise<unknown> =>
  dig((await bench.ask('hostwares', `GET ${path}`)).body, 'status');

test('lists are bare arrays of the documented rows', async () => {
  const bench = await startBench();
  const { body } = await bench.ask('hostwares', 'GET /sites');
  const id = dig(body, 0, 'id');
  expect(dig(body, 0)).toEqual({
    id: expect.stringMatching(/^cm[a-z0-9]+$/),
    name: 'my-nextjs-app',
    status: 'RUNNING',
    domain: expect.toSatisfy((value: unknown) => value === null || typeof value === 'string'),
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    url: `https://hostwares.com/api/sites/${id}`,
  });
});

test.each([
  { site: 'my-nextjs-app', action: 'start', status: 400, at: [[0, 'RUNNING']] },
  {
    site: 'my-nextjs-app',
    action: 'stop',
    status: 200,
    at: [
      [0, 'STOPPING'],
      [4, 'STOPPED'],
    ],
  },
  {
    site: 'my-nextjs-app',
    action: 'restart',
    status: 200,
    at: [
      [0, 'RESTARTING'],
      [6, 'RUNNING'],
    ],
  },
  {
    site: 'telemetry-api',
    action: 'start',
    status: 200,
    at: [
      [0, 'STARTING'],
      [4, 'RUNNING'],
    ],
  },
  {
    site: 'telemetry-api',
    action: 'deploy',
    status: 200,
    at: [
      [0, 'DEPLOYING'],
      [30, 'RUNNING'],
    ],
  },
  {
    site: 'acme-shop',
    action: 'deploy',
    status: 200,
    at: [
      [0, 'DEPLOYING'],
      [30, 'FAILED'],
    ],
  },
  {
    site: 'marketing-site',
    action: 'deploy',
    status: 400,
    at: [
      [0, 'DEPLOYING'],
      [80, 'RUNNING'],
    ],
  },
  { site: 'my-nextjs-app', action: 'delete', status: 400, at: [[0, 'RUNNING']] },
] as const)('$action on $site answers $status', async ({ site, action, status, at }) => {
  const bench = await startBench();
  const path = `/sites/${await siteId(bench, site)}`;
  expect((await bench.ask('hostwares', `PATCH ${path}`, { action })).status).toBe(status);
  for (const [seconds, expected] of at) {
    bench.advance(seconds * second);
    expect(await statusOf(bench, path)).toBe(expected);
  }
});

test('a site is created, gets variables and goes', async () => {
  const bench = await startBench();
  const order = {
    name: 'new-app',
    type: 'github',
    repository: 'github.com/example-org/new-app',
    branch: 'main',
  };
  const { body } = await bench.ask('hostwares', 'POST /sites', order);
  expect(body).toMatchObject({
    name: 'new-app',
    status: 'DEPLOYING',
    domain: null,
    createdAt: '2026-06-01T12:00:00Z',
  });
  const path = `/sites/${dig(body, 'id')}`;
  const envVariables = [{ key: 'MODE', value: 'test' }];
  await bench.ask('hostwares', `PATCH ${path}`, { envVariables });
  expect(dig((await bench.ask('hostwares', `GET ${path}`)).body, 'envVariables')).toEqual(envVariables);
  expect((await bench.ask('hostwares', `DELETE ${path}`)).status).toBe(200);
  expect((await bench.ask('hostwares', `GET ${path}`)).body).toEqual({
    error: 'NOT_FOUND',
    message: "Site not found or you don't have access",
    statusCode: 404,
  });
});

test('a database is provisioned', async () => {
  const bench = await startBench();
  expect((await bench.ask('hostwares', 'POST /databases', { name: 'x', type: 'oracle' })).status).toBe(400);
  const { body } = await bench.ask('hostwares', 'POST /databases', { name: 'extra-db', type: 'postgresql' });
  expect(dig(body, 'status')).toBe('PROVISIONING');
  bench.advance(11 * second);
  expect(await statusOf(bench, `/databases/${dig(body, 'id')}`)).toBe('RUNNING');
});

test('credits are spent as time goes on, and listed', async () => {
  const bench = await startBench();
  expect(dig((await bench.ask('hostwares', 'GET /credits')).body, 'balance')).toBe(450);
  bench.advance(30 * hour);
  const after = Number(dig((await bench.ask('hostwares', 'GET /credits')).body, 'balance'));
  expect(after).toBeLessThan(440);
  const rows = rowsAt((await bench.ask('hostwares', 'GET /credits/transactions')).body);
  const spent = rows.slice(0, 10).reduce<number>((sum, row) => sum + Number(dig(row, 'amount')), 0);
  expect(spent).toBe(after - 450);
});
