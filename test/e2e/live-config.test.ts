import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { modeOf } from '../support/escapes.ts';
import { pressUntil, sent, startSparrow, three } from '../support/moving-sparrow.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

let simulator: Simulator;
let path: string;

beforeEach(async () => {
  simulator = await startSimulator({ servers: 20, apps: 8 });
  path = join(makeFolder(), 'config.yaml');
  return () => simulator.close();
});

const providerText = (type: string, name = type) => {
  const found = simulator.providers.find((provider) => provider.type === type);
  return `  - name: ${name}
    type: ${type}
    apiKey: "${found?.apiKey}" # as it is
    baseUrl: ${found?.baseUrl}
`;
};

const two = () => `# mine\nproviders:\n${providerText('sparrowhost')}${providerText('cyberpanel')}`;

async function open(text = two()): Promise<TestTerminal> {
  writeFileSync(path, text, { mode: 0o600 });
  const terminal = openTerminal(['--config', path], { columns: 120, rows: 40 });
  await terminal.waitFor((shown) => /Servers 1\/\d+/.test(shown) && /● cyberpanel/.test(shown));
  return terminal;
}

const leave = async (terminal: TestTerminal) => {
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
};

test('settings are saved without a comment lost, and hold', async () => {
  const terminal = await open();
  terminal.write(',');
  await terminal.waitFor(/▸ Theme/);
  terminal.write('j');
  await terminal.waitFor(/▸ Layout/);
  terminal.write('\u001b[D');
  await terminal.waitFor(/▸ Layout +‹ one/);
  terminal.write('j');
  await terminal.waitFor(/▸ Mouse/);
  terminal.write('\u001b[C');
  await terminal.waitFor(/▸ Mouse +‹ on/);
  expect(modeOf(terminal.raw(), 1000)).toBe('h');
  terminal.write('jjjjjjj');
  await terminal.waitFor(/▸ Columns of Apps/);
  terminal.write('=');
  await terminal.waitFor(/= Columns of Apps/);
  terminal.write(' ');
  await terminal.waitFor(/▸ \[ \] status/);
  terminal.write('\u001b');
  await terminal.waitFor(/▸ Columns of Apps +‹ name, kind/);
  terminal.write('\r');
  await terminal.waitFor(/Saved in|The changed configuration is in use/);
  expect(readFileSync(path, 'utf8')).toBe(
    `${two()}layout: one\nmouse: true\ncolumns: { apps: [ name, kind, provider, framework, branch, deployed, domain, repository, age ] }\n`,
  );
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await leave(terminal);
});

test('a changed file is taken up: a provider goes, another comes, keys, lock and look follow', async () => {
  const terminal = await open();
  const changed = `# mine\nproviders:\n${providerText('sparrowhost')}${providerText('hostwares', 'wares')}
readOnly: true
ascii: true
keys: { refresh: x }
`;
  // As editors do it: another file takes the place.
  writeFileSync(`${path}.new`, changed, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  await terminal.waitFor(
    (text) =>
      /\* wares/.test(text) &&
      !/cyberpanel/.test(text) &&
      /READ-ONLY/.test(text) &&
      /^\+- 1 Servers/m.test(text),
  );
  terminal.write('x');
  await terminal.waitFor((text) => !/No command/.test(text));
  terminal.write('U');
  await terminal.waitFor(/Started read-only|read-only/);
  await leave(terminal);
});

test('what stays is asked no more often for it', async () => {
  const terminal = await open();
  const before = simulator.requests().filter(({ path: asked }) => asked.includes('/sparrowhost')).length;
  writeFileSync(path, `${two()}theme: mono\n`);
  await terminal.waitFor(/The changed configuration is in use/);
  const after = simulator.requests().filter(({ path: asked }) => asked.includes('/sparrowhost')).length;
  expect(after - before).toBeLessThanOrEqual(2);
  await leave(terminal);
});

test('a broken file keeps what there is and is told with its line, until it is mended', async () => {
  const terminal = await open();
  writeFileSync(path, `${two()}them: mono\n`);
  await terminal.waitFor(/✖ configuration: config.yaml:11: them: unknown key.*"theme"/);
  expect(terminal.text()).toMatch(/Servers 1\/\d+/);
  expect(terminal.text()).toMatch(/● cyberpanel/);
  writeFileSync(path, `${two()}theme: mono\n`);
  await terminal.waitFor(
    (text) => !/✖ configuration/.test(text) && /changed configuration is in use/.test(text),
  );
  await leave(terminal);
});

test('a file that cannot be taken up does not lock anything', async () => {
  const { api, config } = await startSparrow(three());
  writeFileSync(path, config, { mode: 0o600 });
  const terminal = openTerminal(['--config', path, '--provider', 'sparrow'], { columns: 120, rows: 40 });
  await terminal.waitFor(/Servers 1\/3/);
  writeFileSync(path, `${config.replace('name: sparrow', 'name: another')}readOnly: true\n`);
  await terminal.waitFor(/✖ configuration: .*there is no provider "sparrow"/);
  terminal.write('R');
  await terminal.waitFor(/Reboot alpha/);
  await pressUntil(terminal, 'y', (text) => !/Confirm/.test(text));
  await terminal.waitFor(/reboot alpha\.example\.com: (initiated|running)|locked/);
  expect(sent(api)).toHaveLength(1);
  terminal.write('\u0003');
  await terminal.ended();
});
