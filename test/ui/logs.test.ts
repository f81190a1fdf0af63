import { describe, expect, test } from 'vitest';
import type { FleetPorts } from '../../src/commands/ports.ts';
import type { LogEntry, TimelineEvent } from '../../src/model/log-line.ts';
import type { LogTarget } from '../../src/model/log-target.ts';
import { problem } from '../../src/model/problem.ts';
import { fail, succeed } from '../../src/model/result.ts';
import { appsListed, serversListed, testIdentity } from '../support/fleet.ts';
import { testApp, testServer } from '../support/resources.ts';
import { openScreen, type ScreenOptions, screenTime, type TestScreen } from '../support/screen.ts';

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];
const small = { columns: 80, rows: 24 };

const keys = {
  left: '\u001b[D',
  right: '\u001b[C',
  pageUp: '\u001b[5~',
  escape: '\u001b',
  clear: '\u0015',
} as const;

type Logs = TestScreen & {
  /** Lines of an app's log come in. */
  readonly print: (lines: readonly string[], ref?: string) => void;
  readonly tell: (events: readonly TimelineEvent[]) => void;
  /** What was asked to be followed, oldest first. */
  readonly opened: readonly (readonly LogTarget[])[];
};

const apps = [
  testApp({ id: '5', name: 'shop' }),
  testApp({ id: '6', name: 'blog' }),
  testApp({ provider: 'spheron', id: '7', name: 'portal' }),
];

const row = (line: string, ref: string, at: number): LogEntry => ({
  at,
  orderAt: at,
  line,
  ref,
  deploymentId: null,
  source: 'runtime',
  kind: 'line',
});

/** The dashboard with three apps at two providers, whose logs say what the test says. */
async function openLogs(options: Partial<ScreenOptions> = {}): Promise<Logs> {
  const opened: (readonly LogTarget[])[] = [];
  let onEvents: Parameters<FleetPorts['followLogs']>[1] = () => {};
  let printed = 0;
  const screen = await openScreen({
    ...small,
    providers: [testIdentity('sparrow'), testIdentity('spheron')],
    events: [
      serversListed('sparrow', [testServer({ id: '1', name: 'web-1' })]),
      serversListed('spheron', []),
      appsListed('sparrow', apps.slice(0, 2)),
      appsListed('spheron', apps.slice(2)),
    ],
    ...options,
    view: { pane: 'logs', isZoomed: true, ...options.view },
    ports: {
      followLogs: (targets, take) => {
        opened.push(targets);
        onEvents = take;
        return new Promise(() => {});
      },
      ...options.ports,
    },
  });
  // The first thing that moves opens the log of the app under the cursor.
  screen.view.setState({ now: screenTime });
  await screen.waitFor(() => opened.length > 0);
  const tell = (events: readonly TimelineEvent[]) => onEvents(events);
  return {
    ...screen,
    opened,
    tell,
    print: (lines, ref = 'sparrow/6') => {
      const entries = lines.map((line) => {
        printed += 1;
        return row(line, ref, screenTime - 600_000 + printed * 1_000);
      });
      tell([{ type: 'entries', entries }]);
    },
  };
}

const numbered = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => `line ${String(from + index).padStart(4, '0')}`);

/** Rows inside the frame of Logs that say something. */
const shown = (screen: TestScreen): readonly string[] =>
  screen.lines().flatMap((line) => {
    const inside = /│(.*?)│\s*$/.exec(line)?.[1]?.trimEnd() ?? '';
    return inside === '' ? [] : [inside];
  });

describe.each(sizes)('at $columns×$rows the log', (size) => {
  test('is followed, stays where it was scrolled to and counts what came in, until it is followed again', async () => {
    const screen = await openLogs(size);
    screen.print(numbered(100));
    await screen.waitFor(/blog 100 lines · following/);
    expect(shown(screen).at(-1)).toMatch(/line 0100$/);
    expect(screen.lines()).toHaveLength(size.rows);
    screen.press(keys.pageUp);
    await screen.waitFor((text) => !text.includes('line 0100'));
    const before = shown(screen);
    screen.print(numbered(250, 101));
    await screen.waitFor(/350 lines · 250 new lines: f follows/);
    expect(shown(screen)).toEqual(before);
    screen.press('f');
    await screen.waitFor(/line 0350/);
    expect(screen.text()).toMatch(/350 lines · following/);
    screen.press('g');
    await screen.waitFor(/line 0001/);
    screen.press('G');
    await screen.waitFor(/350 lines · following/);
  });

  test('is filtered while typing, with neighbours on demand', async () => {
    const screen = await openLogs(size);
    screen.print(numbered(60).map((line, index) => (index % 20 === 7 ? `${line} ERROR cart` : line)));
    screen.press('/');
    await screen.waitFor(/ only \(Tab: mark\) ▏/);
    screen.press('cart !0028');
    await screen.waitFor(/only cart !0028 2 found/);
    expect(shown(screen).map((line) => /line \d+/.exec(line)?.[0])).toEqual(['line 0008', 'line 0048']);
    screen.press('\r}');
    await screen.waitFor(/cart !0028 ±1 2 found/);
    expect(shown(screen)).toHaveLength(6);
    screen.press('}{{');
    await screen.waitFor((text) => /cart !0028 2 found/.test(text));
    screen.press('/');
    screen.press(keys.clear);
    screen.press('level:err');
    await screen.waitFor(/only level:err 3 found/);
    screen.print(['another failure'], 'sparrow/6');
    await screen.waitFor(/only level:err 4 found/);
    screen.press('\r');
    screen.press(keys.escape);
    await screen.waitFor(/line 0060/);
  });

  test('is searched among all its lines, to the next and the previous', async () => {
    const screen = await openLogs(size);
    screen.print(numbered(300).map((line, index) => (index % 100 === 7 ? `${line} cart` : line)));
    screen.press('/');
    await screen.waitFor(/Tab: mark/);
    screen.press('\t');
    await screen.waitFor(/ mark \(Tab: only\) ▏/);
    screen.press('cart\r');
    await screen.waitFor(/marked cart 3 found/);
    await screen.waitFor(/▸\S* ?.*line 0208 cart/);
    screen.press('N');
    await screen.waitFor(/▸.*line 0108 cart/);
    expect(screen.text()).toMatch(/line 0109/);
    screen.press('N');
    await screen.waitFor(/▸.*line 0008 cart/);
    screen.press('N');
    await screen.waitFor(/Nothing more is found above/);
    screen.press('n');
    await screen.waitFor(/▸.*line 0108 cart/);
    screen.press('&');
    await screen.waitFor((text) => /only cart 3 found/.test(text) && !text.includes('line 0109'));
  });

  test('Enter goes to the newest line found of a long log, however soon it is pressed', async () => {
    const screen = await openLogs(size);
    screen.print(numbered(40_000).map((line, index) => (index % 5_000 === 7 ? `${line} cart` : line)));
    screen.press('/');
    await screen.waitFor(/Tab: mark/);
    screen.press('\t');
    await screen.waitFor(/ mark \(Tab: only\) ▏/);
    screen.press('/line .* c[a-z]r(t|d)$/');
    screen.press('\r');
    await screen.waitFor(/▸.*line 35008 cart/);
  });

  test('cuts long lines, shows what is further right, and wraps them', async () => {
    const screen = await openLogs(size);
    const long = `begin ${'0123456789'.repeat(30)} 漢字漢字 the end`;
    screen.print(['short', long, 'last']);
    await screen.waitFor(/begin 0123456789.*…│/);
    expect(screen.text()).not.toContain('the end');
    for (let press = 0; press < 16; press += 1) screen.press(keys.right);
    await screen.waitFor((text) => /漢字 the end/.test(text) && !text.includes('begin'));
    for (let press = 0; press < 20; press += 1) screen.press(keys.left);
    await screen.waitFor(/begin 0123456789/);
    screen.press('w');
    await screen.waitFor((text) => /begin/.test(text) && /the end/.test(text));
    const text = shown(screen)
      .map((line) => line.replace(/^.(?:[\d-]{5} )?\d\d:\d\d:\d\d /, ''))
      .map((line) => line.trim())
      .join('');
    expect(text.replaceAll(' ', '')).toBe(`short${long}last`.replaceAll(' ', ''));
    screen.press(keys.right);
    await screen.waitFor(/Long lines are wrapped: w takes that off/);
  });

  test('shows the end of a line of wide characters', async () => {
    const screen = await openLogs(size);
    screen.print([`${'漢字'.repeat(100)} the end`]);
    await screen.waitFor(/[漢字]…/);
    for (let press = 0; press < 20; press += 1) screen.press(keys.right);
    await screen.waitFor(/漢字 the end/);
  });

  test('tells times as wanted', async () => {
    const screen = await openLogs(size);
    const at = Date.parse('2026-11-01T11:58:30Z');
    screen.tell([{ type: 'entries', entries: [row('hello', 'sparrow/6', at)] }]);
    const local = new Date(at).toTimeString().slice(0, 8);
    await screen.waitFor(new RegExp(`│.*${local} hello`));
    screen.press('t');
    await screen.waitFor(/11:58:30Z hello/);
    screen.press('t');
    await screen.waitFor(/│ {2}90s hello/);
    screen.press('t');
    await screen.waitFor(/│ hello/);
    screen.press('t');
    await screen.waitFor(new RegExp(`${local} hello`));
  });

  test('of marked apps is one timeline with a label each', async () => {
    const screen = await openLogs({ ...size, view: { pane: 'apps', isZoomed: false } });
    screen.press('*l');
    await screen.waitFor(/5 Logs 3 logs/);
    await screen.waitFor(() => screen.opened.length === 2);
    expect(screen.opened[1]?.map(({ resource }) => resource.name)).toEqual(['blog', 'portal', 'shop']);
    screen.print(['from shop'], 'sparrow/5');
    screen.print(['from portal'], 'spheron/7');
    screen.print(['from blog'], 'sparrow/6');
    await screen.waitFor(/from blog/);
    const rows = screen.lines().flatMap((line) => /(\w+) *│ from (\w+)/.exec(line)?.slice(1) ?? []);
    expect(rows).toEqual(['shop', 'shop', 'portal', 'portal', 'blog', 'blog']);
  });

  test('leaves the apps marked, and Esc goes back to the log under the cursor before it clears them', async () => {
    const screen = await openLogs({ ...size, view: { pane: 'apps', isZoomed: false } });
    screen.press('*l');
    await screen.waitFor(/5 Logs 3 logs/);
    screen.press('2');
    await screen.waitFor(/2 Apps 1\/3 3 marked/);
    screen.press('5');
    screen.press(keys.escape);
    await screen.waitFor(/5 Logs blog/);
    expect(screen.view.getState().marks.size).toBe(3);
  });
});

describe('whose log it is', () => {
  test('is that of the app under the cursor, until another was chosen, and again after Esc', async () => {
    const screen = await openLogs({ view: { pane: 'apps', isZoomed: false } });
    await screen.waitFor(/5 Logs blog/);
    screen.press('j');
    await screen.waitFor(/5 Logs portal/);
    screen.press('l');
    await screen.waitFor(/5 Logs portal 0 lines · pinned/);
    screen.press('2j');
    await screen.waitFor(/Apps 3\/3/);
    expect(screen.text()).toMatch(/5 Logs portal/);
    screen.press('5');
    screen.press(keys.escape);
    await screen.waitFor(/5 Logs shop/);
  });

  test('is not more than can be followed', async () => {
    const many = Array.from({ length: 51 }, (_, index) =>
      testServer({ id: `s${index}`, name: `web-${index}` }),
    );
    const screen = await openLogs({ view: { pane: 'servers' } });
    screen.emit(serversListed('sparrow', many));
    screen.press('*l');
    await screen.waitFor(/51 logs at once are too many: 50 can be followed/);
  });

  test('is a server too', async () => {
    const screen = await openLogs({ view: { pane: 'servers' } });
    screen.press('l');
    await screen.waitFor(/5 Logs web-1/);
    expect(screen.opened.at(-1)).toMatchObject([{ kind: 'server', resource: { name: 'web-1' } }]);
    screen.tell([{ type: 'failed', ref: 'sparrow/1', problem: problem('unsupported', 'There are none') }]);
    await screen.waitFor(/There are none/);
  });

  test('is that of a previous deployment', async () => {
    const deployment = (id: string) => ({
      id,
      app: 'sparrow/6',
      status: 'running' as const,
      providerStatus: 'running',
      createdAt: screenTime - 60_000,
      endedAt: null,
      commit: null,
      environment: null,
    });
    const screen = await openLogs({
      ports: { deployments: async () => succeed([deployment('dep_2'), deployment('dep_1')]) },
    });
    screen.press('#');
    await screen.waitFor(/Log of which deployment\? blog/);
    screen.press('j\r');
    await screen.waitFor(/5 Logs blog dep_1/);
    await screen.waitFor(() => screen.opened.length === 2);
    expect(screen.opened[1]).toMatchObject([{ deploymentId: 'dep_1', resource: { name: 'blog' } }]);
    expect(screen.asked).toEqual([]);
  });

  test('is opened anew when the app is deployed again, not while it is still said to be deployed', async () => {
    const screen = await openLogs();
    const listed = (status: 'deploying' | 'running') =>
      appsListed('sparrow', [apps[0] ?? testApp(), testApp({ id: '6', name: 'blog', status })]);
    screen.emit(listed('deploying'));
    screen.print(['built']);
    screen.tell([
      {
        type: 'ended',
        ref: 'sparrow/6',
        status: 'running',
        deploymentId: 'dep_1',
        row: { ...row('deployment dep_1 has ended: running', 'sparrow/6', screenTime), kind: 'event' },
      },
    ]);
    await screen.waitFor(/— deployment dep_1 has ended: running —/);
    screen.view.setState({ now: screenTime + 1_000 });
    screen.emit(listed('running'));
    screen.print(['said later']);
    await screen.waitFor((text) => text.includes('built') && text.includes('said later'));
    expect(screen.opened).toHaveLength(1);
    screen.emit(listed('deploying'));
    await screen.waitFor(() => screen.opened.length === 2);
  });
});

test('the end of a deployment is told in the header, wherever one is', async () => {
  const screen = await openLogs({ view: { pane: 'servers', isZoomed: false, activitySeenAt: 0 } });
  const end = { ref: 'sparrow/6', name: 'blog', deploymentId: 'dep_1', at: screenTime - 1_000 };
  screen.emit({ type: 'deployment-ended', end: { ...end, status: 'failed', isGood: false } });
  await screen.waitFor(/✖ deployment of blog: failed/);
  screen.emit({ type: 'deployment-ended', end: { ...end, status: 'running', isGood: true } });
  await screen.waitFor(/● deployment of blog: running/);
  screen.press('6');
  await screen.waitFor((text) => !text.includes('deployment of blog'));
  await screen.waitFor(/● deployment +blog +dep_1 is running/);
  expect(screen.text()).toMatch(/✖ deployment +blog +dep_1 is failed/);
});

describe('a line', () => {
  test('says its level and phase without a colour too', async () => {
    const screen = await openLogs({ env: { NO_COLOR: '1' } });
    screen.print(['[build] npm ci', 'ERROR no disk', 'WARN slow', 'fine']);
    await screen.waitFor(/fine/);
    expect(shown(screen).map((line) => line[0])).toEqual([' ', '✖', '!', ' ']);
    screen.press('/slow');
    await screen.waitFor(/only slow 1 found/);
    expect(screen.raw()).toMatch(/7mslow/);
  });

  test('of a million characters costs no more than what is seen of it', async () => {
    const screen = await openLogs();
    screen.print([`head ${'x'.repeat(1_000_000)}`, 'after it']);
    await screen.waitFor(/head x+…│/);
    screen.press('w');
    await screen.waitFor(/after it/);
    screen.press('k');
    await screen.waitFor((text) => /head xxx/.test(text));
    screen.press('G');
    await screen.waitFor(/after it/);
  });
});

describe('a time', () => {
  test('is gone to', async () => {
    const screen = await openLogs();
    screen.print(numbered(300));
    screen.press("'");
    await screen.waitFor(/go to time ▏/);
    screen.press(`${new Date(screenTime - 600_000 + 150_000).toISOString()}\r`);
    await screen.waitFor((text) => /line 0150/.test(text) && !text.includes('line 0149'));
    screen.press("'9m\r");
    await screen.waitFor((text) => /line 0060/.test(text) && !text.includes('line 0059'));
    screen.press("'soon\r");
    await screen.waitFor(/"soon" is no time/);
    screen.press("'1s\r");
    await screen.waitFor(/No line is as new as that/);
  });
});

describe('what is shown', () => {
  test('is saved whole, and under another name where that is taken', async () => {
    const saved: string[] = [];
    const screen = await openLogs({
      ports: {
        saveText: async (path, pieces) => {
          if (path === 'taken.log') return fail(problem('usage', 'taken.log is there already'));
          saved.push(path, [...pieces].join(''));
          return succeed(`/home/ops/${path}`);
        },
      },
    });
    const long = 'y'.repeat(500);
    screen.print([`cart ${long}`, 'other', 'cart 2']);
    screen.press('/cart\r');
    await screen.waitFor(/only cart 2 found/);
    screen.press('e');
    await screen.waitFor(/save to fleetop-blog-20261101-120000\.log▏/);
    screen.press(keys.clear);
    screen.press('taken.log\r');
    await screen.waitFor(/save to taken\.log▏ {2}taken\.log is there already/);
    screen.press(keys.clear);
    screen.press('own.log\r');
    await screen.waitFor(/Saved 2 lines to \/home\/ops\/own\.log/);
    expect(saved).toEqual([
      'own.log',
      `2026-11-01T11:50:01.000Z cart ${long}\n2026-11-01T11:50:03.000Z cart 2\n`,
    ]);
  });

  test('is cleared, and goes on', async () => {
    const screen = await openLogs();
    screen.print(numbered(5));
    await screen.waitFor(/line 0005/);
    screen.press('?/clear the log\r');
    await screen.waitFor(/No lines yet/);
    screen.print(['after']);
    await screen.waitFor((text) => /after/.test(text) && !text.includes('line 0005'));
    expect(screen.text()).toMatch(/6 lines · following/);
  });

  test('stands still while polling is paused', async () => {
    const screen = await openLogs();
    screen.print(numbered(100));
    await screen.waitFor(/line 0100/);
    screen.press('p');
    await screen.waitFor(/PAUSED/);
    screen.print(numbered(20, 101));
    await screen.waitFor(/20 new lines/);
    expect(screen.text()).toMatch(/line 0100/);
    screen.press('p');
    await screen.waitFor(/line 0120/);
    // Where the pane is not on the screen, it stands at its end.
    screen.press('1p');
    await screen.waitFor(/PAUSED/);
    screen.print(numbered(3, 121));
    screen.press('5');
    await screen.waitFor(/3 new lines/);
    expect(screen.text()).toMatch(/line 0120/);
  });

  test("has fleetop's own actions on the resource in it", async () => {
    const screen = await openLogs();
    screen.print(['before']);
    const action = {
      id: '1',
      verb: 'deploy',
      provider: 'sparrow',
      ref: 'sparrow/6',
      name: 'blog',
      startedAt: screenTime - 5_000,
      endedAt: null,
      settledMs: null,
      phase: 'following',
      message: 'sent',
    } as const;
    screen.emit({ type: 'action-changed', action });
    await screen.waitFor(/— fleetop: deploy begun —/);
    screen.emit({
      type: 'action-changed',
      action: { ...action, endedAt: screenTime, phase: 'done', message: 'running' },
    });
    await screen.waitFor(/— fleetop: deploy done: running —/);
    expect(screen.text().match(/deploy begun/g)).toHaveLength(1);
    screen.press('d');
    await screen.waitFor(() => screen.asked.includes('describe sparrow'));
  });
});

test('an expression that is not whole yet says so, and what was found before stays', async () => {
  const screen = await openLogs();
  screen.print(numbered(50));
  screen.press('//00[12]');
  await screen.waitFor(/\/ at its end/);
  screen.press('/');
  await screen.waitFor(/only \/00\[12\]\/ 22 found/);
});
