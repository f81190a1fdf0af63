import { describe, expect, test } from 'vitest';
import type { ConfigFilePort } from '../../src/commands/ports.ts';
import { writeView } from '../../src/dashboard/write-view.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import type { LoginSession } from '../../src/model/login-session.ts';
import type { ProbeReport } from '../../src/model/probe-report.ts';
import { problem } from '../../src/model/problem.ts';
import { succeed } from '../../src/model/result.ts';
import { plainArrangements, rearranged } from '../../src/store/arrangement.ts';
import { serversListed, testIdentity } from '../support/fleet.ts';
import { testMetrics, testServer } from '../support/resources.ts';
import { openScreen, type ScreenOptions, screenTime } from '../support/screen.ts';

const minute = 60_000;
const names = ['alpha', 'beta', 'gamma'];

const login = (id: string, user: string, minutesAgo: number, idleSeconds: number): LoginSession => ({
  ref: `sparrow/${id} ${user}`,
  server: `sparrow/${id}`,
  provider: 'sparrow',
  name: id,
  user,
  terminal: `pts/${minutesAgo}`,
  from: '10.0.0.9',
  since: screenTime - minutesAgo * minute,
  idleSeconds,
});

const connected = { phase: 'connected', since: screenTime, badLines: 0 } as const;
const fault = {
  kind: 'host-key-changed',
  problem: problem('forbidden', 'gamma: its host key has CHANGED: somebody may stand in between'),
} as const;

const report = (id: string, given: Partial<ProbeReport>): ProbeReport => ({
  ref: `sparrow/${id}`,
  state: connected,
  metrics: null,
  logins: null,
  isProtected: false,
  ...given,
});

const sampled: FleetEvent = {
  type: 'probes-reported',
  at: screenTime,
  reports: [
    report('alpha', {
      logins: [login('alpha', 'ops', 5, 60), login('alpha', 'eve', 90, 0)],
      metrics: testMetrics({
        source: 'ssh',
        observedAt: screenTime,
        cpuPercent: 42,
        host: {
          cores: [40, 44],
          load: [1.5, 1, 0.5],
          swapUsedBytes: 0,
          swapTotalBytes: 0,
          diskUsedBytes: 2 * 1024 ** 3,
          diskTotalBytes: 8 * 1024 ** 3,
          busiest: [{ pid: 77, name: 'postgres', cpuPercent: 61 }],
          sessions: 2,
        },
      }),
    }),
    report('beta', { logins: [login('beta', 'mia', 1, 0)] }),
    report('gamma', { state: { phase: 'failed', fault, retryAt: screenTime + minute } }),
  ],
};

const open = (given: Partial<ScreenOptions> = {}) =>
  openScreen({
    columns: 140,
    rows: 40,
    providers: [testIdentity('sparrow', { lacks: { metrics: 'SparrowHost has no metrics in its API' } })],
    events: [
      serversListed(
        'sparrow',
        names.map((name) => testServer({ id: name, name, ipv4: '203.0.113.1' })),
        screenTime,
      ),
      sampled,
    ],
    ...given,
    view: { isProbing: true, ...given.view },
  });

/** Users in the order of the rows in Sessions. */
const users = (text: string) => [...text.matchAll(/^│[▸ ](ops|eve|mia) /gm)].map(([, user]) => user);

test('servers beyond ssh.most are said not to be read: in the list, below Sessions, beside Live and in details', async () => {
  const leftOut: FleetEvent = {
    type: 'probes-reported',
    at: screenTime,
    reports: [report('delta', { state: { phase: 'left-out', most: 3 } })],
  };
  const screen = await openScreen({
    columns: 140,
    rows: 40,
    providers: [testIdentity('sparrow', { lacks: { metrics: 'SparrowHost has no metrics in its API' } })],
    events: [
      serversListed(
        'sparrow',
        [...names, 'delta'].map((name) => testServer({ id: name, name })),
        screenTime,
      ),
      sampled,
      leftOut,
    ],
    view: { isProbing: true, pane: 'sessions' },
    ports: { describe: async () => succeed({}) },
  });
  await screen.waitFor(/ssh to 2 servers, 1 failed, 1 not read: beyond ssh\.most/);
  screen.press('1');
  await screen.waitFor(/delta .* not read /);
  screen.press('jj');
  screen.press('d');
  await screen.waitFor(/session +not read over ssh: beyond ssh\.most \(3\)/);
  screen.press('\u001b');
  await screen.waitFor(/No reading: not read over ssh: beyond ssh\.most \(3\)/);
});

describe('Sessions', () => {
  test('lists who is logged in where, to be filtered, sorted and scoped', async () => {
    const screen = await open();
    screen.press('7z');
    const text = await screen.waitFor(/7 Sessions 1\/3 · ssh to 2 servers, 1 failed/);
    expect(text).toMatch(/USER +SERVER▲ +PROVIDER +FROM +TERMINAL +SINCE +IDLE/);
    expect(text).toMatch(/ops +alpha +sparrow +10\.0\.0\.9 +pts\/5 +5m +60s/);
    screen.press('/user:mia\r');
    await screen.waitFor((shown) => users(shown).join() === 'mia');
    screen.press('\u001b');
    await screen.waitFor((shown) => users(shown).length === 3);
    screen.press('/idle>30\r');
    await screen.waitFor((shown) => users(shown).join() === 'ops');
    screen.press('\u001b');
    await screen.waitFor((shown) => users(shown).length === 3);
    screen.press(':sort since\r');
    await screen.waitFor((shown) => users(shown).join() === 'mia,ops,eve');
  });

  test('has columns to choose, which the settings save, and a mouse sorts by a title', async () => {
    const saved: unknown[] = [];
    const configFile: ConfigFilePort = {
      path: '/home/me/config.yaml',
      hasFile: () => true,
      save: async (edits) => {
        saved.push(...edits);
        return null;
      },
    };
    const screen = await open({ configFile, view: { pane: 'sessions', isZoomed: true, isMouseOn: true } });
    await screen.waitFor(/USER +SERVER▲/);
    const y = screen.lines().findIndex((line) => line.includes('SERVER▲'));
    screen.press(`\u001b[<0;${(screen.lines()[y]?.indexOf('SINCE') ?? 0) + 1};${y + 1}M`);
    await screen.waitFor((shown) => /SINCE▼|SINC▼/.test(shown) && users(shown).join() === 'mia,ops,eve');
    screen.press(',');
    await screen.waitFor(/, Settings/);
    screen.press('j'.repeat(30));
    await screen.waitFor(/▸ Columns of Sessions/);
    screen.press('=');
    await screen.waitFor(/= Columns of Sessions/);
    screen.press('j ');
    await screen.waitFor(/▸ \[ \] name/);
    screen.press('\u001b');
    await screen.waitFor(/▸ Columns of Sessions +‹ user, provider, from/);
    screen.press('\r');
    await screen.waitFor(/Saved in/);
    expect(screen.text()).not.toContain('SERVER ');
    expect(saved).toEqual([
      { path: ['columns', 'sessions'], value: ['user', 'provider', 'from', 'terminal', 'since', 'idle'] },
    ]);
  });

  test('! leaves those on servers in trouble', async () => {
    const screen = await open({ view: { pane: 'sessions', isZoomed: true } });
    await screen.waitFor(/7 Sessions 1\/3/);
    screen.press('!');
    await screen.waitFor(/Nobody is logged in on a server in trouble/);
    const metrics = (observedAt: number) =>
      testMetrics({ source: 'ssh', cpuPercent: 99, observedAt: screenTime + observedAt });
    for (const at of [1_000, 60_000, 120_000])
      screen.emit({
        type: 'probes-reported',
        at: screenTime + at,
        reports: [report('beta', { metrics: metrics(at) })],
      });
    await screen.waitFor((shown) => users(shown).join() === 'mia');
    screen.press('!');
    await screen.waitFor((shown) => users(shown).length === 3);
  });

  test('is exported with the columns chosen', async () => {
    const columns = [
      { id: 'from', width: null },
      { id: 'user', width: null },
    ];
    const screen = await open({
      view: { pane: 'sessions', ...rearranged(plainArrangements, 'sessions', { columns }) },
      ports: {
        exportView: (shown, format) =>
          writeView(shown, format, { now: screenTime, entriesSince: async () => [] }),
      },
    });
    await screen.waitFor(/7 Sessions 1\/3/);
    screen.press('e\r');
    await screen.waitFor(/3 rows written to/);
    expect(screen.asked[0]?.split(': ')[1]?.trim().split('\r\n')).toEqual([
      'FROM,USER',
      '10.0.0.9,eve',
      '10.0.0.9,ops',
      '10.0.0.9,mia',
    ]);
  });

  test('s goes into the server of the row, Enter shows it', async () => {
    const screen = await open({
      ports: { sshCommand: ({ name }) => succeed(['ssh', '--', name]) },
    });
    screen.press('7');
    await screen.waitFor(/7 Sessions 1\/3/);
    screen.press('G');
    screen.press('s');
    await screen.waitFor(() => screen.asked.includes('run ssh -- beta'));
    screen.press('\r');
    await screen.waitFor(/─ d beta /);
  });

  test('is not there where nothing is sampled', async () => {
    const screen = await open({ view: { isProbing: false } });
    screen.press('7');
    const text = await screen.waitFor(/No server is sampled over ssh: set ssh\.enabled/);
    expect(text).not.toContain('Sessions');
    expect(text).not.toContain('WHO');
    screen.press('=');
    await screen.waitFor(/\[ \] sessions/);
    screen.press('\u001b');
    await screen.waitFor(/1 Servers/);
    screen.press('6');
    await screen.waitFor(() => screen.view.getState().pane === 'activity');
    screen.press('\t');
    await screen.waitFor(() => screen.view.getState().pane === 'servers');
  });
});

describe('a server that is sampled', () => {
  test('has how many are logged in, or what failed, in its row', async () => {
    const screen = await open();
    const text = await screen.waitFor(/WHO/);
    expect(text).toMatch(/ alpha .* 42%.* 2 │/);
    expect(text).toMatch(/ gamma .* KEY CHANGED │/);
  });

  test('tells in Live whence the figures are, though its provider has none; and what failed', async () => {
    const screen = await open();
    await screen.waitFor(/3 Live .*read 0s ago over ssh/);
    expect(screen.text()).toContain('load 1.50');
    screen.press('G');
    const text = await screen.waitFor(/gamma: its host key has CHANGED/);
    expect(text).not.toContain('no metrics in its API');
  });

  test('has it all in its details', async () => {
    const screen = await open();
    screen.press('d');
    const text = await screen.waitFor(/session +open for 0s/);
    expect(text).toMatch(/cpu +42% over ssh/);
    expect(text).toMatch(/cores +40% 44%/);
    expect(text).toMatch(/load +1\.5 1 0\.5/);
    expect(text).toMatch(/root disk +2\.0G of 8\.0G \(25%\)/);
    expect(text).toMatch(/postgres +77 +61%/);
    expect(text).toMatch(/eve +pts\/90 +10\.0\.0\.9/);
    screen.press('\u001b');
    await screen.waitFor(/1 Servers/);
    screen.press('Gd');
    await screen.waitFor(/d gamma.*host key has CHANGED.*; tried again in 60s/s);
  });
});
