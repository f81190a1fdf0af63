import { expect, test } from 'vitest';
import { keymapOf } from '../../src/commands/catalog.ts';
import type { ActionRecord, FleetEvent } from '../../src/model/fleet-event.ts';
import { problem } from '../../src/model/problem.ts';
import { initialFleet } from '../../src/store/fleet-state.ts';
import { headerLines } from '../../src/ui/components/header-lines.ts';
import { pollFailed, serversListed, testIdentity, testTraffic } from '../support/fleet.ts';
import { testServer } from '../support/resources.ts';
import { openScreen } from '../support/screen.ts';

const action = (endedAt: number | null): ActionRecord => ({
  id: '1',
  provider: 'sparrow',
  ref: 'sparrow/a',
  name: 'web-1',
  verb: 'reboot',
  startedAt: 1_000,
  endedAt,
  settledMs: null,
  phase: endedAt === null ? 'following' : 'done',
  message: 'running',
});

type HeaderView = Parameters<typeof headerLines>[0];

const headerText = (view: Partial<HeaderView> & Pick<HeaderView, 'now' | 'activitySeenAt'>): string =>
  headerLines({
    ...initialFleet([]),
    width: 100,
    height: 3,
    flags: [],
    keymap: keymapOf({}),
    configProblem: null,
    scope: null,
    problems: { servers: new Set(), apps: new Set(), accounts: new Set() },
    monthly: [],
    ...view,
  })
    .flat()
    .map(([part]) => part)
    .join('');

test.each([
  { name: 'under way', endedAt: null, seenAt: 9_000, shown: true },
  { name: 'ended, Activity not looked at since', endedAt: 5_000, seenAt: 4_000, shown: true },
  { name: 'seen in Activity', endedAt: 5_000, seenAt: 6_000, shown: false },
])('an action $name: in the header $shown', ({ endedAt, seenAt, shown }) => {
  const actions = new Map([['1', action(endedAt)]]);
  const text = headerText({ actions, now: 60_000, activitySeenAt: seenAt });
  expect(text.includes('reboot web-1: running')).toBe(shown);
});

test.each<{ remapped: Readonly<Record<string, string>>; want: string; not: string }>([
  { remapped: {}, want: 'running   6 shows all', not: 'null' },
  { remapped: { 'pane.activity': 'ctrl+y' }, want: 'running   Ctrl-Y shows all', not: '6 shows' },
  { remapped: { 'pane.activity': 'none' }, want: 'reboot web-1: running', not: 'shows all' },
])('with keys $remapped the header says how all are seen', async ({ remapped, want, not }) => {
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [{ type: 'action-changed', action: action(null) }],
    view: { remapped },
  });
  const text = await screen.waitFor((shown) => shown.includes(want));
  expect(text).not.toContain(not);
});

test.each([
  { name: 'just now', at: 50_000, seenAt: 0, isActing: false, shown: true },
  { name: 'a while ago', at: 50_000 - 60_001, seenAt: -1e9, isActing: false, shown: false },
  { name: 'before Activity was looked at', at: 50_000, seenAt: 51_000, isActing: false, shown: false },
  { name: 'before an action that is under way', at: 50_000, seenAt: 0, isActing: true, shown: false },
])('a deployment that ended $name: in the header $shown', ({ at, seenAt, isActing, shown }) => {
  const end = { ref: 'a/1', name: 'shop', deploymentId: null, status: 'failed', isGood: false, at };
  const actions = new Map(isActing ? [['1', action(null)]] : []);
  const text = headerText({ actions, deploymentEnds: [end], now: 50_000, activitySeenAt: seenAt });
  expect(text.includes('✖ deployment of shop: failed')).toBe(shown);
});

test('providers that a narrow screen has no room for are counted', () => {
  const names = ['sparrow', 'cyber', 'hostwares', 'spheron-sites', 'spheron-compute', 'pilot'];
  const fleet = initialFleet(names.map((name) => testIdentity(name)));
  const text = (width: number) => headerText({ ...fleet, width, height: 2, now: 0, activitySeenAt: 0 });
  expect(text(60)).toMatch(/ \? sparrow .* \+2 /);
  expect(text(140)).toMatch(/pilot/);
  expect(text(140)).not.toMatch(/\+\d/);
});

test('a provider that is down leaves the sums of the others in the header, in the place of the gauges', async () => {
  const names = ['sparrow', 'cyber', 'hostwares', 'spheron-sites', 'spheron-compute', 'pilot'];
  const screen = await openScreen({
    columns: 120,
    rows: 40,
    providers: names.map((name) => testIdentity(name)),
    events: names.flatMap((name): readonly FleetEvent[] => [
      serversListed(name, [testServer({ provider: name, id: '1' })]),
      { type: 'traffic-measured', provider: name, traffic: testTraffic() },
    ]),
  });
  const gauge = /░/;
  const lines = async (want: RegExp) => (await screen.waitFor(want)).split('\n').slice(0, 3).join('\n');
  expect(await lines(/6 servers/)).toMatch(gauge);
  screen.emit(pollFailed('pilot', 'servers', problem('network', 'the connection was refused')));
  const text = await lines(/✖ pilot/);
  expect(text).toContain('6 servers');
  expect(text).toMatch(/spheron-compute .*pilot/);
  expect(text).not.toMatch(gauge);
});

test.each([
  { columns: 80, want: /✖ 6 providers: the host name does not resolve \(check the network/ },
  { columns: 160, want: /✖ sparrow, cyber, .*, pilot: the host name does not resolve/ },
])('what all providers fail with is said once, and whole, at $columns columns', async ({ columns, want }) => {
  const names = ['sparrow', 'cyber', 'hostwares', 'spheron-sites', 'spheron-compute', 'pilot'];
  const screen = await openScreen({
    columns,
    providers: names.map((name) => testIdentity(name)),
    events: names.map((name) =>
      pollFailed(name, 'servers', problem('network', 'the host name does not resolve')),
    ),
  });
  const [header] = (await screen.waitFor(want)).split('╭');
  expect(header).not.toContain('sparrow:');
});

test('Enter in Activity shows all about what a row is about, or says that it is gone', async () => {
  const gone: ActionRecord = { ...action(3_000), id: '2', ref: 'sparrow/b', name: 'web-2', startedAt: 2_000 };
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [
      serversListed('sparrow', [
        testServer({ id: 'a', name: 'web-1' }),
        testServer({ id: 'c', name: 'api-1' }),
      ]),
      { type: 'action-changed', action: action(null) },
      { type: 'action-changed', action: gone },
    ],
  });
  screen.press('6');
  await screen.waitFor(/6 Activity 1\/2/);
  screen.press('\r');
  await screen.waitFor(/What this was about is in no list any more/);
  screen.press('j');
  screen.press('\r');
  await screen.waitFor(/d web-1 sparrow/);
});
