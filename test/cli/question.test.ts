import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, runFleetop } from '../support/run-fleetop.ts';
import { openTerminal } from '../support/terminal.ts';
import { server, startSparrow, writes } from './action-support.ts';

const power = 'POST /api/v1/servers/s1/actions';

test.each([
  { name: 'yes', typed: 'y\r', code: 0, sent: [power] },
  { name: 'Enter alone', typed: '\r', code: 2, sent: [] },
  { name: 'the end of the input', typed: '\u0004', code: 2, sent: [] },
])('a question in a real terminal, answered by $name', async ({ typed, code, sent }) => {
  const { api, config } = await startSparrow([server('s1', 'web-01')], {
    [power]: { body: { success: true, data: { message: 'reboot initiated' } } },
  });
  const terminal = openTerminal(['reboot', 'web-01'], { config });
  await terminal.waitFor(/Go on\? \[y\/N\]/);
  terminal.write(typed);
  expect((await terminal.ended()).code).toBe(code);
  expect(writes(api)).toEqual(sent);
});

test.each([
  { name: 'a whole line', typed: 'y\r' },
  { name: 'half a line', typed: 'y' },
])('$name that was typed before the question was asked is no answer', async ({ typed }) => {
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { api, config } = await startSparrow([server('s1', 'web-01')], {
    [power]: { body: { success: true, data: { message: 'reboot initiated' } } },
    'GET /api/v1/nestdeploy/apps': async () => {
      await held;
      return { body: { success: true, data: [] } };
    },
  });
  const terminal = openTerminal(['reboot', 'web-01'], { config });
  await expect
    .poll(() => api.requests.map(({ path }) => path), { timeout: 10_000 })
    .toContain('/api/v1/nestdeploy/apps');
  terminal.write(typed);
  await terminal.waitFor(new RegExp(typed.trim()));
  answer();
  await terminal.waitFor(/Go on\? \[y\/N\]/);
  terminal.write('\r');
  expect((await terminal.ended()).code).toBe(2);
  expect(writes(api)).toEqual([]);
});

test('a question that is interrupted: exit 130, nothing sent', async () => {
  const { api, config } = await startSparrow([server('s1', 'web-01')]);
  const terminal = openTerminal(['stop', 'web-01'], { config });
  await terminal.waitFor(/Go on\? \[y\/N\]/);
  await terminal.signal('SIGINT');
  const { code, settings } = await terminal.ended();
  expect(code).toBe(130);
  expect(settings).toMatch(/ icanon .* echo /s);
  expect(writes(api)).toEqual([]);
});

test('a question tells what it costs, and how long that took the last time, from run to run', async () => {
  let status = 'running';
  const row = () => ({ ...server('s1', 'web-01', status), monthlyPrice: '850.00' });
  const { config } = await startSparrow([], {
    'GET /api/v1/servers': () => ({ body: { success: true, data: [row()] } }),
    'GET /api/v1/servers/s1': () => ({ body: { success: true, data: row() } }),
    [power]: () => {
      status = 'stopped';
      return { body: { success: true, data: { message: 'stop initiated' } } };
    },
  });
  const home = makeFolder();
  const run = await runFleetop(['stop', 'web-01', '--yes', '--wait'], { home, config });
  expect(run).toMatchObject({ code: 0 });
  status = 'running';
  const env = { XDG_STATE_HOME: join(home, '.local/state') };
  const asked = openTerminal(['stop', 'web-01'], { config, env });
  await asked.waitFor(/Go on\? \[y\/N\]/);
  expect(asked.text()).toMatch(/! web-01 loses what is not on its disk/);
  expect(asked.text()).toMatch(/! web-01 keeps costing ₹850\.00\/mo/);
  expect(asked.text()).toMatch(/! the last stop of web-01 took \ds/);
  asked.write('\r');
  expect((await asked.ended()).code).toBe(2);
  const dashboard = openTerminal([], { config, env });
  await dashboard.waitFor(/▸● running +web-01/);
  dashboard.write('X');
  await dashboard.waitFor(/! the last stop of web-01 took \ds/);
});
