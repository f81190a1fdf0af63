import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { pathFor } from '../../src/webhooks/addresses.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';
import { completed, freePort, secret, send, signed, siteEvent } from '../webhooks/support.ts';

let simulator: Simulator;
let port: number;

beforeEach(async () => {
  simulator = await startSimulator({ servers: 12, apps: 4, deploymentMs: 2_000 });
  port = await freePort();
  return () => simulator.close();
});

const receiver = () =>
  `webhooks: { listen: "127.0.0.1:${port}", publicUrl: "http://127.0.0.1:${port}", secret: ${secret} }\n`;

const leave = async (terminal: TestTerminal) => {
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
};

const listed = (path: string) =>
  simulator.requests().filter((entry) => entry.path.split('?')[0] === path).length;

test('the dashboard receives: what is signed is told, shown and looked at; another one says that it cannot', async () => {
  const file = join(makeFolder(), 'config.yaml');
  const paced = simulator.configYaml().replaceAll(/^( +)type: .*$/gm, '$&\n$1pollInterval: 1h');
  writeFileSync(file, paced + receiver(), { mode: 0o600 });
  const terminal = openTerminal(['--config', file]);
  await terminal.waitFor(new RegExp(`webhooks are received at 127.0.0.1:${port}`));
  await terminal.waitFor(/Servers 1\/12/);
  const [servers, sites] = [listed('/vps'), listed('/sites')];

  const body = completed({ at: Date.now() });
  const path = pathFor(secret, 'cyber');
  expect(await send(port, { path, body })).toMatchObject({ status: 401 });
  expect(await send(port, { path, body, headers: signed(body) })).toMatchObject({ status: 204 });
  await terminal.waitFor(/cyber: web-9 vps\.deployment\.completed: running/);
  await expect.poll(() => listed('/vps')).toBe(servers + 1);
  expect(listed('/sites')).toBe(sites);
  expect(await send(port, { path: pathFor(secret, 'hostwares'), body: siteEvent(Date.now()) })).toMatchObject(
    { status: 204 },
  );
  terminal.write('6z');
  await terminal.waitFor(/webhook +shop +\S+ +deployment\.completed: RUNNING, unsigned/);
  await terminal.waitFor(/webhook +web-9 +\S+ +vps\.deployment\.completed: running/);
  await expect.poll(() => listed('/sites')).toBe(sites + 1);
  await terminal.waitFor(/✖ webhook +webhooks +refused +1 refused, the last unsigned: 1 unsigned/);

  const second = openTerminal(['--config', file]);
  await second.waitFor(/NO WEBHOOKS/);
  await second.waitFor(/another program listens there/);
  await leave(second);

  // A configuration without them takes the receiver away, and another port brings one there.
  writeFileSync(file, paced);
  await expect.poll(() => send(port, { path }).catch(() => null), { timeout: 10_000 }).toBeNull();
  port = await freePort();
  writeFileSync(file, paced + receiver());
  await terminal.waitFor(new RegExp(`webhooks are received at 127.0.0.1:${port}`));
  expect(await send(port, { path })).toMatchObject({ status: 401 });
  expect(terminal.raw()).not.toContain(secret);
  await leave(terminal);
});

test('a creation from the dashboard names the receiver, and is ended by the webhook alone', async () => {
  const terminal = openTerminal(['--provider', 'cyber'], { config: simulator.configYaml() + receiver() });
  await terminal.waitFor(/webhooks are received at/);
  await terminal.waitFor(/Servers 1\/\d/);
  terminal.write('?');
  await terminal.waitFor(/\? Keys/);
  terminal.write('/');
  terminal.write('create a server');
  await terminal.waitFor(/▸ +Create a server/);
  terminal.write('\r');
  await terminal.waitFor(/▸ hostname/);
  for (const text of ['web-9.example.com', '1', 'la', '9000', 'planted-pass-123', '', '', '']) {
    terminal.write(text);
    terminal.write('\r');
  }
  await terminal.waitFor(/▸ {2}Go on/);
  terminal.write('\r');
  await terminal.waitFor(/Create server web-9\.example\.com at cyber\?/);
  expect(terminal.text()).toContain(`http://127.0.0.1:${port}${pathFor(secret, 'cyber')}`);
  expect(terminal.text()).toMatch(/webhook_secret +\*\*\*/);
  const asked = () => simulator.requests().filter(({ path }) => path === '/vps/create').length;
  await expect
    .poll(
      () => {
        if (terminal.text().includes('Create server')) terminal.write('y');
        return asked();
      },
      { interval: 600, timeout: 10_000 },
    )
    .toBe(1);
  await terminal.waitFor(/create web-9\.example\.com: running, as vps\.deployment\.completed told/);
  const polls = simulator.requests().filter(({ path }) => path.endsWith('/deployment'));
  expect(polls.length).toBeLessThanOrEqual(2);
  expect(terminal.raw()).not.toContain(secret);
  await leave(terminal);
});
