import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/simulator/index.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

const enter = '\r';
const escapeKey = '\u001b';

async function openDemo(): Promise<TestTerminal> {
  const terminal = openTerminal(['--demo'], { columns: 120, rows: 40 });
  await terminal.waitFor(/Servers 1\/40/);
  return terminal;
}

async function leave(terminal: TestTerminal): Promise<void> {
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
}

describe('lists in a terminal', () => {
  test('are filtered while typing, sorted, marked and scoped', async () => {
    const terminal = await openDemo();
    terminal.write('/');
    await terminal.waitFor(/^ \/ ▏/m);
    for (const letter of 'web') terminal.write(letter);
    await terminal.waitFor(/Servers 1\/2 of 40 \/web/);
    terminal.write(enter);
    terminal.write('*');
    await terminal.waitFor(/\/web 2 marked/);
    terminal.write(escapeKey);
    await terminal.waitFor(/Servers \d+\/40 2 marked/);
    terminal.write('/');
    terminal.write('api');
    await terminal.waitFor(/\/api 2 marked, 2 hidden/);
    terminal.write(enter);
    terminal.write('H');
    await terminal.waitFor(/2 of these 2 are marked but not shown in the list as it is now: web-01, web-02/);
    terminal.write(escapeKey);
    await terminal.waitFor(/Cancelled: nothing was sent/);
    terminal.write(escapeKey);
    await terminal.waitFor(/Servers \d+\/40 2 marked/);
    terminal.write(escapeKey);
    await terminal.waitFor((text) => !text.includes('marked'));
    terminal.write('>');
    await terminal.waitFor(/PROVIDER▲/);
    terminal.write('i');
    await terminal.waitFor(/PROVIDER▼/);
    terminal.write('@');
    await terminal.waitFor(/fleetop @\S+/);
    terminal.write('0');
    await terminal.waitFor(/Servers \d+\/40 /);
    await leave(terminal);
  });

  test('take their columns from the page for them', async () => {
    const terminal = await openDemo();
    terminal.write('=');
    await terminal.waitFor(/▸ \[x\] status/);
    terminal.write(' ');
    await terminal.waitFor(/▸ \[ \] status/);
    terminal.write('j');
    await terminal.waitFor(/▸ \[x\] name/);
    terminal.write('\u001b[C');
    await terminal.waitFor(/▸ \[x\] name +35 cells/);
    terminal.write(escapeKey);
    await terminal.waitFor(/│ NAME▲ {30} PROVIDER/);
    await leave(terminal);
  });

  test('of Live, Billing and Activity are filtered and sorted as well, each for itself', async () => {
    const terminal = await openDemo();
    terminal.write('3z');
    await terminal.waitFor(/3 Live \d+\/\d+.*\n[\s\S]*CPU▼/);
    terminal.write('/');
    terminal.write('cpu>80');
    await terminal.waitFor(/3 Live \d\/2 of \d+ \/cpu>80/);
    terminal.write(enter);
    terminal.write('<');
    await terminal.waitFor(/PROVIDER▲/);
    terminal.write('4');
    await terminal.waitFor(/4 Billing \d\/5 by runway ▲/);
    terminal.write('i');
    await terminal.waitFor(/4 Billing \d\/5 by runway ▼/);
    terminal.write('/');
    terminal.write('runway<5');
    await terminal.waitFor(/4 Billing \d\/2 of 5 \/runway<5/);
    terminal.write(enter);
    terminal.write('3');
    await terminal.waitFor(/3 Live \d\/2 of \d+ \/cpu>80/);
    terminal.write('6/nothing');
    terminal.write(enter);
    terminal.write('3');
    await terminal.waitFor(/PROVIDER▲/);
    await leave(terminal);
  });

  test('are reached from the palette, by name and by verbs with what they take', async () => {
    const terminal = await openDemo();
    terminal.write(':');
    await terminal.waitFor(/─ : Palette/);
    terminal.write('storefr');
    await terminal.waitFor(/▸ storefront +app /);
    terminal.write(enter);
    await terminal.waitFor(/▸[●◐○✖?] \S+ +storefront/);
    terminal.write(':');
    terminal.write('scope pilot');
    await terminal.waitFor(/▸ scope pilot/);
    terminal.write(enter);
    await terminal.waitFor(/fleetop @pilot/);
    terminal.write(':');
    terminal.write('theme mono');
    await terminal.waitFor(/▸ theme mono/);
    terminal.write(enter);
    await terminal.waitFor((text) => !text.includes('Palette'));
    await leave(terminal);
  });
});

describe('the next start', () => {
  const openOwn = (state: string, config: string) =>
    openTerminal([], { columns: 120, rows: 40, config, env: { XDG_STATE_HOME: state } });

  async function simulate(): Promise<string> {
    const simulator = await startSimulator({});
    onTestFinished(simulator.close);
    return simulator.configYaml();
  }

  test('shows what was left: pane, zoom, filter, sort, columns and scope', async () => {
    const [state, config] = [makeFolder(), await simulate()];
    const first = openOwn(state, config);
    await first.waitFor(/Servers 1\/40/);
    first.write('2z');
    await first.waitFor(/╭─ 2 Apps 1\/30/);
    first.write('/');
    first.write('shop');
    first.write(enter);
    first.write('>');
    await first.waitFor(/2 Apps \d+\/\d+ of 30 \/shop/);
    await first.waitFor(/KIND▲/);
    await leave(first);
    const second = openOwn(state, config);
    await second.waitFor(/╭─ 2 Apps \d+\/\d+ of 30 \/shop/);
    expect(second.text()).toMatch(/KIND▲/);
    expect(second.text()).not.toMatch(/1 Servers/);
    await leave(second);
  });

  test('sets a damaged file aside, says so, and goes on; a signal keeps the view, too', async () => {
    const [state, config] = [makeFolder(), await simulate()];
    const path = join(state, 'fleetop', 'last-view.json');
    mkdirSync(join(state, 'fleetop'));
    writeFileSync(path, 'not JSON');
    const terminal = openOwn(state, config);
    await terminal.waitFor(/last-view\.json was damaged/);
    await terminal.waitFor(/Servers 1\/40/);
    terminal.write('4');
    await terminal.waitFor(/Servers/);
    await terminal.signal('SIGTERM');
    expect((await terminal.ended()).code).toBe(143);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      v: 1,
      values: { version: 1, view: { pane: 'billing' } },
    });
  });
});
