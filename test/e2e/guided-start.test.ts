import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { makeFolder, runFleetop } from '../support/run-fleetop.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

let simulator: Simulator;
let folder: string;
const configFolder = () => join(folder, 'config', 'fleetop');
const configFile = () => join(configFolder(), 'config.yaml');

beforeEach(async () => {
  simulator = await startSimulator({ servers: 20, apps: 8 });
  folder = makeFolder();
  return () => simulator.close();
});

/** The program where nothing is configured. */
async function begin(
  size: { readonly columns?: number; readonly rows?: number } = {},
): Promise<TestTerminal> {
  const terminal = openTerminal([], {
    columns: 80,
    rows: 24,
    ...size,
    env: { XDG_CONFIG_HOME: join(folder, 'config'), XDG_STATE_HOME: join(folder, 'state') },
  });
  await terminal.waitFor(/No provider is configured yet/);
  return terminal;
}

const down = '\u001b[B';
const clear = '\u0015';

const simulated = (type: string) => {
  const found = simulator.providers.find((provider) => provider.type === type);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
};

/** From the first page to a provider's key, with its address set to the simulated one. */
async function choose(terminal: TestTerminal, place: number, type: string, secrets: number): Promise<void> {
  terminal.write(down.repeat(place));
  await terminal.waitFor(new RegExp(`▸ ${titles[type]}`));
  terminal.write('\r');
  await terminal.waitFor(/▸ (key|client id)/);
  terminal.write(down.repeat(secrets));
  await terminal.waitFor(/▸ address/);
  terminal.write(clear);
  await terminal.waitFor(/▸ address +▏/);
  terminal.write(simulated(type).baseUrl);
  await terminal.waitFor(/▸ address +http:\/\/127/);
  terminal.write('\u001b[A'.repeat(secrets));
  await terminal.waitFor(/▸ (key|client id)/);
}

const titles: Readonly<Record<string, string>> = { sparrowhost: 'SparrowHost', serverpilot: 'ServerPilot' };

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('a key that is right is kept in a file of its own, and the dashboard goes on with it', async () => {
  const { apiKey } = simulated('sparrowhost');
  const terminal = await begin();
  await choose(terminal, 1, 'sparrowhost', 1);
  terminal.write(apiKey);
  await terminal.waitFor(/▸ key +•{20,}/);
  terminal.write('\r');
  await terminal.waitFor(/SparrowHost takes the key: /);
  expect(terminal.text()).toMatch(/allowed/);
  expect(existsSync(configFolder())).toBe(false);
  terminal.write('\r');
  await terminal.waitFor(/Ready: sparrowhost\./);
  expect(existsSync(configFolder())).toBe(false);
  terminal.write('\r');
  await terminal.waitFor(/Servers 1\/\d+/);
  expect(readFileSync(configFile(), 'utf8')).toMatch(
    /name: sparrowhost\n {4}type: sparrowhost\n {4}apiKey: \{ file: sparrowhost\.key \}\n {4}baseUrl: "http/,
  );
  expect(readFileSync(join(configFolder(), 'sparrowhost.key'), 'utf8')).toBe(`${apiKey}\n`);
  expect([configFolder(), configFile(), join(configFolder(), 'sparrowhost.key')].map(modeOf)).toEqual([
    '700',
    '600',
    '600',
  ]);
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
  // Nowhere but in its file: not on the screen at any time, not in the state, not in the configuration.
  expect(terminal.raw()).not.toContain(apiKey);
  expect(readFileSync(configFile(), 'utf8')).not.toContain(apiKey);
  for (const file of readdirSync(join(folder, 'state'), { recursive: true, withFileTypes: true }))
    if (file.isFile()) expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain(apiKey);
});

test('in the smallest terminal, too, it is told what became of a key', async () => {
  const { apiKey } = simulated('sparrowhost');
  const terminal = await begin({ columns: 60, rows: 15 });
  await choose(terminal, 1, 'sparrowhost', 1);
  terminal.write('wrong-key-123\r');
  await terminal.waitFor(/type it again/);
  terminal.write(clear);
  await terminal.waitFor(/▸ key +▏/);
  terminal.write(`${apiKey}\r`);
  await terminal.waitFor(/▸ +Add it/);
  terminal.write('\u0003');
  expect((await terminal.ended()).code).toBe(0);
});

test('a key that is wrong is told, and typed again', async () => {
  const { apiKey } = simulated('sparrowhost');
  const terminal = await begin();
  await choose(terminal, 1, 'sparrowhost', 1);
  terminal.write('wrong-key-123\r');
  await terminal.waitFor(/type it again/);
  expect(terminal.text()).not.toContain('wrong-key-123');
  terminal.write(clear);
  await terminal.waitFor(/▸ key +▏/);
  terminal.write(apiKey);
  await terminal.waitFor(/•{20,}/);
  terminal.write('\r');
  await terminal.waitFor(/takes the key/);
  terminal.write('\u0003');
  expect((await terminal.ended()).code).toBe(0);
  expect(existsSync(configFolder())).toBe(false);
});

test('two secrets, two providers: one named by variables, which are told', async () => {
  const pilot = simulated('serverpilot');
  const terminal = await begin({ columns: 120, rows: 40 });
  await choose(terminal, 5, 'serverpilot', 2);
  terminal.write(pilot.clientId ?? '');
  await terminal.waitFor(/▸ client id +•+/);
  terminal.write('\r');
  await terminal.waitFor(/▸ key/);
  terminal.write(pilot.apiKey);
  await terminal.waitFor(/▸ key +•+/);
  terminal.write('\r');
  await terminal.waitFor(/ServerPilot takes the key/);
  terminal.write('\u001b[A');
  await terminal.waitFor(/▸ keep it in/);
  terminal.write('\u001b[C');
  await terminal.waitFor(/\$\{SERVERPILOT_CLIENT_ID\} and \$\{SERVERPILOT_API_KEY\}/);
  terminal.write('\r');
  await terminal.waitFor(/▸ +Add it/);
  terminal.write('\r');
  await terminal.waitFor(/Ready: serverpilot\./);
  await choose(terminal, 1, 'sparrowhost', 1);
  terminal.write(`${simulated('sparrowhost').apiKey}\r`);
  await terminal.waitFor(/takes the key/);
  terminal.write('\r');
  await terminal.waitFor(/Ready: serverpilot, sparrowhost\./);
  terminal.write('\r');
  await terminal.waitFor((text) => /● serverpilot/.test(text) && /● sparrowhost/.test(text));
  terminal.write('q');
  await terminal.ended();
  expect(readdirSync(configFolder()).sort()).toEqual(['config.yaml', 'sparrowhost.key']);
  const checked = await runFleetop(['config', 'check'], {
    env: {
      XDG_CONFIG_HOME: join(folder, 'config'),
      SERVERPILOT_CLIENT_ID: 'cid_1',
      SERVERPILOT_API_KEY: 'key-1234567',
    },
  });
  expect(checked.stdout).toMatch(/2 providers, no problems/);
});

test('Esc goes back a step, with what was typed', async () => {
  const terminal = await begin();
  await choose(terminal, 1, 'sparrowhost', 1);
  terminal.write(simulated('sparrowhost').apiKey);
  await terminal.waitFor(/•{20,}/);
  terminal.write('\r');
  await terminal.waitFor(/takes the key/);
  terminal.write('\u001b');
  await terminal.waitFor(/▸ key +•{20,}/);
  terminal.write('\u001b');
  await terminal.waitFor(/What shall fleetop show/);
  terminal.write('\u001b');
  await terminal.waitFor(/q leaves: nothing was written/);
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
  expect(existsSync(configFolder())).toBe(false);
});

test('a name must be one, and no other provider’s', async () => {
  const terminal = await begin();
  const test = async () => {
    await choose(terminal, 1, 'sparrowhost', 1);
    terminal.write(`${simulated('sparrowhost').apiKey}\r`);
    await terminal.waitFor(/takes the key/);
  };
  await test();
  terminal.write('\r');
  await terminal.waitFor(/Ready: sparrowhost\./);
  await test();
  await terminal.waitFor(/name +sparrowhost-2/);
  terminal.write('\t');
  await terminal.waitFor(/▸ name/);
  terminal.write(`${clear}My Name`);
  await terminal.waitFor(/My Name/);
  terminal.write('\t\t');
  await terminal.waitFor(/▸ +Add it/);
  terminal.write('\r');
  await terminal.waitFor(/The name is made of the letters a-z/);
  terminal.write(`${clear}sparrowhost`);
  await terminal.waitFor(/▸ name +sparrowhost▏/);
  terminal.write('\t\t\r');
  await terminal.waitFor(/is the name of another provider already/);
  terminal.write('\u0003');
  await terminal.ended();
});

test('the demo needs nothing and writes nothing', async () => {
  const terminal = await begin();
  terminal.write('\r');
  await terminal.waitFor(/Servers 1\/40/);
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
  expect(existsSync(configFolder())).toBe(false);
});

test('without a terminal the program says how to begin', async () => {
  const { code, stderr } = await runFleetop([], { home: folder });
  expect(code).toBe(2);
  expect(stderr).toMatch(/fleetop --demo.*fleetop config init/);
});
