import { expect, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { openTerminal } from '../support/terminal.ts';

const key = { right: '\u001b[C', enter: '\r', end: 'G' } as const;

/** A ServerPilot with one app, and room for a database. */
const startPilot = async () => {
  const data = (value: unknown) => ({ body: { data: value } });
  const app = {
    id: 'app-1',
    name: 'shop',
    sysuserid: 'u1',
    serverid: 's1',
    runtime: 'php8.3',
    datecreated: 1,
  };
  return startApi({
    'GET /servers': data([{ id: 's1', name: 'client-acme', lastconn: 1_790_000_000, datecreated: 1 }]),
    'GET /apps': data([{ ...app, ssl: null, domains: ['shop.example.com'] }]),
    'GET /dbs': data([]),
    'GET /sysusers': data([]),
    'POST /dbs': {
      body: {
        actionid: 'act-1',
        data: { id: 'db-1', name: 'orders', appid: 'app-1', serverid: 's1', user: { id: 'x', name: 'bob' } },
      },
    },
    'GET /actions/act-1': data({ id: 'act-1', serverid: 's1', status: 'success', datecreated: 1 }),
  });
};

test('a database is created from the dashboard: chosen, typed, asked about and sent once', async () => {
  const api = await startPilot();
  const terminal = openTerminal([], {
    config: `providers:\n  - name: pilot\n    type: serverpilot\n    clientId: cid\n    apiKey: planted-key\n    baseUrl: ${api.url}\n`,
  });
  await terminal.waitFor(/Apps 1\/1/);
  terminal.write('2');
  terminal.write('a');
  await terminal.waitFor(/a Actions shop pilot\/app-1/);
  terminal.write('?');
  await terminal.waitFor(/\? Keys/);
  terminal.write('/');
  terminal.write('create a database');
  await terminal.waitFor(/▸ +Create a database/);
  terminal.write(key.enter);
  await terminal.waitFor(/▸ appid +\* ‹▏›/);
  terminal.write(key.right);
  await terminal.waitFor(/‹app-1▏›.*1\/1 +shop/);
  for (const text of ['', 'orders', 'bob', 'pass-w0rd']) {
    if (text !== '') terminal.write(text);
    terminal.write(key.enter);
  }
  await terminal.waitFor(/▸ {2}Go on +Enter asks before anything is sent/);
  expect(terminal.text()).not.toContain('pass-w0rd');
  terminal.write(key.enter);
  await terminal.waitFor(/Create database orders at pilot\?/);
  expect(terminal.text()).toMatch(/appid +app-1 {2}shop/);
  expect(terminal.text()).not.toContain('pass-w0rd');
  expect(api.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  await expect
    .poll(
      () => {
        terminal.write('y');
        return api.requests.filter(({ method }) => method === 'POST').length;
      },
      { interval: 600, timeout: 5_000 },
    )
    .toBe(1);
  await terminal.waitFor(/create orders/);
  const [sent] = api.requests.filter(({ method }) => method === 'POST');
  expect(sent?.path).toBe('/dbs');
  expect(JSON.parse(sent?.body ?? '')).toEqual({
    appid: 'app-1',
    name: 'orders',
    user: { name: 'bob', password: 'pass-w0rd' },
  });
});
