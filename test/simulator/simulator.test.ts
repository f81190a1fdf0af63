import { expect, test } from 'vitest';
import { splitApps, splitServers } from '../../src/simulator/fleet-split.ts';
import { json } from '../../src/simulator/http/reply.ts';
import { createRouter } from '../../src/simulator/http/router.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { createRequestLog } from '../../src/simulator/request-log.ts';
import { accessTo, rowsAt, startBench } from './support.ts';

const lists = [
  ['sparrow', '/api/v1/servers'],
  ['sparrow', '/api/v1/nestdeploy/apps'],
  ['cyber', '/vps'],
  ['cyber', '/billing'],
  ['hostwares', '/sites'],
  ['hostwares', '/credits/transactions'],
  ['spheron-sites', '/v1/api-keys/scope'],
  ['pilot', '/servers'],
  ['pilot', '/apps'],
] as const;

test('the same seed and clock give the same fleet and keys, another seed others', async () => {
  const told = async (seed: number): Promise<string> => {
    const bench = await startBench({ seed });
    const replies: unknown[] = bench.simulator.providers.map(({ apiKey, clientId }) => [apiKey, clientId]);
    for (const [provider, path] of lists) replies.push((await bench.ask(provider, `GET ${path}`)).body);
    return JSON.stringify(replies);
  };
  const first = await told(7);
  expect(await told(7)).toBe(first);
  expect(await told(8)).not.toBe(first);
});

test.each([
  { total: 1, want: { sparrowhost: 1, cyberpanel: 0, serverpilot: 0, spheron: 0 } },
  { total: 4, want: { sparrowhost: 1, cyberpanel: 1, serverpilot: 1, spheron: 1 } },
  { total: 40, want: { sparrowhost: 16, cyberpanel: 12, serverpilot: 8, spheron: 4 } },
  { total: 10_000, want: { sparrowhost: 4_000, cyberpanel: 3_000, serverpilot: 2_000, spheron: 1_000 } },
])('$total servers are shared out', ({ total, want }) => {
  expect(splitServers(total)).toEqual(want);
});

test('shares always add up', () => {
  const sum = (counts: object): number => Object.values(counts).reduce<number>((a, b) => a + Number(b), 0);
  for (let total = 0; total < 130; total += 1) {
    expect(sum(splitServers(total))).toBe(total);
    expect(sum(splitApps(total))).toBe(total);
  }
});

test.each([1, 3, 4, 40, 300])(
  'a fleet of %i servers has that many, all named differently',
  async (servers) => {
    const bench = await startBench({ servers, apps: 0, limits: false });
    const sparrow = rowsAt((await bench.ask('sparrow', 'GET /api/v1/servers')).body, 'data');
    const pilot = rowsAt((await bench.ask('pilot', 'GET /servers')).body, 'data');
    expect(sparrow.length).toBe(splitServers(servers).sparrowhost);
    expect(pilot.length).toBe(splitServers(servers).serverpilot);
    for (const rows of [sparrow, pilot]) {
      expect(
        new Set(rows.map((row) => JSON.stringify(Object.entries(row ?? {}).find(([key]) => key === 'name'))))
          .size,
      ).toBe(rows.length);
    }
  },
);

test.each([
  { provider: 'sparrow', path: '/api/v1/servers', none: 401, wrong: 401, body: { success: false } },
  { provider: 'cyber', path: '/vps', none: 401, wrong: 401, body: { error_code: 'INVALID_API_KEY' } },
  {
    provider: 'hostwares',
    path: '/sites',
    route: 'GET /sites',
    none: 401,
    wrong: 401,
    body: { error: 'UNAUTHORIZED', statusCode: 401 },
  },
  { provider: 'spheron-sites', path: '/v1/api-keys/scope', none: 401, wrong: 403, body: { error: true } },
  {
    provider: 'pilot',
    path: '/servers',
    none: 401,
    wrong: 401,
    body: { error: { message: expect.any(String) } },
  },
])(
  '$provider refuses a missing key with $none, a wrong one with $wrong',
  async ({ provider, path, none, wrong, body }) => {
    const bench = await startBench();
    const { baseUrl, authorization } = accessTo(bench.simulator, provider);
    expect((await fetch(baseUrl + path)).status).toBe(none);
    const refused = await fetch(baseUrl + path, { headers: { authorization: `${authorization}x` } });
    expect(refused.status).toBe(wrong);
    expect(await refused.json()).toMatchObject(body);
  },
);

test.each([
  { provider: 'sparrow', path: '/api/v1/servers', body: { success: false, message: expect.any(String) } },
  { provider: 'cyber', path: '/vps/summary', body: { success: false } },
  { provider: 'hostwares', path: '/sites', body: { statusCode: 405 } },
  { provider: 'spheron-sites', path: '/v1/api-keys/scope', body: { error: true } },
  { provider: 'pilot', path: '/servers', body: { error: { message: expect.any(String) } } },
])('$provider words an unknown path and a wrong method its own way', async ({ provider, path, body }) => {
  const bench = await startBench();
  expect((await bench.ask(provider, 'GET /no/such/path/at/all')).status).toBe(404);
  const answer = await bench.ask(provider, `DELETE ${path}`);
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toContain('GET');
  expect(answer.body).toMatchObject(body);
});

test('a literal segment wins over a parameter, in whatever order they are written', () => {
  const reply = (name: string) => () => json(200, name);
  const match = createRouter({ 'GET /vps/:id': reply('one'), 'GET /vps/summary': reply('summary') });
  const found = match('GET', '/vps/summary/');
  const call = {
    param: () => '',
    query: new URLSearchParams(),
    body: undefined,
    ip: '',
    key: { secret: '', scopes: new Set<string>() },
  };
  expect(found.kind === 'found' && found.route.handle(call)).toMatchObject({ body: 'summary' });
});

test('a body must be JSON and say so', async () => {
  const bench = await startBench();
  const { baseUrl, authorization } = accessTo(bench.simulator, 'hostwares');
  const post = (type: string, body: string) =>
    fetch(`${baseUrl}/databases`, { method: 'POST', headers: { authorization, 'content-type': type }, body });
  const order = JSON.stringify({ name: 'x-db', type: 'redis' });
  expect((await post('text/plain', order)).status).toBe(400);
  expect((await post('application/json', '{"name":')).status).toBe(400);
  expect((await post('application/json', order)).status).toBe(201);
});

test('requests are recorded with their path and outcome', async () => {
  const bench = await startBench();
  await bench.ask('cyber', 'GET /vps?limit=1');
  await fetch(`${bench.simulator.url}/hostwares/sites`);
  expect(bench.simulator.requests()).toEqual([
    {
      at: Date.UTC(2026, 5, 1, 12),
      provider: 'cyberpanel',
      method: 'GET',
      path: '/vps?limit=1',
      route: 'GET /vps',
      status: 200,
      authorization: true,
    },
    {
      at: Date.UTC(2026, 5, 1, 12),
      provider: 'hostwares',
      method: 'GET',
      path: '/sites',
      route: 'GET /sites',
      status: 401,
      authorization: false,
    },
  ]);
});

test('only the newest requests are kept', () => {
  const log = createRequestLog(3);
  for (let at = 0; at < 20; at += 1) {
    log.add({
      at,
      provider: 'spheron',
      method: 'GET',
      path: '/',
      route: null,
      status: 200,
      authorization: true,
    });
  }
  expect(log.all().map(({ at }) => at)).toEqual([17, 18, 19]);
});

test('a taken port is refused, and closing twice is harmless', async () => {
  const simulator = await startSimulator();
  await expect(startSimulator({ port: Number(new URL(simulator.url).port) })).rejects.toThrow('EADDRINUSE');
  await simulator.close();
  await simulator.close();
  await expect(fetch(simulator.url)).rejects.toThrow();
});

test('the configuration names every provider with its key and address', async () => {
  const { simulator } = await startBench();
  const yaml = simulator.configYaml();
  for (const { name, baseUrl, apiKey } of simulator.providers) {
    expect(yaml).toContain(`- name: ${name}\n`);
    expect(yaml).toContain(`apiKey: "${apiKey}"\n    baseUrl: ${baseUrl}\n`);
  }
  expect(yaml).toContain('clientId: "cid_');
});
