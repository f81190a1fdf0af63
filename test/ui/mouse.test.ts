import { describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { plainArrangements } from '../../src/store/arrangement.ts';
import { modeOf } from '../support/escapes.ts';
import { appsListed, billingRead, serversListed, testBilling, testIdentity } from '../support/fleet.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';
import { openScreen, type ScreenOptions, screenTime, type TestScreen } from '../support/screen.ts';

const servers = Array.from({ length: 40 }, (_, at) =>
  testServer({ id: `s${at}`, ref: `sparrow/s${at}`, name: `web-${at + 1}`, actions: ['reboot'] }),
);
const apps = Array.from({ length: 5 }, (_, at) =>
  testApp({ id: `a${at}`, ref: `sparrow/a${at}`, name: `app-${at + 1}` }),
);

const openFleet = async (options: Partial<ScreenOptions> = {}): Promise<TestScreen> => {
  const screen = await openScreen({
    columns: 120,
    rows: 40,
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', servers), appsListed('sparrow', apps)],
    ...options,
    view: { isMouseOn: true, ...options.view },
  });
  await screen.waitFor(/web-1 /);
  return screen;
};

/** Where a text stands on the screen, in the cells that a terminal counts from 1. */
function placeOf(screen: TestScreen, text: string): { readonly x: number; readonly y: number } {
  const y = screen.lines().findIndex((line) => line.includes(text));
  return { x: (screen.lines()[y]?.indexOf(text) ?? 0) + 1, y: y + 1 };
}

const report = (button: number, { x, y }: { readonly x: number; readonly y: number }) =>
  `\u001b[<${button};${x};${y}M`;
const click = (screen: TestScreen, text: string) => screen.press(report(0, placeOf(screen, text)));
const wheelDown = 65;
const wheelUp = 64;

test('a click puts the cursor on the row and the focus on its pane', async () => {
  const screen = await openFleet();
  click(screen, 'web-7 ');
  await screen.waitFor(/▸\S+ \S+ +web-7 /);
  click(screen, 'app-3 ');
  await screen.waitFor(/▸\S+ \S+ +app-3 /);
  expect(screen.view.getState().pane).toBe('apps');
});

test('a click on a row of a scrolled list is that row', async () => {
  const screen = await openFleet();
  screen.press('G');
  await screen.waitFor(/▸\S+ \S+ +web-40 /);
  click(screen, 'web-35 ');
  await screen.waitFor(/▸\S+ \S+ +web-35 /);
});

test('the wheel moves what is under it and leaves the focus', async () => {
  const screen = await openFleet();
  screen.press(report(wheelDown, placeOf(screen, 'app-1 ')));
  await screen.waitFor(() => screen.view.getState().cursors.apps.index === 3);
  expect(screen.view.getState().pane).toBe('servers');
  screen.press(report(wheelUp, placeOf(screen, 'app-1 ')));
  await screen.waitFor(() => screen.view.getState().cursors.apps.index === 0);
});

test('in a page of choices a click chooses and the wheel moves', async () => {
  const screen = await openFleet();
  screen.press('?');
  await screen.waitFor(/Refresh the pane/);
  click(screen, 'Refresh the pane');
  await screen.waitFor(/▸ r +Refresh the pane/);
  screen.press(report(wheelDown, { x: 20, y: 20 }));
  await screen.waitFor(/▸ W +Lock all/);
  screen.press('\r');
  await screen.waitFor(/LOCKED/);
});

test('reports are no keys, however they are cut', async () => {
  const screen = await openFleet();
  const { x, y } = placeOf(screen, 'web-5 ');
  for (const part of ['\u001b', '[<', `0;${x}`, `;${y}`, 'M', '\u001b[<0;1;1', 'm']) screen.press(part);
  await screen.waitFor(/▸\S+ \S+ +web-5 /);
  expect(screen.view.getState().notice).toBeNull();
  expect(screen.asked).toEqual([]);
});

test('an Esc alone is a key all the same', async () => {
  const screen = await openFleet();
  screen.press('?');
  await screen.waitFor(/Refresh the pane/);
  screen.press('\u001b');
  await screen.waitFor((text) => !/Refresh the pane/.test(text));
});

test('a question takes no clicks', async () => {
  const screen = await openFleet();
  screen.press('R');
  await screen.waitFor(/Confirm/);
  screen.press(report(0, { x: 5, y: 10 }));
  screen.press('\u001b');
  await screen.waitFor((text) => !/Confirm/.test(text));
  expect(screen.asked).toEqual([]);
});

test('the terminal reports a mouse only while it is wanted', async () => {
  const screen = await openFleet({ view: { isMouseOn: false } });
  expect(modeOf(screen.raw(), 1000)).not.toBe('h');
  click(screen, 'web-7 ');
  screen.press('j');
  await screen.waitFor(/▸\S+ \S+ +web-2 /);
  screen.view.setState({ isMouseOn: true });
  expect([modeOf(screen.raw(), 1000), modeOf(screen.raw(), 1006)]).toEqual(['h', 'h']);
  await screen.close();
  expect([modeOf(screen.raw(), 1000), modeOf(screen.raw(), 1006)]).toEqual(['l', 'l']);
});

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

/** Fifteen servers with load, five accounts, and twelve things that were done. */
const everything: readonly FleetEvent[] = [
  serversListed('sparrow', servers),
  ...Array.from(
    { length: 15 },
    (_, at): FleetEvent => ({
      type: 'metrics-read',
      ref: `sparrow/s${at}`,
      metrics: testMetrics({ cpuPercent: 80 - at, memoryPercent: 10 + at, observedAt: screenTime }),
    }),
  ),
  ...['a', 'b', 'c', 'd', 'e'].map((name, at) =>
    billingRead(
      testBilling({ provider: `acct-${name}`, balance: { amount: `${9 - at}.00`, currency: 'USD' } }),
    ),
  ),
  ...Array.from(
    { length: 12 },
    (_, at): FleetEvent => ({
      type: 'action-changed',
      action: {
        id: `act-${at}`,
        provider: 'sparrow',
        ref: `sparrow/s${at}`,
        name: `web-${at + 1}`,
        verb: 'reboot',
        startedAt: screenTime - at * 60_000,
        endedAt: screenTime - at * 60_000 + 1_000,
        settledMs: null,
        phase: 'done',
        message: `done-${at}`,
      },
    }),
  ),
];

const providersOfAll = ['sparrow', 'acct-a', 'acct-b', 'acct-c', 'acct-d', 'acct-e'].map((name) =>
  testIdentity(name),
);

const openAll = (
  size: { readonly columns: number; readonly rows: number },
  view: ScreenOptions['view'] = {},
) =>
  openScreen({
    ...size,
    providers: providersOfAll,
    events: everything,
    view: { isMouseOn: true, isZoomed: true, ...view },
  });

describe.each(sizes)('in every list at $columns×$rows', (size) => {
  test('of Live a click takes the row, and a title sorts', async () => {
    const screen = await openAll(size, { pane: 'live' });
    await screen.waitFor(/▸web-1 /);
    click(screen, 'web-4 ');
    await screen.waitFor(/▸web-4 /);
    expect(screen.view.getState().cursors.live.key).toBe('sparrow/s3');
    click(screen, 'MEM  ');
    await screen.waitFor(/MEM▼/);
    click(screen, 'MEM▼');
    await screen.waitFor(/MEM▲/);
  });

  test('of Live without charts above the list, too', async () => {
    const lacking = testIdentity('sparrow', { lacks: { metrics: 'SparrowHost has no metrics in its API' } });
    const screen = await openScreen({
      ...size,
      providers: [lacking],
      events: everything,
      // On one of those without load; what Live lists stands nowhere else above it.
      view: {
        isMouseOn: true,
        arrangements: {
          ...plainArrangements,
          servers: { ...plainArrangements.servers, filter: 'name:/web-2./' },
        },
      },
    });
    await screen.waitFor(/has no metrics in its API/);
    click(screen, 'web-2 ');
    await screen.waitFor(() => screen.view.getState().cursors.live.key === 'sparrow/s1');
  });

  test('of Billing a click takes the account, and a title sorts', async () => {
    const screen = await openAll(size, { pane: 'billing' });
    await screen.waitFor(/acct-a/);
    click(screen, '$6.00');
    await screen.waitFor(/▸acct-d/);
    screen.press('=');
    screen.press('>');
    screen.press('\u001b');
    await screen.waitFor(/BALANCE +PROVIDER/);
    click(screen, 'BALANCE');
    await screen.waitFor(/BALANCE▼.*\n.* \$9\.00 /);
  });

  test('of Activity a click takes what happened, and a title sorts', async () => {
    const screen = await openAll(size, { pane: 'activity' });
    await screen.waitFor(/▸\S+ +● reboot +web-1 /);
    click(screen, 'web-5 ');
    await screen.waitFor(/▸\S+ +● reboot +web-5 /);
    click(screen, 'TIME▼');
    await screen.waitFor(/TIME▲.*\n.*web-12/);
  });

  test('the wheel scrolls Live, Billing and Activity', async () => {
    for (const pane of ['live', 'billing', 'activity'] as const) {
      const screen = await openAll(size, { pane });
      await screen.waitFor(/▸/);
      screen.press(report(wheelDown, { x: 5, y: size.rows - 4 }));
      await screen.waitFor(() => screen.view.getState().cursors[pane].index === 3);
    }
  });

  test('a title of the cost columns sorts by it', async () => {
    const screen = await openAll(size, { pane: 'servers', showsCosts: true });
    await screen.waitFor(/MONTH/);
    click(screen, 'MONTH');
    await screen.waitFor(/MONTH▼/);
  });
});

test('a click beside a page closes it, a question stays', async () => {
  const screen = await openFleet();
  screen.press('?');
  await screen.waitFor(/Refresh the pane/);
  screen.press(report(0, { x: 3, y: 1 }));
  await screen.waitFor((text) => !/Refresh the pane/.test(text));
  screen.press('R');
  await screen.waitFor(/Confirm/);
  screen.press(report(0, { x: 3, y: 1 }));
  screen.press('\u0007');
  await screen.waitFor(/Confirm/);
  expect(screen.view.getState().overlay?.type).toBe('question');
});

test('a click in the palette chooses', async () => {
  const screen = await openFleet();
  screen.press(':');
  await screen.waitFor(/─ : Palette/);
  click(screen, 'Refresh everything');
  await screen.waitFor(/▸ Refresh everything/);
});
