import { expect, test } from 'vitest';
import { type Bench, dig, hour, idOf, minute, rowsAt, second, startBench } from './support.ts';

const list = async (bench: Bench, path: string): Promise<readonly unknown[]> =>
  rowsAt((await bench.ask('pilot', `GET ${path}`)).body, 'data');

test('a server has exactly the documented fields, times as epoch seconds', async () => {
  const bench = await startBench();
  expect((await list(bench, '/servers'))[0]).toEqual({
    id: expect.stringMatching(/^[A-Za-z0-9]{16}$/),
    name: 'www1',
    plan: expect.stringMatching(/^(economy|business|first_class)$/),
    autoupdates: expect.any(Boolean),
    firewall: expect.any(Boolean),
    deny_unknown_domains: expect.any(Boolean),
    available_runtimes: expect.arrayContaining(['php8.1']),
    lastaddress: expect.any(String),
    lastconn: expect.toSatisfy((value: unknown) => Number.isInteger(value) && Number(value) < 2 ** 32),
    datecreated: expect.any(Number),
  });
});

test('a fresh server keeps calling, a stale one has stopped, a new one never has', async () => {
  const bench = await startBench();
  const contacts = async (): Promise<readonly unknown[]> =>
    (await list(bench, '/servers')).map((row) => dig(row, 'lastconn'));
  bench.advance(2 * hour);
  const now = Date.UTC(2026, 5, 1, 14) / 1_000;
  const [fresh, , , stale, , never] = await contacts();
  expect(now - Number(fresh)).toBeLessThan((5 * minute) / 1_000);
  expect(now - Number(stale)).toBeGreaterThan((24 * hour) / 1_000);
  expect(never).toBeNull();
});

test('apps hold private key text, and only the single one says autossl', async () => {
  const bench = await startBench();
  const app = (await list(bench, '/apps'))[0];
  expect(dig(app, 'ssl', 'key')).toContain('PRIVATE KEY');
  expect(dig(app, 'autossl')).toBeUndefined();
  const single = await bench.ask('pilot', `GET /apps/${dig(app, 'id')}`);
  expect(dig(single.body, 'data', 'autossl')).toEqual({ available: true, domains: dig(app, 'domains') });
});

test.each([
  { server: 'www1', status: 'success' },
  { server: 'php-staging', status: 'open' },
  { server: 'legacy-php', status: 'error' },
])('a change on $server ends as $status', async ({ server, status }) => {
  const bench = await startBench();
  const id = idOf(await list(bench, '/servers'), server);
  const { body } = await bench.ask('pilot', `POST /servers/${id}`, { firewall: false });
  expect(dig(body, 'data', 'firewall')).toBe(false);
  const action = async () =>
    dig((await bench.ask('pilot', `GET /actions/${dig(body, 'actionid')}`)).body, 'data');
  expect(await action()).toEqual({
    id: dig(body, 'actionid'),
    serverid: id,
    status: 'open',
    datecreated: Date.UTC(2026, 5, 1, 12) / 1_000,
  });
  bench.advance(10 * second);
  expect(dig(await action(), 'status')).toBe(status);
});

test('an app lives on a system user, replaces its domains whole, and takes its databases with it', async () => {
  const bench = await startBench();
  const sysuserid = dig((await list(bench, '/sysusers'))[0], 'id');
  const order = { name: 'fresh', sysuserid, runtime: 'php8.1', domains: ['fresh.example.com'] };
  const created = await bench.ask('pilot', 'POST /apps', order);
  expect(created.body).toMatchObject({ actionid: expect.any(String), data: { name: 'fresh', ssl: null } });
  expect((await bench.ask('pilot', 'POST /apps', order)).status).toBe(409);
  const appid = dig(created.body, 'data', 'id');
  const changed = await bench.ask('pilot', `POST /apps/${appid}`, { domains: ['b.example.com'] });
  expect(dig(changed.body, 'data', 'domains')).toEqual(['b.example.com']);
  const db = { appid, name: 'fresh-db', user: { name: 'fresh', password: 'long-enough' } };
  expect((await bench.ask('pilot', 'POST /dbs', db)).status).toBe(200);
  expect((await bench.ask('pilot', `DELETE /apps/${appid}`)).body).toEqual({
    actionid: expect.any(String),
    data: {},
  });
  expect((await list(bench, '/dbs')).some((row) => dig(row, 'appid') === appid)).toBe(false);
});

test('certificates: custom and automatic exclude each other, force needs one', async () => {
  const bench = await startBench();
  const sysuserid = dig((await list(bench, '/sysusers'))[0], 'id');
  const { body } = await bench.ask('pilot', 'POST /apps', { name: 'secure', sysuserid, runtime: 'php8.1' });
  const path = `/apps/${dig(body, 'data', 'id')}/ssl`;
  expect((await bench.ask('pilot', `POST ${path}`, { force: true })).status).toBe(400);
  expect((await bench.ask('pilot', `POST ${path}`, { auto: true })).body).toMatchObject({
    data: { auto: true },
  });
  expect((await bench.ask('pilot', `POST ${path}`, { key: 'k', cert: 'c', cacerts: null })).status).toBe(409);
  expect((await bench.ask('pilot', `POST ${path}`, { force: true })).body).toMatchObject({
    data: { force: true },
  });
  expect((await bench.ask('pilot', `DELETE ${path}`)).body).toMatchObject({ data: {} });
});

test('a new server shows its key once', async () => {
  const bench = await startBench();
  const { body } = await bench.ask('pilot', 'POST /servers', { name: 'www9' });
  expect(body).toMatchObject({ data: { apikey: expect.any(String), lastconn: null, plan: 'economy' } });
  const read = await bench.ask('pilot', `GET /servers/${dig(body, 'data', 'id')}`);
  expect(dig(read.body, 'data', 'apikey')).toBeUndefined();
  expect((await bench.ask('pilot', 'POST /servers', { name: 'Not Allowed' })).status).toBe(400);
});
