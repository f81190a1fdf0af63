import { describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import type { Metrics } from '../../src/model/metrics.ts';
import { colourSequences } from '../support/escapes.ts';
import { appsListed, serversListed, testIdentity } from '../support/fleet.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';
import { openScreen, type ScreenOptions, screenTime } from '../support/screen.ts';

const second = 1_000;
const minute = 60 * second;

const providers = [
  testIdentity('cyber'),
  testIdentity('sparrow', { lacks: { metrics: 'SparrowHost has no metrics in its API' } }),
];

const servers: readonly FleetEvent[] = [
  serversListed(
    'cyber',
    ['db', 'idle', 'web'].map((name) => testServer({ provider: 'cyber', id: name, name })),
    screenTime,
  ),
  serversListed('sparrow', [testServer({ id: 'zoo', name: 'zoo' })], screenTime),
];

const reading = (id: string, agoMs: number, given: Partial<Metrics>): FleetEvent => ({
  type: 'metrics-read',
  ref: `cyber/${id}`,
  metrics: testMetrics({ observedAt: screenTime - agoMs, ...given }),
});

/** `db` every 5 s for four minutes, half an hour after one reading; nothing was read in the second of the four. */
const measured: readonly FleetEvent[] = [
  reading('db', 30 * minute, { cpuPercent: 50, memoryPercent: 50, uptimeSeconds: 500 }),
  ...Array.from({ length: 49 }, (_, index) => 240 - index * 5)
    .filter((ago) => ago <= 120 || ago > 180)
    .map((ago) =>
      reading('db', ago * second, {
        cpuPercent: 97,
        memoryPercent: 40,
        memoryUsedBytes: 2 * 1024 ** 3,
        memoryTotalBytes: 5 * 1024 ** 3,
        networkInBytes: (300 - ago) * 2_048,
        networkOutBytes: (300 - ago) * 1_048_576,
        diskReadBytes: (300 - ago) * 100,
        diskWriteBytes: null,
        uptimeSeconds: 3_000 - ago,
      }),
    ),
  reading('web', 3 * second, { cpuPercent: 10, memoryPercent: 20 }),
];

const events: readonly FleetEvent[] = [...servers, ...measured];

const open = (given: Partial<ScreenOptions> = {}) =>
  openScreen({ columns: 120, rows: 40, providers, events, ...given });

/** The lines of the Live pane without its frame. */
function livePane(lines: readonly string[]): readonly string[] {
  const top = lines.findIndex((line) => line.includes('─ 3 Live'));
  const left = lines[top]?.indexOf('╭─ 3 Live') ?? 0;
  const inside = lines.slice(top + 1).map((line) => line.slice(left));
  return inside.slice(
    0,
    inside.findIndex((line) => line.startsWith('╰')),
  );
}

const sizes = [
  { columns: 80, rows: 24, chartRows: 4 },
  { columns: 120, rows: 40, chartRows: 3 },
  { columns: 200, rows: 60, chartRows: 6 },
];

describe('the charts of the selected server', () => {
  test.each(sizes)(
    'at $columns×$rows have axes of time and percent',
    async ({ columns, rows, chartRows }) => {
      const screen = await open({ columns, rows, view: { pane: 'live' } });
      await screen.waitFor(/3 Live \d\/2 last 5 min · read 0s ago/);
      const lines = livePane(screen.lines());
      expect(lines[0]).toMatch(/ db +cyber │/);
      expect(lines[1]).toMatch(/CPU 97% .*MEM 40% 2\.0G\/5\.0G/);
      expect(lines.filter((line) => line.includes('┤'))).toHaveLength(chartRows);
      expect(lines[2]).toMatch(/100%┤.*100%┤/);
      expect(lines[1 + chartRows]).toMatch(/ 0%┤.* 0%┤/);
      expect(lines[2 + chartRows]).toMatch(/└─.*└─/);
      expect(lines[3 + chartRows]).toMatch(/\d\d:\d\d .*\d\d:\d\d .*\d\d:\d\d .*\d\d:\d\d/);
      expect(lines[4 + chartRows]).toMatch(/net ↓2\.0K\/s ↑1\.0M\/s {2}disk r100B\/s w– {2}up 50m/);
      expect(screen.text()).toMatch(/CPU▼/);
      expect(screen.text()).toMatch(/▸db +(cyber +)?97%.*40%/);
    },
  );

  test('show a hole where nothing was read', async () => {
    const screen = await open({ columns: 200, rows: 60, view: { pane: 'live', isZoomed: true } });
    await screen.waitFor(/3 Live \d\/2 last 5 min · read/);
    const bottom = screen.lines().find((line) => line.includes(' 0%┤')) ?? '';
    const area = bottom.slice(bottom.indexOf('┤') + 1, bottom.lastIndexOf('  0%┤'));
    expect(area).toMatch(/^ +[⠀-⣿]{10,} {10,}[⠀-⣿]{20,} ?$/);
  });

  test('of a zoomed pane are larger', async () => {
    const screen = await open({ view: { pane: 'live' } });
    await screen.waitFor(/3 Live/);
    const rowsOf = () => screen.lines().filter((line) => line.includes('┤')).length;
    const before = rowsOf();
    screen.press('z');
    await screen.waitFor((text) => !text.includes('1 Servers'));
    expect(rowsOf()).toBeGreaterThan(before * 3);
  });

  test('] reaches over a longer time, [ over a shorter, and at the ends they say so', async () => {
    const screen = await open({ view: { pane: 'live' } });
    await screen.waitFor(/last 5 min/);
    screen.press('[');
    await screen.waitFor(/5 min is the shortest/);
    screen.press(']');
    await screen.waitFor(/last 1 h/);
    screen.press(']');
    await screen.waitFor(/all of this run/);
    const axis = livePane(screen.lines()).find((line) => /^│ +\d\d:\d\d/.test(line)) ?? '';
    const [from = '', , to = ''] = axis.match(/\d\d:\d\d/g) ?? [];
    const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    expect((minutes(to) - minutes(from) + 1_440) % 1_440).toBe(30);
    screen.press(']');
    await screen.waitFor(/All of this run is the longest/);
    screen.press('[');
    await screen.waitFor(/last 1 h/);
  });

  test('without colours differ in weight only, and are readable', async () => {
    const screen = await open({ env: { NO_COLOR: '1' }, view: { pane: 'live', isZoomed: true } });
    const text = await screen.waitFor(/CPU 97%/);
    expect(text).toMatch(/[⣿⡇]{10,}/);
    expect(colourSequences(screen.raw())).toEqual([]);
  });

  test('with room for none there are sparklines by time', async () => {
    const screen = await open({ columns: 80, rows: 24 });
    await screen.waitFor(/1 Servers/);
    const lines = livePane(screen.lines());
    expect(lines[1]).toMatch(/CPU {2}97% +█+ {3,}█+/);
    expect(lines.join('\n')).not.toContain('┤');
  });
});

describe('where there is nothing to show', () => {
  test('a provider without metrics says so, and no figure is made up', async () => {
    const screen = await open();
    await screen.waitFor(/1 Servers 1\/4/);
    screen.press('G');
    await screen.waitFor(/SparrowHost has no metrics in its API/);
    expect(livePane(screen.lines()).slice(0, 2).join('\n')).not.toMatch(/\d%/);
  });

  test('with nothing measured at all Live says why, also while it is looked at', async () => {
    const screen = await open({ events: servers.slice(1), view: { pane: 'live' } });
    await screen.waitFor(/zoo +sparrow.*SparrowHost has no metrics in its API/s);
    const empty = await open({ events: [], view: { pane: 'live' } });
    await empty.waitFor(/No server yet/);
  });

  test('a server that was not read yet says so', async () => {
    const screen = await open();
    await screen.waitFor(/1 Servers 1\/4/);
    screen.press('j');
    await screen.waitFor(/No reading yet/);
  });

  test('a server that its provider never has readings of says so, beside others that have', async () => {
    const lacksMetrics = 'its older API has no metrics';
    const old = testServer({ provider: 'cyber', id: 'old', name: 'a-old', lacksMetrics });
    const screen = await open({ events: [serversListed('cyber', [old], screenTime), ...measured] });
    await screen.waitFor(/a-old +cyber.*its older API has no metrics/s);
    expect(screen.text()).not.toContain('No reading yet');
  });

  test('the first reading has no rate', async () => {
    const screen = await open({
      events: [...servers, reading('db', 0, { cpuPercent: 1, networkInBytes: 5_000, networkOutBytes: 0 })],
      view: { pane: 'live' },
    });
    await screen.waitFor(/net ↓– ↑–/);
  });

  test('a server that was stopped keeps its chart and loses its figures', async () => {
    const screen = await open();
    await screen.waitFor(/CPU 97%/);
    screen.emit(
      serversListed(
        'cyber',
        [testServer({ provider: 'cyber', id: 'db', name: 'db', status: 'stopped' })],
        screenTime,
      ),
    );
    await screen.waitFor(/No metrics while it is stopped/);
    expect(livePane(screen.lines())[1]).toMatch(/CPU – avg/);
  });
});

test('deployments, reboots and own actions stand on the time axis and in words', async () => {
  const screen = await open({
    columns: 200,
    rows: 60,
    view: { pane: 'live', isZoomed: true },
    events: [
      ...servers,
      reading('db', 200 * second, { cpuPercent: 5, uptimeSeconds: 900 }),
      reading('db', 100 * second, { cpuPercent: 5, uptimeSeconds: 20 }),
      reading('db', 2 * second, { cpuPercent: 5, uptimeSeconds: 118 }),
      appsListed('cyber', [
        testApp({
          provider: 'cyber',
          id: 'a',
          name: 'shop',
          server: 'cyber/db',
          lastDeployedAt: screenTime - 30_000,
        }),
        testApp({
          provider: 'cyber',
          id: 'b',
          name: 'blog',
          server: 'cyber/web',
          lastDeployedAt: screenTime,
        }),
      ]),
      {
        type: 'action-changed',
        action: {
          id: '1',
          provider: 'cyber',
          ref: 'cyber/db',
          name: 'db',
          verb: 'snapshot',
          startedAt: screenTime - 250 * second,
          endedAt: screenTime - 240 * second,
          settledMs: null,
          phase: 'done',
          message: 'done',
        },
      },
    ],
  });
  const text = await screen.waitFor(/CPU▼/);
  const axis = screen.lines().find((line) => line.includes('└─')) ?? '';
  expect(axis).toMatch(/└─+▲─+R─+D─+ +└─+▲─+R─+D─+/);
  expect(text).toMatch(/D \S+ shop deployed +R \S+ booted +▲ \S+ snapshot/);
  expect(text).not.toMatch(/blog deployed/);
});

describe('thresholds', () => {
  test('what is wrong is marked, counted, and with ! it is all there is, until ! again', async () => {
    const screen = await open({
      columns: 80,
      rows: 24,
      thresholds: { cpu: 95, memory: 95, runwayDays: 7 },
      events: [
        ...servers,
        reading('idle', 0, { cpuPercent: 96 }),
        appsListed('cyber', [
          testApp({ provider: 'cyber', id: 'a', name: 'shop', status: 'failed' }),
          testApp({ provider: 'cyber', id: 'b', name: 'blog' }),
        ]),
      ],
    });
    await screen.waitFor(/1 Servers 1\/4 1 in trouble/);
    // The header counts the same.
    expect(screen.text()).toMatch(/4 servers, 1 in trouble.* · 2\+ apps, 1 in trouble/);
    expect(screen.text()).toMatch(/│!● running +idle/);
    screen.press('!');
    await screen.waitFor(/1 Servers 1\/1 only what is in trouble: ! shows all/);
    expect(screen.text()).toMatch(/│▸● running +idle/);
    expect(screen.text()).not.toMatch(/running +web/);
    screen.press('2');
    await screen.waitFor(/2 Apps 1\/1 only what is in trouble/);
    expect(screen.text()).toMatch(/✖ failed +shop/);
    screen.press('3');
    await screen.waitFor(/3 Live 1\/1 only what is in trouble/);
    screen.press('1');
    screen.press('!');
    await screen.waitFor(/1 Servers \d\/4 1 in trouble/);
  });

  test('under a scope header and list count that provider alone, and what is in trouble is not also off', async () => {
    const screen = await openScreen({
      columns: 100,
      rows: 24,
      providers: [testIdentity('cyber'), testIdentity('sparrow')],
      events: [
        ...servers,
        serversListed('sparrow', [
          testServer({ provider: 'sparrow', id: '1', name: 'mail', status: 'error' }),
          testServer({ provider: 'sparrow', id: '2', name: 'old', status: 'stopped' }),
        ]),
      ],
    });
    await screen.waitFor(/5 servers, 1 in trouble, 1 off/);
    await screen.waitFor(/1 Servers 1\/5 1 in trouble/);
    screen.view.setState({ scope: 'sparrow' });
    await screen.waitFor(/2 servers, 1 in trouble, 1 off/);
    expect(screen.text()).toMatch(/1 Servers 1\/2 1 in trouble/);
    screen.view.setState({ scope: 'cyber' });
    await screen.waitFor(/ 3 servers ·/);
    expect(screen.text()).not.toMatch(/in trouble/);
  });

  test('with nothing wrong the list says so', async () => {
    const screen = await open({ columns: 80, rows: 24, events: servers });
    screen.press('!');
    await screen.waitFor(/None of the servers is in trouble/);
  });

  test('that are crossed stand in Activity, with what was done from here', async () => {
    const screen = await open({
      columns: 80,
      rows: 24,
      view: { pane: 'activity' },
      events: [
        ...servers,
        reading('web', 90 * second, { cpuPercent: 5 }),
        reading('web', 60 * second, { cpuPercent: 99 }),
        reading('web', 25 * second, { cpuPercent: 99 }),
      ],
    });
    await screen.waitFor(/✖ cpu +web +99% for 35s/);
  });
});

describe('a new problem is told beside the screen', () => {
  const crossing = [90, 60, 25].map((ago, index) =>
    reading('web', ago * second, { cpuPercent: index === 0 ? 5 : 99, memoryPercent: index === 0 ? 5 : 99 }),
  );

  test.each([
    { notify: 'off', want: 0 },
    { notify: 'bell', want: 1 },
  ] as const)('with $notify by $want bells', async ({ notify, want }) => {
    const screen = await open({ notify, events: servers });
    await screen.waitFor(/1 Servers/);
    for (const event of crossing) screen.emit(event);
    await screen.waitFor(/1 in trouble/);
    for (const ago of [20, 15])
      screen.emit(reading('web', ago * second, { cpuPercent: 5, memoryPercent: 5 }));
    screen.emit(reading('web', -60 * second, { cpuPercent: 5, memoryPercent: 5 }));
    await screen.waitFor((text) => !/in trouble/.test(text));
    expect(screen.raw().split('\u0007').length - 1).toBe(want);
    expect(screen.raw()).not.toContain('\u001b]9;');
  });

  test('with osc9 by one notification that says what it is', async () => {
    const screen = await open({ notify: 'osc9', events: servers });
    await screen.waitFor(/1 Servers/);
    for (const event of crossing) screen.emit(event);
    await screen.waitFor(/1 in trouble/);
    const told = screen.raw().split('\u001b]9;').slice(1);
    expect(told).toHaveLength(1);
    expect(told[0]?.split('\u0007')[0]).toBe('fleetop: web: cpu: 99% for 35s (and 1 more)');
  });
});
