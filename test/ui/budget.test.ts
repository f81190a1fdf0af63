import { expect, test } from 'vitest';
import type { Traffic } from '../../src/model/fleet-event.ts';
import { defaultThresholds } from '../../src/model/thresholds.ts';
import { serverToken, staleAfterMs } from '../../src/ui/tokens.ts';
import { serversListed, testIdentity, testTraffic } from '../support/fleet.ts';
import { testMetrics, testServer } from '../support/resources.ts';
import { openScreen, screenTime } from '../support/screen.ts';

const traffic = testTraffic({
  windows: [
    { length: 'minute', limit: 60, used: 12, resetAt: screenTime + 40_000 },
    { length: 'hour', limit: 1_000, used: 812, resetAt: screenTime + 22 * 60_000 },
  ],
  freshness: { selectedMs: 9_000, visibleMs: 45_000, restMs: 600_000, visible: 40 },
});

const row = (id: string, name: string, ageMs: number) =>
  testServer({
    provider: 'cyber',
    id,
    name,
    metrics: testMetrics({ cpuPercent: 33, memoryPercent: 44, observedAt: screenTime - ageMs }),
  });

const rows = [
  row('0', 'first-1', 8_000),
  row('1', 'new-1', 8_000),
  row('2', 'old-1', staleAfterMs + 1_000),
] as const;

const open = (columns: number, height: number, told: Traffic = traffic, theme?: string) =>
  openScreen({
    columns,
    rows: height,
    ...(theme === undefined ? {} : { theme }),
    providers: ['sparrow', 'cyber'].map((name) => testIdentity(name)),
    events: [serversListed('cyber', rows), { type: 'traffic-measured', provider: 'cyber', traffic: told }],
  });

test.each([
  {
    columns: 80,
    rows: 24,
    header: /cyber \d+\w ████░ 12\/60 ↻40s 812\/1000 ↻22m/,
    note: /metrics of 40 on screen every 45 s/,
  },
  {
    columns: 120,
    rows: 40,
    header: /████░ 12\/60 ↻40s 812\/1000 ↻22m/,
    note: /metrics of 40 on screen every 45 s, of the selected one every 9 s/,
  },
  {
    columns: 200,
    rows: 60,
    header: /████░ 12\/60 ↻40s 812\/1000 ↻22m/,
    note: /metrics of 40 on screen every 45 s, of the selected one every 9 s/,
  },
])(
  '$columns columns: how far the budget is used, until when, and what it allows',
  async ({ columns, rows, header, note }) => {
    const screen = await open(columns, rows);
    const text = await screen.waitFor(/Servers 1\/3/);
    expect(text.split('\n').slice(0, 2).join('\n')).toMatch(header);
    expect(text).toMatch(note);
  },
);

test.each([
  {
    name: 'while polling is paused',
    told: traffic,
    isPaused: true,
    note: /metrics not refreshed while paused/,
  },
  {
    name: 'while nothing is left of the budget',
    told: { ...traffic, freshness: { selectedMs: 1e16, visibleMs: 1e17, restMs: 1e18, visible: 40 } },
    isPaused: false,
    note: /metrics not refreshed while the budget is spent/,
  },
])('$name no time is promised', async ({ told, isPaused, note }) => {
  const screen = await open(120, 40, told);
  screen.view.setState({ isPaused });
  expect(await screen.waitFor(note)).not.toMatch(/on screen every/);
});

test('without rows that are refreshed nothing is said of it', async () => {
  const screen = await open(120, 40, { ...traffic, freshness: null });
  expect(await screen.waitFor(/Servers 1\/3/)).not.toMatch(/metrics (of|not)/);
});

test('each row has the age of its reading, and an old one is dimmed', async () => {
  const screen = await open(120, 40);
  const text = await screen.waitFor(/READ/);
  expect(text).toMatch(/new-1.*33%? +44%? +8s/);
  expect(text).toMatch(/old-1.*33%? +44%? +60s/);
  expect(serverToken(defaultThresholds)('cpu', rows[0], screenTime)).toBe('load.low');
  expect(serverToken(defaultThresholds)('cpu', rows[2], screenTime)).toBe('stale');
  const line = (name: string) =>
    screen
      .raw()
      .split('\n')
      .find((written) => written.includes(name)) ?? '';
  // What is left of a line when its own words are taken out is how it looks.
  const look = (name: string) =>
    line(name)
      .replace(/(new|old)-1|8s|60s| /g, '')
      .replace(/[▸]/g, '');
  expect(look('old-1')).not.toBe('');
  expect(look('old-1')).not.toBe(look('new-1'));
});
