import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { openTerminal } from '../support/terminal.ts';

const data = (value: unknown) => ({ body: { success: true, data: value } });

/** A SparrowHost with two servers, whose states a test changes. */
async function startSparrow() {
  const statuses = { web: 'running', db: 'running' };
  const api = await startApi({
    'GET /api/v1/account': data({
      id: 'a',
      name: 'Ops',
      email: 'ops@example.com',
      balance: '1.00',
      currency: 'INR',
    }),
    'GET /api/v1/nestdeploy/apps': data([]),
    'GET /api/v1/servers': () =>
      data(Object.entries(statuses).map(([name, status]) => ({ id: name, name, status }))),
  });
  return {
    statuses,
    config: `providers:\n  - name: sparrow\n    type: sparrowhost\n    apiKey: sph_key\n    baseUrl: ${api.url}\n    pollInterval: 1s\n`,
  };
}

/** The bells in what was written, but for those that end an operating system command. */
const bellsIn = (raw: string): number => stripVTControlCharacters(raw).split('\u0007').length - 1;

const notificationsIn = (raw: string): readonly string[] =>
  raw
    .split('\u001b]9;')
    .slice(1)
    .map((rest) => rest.split('\u0007')[0] ?? '');

test.each([
  { notify: 'off', bells: 0, notifications: [] },
  { notify: 'bell', bells: 1, notifications: [] },
  { notify: 'osc9', bells: 0, notifications: ['fleetop: db: failed: the provider calls it suspended'] },
])('a problem is told by $notify, stands in Activity, and under ! alone', async (wanted) => {
  const { statuses, config } = await startSparrow();
  const terminal = openTerminal([], { config: `${config}notify: ${wanted.notify}\n`, columns: 80, rows: 24 });
  await terminal.waitFor(/Servers 1\/2/);
  statuses.db = 'suspended';
  terminal.write('r');
  await terminal.waitFor(/Servers 1\/2 1 in trouble/);
  terminal.write('!');
  await terminal.waitFor(/Servers 1\/1 only what is in trouble.*✖ suspended +db/s);
  expect(terminal.text()).not.toMatch(/running +web/);
  terminal.write('6');
  await terminal.waitFor(/✖ failed +db +the provider calls it suspended/);
  terminal.write('q');
  await terminal.ended();
  expect(bellsIn(terminal.raw())).toBe(wanted.bells);
  expect(notificationsIn(terminal.raw())).toEqual(wanted.notifications);
});

test('what is so at the start is listed, and not told', async () => {
  const { statuses, config } = await startSparrow();
  statuses.db = 'suspended';
  const terminal = openTerminal([], { config: `${config}notify: bell\n`, columns: 80, rows: 24 });
  await terminal.waitFor(/Servers 1\/2 1 in trouble/);
  terminal.write('6');
  await terminal.waitFor(/no alert came yet/);
  terminal.write('q');
  await terminal.ended();
  expect(bellsIn(terminal.raw())).toBe(0);
});
