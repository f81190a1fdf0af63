import { describe, expect, test } from 'vitest';
import { startSimulator } from '../../src/simulator/index.ts';
import { startApi } from '../support/api.ts';
import { clearings, colourSequences } from '../support/escapes.ts';
import { expectRestored } from '../support/restored.ts';
import { runFleetop } from '../support/run-fleetop.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

/** Every pane of the demo with rows of its own. */
const isFull = (text: string): boolean =>
  [/Servers 1\/40/, /Apps 1\/30/, /3 Live/, /CPU▼/, /│.sparrow +₹[\d,.]+/, /5 Logs acme-shop/].every((pane) =>
    pane.test(text),
  );

async function openDemo(size: { readonly columns: number; readonly rows: number }): Promise<TestTerminal> {
  const terminal = openTerminal(['--demo'], size);
  await terminal.waitFor(/Servers 1\/40/);
  return terminal;
}

/** The name under the cursor of the pane that is first on the screen. */
const nameUnderCursor = (text: string): string => /▸\S+ \S+ +(\S+)/.exec(text)?.[1] ?? '';

describe('the demo in a terminal', () => {
  test('every pane has rows, without a single clearing of the screen', async () => {
    const terminal = await openDemo({ columns: 200, rows: 60 });
    await terminal.waitFor(isFull);
    expect(terminal.isAlternateScreen()).toBe(true);
    expect(clearings(terminal.raw())).toBe(0);
    terminal.write('q');
    await expectRestored(terminal, 0);
    expect(clearings(terminal.raw())).toBe(0);
  });

  test('keys move, zoom, open help and details, and leave', async () => {
    const terminal = await openDemo({ columns: 120, rows: 40 });
    await terminal.waitFor((text) => nameUnderCursor(text) === 'api-1');
    terminal.write('jj');
    await terminal.waitFor((text) => nameUnderCursor(text) !== 'api-1' && /Servers 3\/40/.test(text));
    terminal.write('\u001b[A');
    await terminal.waitFor(/Servers 2\/40/);
    terminal.write('G');
    await terminal.waitFor(/Servers 40\/40/);
    terminal.write('2');
    terminal.write('z');
    await terminal.waitFor((text) => /2 Apps 1\/30/.test(text) && !/1 Servers/.test(text));
    terminal.write('?');
    await terminal.waitFor(/Refresh everything/);
    terminal.write('\u001b');
    await terminal.waitFor((text) => !/Refresh everything/.test(text) && /2 Apps 1\/30/.test(text));
    terminal.write('d');
    await terminal.waitFor(/╭─ d acme-shop hostwares {2}read \d+s ago/);
    terminal.write('q');
    await expectRestored(terminal, 0);
  });

  test('details of one resource after the other, with all that providers put into them', async () => {
    const terminal = await openDemo({ columns: 120, rows: 40 });
    for (const pane of ['1', '2', '4']) {
      terminal.write(`${pane}g`);
      for (let row = 0; row < 4; row += 1) {
        await terminal.waitFor(new RegExp(`${pane} (Servers|Apps|Billing)`));
        terminal.write('d');
        await terminal.waitFor(/╭─ d .*( read \d+s ago| gives no details)/s);
        terminal.write('\u001b');
        await terminal.waitFor((text) => !/╭─ d /.test(text));
        terminal.write('j');
      }
    }
    terminal.write('q');
    await expectRestored(terminal, 0);
  });

  test('a storm of two hundred sizes tears no frame, and ends in a whole screen of the last one', async () => {
    const terminal = await openDemo({ columns: 120, rows: 40 });
    for (let step = 1; step <= 200; step += 1) {
      const [columns, rows] = [62 + ((step * 37) % 150), 16 + ((step * 23) % 50)];
      terminal.resize(columns, rows);
      await new Promise((resolve) => setImmediate(resolve));
      // Now and then it comes to rest in the middle of the storm.
      if (step % 20 === 0) await terminal.waitFor(() => isWhole(terminal.lines(), columns, rows));
    }
    for (const [columns, rows] of [
      [59, 14],
      [100, 30],
      [101, 33],
    ] as const) {
      terminal.resize(columns, rows);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await terminal.waitFor(() => isWhole(terminal.lines(), 101, 33));
    terminal.write('2');
    await terminal.waitFor(() => isWhole(terminal.lines(), 101, 33));
    terminal.resize(59, 14);
    await terminal.waitFor(/60×15/);
    terminal.resize(80, 24);
    await terminal.waitFor(() => isWhole(terminal.lines(), 80, 24));
    terminal.write('q');
    await expectRestored(terminal, 0);
  });
});

/** Header, frames that close at the edges, footer: nothing left of another size. */
function isWhole(lines: readonly string[], columns: number, rows: number): boolean {
  const framed = lines.slice(0, -1).filter((line) => /^[╭│╰]/.test(line));
  const count = (mark: string) => framed.join('').split(mark).length - 1;
  return (
    lines.length === rows &&
    lines[0]?.startsWith(' fleetop') === true &&
    / quit/.test(lines.at(-1) ?? '') &&
    framed.length >= rows - 4 &&
    framed.every((line) => [...line].length === columns && /[╮│╯]$/.test(line)) &&
    ['╮', '╰', '╯'].every((corner) => count(corner) === count('╭'))
  );
}

describe('without a terminal', () => {
  test('standard output is a pipe: the status overview', async () => {
    const { code, stdout, stderr } = await runFleetop(['--demo']);
    expect(stdout).toMatch(/sparrow/);
    expect(stdout).toMatch(/spheron-compute/);
    expect(stdout).not.toContain('\u001b');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('standard input is none: the same', async () => {
    const terminal = openTerminal(['--demo'], { isInputClosed: true });
    const { code } = await terminal.ended();
    expect(code).toBe(0);
    expect(terminal.text()).toMatch(/spheron-compute/);
    expect(terminal.raw()).not.toContain('\u001b[?1049h');
  });

  test('NO_COLOR draws without a colour', async () => {
    // A library that knows only of the second must not colour either.
    const terminal = openTerminal(['--demo'], { env: { NO_COLOR: '1', FORCE_COLOR: '1' } });
    await terminal.waitFor(/hostwares +450/);
    terminal.write('4/hostwares');
    await terminal.waitFor(/ \/ hostwares▏/);
    terminal.write('\r');
    await terminal.waitFor(/4 Billing 1\/1 of \d+ \/hostwares/);
    terminal.write('d');
    await terminal.waitFor(/LEDGER OF hostwares/);
    await terminal.waitFor(/account and ledger read/);
    terminal.write('G');
    // A framed table is another library's: it has looks of its own.
    await terminal.waitFor(/│ pkg_small /);
    expect(colourSequences(terminal.raw())).toEqual([]);
    terminal.write('q');
    await expectRestored(terminal, 0);
  });
});

test('three broken providers beside a healthy one: each is named, the healthy one fills its panes', async () => {
  const simulator = await startSimulator({ servers: 20, apps: 8 });
  const page = await startApi({});
  page.route({ 'GET /servers': { body: '<!doctype html><h1>Welcome</h1>' } });
  const gone = await startApi({});
  await gone.close();
  const healthy = simulator.providers.find(({ type }) => type === 'sparrowhost');
  const config = `
providers:
  - { name: dead, type: hostwares, apiKey: key-1234567, baseUrl: '${gone.url}' }
  - { name: rejected, type: cyberpanel, apiKey: key-1234567, baseUrl: '${simulator.url}/cyberpanel' }
  - { name: page, type: serverpilot, clientId: client-1, apiKey: key-1234567, baseUrl: '${page.url}' }
  - { name: healthy, type: sparrowhost, apiKey: '${healthy?.apiKey}', baseUrl: '${healthy?.baseUrl}' }
`;
  const terminal = openTerminal([], { columns: 220, rows: 50, config });
  const header = () => terminal.lines().slice(0, 4).join(' ');
  await terminal.waitFor(
    (text) =>
      /✖ dead: the connection was refused/.test(header()) &&
      /✖ rejected: /.test(header()) &&
      /page: answered a web page instead of JSON/.test(header()) &&
      /● healthy/.test(header()) &&
      /Servers 1\/\d+/.test(text) &&
      /Apps 1\/\d+/.test(text) &&
      /healthy +₹/.test(text),
  );
  terminal.write('q');
  await expectRestored(terminal, 0);
  await simulator.close();
});

test('what a provider names its servers never acts on the terminal', async () => {
  const name = 'evil\u001b]0;owned\u0007\u001b[2J\u001b[?1049l\u009b31m\u202egpj';
  const api = await startApi({
    'GET /servers': { body: { data: [{ id: 'a1', name, plan: name, lastaddress: '192.0.2.1' }] } },
    'GET /apps': { body: { data: [] } },
    'GET /dbs': { body: { data: [] } },
    'GET /sysusers': { body: { data: [] } },
  });
  const config = `
providers:
  - { name: pilot, type: serverpilot, clientId: client-1, apiKey: key-1234567, baseUrl: '${api.url}' }
# Asks the terminal nothing, which would be a sequence of ours.
theme: midnight
`;
  const terminal = openTerminal([], { columns: 160, rows: 40, config });
  await terminal.waitFor(/evil␛\]0;owned␇␛\[2J␛\[\?1049l/);
  expect(terminal.isAlternateScreen()).toBe(true);
  expect(clearings(terminal.raw())).toBe(0);
  for (const hostile of ['\u0007', '\u009b', '\u202e', '\u001b]'])
    expect(terminal.raw()).not.toContain(hostile);
  terminal.write('q');
  await expectRestored(terminal, 0);
});
