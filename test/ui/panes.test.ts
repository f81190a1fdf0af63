import { describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { problem } from '../../src/model/problem.ts';
import { clearings, colourSequences } from '../support/escapes.ts';
import {
  appsListed,
  billingRead,
  pollFailed,
  serversListed,
  testBilling,
  testIdentity,
  testTraffic,
} from '../support/fleet.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';
import { openScreen, screenTime } from '../support/screen.ts';

const providers = [
  testIdentity('sparrow'),
  testIdentity('cyber', { lacks: { apps: 'CyberPanel has no apps' } }),
];

const fleet: readonly FleetEvent[] = [
  serversListed(
    'sparrow',
    [
      testServer({ id: '1', name: 'api-1', ipv4: '203.0.113.1', region: 'in-noida-1' }),
      testServer({ id: '2', name: 'api-2', status: 'stopped' }),
    ],
    screenTime - 4_000,
  ),
  serversListed(
    'cyber',
    [testServer({ provider: 'cyber', id: '7', name: 'db.example.com' })],
    screenTime - 9_000,
  ),
  appsListed(
    'sparrow',
    [testApp({ id: '5', name: 'shop', domains: ['shop.example.com'], branch: 'main' })],
    screenTime - 4_000,
  ),
  billingRead(
    testBilling({
      provider: 'sparrow',
      balance: { amount: '2500.00', currency: 'INR' },
      monthlyCost: { amount: '850.00', currency: 'INR' },
    }),
    screenTime,
  ),
  {
    type: 'metrics-read',
    ref: 'cyber/7',
    metrics: testMetrics({ cpuPercent: 91, memoryPercent: 40, observedAt: screenTime - 3_000 }),
  },
  {
    type: 'traffic-measured',
    provider: 'sparrow',
    traffic: testTraffic({
      windows: [{ length: 'minute', limit: 120, used: 97, resetAt: screenTime + 12_000 }],
    }),
  },
];

describe('every pane', () => {
  test.each([
    { columns: 80, rows: 24 },
    { columns: 120, rows: 40 },
    { columns: 200, rows: 60 },
  ])('shows what it is about at $columns×$rows', async ({ columns, rows }) => {
    const screen = await openScreen({ columns, rows, providers, events: fleet });
    await screen.waitFor(/1 Servers 1\/3/);
    expect(screen.text()).toMatch(/● running +api-1/);
    expect(screen.text()).toMatch(/○ stopped +api-2/);
    screen.press('2');
    await screen.waitFor(/2 Apps 1\/1/);
    expect(screen.text()).toMatch(/● running +shop/);
    screen.press('3');
    await screen.waitFor(/▸db\.example\.com +(cyber +)?91%/);
    screen.press('4');
    await screen.waitFor(/▸sparrow +₹2,500\.00 +~₹27\.95 +89d/);
    screen.press('5');
    await screen.waitFor(/5 Logs/);
    expect(screen.lines()).toHaveLength(rows);
    expect(screen.lines().at(-1)).toMatch(/q quit/);
    expect(clearings(screen.raw())).toBe(0);
  });

  test.each([
    { pane: '1', waiting: /Asking sparrow, cyber …/, empty: /No servers there/ },
    { pane: '2', waiting: /Asking sparrow, cyber …/, empty: /No apps there/ },
    { pane: '4', waiting: /Asking sparrow, cyber …/, empty: /sparrow/ },
  ])('$pane tells waiting from nothing there', async ({ pane, waiting, empty }) => {
    const screen = await openScreen({ providers, view: { isZoomed: true } });
    screen.press(pane);
    await screen.waitFor(waiting);
    for (const { name } of providers) {
      screen.emit(serversListed(name, []));
      screen.emit(appsListed(name, []));
      screen.emit(billingRead(testBilling({ provider: name })));
    }
    await screen.waitFor((text) => empty.test(text) && !waiting.test(text));
  });

  test('at 59×14 there is one sentence with the size wanted, and the panes come with the room', async () => {
    const screen = await openScreen({ columns: 59, rows: 14, providers, events: fleet });
    await screen.waitFor(/wants 60×15: this is 59×14/);
    expect(screen.text()).not.toMatch(/Servers/);
    screen.resize(60, 15);
    await screen.waitFor(/1 Servers 1\/3/);
  });
});

test.each([
  { name: 'zoom', press: 'z', back: 'z' },
  { name: 'the layout', press: '_', back: '___' },
  { name: 'only what is in trouble', press: '!', back: '!' },
  { name: 'a page over the panes', press: '?', back: '\u001b' },
])('polling is told at once of what is looked at: $name', async ({ press, back }) => {
  let told = 0;
  const screen = await openScreen({ providers, events: fleet, ports: { reconsider: () => (told += 1) } });
  await screen.waitFor(/1 Servers 1\/3/);
  for (const input of [press, back]) {
    told = 0;
    screen.press(input);
    await screen.waitFor(() => told > 0);
  }
});

describe('the header', () => {
  test.each([
    { code: 'auth', message: 'the key was rejected', mark: '✖', hint: /check the key/ },
    { code: 'network', message: 'the connection was refused', mark: '✖', hint: /check the network/ },
    { code: 'timeout', message: 'no reply within 10 s', mark: '✖', hint: /no reply/ },
    {
      code: 'rate-limited',
      message: 'asked us to wait 40 s',
      mark: '◐',
      hint: /wait 40 s \(fleetop asks again by itself\)/,
    },
    { code: 'server', message: 'the server failed', mark: '◐', hint: /failed/ },
    { code: 'protocol', message: 'answered a web page instead of JSON', mark: '◐', hint: /check baseUrl/ },
    { code: 'not-found', message: 'no such page', mark: '◐', hint: /no such page \(check baseUrl/ },
  ] as const)('names who is wrong and why: $code', async ({ code, message, mark, hint }) => {
    const screen = await openScreen({
      columns: 120,
      rows: 40,
      providers: [...providers, testIdentity('broken')],
      events: [...fleet, pollFailed('broken', 'servers', problem(code, message, { provider: 'broken' }))],
    });
    const text = await screen.waitFor(/1 Servers 1\/3/);
    const header = text.split('\n').slice(0, 4).join('\n');
    expect(header).toContain(`${mark} broken: ${message}`);
    expect(header).toMatch(hint);
    expect(header).toMatch(/● sparrow 4s ████░ 97\/120 ↻10s/);
  });

  test.each([80, 120, 200])('of three wrong providers names each at %i columns', async (columns) => {
    const screen = await openScreen({
      columns,
      rows: columns === 80 ? 24 : 50,
      providers: [...providers, ...['dead', 'rejected', 'page'].map((name) => testIdentity(name))],
      events: [
        ...fleet,
        pollFailed('dead', 'servers', problem('network', 'the connection was refused')),
        pollFailed('rejected', 'servers', problem('auth', 'the key was rejected')),
        pollFailed('page', 'servers', problem('protocol', 'answered a web page instead of JSON')),
      ],
    });
    const text = await screen.waitFor(/1 Servers 1\/3/);
    const header = text.slice(0, text.indexOf('╭'));
    for (const [mark, name] of [
      ['✖', 'dead'],
      ['✖', 'rejected'],
      ['◐', 'page'],
    ])
      expect(header).toMatch(new RegExp(`${mark} ${name}`));
    expect(header).toMatch(/dead: the connection/);
    expect(header).toMatch(/rejected: /);
    expect(header).toMatch(/page: /);
  });

  test('a failed list keeps its rows on the screen', async () => {
    const screen = await openScreen({ providers, events: fleet });
    await screen.waitFor(/api-1/);
    screen.emit(
      pollFailed('sparrow', 'servers', problem('network', 'the connection was refused'), screenTime),
    );
    await screen.waitFor(/sparrow: the connection was refused/);
    expect(screen.text()).toMatch(/● running +api-1/);
  });

  test('what was never read is not counted as none, and what to do about it is told', async () => {
    const screen = await openScreen({ columns: 120, rows: 40, providers });
    await screen.waitFor(/^ – servers · – apps *$/m);
    screen.emit(pollFailed('sparrow', 'servers', problem('auth', 'the key is revoked'), screenTime));
    screen.emit(pollFailed('cyber', 'servers', problem('server', 'a node is down'), screenTime));
    await screen.waitFor(/│ cyber: a node is down/);
    expect(screen.text()).toMatch(/│ sparrow: check the key in the configuration/);
    expect(screen.text()).toMatch(/│ cyber: fleetop asks again by itself/);
    expect(screen.text()).not.toMatch(/\b0 servers/);
    screen.emit(serversListed('sparrow', [testServer({ name: 'api-1' })], screenTime));
    screen.emit(appsListed('sparrow', [], screenTime));
    screen.emit(appsListed('cyber', [], screenTime));
    await screen.waitFor(/^ 1\+ servers · 0 apps *$/m);
  });

  test('what the one provider in scope has not is not said of all', async () => {
    const pilot = testIdentity('pilot', { title: 'ServerPilot', lists: ['servers', 'apps'] });
    const screen = await openScreen({
      providers: [...providers, pilot],
      view: { scope: 'pilot', pane: 'billing' },
    });
    await screen.waitFor(/ServerPilot has no billing in its API/);
  });

  test('says when polling is paused and when writes are locked', async () => {
    const screen = await openScreen({ columns: 120, rows: 40, providers, events: fleet, isReadOnly: true });
    await screen.waitFor(/READ-ONLY/);
    screen.press('p');
    await screen.waitFor(/PAUSED/);
    expect(screen.asked).toEqual(['pause true']);
    screen.press('p');
    await screen.waitFor((text) => !/PAUSED/.test(text));
  });
});

describe('colour', () => {
  test('there is none with NO_COLOR, and some without', async () => {
    const plain = await openScreen({
      providers,
      events: fleet,
      env: { NO_COLOR: '1', COLORTERM: 'truecolor' },
    });
    await plain.waitFor(/api-1/);
    expect(colourSequences(plain.raw())).toEqual([]);
    const coloured = await openScreen({ providers, events: fleet });
    await coloured.waitFor(/api-1/);
    expect(colourSequences(coloured.raw()).length).toBeGreaterThan(20);
  });
});
