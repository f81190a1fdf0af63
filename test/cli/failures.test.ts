import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { runFleetop } from '../support/run-fleetop.ts';

const secrets = {
  down: 'planted-down-1',
  revoked: 'planted-revoked-2',
  page: 'planted-page-3',
  good: 'planted-good-4',
};

const entry = (name: keyof typeof secrets, baseUrl: string) =>
  `  - name: ${name}\n    type: sparrowhost\n    apiKey: ${secrets[name]}\n    baseUrl: ${baseUrl}\n`;

const closedPort = async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const unwell = async () => {
  const revoked = await startApi({
    'GET /api/v1/servers': {
      status: 401,
      body: { success: false, message: `the key ${secrets.revoked} is revoked` },
    },
  });
  const page = await startApi({ 'GET /api/v1/servers': { body: '<!doctype html><title>Login</title>' } });
  return (
    entry('down', `http://127.0.0.1:${await closedPort()}`) +
    entry('revoked', revoked.url) +
    entry('page', page.url)
  );
};

const goodServer = { id: 's1', name: 'web-01', status: 'running' };

const well = async (servers: readonly unknown[] = [goodServer]) => {
  const api = await startApi({
    'GET /api/v1/servers': { body: { success: true, data: servers } },
    'GET /api/v1/nestdeploy/apps': { body: { success: true, data: [] } },
  });
  return entry('good', api.url);
};

test('one down, one rejecting its key, one a web page: the fourth is printed, three errors, exit 3', async () => {
  const config = `providers:\n${await unwell()}${await well()}`;
  const [json, table] = await Promise.all([
    runFleetop(['servers', '--json'], { config }),
    runFleetop(['servers'], { config }),
  ]);
  expect(json.code).toBe(3);
  const { errors, servers } = JSON.parse(json.stdout);
  expect(servers).toMatchObject([{ ref: 'good/s1', name: 'web-01', status: 'running' }]);
  expect(errors).toMatchObject([
    { provider: 'down', code: 'network', status: null, retryable: true },
    { provider: 'revoked', code: 'auth', status: 401, retryable: false },
    { provider: 'page', code: 'protocol', status: 200, retryable: false },
  ]);
  expect(Object.keys(errors[0])).toEqual(['provider', 'code', 'message', 'status', 'retryable', 'retryAt']);
  expect(table.code).toBe(3);
  expect(table.stdout).toMatch(/^STATUS +NAME .*\n● running +web-01 +good .*\n$/);
  const lines = table.stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^down: unreachable: the connection was refused \(check .*baseUrl/);
  expect(lines[1]).toMatch(/^revoked: key rejected: .*\(check the key/);
  expect(lines[2]).toMatch(/^page: strange answer: answered a web page instead of JSON \(check baseUrl/);
  expect(json.stderr).toBe(table.stderr);
});

test('every provider failed: exit 1, the shape stays', async () => {
  const config = `providers:\n${await unwell()}`;
  const finished = await runFleetop(['servers', '--json'], { config });
  expect(finished.code).toBe(1);
  expect(JSON.parse(finished.stdout)).toMatchObject({ servers: [], errors: [{}, {}, {}] });
});

test('a row that cannot be read costs itself only, and exit 3', async () => {
  const config = `providers:\n${await well([goodServer, { name: 'no id' }])}`;
  const finished = await runFleetop(['servers', '--json'], { config });
  expect(finished.code).toBe(3);
  expect(JSON.parse(finished.stdout)).toMatchObject({
    servers: [{ ref: 'good/s1' }],
    errors: [{ provider: 'good', code: 'protocol' }],
  });
});

test('status tells the state of each', async () => {
  const config = `providers:\n${await unwell()}${await well()}`;
  const finished = await runFleetop(['status', '--json'], { config });
  expect(finished.code).toBe(3);
  expect(JSON.parse(finished.stdout).providers).toMatchObject([
    { name: 'down', state: 'unreachable', latencyMs: null, lastSuccessAt: null, error: { code: 'network' } },
    { name: 'revoked', state: 'auth-failed', error: { code: 'auth', status: 401 } },
    { name: 'page', state: 'degraded', error: { code: 'protocol' } },
    { name: 'good', state: 'ok', lastSuccessAt: expect.stringMatching(/Z$/), error: null },
  ]);
});

test('no output of any command holds a key', async () => {
  const config = `providers:\n${await unwell()}${await well()}`;
  const commands = [
    ['servers', '--verbose'],
    ['apps', '--json', '--verbose'],
    ['status', '--verbose'],
    ['billing', '--json', '--verbose'],
    ['show', 'good/s1', '--verbose'],
    ['show', 'web-01', '--json'],
    ['doctor', '--verbose'],
    ['doctor', '--json'],
    ['config', 'check'],
    ['servers', '--provider', 'nobody'],
  ];
  const finished = await Promise.all(commands.map((words) => runFleetop(words, { config })));
  for (const { stdout, stderr } of finished) {
    expect(stdout + stderr).not.toBe('');
    expect(stdout + stderr).not.toContain('planted');
  }
});

test('a slow provider is given up after --timeout', async () => {
  const api = await startApi({ 'GET /api/v1/servers': () => undefined });
  const finished = await runFleetop(['servers', '--json', '--timeout', '0.2'], {
    config: `providers:\n${entry('good', api.url)}`,
  });
  expect(finished.code).toBe(1);
  expect(JSON.parse(finished.stdout).errors).toMatchObject([
    { code: 'timeout', message: 'no reply within 0.2 s', retryable: true },
  ]);
});

test('a row that cannot be read gets no hint to check the address', async () => {
  const config = `providers:\n${await well([goodServer, { name: 'no id' }])}`;
  const { stderr } = await runFleetop(['servers'], { config });
  expect(stderr).toMatch(/^good: strange answer: .*, row 2 in a shape we don't know/);
  expect(stderr).not.toContain('baseUrl');
});

test('a key that cannot be read was not rejected', async () => {
  const config = 'providers:\n  - name: a\n    type: spheron\n    apiKey: { file: /nope }\n';
  const { stderr } = await runFleetop(['servers'], { config });
  expect(stderr).toMatch(/^a: key unreadable: the key file \/nope cannot be read \(ENOENT\)/m);
});
