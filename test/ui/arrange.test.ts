import { describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { plainArrangements } from '../../src/store/arrangement.ts';
import type { ViewState } from '../../src/store/view-state.ts';
import { appsListed, billingRead, serversListed, testBilling, testIdentity } from '../support/fleet.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';
import { openScreen, type TestScreen } from '../support/screen.ts';

const providers = [testIdentity('sparrow'), testIdentity('cyber')];

const servers = ['web-1', 'web-2', 'web-10', 'db-1', 'mail'].map((name, index) =>
  testServer({
    id: String(index),
    name,
    region: index % 2 === 0 ? 'pune' : 'delhi',
    actions: ['start', 'stop', 'reboot', 'delete'],
  }),
);

const fleet: readonly FleetEvent[] = [
  serversListed('sparrow', servers),
  serversListed('cyber', [
    testServer({ provider: 'cyber', id: '7', name: 'web-cyber', actions: ['reboot'] }),
  ]),
  appsListed('sparrow', [
    testApp({ id: '50', name: 'shop', branch: 'main' }),
    testApp({ id: '51', name: 'blog', status: 'failed', branch: 'dev' }),
  ]),
  { type: 'metrics-read', ref: 'sparrow/3', metrics: testMetrics({ cpuPercent: 95, observedAt: 1 }) },
  { type: 'metrics-read', ref: 'sparrow/0', metrics: testMetrics({ cpuPercent: 12, observedAt: 1 }) },
];

const open = (view: Partial<ViewState> = {}, size = { columns: 120, rows: 40 }): Promise<TestScreen> =>
  openScreen({ ...size, providers, events: fleet, view: { isZoomed: true, ...view } });

const keys = {
  escape: '\u001b',
  enter: '\r',
  down: '\u001b[B',
  left: '\u001b[D',
  right: '\u001b[C',
} as const;

/** The names in the list, from the top. */
const namesOf = (screen: TestScreen): readonly string[] =>
  screen.lines().flatMap((line) => /^│[▸✓! ][●○✖] \S+ +(\S+)/.exec(line)?.[1] ?? []);

const all = ['db-1', 'mail', 'web-1', 'web-2', 'web-10', 'web-cyber'];

const shows = (screen: TestScreen, ...names: readonly string[]) =>
  screen.waitFor(() => namesOf(screen).join() === names.join());

describe.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
])('at $columns×$rows', (size) => {
  test('Servers are filtered, sorted, in scope and in the chosen columns', async () => {
    const screen = await open(
      {
        scope: 'sparrow',
        arrangements: {
          ...plainArrangements,
          servers: {
            filter: 'web',
            sort: [{ column: 'name', isDescending: true }],
            columns: [
              { id: 'status', width: null },
              { id: 'name', width: 12 },
              { id: 'region', width: null },
            ],
          },
        },
      },
      size,
    );
    await shows(screen, 'web-10', 'web-2', 'web-1');
    expect(screen.text()).toMatch(/1 Servers 1\/3 of 5 \/web 1 in trouble/);
    expect(screen.text()).toMatch(/│ STATUS +NAME▼ +REGION +│/);
    expect(screen.text()).toMatch(/^ fleetop @sparrow /);
  });

  test('Apps are, too', async () => {
    const screen = await open(
      {
        pane: 'apps',
        arrangements: {
          ...plainArrangements,
          apps: {
            filter: '!zzz',
            sort: [{ column: 'branch', isDescending: false }],
            columns: [
              { id: 'status', width: null },
              { id: 'name', width: null },
              { id: 'branch', width: 10 },
            ],
          },
        },
      },
      size,
    );
    await shows(screen, 'blog', 'shop');
    expect(screen.text()).toMatch(/2 Apps 1\/2 of 2 \/!zzz 1 in trouble/);
    expect(screen.text()).toMatch(/│ STATUS +NAME +BRANCH▲ +│/);
  });
});

describe('the filter', () => {
  test('works while it is typed, keeps the last that made sense, and says what is wrong', async () => {
    const screen = await open();
    await shows(screen, ...all);
    screen.press('/');
    await screen.waitFor(/ \/ ▏/);
    screen.press('web');
    await shows(screen, 'web-1', 'web-2', 'web-10', 'web-cyber');
    screen.press(' cpu>');
    await screen.waitFor(/ \/ web cpu>▏ {2}cpu> wants a number/);
    expect(namesOf(screen)).toHaveLength(4);
    screen.press('5');
    await shows(screen, 'web-1');
    screen.press(keys.enter);
    await screen.waitFor(/1 Servers 1\/1 of 6 \/web cpu>5 /);
    expect(screen.view.getState().prompt).toBeNull();
  });

  test('Esc while typing takes back to what it was, with the cursor on its row', async () => {
    const screen = await open();
    await shows(screen, ...all);
    screen.press('jj');
    await screen.waitFor(/▸● running +web-1 /);
    screen.press('/');
    screen.press('mail');
    await shows(screen, 'mail');
    screen.press(keys.escape);
    await shows(screen, ...all);
    await screen.waitFor(/▸● running +web-1 /);
  });

  test('Esc in the list clears it first, then the marks, then the zoom', async () => {
    const screen = await open();
    await shows(screen, ...all);
    screen.press('/');
    screen.press('web');
    screen.press(keys.enter);
    screen.press(' ');
    await screen.waitFor(/\/web 1 marked/);
    screen.press(keys.escape);
    await shows(screen, ...all);
    expect(screen.text()).toMatch(/1 marked/);
    screen.press(keys.escape);
    await screen.waitFor((text) => !text.includes('marked'));
    expect(screen.view.getState().isZoomed).toBe(true);
    screen.press(keys.escape);
    await screen.waitFor(/3 Live/);
  });

  test('is each pane’s own, and opens with what it is', async () => {
    const screen = await open();
    await shows(screen, ...all);
    screen.press('/');
    screen.press('mail');
    screen.press(keys.enter);
    await shows(screen, 'mail');
    screen.press('2');
    await shows(screen, 'blog', 'shop');
    screen.press('1');
    screen.press('/');
    await screen.waitFor(/ \/ mail▏/);
  });

  test('that nothing meets says how to see all', async () => {
    const screen = await open();
    screen.press('/');
    screen.press('zzzz');
    await screen.waitFor(/None of 6 meets the filter: Esc shows all/);
    expect(screen.text()).toMatch(/1 Servers 0 of 6 \/zzzz/);
  });
});

describe('the sort', () => {
  test('moves along the columns, inverts, and keeps the cursor on its resource', async () => {
    const screen = await open();
    await shows(screen, ...all);
    screen.press('j');
    await screen.waitFor(/▸● running +mail /);
    screen.press('>');
    await screen.waitFor(/PROVIDER▲/);
    await shows(screen, 'web-cyber', 'db-1', 'mail', 'web-1', 'web-2', 'web-10');
    screen.press('i');
    await screen.waitFor(/PROVIDER▼/);
    await shows(screen, 'db-1', 'mail', 'web-1', 'web-2', 'web-10', 'web-cyber');
    screen.press('<<');
    await screen.waitFor(/STATUS▲/);
    expect(screen.text()).toMatch(/▸● running +mail /);
    expect(screen.view.getState().arrangements.servers.sort.map(({ column }) => column)).toEqual([
      'status',
      'name',
      'provider',
    ]);
  });

  test('by a figure begins with the highest and follows the readings; marks and cursor go along', async () => {
    const screen = await open();
    await shows(screen, ...all);
    screen.press(' ');
    screen.press(':');
    screen.press('sort cpu');
    screen.press(keys.enter);
    await shows(screen, 'db-1', 'web-1', 'mail', 'web-2', 'web-10', 'web-cyber');
    expect(screen.text()).toMatch(/✓● running +db-1 /);
    screen.emit({
      type: 'metrics-read',
      ref: 'sparrow/4',
      metrics: testMetrics({ cpuPercent: 99, observedAt: 2 }),
    });
    await shows(screen, 'mail', 'db-1', 'web-1', 'web-2', 'web-10', 'web-cyber');
    expect(screen.text()).toMatch(/✓● running +db-1 /);
    expect(screen.text()).toMatch(/▸● running +mail /);
  });
});

test('a cursor whose row is gone stands on the next one, and goes wherever that goes', async () => {
  const screen = await open();
  await shows(screen, ...all);
  screen.emit(billingRead(testBilling()));
  screen.emit(billingRead(testBilling({ provider: 'cyber' })));
  screen.emit(appsListed('cyber', []));
  screen.press('j');
  await screen.waitFor(/▸● running +mail /);
  const others = servers.filter(({ name }) => name !== 'mail');
  screen.emit(serversListed('sparrow', others));
  await screen.waitFor(/▸● running +web-1 /);
  screen.emit(serversListed('sparrow', [...others, testServer({ id: '8', name: 'app-1' })]));
  await shows(screen, 'app-1', 'db-1', 'web-1', 'web-2', 'web-10', 'web-cyber');
  expect(screen.text()).toMatch(/▸● running +web-1 /);
});

describe('marks', () => {
  test('that the filter hides are counted in the title and named in the question', async () => {
    const screen = await open();
    await shows(screen, ...all);
    screen.press('*');
    screen.press('/');
    screen.press('region:pune');
    screen.press(keys.enter);
    await screen.waitFor(/6 marked, 3 hidden/);
    screen.press('R');
    await screen.waitFor(/Reboot 6 targets/);
    expect(screen.text()).toMatch(
      /3 of these 6 are marked but not shown in the list as it is now: db-1, web-2, web-cyber/,
    );
  });

  test('of a refreshed list stay on their resources', async () => {
    const screen = await open();
    await shows(screen, ...all);
    screen.press(' ');
    await screen.waitFor(/✓● running +db-1 /);
    screen.emit(serversListed('sparrow', [testServer({ id: '99', name: 'aaa' }), ...servers]));
    await screen.waitFor(/aaa/);
    expect(screen.text()).toMatch(/✓● running +db-1 /);
    expect(screen.text()).toMatch(/▸● running +mail /);
  });
});

describe('the scope', () => {
  test('@ is the row’s provider, 0 all; again it offers the providers', async () => {
    const screen = await open();
    await shows(screen, ...all);
    screen.press('G');
    screen.press('@');
    await shows(screen, 'web-cyber');
    await screen.waitFor(/fleetop @cyber/);
    screen.press('@');
    await screen.waitFor(/ : scope ▏/);
    screen.press('sparrow');
    screen.press(keys.enter);
    await shows(screen, 'db-1', 'mail', 'web-1', 'web-2', 'web-10');
    screen.press('0');
    await shows(screen, ...all);
    screen.press('0');
    await screen.waitFor(/All providers are shown/);
  });
});

describe('the columns page', () => {
  test('hides, orders and sizes, and takes all of it back', async () => {
    const screen = await open();
    await shows(screen, ...all);
    screen.press('=');
    await screen.waitFor(/▸ \[x\] status +up to 14 cells/);
    screen.press(' ');
    await screen.waitFor(/▸ \[ \] status/);
    screen.press(' ');
    await screen.waitFor(/▸ \[x\] status/);
    screen.press(' ');
    await screen.waitFor(/▸ \[ \] status/);
    screen.press('j');
    await screen.waitFor(/▸ \[x\] name/);
    screen.press(keys.right);
    await screen.waitFor(/▸ \[x\] name +35 cells/);
    screen.press('>');
    await screen.waitFor(/\[x\] provider.*\n.*▸ \[x\] name/);
    screen.press(keys.enter);
    await screen.waitFor(/│ PROVIDER +NAME▲ +REGION/);
    screen.press('=');
    screen.press('\u007f');
    screen.press(keys.escape);
    await screen.waitFor(/│ STATUS +NAME▲ +PROVIDER/);
  });

  test('leaves the last column', async () => {
    const screen = await open();
    screen.press('=');
    await screen.waitFor(/Columns of Servers/);
    for (let column = 0; column < 11; column += 1) {
      screen.press(' ');
      screen.press('j');
    }
    await screen.waitFor((text) => (text.match(/\[x\]/g) ?? []).length === 1);
    screen.press(' ');
    await screen.waitFor(/The last column stays/);
    expect(screen.view.getState().arrangements.servers.columns).toHaveLength(1);
  });
});

describe('the layout', () => {
  test('goes round by key', async () => {
    const screen = await open({ isZoomed: false });
    await screen.waitFor(/2 Apps/);
    screen.press('_');
    await screen.waitFor(/Layout wide/);
    expect(screen.text()).toMatch(/1 Servers.*3 Live/);
    screen.press('_');
    await screen.waitFor(/Layout tall/);
    expect(screen.text()).not.toMatch(/1 Servers.*3 Live/);
    expect(screen.text()).toMatch(/4 Billing/);
    screen.press('_');
    await screen.waitFor((text) => /Layout one/.test(text) && !/2 Apps/.test(text));
    screen.press('_');
    await screen.waitFor(/Layout auto/);
  });

  test('- goes back to where one was, and back again', async () => {
    const screen = await open({ isZoomed: false });
    screen.press('-');
    await screen.waitFor(/There is no previous view yet/);
    screen.press('2');
    screen.press('-');
    await screen.waitFor(() => screen.view.getState().pane === 'servers');
    screen.press('-');
    await screen.waitFor(() => screen.view.getState().pane === 'apps');
  });
});
