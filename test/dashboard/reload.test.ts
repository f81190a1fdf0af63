import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFastClock } from '../support/fast-clock.ts';
import { sent, startSparrow, three } from '../support/moving-sparrow.ts';
import { makeFolder, writeConfig } from '../support/run-fleetop.ts';
import { openWholeDashboard } from '../support/whole-dashboard.ts';

test('the rows of a provider shown alone are there under its new name', async () => {
  const { config: text } = await startSparrow(three());
  const home = makeFolder();
  const config = writeConfig(home, text);
  const dashboard = openWholeDashboard({ config, home, clock: createFastClock(20) });
  await dashboard.waitFor(/Servers 1\/3/);
  dashboard.press('@');
  await dashboard.waitFor(/@sparrow/);
  writeConfig(home, text.replace('name: sparrow', 'name: swift'));
  await dashboard.waitFor((shown) => /● swift/.test(shown) && /Servers 1\/3/.test(shown));
  // Back to the view of before, and there to one pane.
  dashboard.press('-+');
  const zoomed = await dashboard.waitFor((shown) => !/2 Apps/.test(shown));
  expect(zoomed).toMatch(/Servers 1\/3/);
  expect(zoomed).not.toMatch(/@sparrow/);
  expect(await dashboard.leave()).toBe(0);
});

test('a changed configuration brings nobody to a screen without focus', async () => {
  const { api, config: text } = await startSparrow(three());
  const home = makeFolder();
  const config = writeConfig(home, text);
  const clock = createFastClock(20);
  const dashboard = openWholeDashboard({ config, home, clock });
  await dashboard.waitFor(/Servers 1\/3/);
  dashboard.press('\u001b[O');
  writeConfig(home, text.replace('pollInterval: 1s', 'pollInterval: 2s'));
  await dashboard.waitFor(/changed configuration is in use/);
  const asked = () => api.requests.filter(({ path }) => path === '/api/v1/servers').length;
  const [before, since] = [asked(), clock.elapsed()];
  await dashboard.waitFor(() => clock.elapsed() - since > 40_000);
  // Every eight seconds in place of every two.
  expect(asked() - before).toBeLessThan(7);
  expect(await dashboard.leave()).toBe(0);
});

test('the end of an action that was begun before a change of the configuration is in the lists', async () => {
  const servers = three();
  const { api, config: text } = await startSparrow(servers);
  const home = makeFolder();
  const slowly = text.replace('pollInterval: 1s', 'pollInterval: 1h');
  const config = writeConfig(home, slowly);
  const clock = createFastClock(20);
  const dashboard = openWholeDashboard({ config, home, clock });
  await dashboard.waitFor(/Servers 1\/3/);
  dashboard.press('R');
  await dashboard.waitFor(/Reboot alpha/);
  const askedAt = clock.elapsed();
  await dashboard.waitFor(() => clock.elapsed() - askedAt > 1_000);
  dashboard.press('y');
  await dashboard.waitFor(() => sent(api).length === 1);
  Object.assign(servers[0] ?? {}, { status: 'rebooting', name: 'delta.example.com' });
  writeConfig(home, slowly.replace('pollInterval: 1h', 'pollInterval: 2h'));
  await dashboard.waitFor(/◐ reboot.* delta\.example\.com/);
  Object.assign(servers[0] ?? {}, { status: 'running' });
  await dashboard.waitFor(/● running +delta/);
  expect(await dashboard.leave()).toBe(0);
});

test('what waits for its turn is not sent once the configuration has locked its provider', async () => {
  const servers = three();
  const { api, config: text } = await startSparrow(servers);
  const home = makeFolder();
  const config = writeConfig(home, text);
  const clock = createFastClock(20);
  const dashboard = openWholeDashboard({ config, home, clock });
  await dashboard.waitFor(/Servers 1\/3/);
  dashboard.press('*');
  await dashboard.waitFor(/3 marked/);
  dashboard.press('R');
  await dashboard.waitFor(/Reboot 3 targets/);
  const askedAt = clock.elapsed();
  await dashboard.waitFor(() => clock.elapsed() - askedAt > 1_000);
  dashboard.press('3');
  const typedAt = clock.elapsed();
  await dashboard.waitFor(() => clock.elapsed() - typedAt > 1_000);
  dashboard.press('\r');
  await dashboard.waitFor(() => sent(api).length === 1);
  Object.assign(servers[0] ?? {}, { status: 'rebooting' });
  writeConfig(home, text.replace('pollInterval: 1s', 'readOnly: true'));
  await dashboard.waitFor(/configuration is in use/);
  Object.assign(servers[0] ?? {}, { status: 'running' });
  dashboard.press('6+');
  await dashboard.waitFor(/beta\.example\.com +failed +sparrow is read-only: nothing was sent/);
  expect(sent(api)).toHaveLength(1);
  expect(await dashboard.leave()).toBe(0);
});

test.each([
  { what: 'taken away', says: 'gone', change: (path: string) => rmSync(path) },
  { what: 'emptied', says: 'empty', change: (path: string) => writeFileSync(path, '\n') },
])(
  'a configuration that is $what holds on, with its locks, whatever keys the environment has',
  async ({ says, change }) => {
    const { config: text } = await startSparrow(three());
    const home = makeFolder();
    const folder = join(home, '.config', 'fleetop');
    mkdirSync(folder, { recursive: true });
    const config = writeConfig(folder, `readOnly: true\n${text}`);
    const env = { SPARROWHOST_API_KEY: 'sph_another' };
    const dashboard = openWholeDashboard({ config, isNamed: false, home, env, clock: createFastClock(20) });
    await dashboard.waitFor(/READ-ONLY.*Servers 1\/3/s);
    change(config);
    const shown = await dashboard.waitFor((now) =>
      now.includes(`configuration: config.yaml is ${says} · the one before holds`),
    );
    expect(shown).toMatch(/READ-ONLY.*● sparrow .*Servers 1\/3/s);
    writeConfig(folder, text);
    await dashboard.waitFor((now) => /changed configuration is in use/.test(now) && !/READ-ONLY/.test(now));
    expect(dashboard.text()).not.toContain('the one before holds');
    expect(await dashboard.leave()).toBe(0);
  },
);
