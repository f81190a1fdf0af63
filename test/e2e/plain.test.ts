import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ servers: 20, apps: 8 });
  return () => simulator.close();
});

const open = async (
  words: readonly string[] = [],
  env: Readonly<Record<string, string>> = { TERM: 'dumb' },
) => {
  const terminal = openTerminal(words, { columns: 120, rows: 40, config: simulator.configYaml(), env });
  await terminal.waitFor(/sparrow: ok, \d+ servers, \d+ apps/);
  return terminal;
};

const leave = async (terminal: TestTerminal) => {
  terminal.write('quit\r');
  expect((await terminal.ended()).code).toBe(0);
  // Lines, one after the other: no sequence that draws, moves or erases.
  expect(terminal.raw()).not.toContain('\u001b');
};

const writes = () => simulator.requests().filter(({ method }) => method !== 'GET');

test.each([
  { name: 'TERM=dumb', words: [], env: { TERM: 'dumb' } },
  { name: '--plain', words: ['--plain'], env: {} },
  { name: 'INK_SCREEN_READER', words: [], env: { INK_SCREEN_READER: 'true' } },
])('$name: lines, a prompt, and the way out', async ({ words, env }) => {
  const terminal = await open(words, env);
  expect(terminal.isAlternateScreen()).toBe(false);
  terminal.write('help\r');
  await terminal.waitFor(/Type a command as after fleetop/);
  terminal.write('show "api-1" --json\r');
  await terminal.waitFor(/"name": "api-1"/);
  terminal.write('nosuch\r');
  await terminal.waitFor(/nosuch/);
  await leave(terminal);
});

test('a verb asks, is carried out once, and its end is said', async () => {
  const terminal = await open();
  terminal.write('stop api-1\r');
  await terminal.waitFor(/Go on\? \[y\/N\]/);
  expect(writes()).toEqual([]);
  terminal.write('y\r');
  await terminal.waitFor(/server api-1 \(sparrow\) is stopp(ing|ed), was running/);
  expect(writes()).toHaveLength(1);
  await leave(terminal);
});

test('everything but y is no', async () => {
  const terminal = await open();
  terminal.write('stop api-1\r');
  await terminal.waitFor(/Go on\? \[y\/N\]/);
  terminal.write('\r');
  await terminal.waitFor(/not confirmed: nothing was sent/);
  await leave(terminal);
  expect(writes()).toEqual([]);
});

/** How many take part in each key's budget, as they tell it themselves. */
function partsOf(stateFolder: string): readonly number[] {
  const root = join(stateFolder, 'budgets');
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => {
    const texts = readdirSync(join(root, name)).map((file) => readFileSync(join(root, name, file), 'utf8'));
    return texts.filter((text) => JSON.parse(text).hasLeft !== true).length;
  });
}

test('what a dry run opens for itself is closed with it', async () => {
  const terminal = await open();
  for (const count of [1, 2, 3]) {
    terminal.write('stop api-1 --dry-run\r');
    await terminal.waitFor((text) => text.split('dry run: nothing was sent').length > count);
  }
  terminal.write('help\r');
  await terminal.waitFor(/Type a command as after fleetop/);
  const parts = partsOf(terminal.stateFolder);
  expect(parts.length).toBeGreaterThan(1);
  expect(new Set(parts)).toEqual(new Set([1]));
  expect(writes()).toEqual([]);
  await leave(terminal);
});

test('the lock and read-only refuse what changes anything', async () => {
  const terminal = await open();
  terminal.write('lock\r');
  await terminal.waitFor(/locked: every change is refused/);
  terminal.write('stop api-1 --yes\r');
  await terminal.waitFor(/stop api-1.*lock/s);
  await leave(terminal);
  const other = await open(['--read-only']);
  other.write('stop api-1 --yes\r');
  await other.waitFor(/read-only: nothing was sent/);
  await leave(other);
  expect(writes()).toEqual([]);
});

test('a dry run sends nothing, and what would never end is not begun', async () => {
  const terminal = await open();
  terminal.write('stop api-1 --dry-run\r');
  await terminal.waitFor(/dry run: nothing was sent/);
  terminal.write('servers --watch\r');
  await terminal.waitFor(/would never end here/);
  terminal.write('logs storefront --follow\r');
  await terminal.waitFor(/may never end here: without --follow/);
  await leave(terminal);
  expect(writes()).toEqual([]);
});

test('an option that asks for something else than this session is not passed over', async () => {
  const terminal = await open();
  terminal.write('stop api-1 --yes --read-only\r');
  await terminal.waitFor(/read-only: nothing was sent/);
  terminal.write('stop api-1 --yes --demo\r');
  await terminal.waitFor(/--demo is for the start of fleetop/);
  terminal.write('stop api-1 --yes --config other.yaml\r');
  await terminal.waitFor(/--config is for the start of fleetop/);
  terminal.write('stop api-1 --yes --timeout 5\r');
  await terminal.waitFor(/--timeout is for the start of fleetop/);
  terminal.write('stop api-1 --yes --verbose\r');
  await terminal.waitFor(/--verbose is for the start of fleetop/);
  terminal.write('journal --demo\r');
  await terminal.waitFor((text) => text.split('--demo is for the start of fleetop').length > 2);
  terminal.write('--plain\r');
  await terminal.waitFor(/a command is wanted here/);
  await leave(terminal);
  expect(writes()).toEqual([]);
});

test('the journal is the one of this session', async () => {
  const terminal = openTerminal(['--demo', '--plain'], { columns: 120, rows: 40 });
  await terminal.waitFor(/sparrow: ok, \d+ servers, \d+ apps/);
  terminal.write('start api-1 --yes\r');
  await terminal.waitFor(/start api-1 \(.*\):/);
  terminal.write('journal\r');
  await terminal.waitFor(/^\d{4}-.*Z +start +.*api-1 +(done|failed)/m);
  await leave(terminal);
});

test('a changed configuration is taken up, a broken one told', async () => {
  const path = join(makeFolder(), 'config.yaml');
  writeFileSync(path, simulator.configYaml(), { mode: 0o600 });
  const terminal = openTerminal(['--config', path, '--plain'], { columns: 120, rows: 40 });
  await terminal.waitFor(/sparrow: ok/);
  writeFileSync(path, `${simulator.configYaml()}\nthem: mono\n`);
  await terminal.waitFor(/configuration: config.yaml:\d+: them: unknown key/);
  writeFileSync(path, `${simulator.configYaml()}\nreadOnly: true\n`);
  await terminal.waitFor(/the changed configuration is in use/);
  terminal.write('stop api-1 --yes\r');
  await terminal.waitFor(/read-only: nothing was sent/);
  await leave(terminal);
});

test('the end of the input is the end of the program', async () => {
  const terminal = await open();
  terminal.write('\u0004');
  expect((await terminal.ended()).code).toBe(0);
});
