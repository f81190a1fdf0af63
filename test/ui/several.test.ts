import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../src/model/deployment.ts';
import { type Result, succeed } from '../../src/model/result.ts';
import { appsListed, billingRead, serversListed, testBilling, testIdentity } from '../support/fleet.ts';
import { testApp, testServer } from '../support/resources.ts';
import { openScreen, screenTime } from '../support/screen.ts';

const servers = ['web-1', 'web-2', 'web-3'].map((name) =>
  testServer({ id: name, name, status: 'running', actions: ['reboot'] }),
);

const deploymentOf = (app: string): Deployment => ({
  id: 'dep-1',
  status: 'running',
  providerStatus: 'deployed',
  createdAt: screenTime - 60_000,
  endedAt: null,
  commit: null,
  environment: null,
  app,
});

test.each([
  { tabs: 0, asked: 'carry out 3', shown: /after a failure begin no more/ },
  { tabs: 1, asked: 'carry out 3 whatever fails', shown: /after a failure go on with the rest/ },
  { tabs: 2, asked: 'carry out 3', shown: /after a failure begin no more/ },
])('several targets, Tab pressed $tabs times: $asked', async ({ tabs, asked, shown }) => {
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', servers)],
  });
  screen.press('*');
  screen.press('R');
  await screen.waitFor(/Reboot 3 targets\?/);
  for (let press = 0; press < tabs; press += 1) screen.press('\t');
  await screen.waitFor(shown);
  const { overlay } = screen.view.getState();
  if (overlay?.type !== 'question') throw new Error('the question is gone');
  screen.view.setState({
    overlay: { ...overlay, openedAt: screenTime - 10_000, lastKeyAt: screenTime - 10_000 },
  });
  screen.press('3');
  await screen.waitFor(/> 3▏/);
  const typed = screen.view.getState().overlay;
  if (typed?.type !== 'question') throw new Error('the question is gone');
  screen.view.setState({ overlay: { ...typed, lastKeyAt: screenTime - 10_000 } });
  screen.press('\r');
  await screen.waitFor(() => screen.asked.length > 0);
  expect(screen.asked).toEqual([asked]);
});

test('a question shows id, state and age of its target, however long the name is', async () => {
  const name = `${'very-long-name-'.repeat(12)}end`;
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [
      serversListed('sparrow', [testServer({ id: 'id-7', name, status: 'running', actions: ['delete'] })]),
    ],
  });
  screen.press('a');
  await screen.waitFor(/Actions/);
  screen.press('?');
  screen.press('/');
  screen.press('act.delete');
  await screen.waitFor(/▸ +Delete/);
  screen.press('\r');
  await screen.waitFor(/sparrow\/id-7 {2}● running {2}read/);
  const shown = screen.lines().join('').replaceAll(/[│ ]/g, '');
  expect(shown).toContain(name);
  expect(screen.text()).toMatch(/Type the name as it stands above and press Enter/);
});

test('at 60×15 a question has what is typed on the screen, and the targets as far as there is room', async () => {
  const many = Array.from({ length: 9 }, (_, index) =>
    testServer({ id: `id-${index}`, name: `web-${index}`, actions: ['stop', 'shutdown'] }),
  );
  const screen = await openScreen({
    columns: 60,
    rows: 15,
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', many)],
  });
  screen.press('X');
  await screen.waitFor(/Type the name web-0/);
  expect(screen.text()).toMatch(/sparrow\/id-0.*loses what is not on its disk.*> ▏.*Esc cancels/s);
  screen.press('\u001b');
  await screen.waitFor(/1 Servers/);
  screen.press('*');
  screen.press('X');
  await screen.waitFor(/Type the number of targets 9/);
  expect(screen.text()).toMatch(
    /sparrow\/id-0.*and 8 more.*… more than this screen shows.*> ▏.*Esc cancels/s,
  );
});

test('in a terminal too small to show anything no key does anything, until it is seen again', async () => {
  const screen = await openScreen({
    columns: 59,
    rows: 14,
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', servers)],
  });
  await screen.waitFor(/wants 60×15/);
  screen.press('R');
  screen.resize(80, 24);
  await screen.waitFor(/1 Servers/);
  expect(screen.view.getState().overlay).toBeNull();
  screen.press('R');
  await screen.waitFor(/Reboot web-1\?/);
  const { overlay } = screen.view.getState();
  if (overlay?.type !== 'question') throw new Error('the question is gone');
  screen.view.setState({
    overlay: { ...overlay, openedAt: screenTime - 10_000, lastKeyAt: screenTime - 10_000 },
  });
  screen.resize(59, 14);
  await screen.waitFor(/wants 60×15/);
  screen.press('y');
  screen.resize(80, 24);
  await screen.waitFor(/Reboot web-1\?/);
  expect(screen.asked).toEqual([]);
  screen.press('y');
  await screen.waitFor(() => screen.asked.length > 0);
});

test('a name that no keyboard has is answered by the id', async () => {
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [
      serversListed('sparrow', [
        testServer({ id: 'id-7', name: 'we␇b', actions: ['delete', 'stop', 'shutdown'] }),
      ]),
    ],
  });
  await screen.waitFor(/we␇b/);
  screen.press('X');
  await screen.waitFor(/Type the id id-7 and press Enter/);
  const { overlay } = screen.view.getState();
  expect(overlay).toMatchObject({ question: { tier: 2, answer: 'id-7', isById: true } });
});

test.each([
  { endedAt: null, isTold: true },
  { endedAt: screenTime - 1_000, isTold: false },
])('a question tells of what is under way at its target, ended $endedAt', async ({ endedAt, isTold }) => {
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [
      serversListed('sparrow', servers),
      {
        type: 'action-changed',
        action: {
          id: '1',
          provider: 'sparrow',
          ref: 'sparrow/web-1',
          name: 'web-1',
          verb: 'reboot',
          startedAt: screenTime - 5_000,
          endedAt,
          settledMs: null,
          phase: endedAt === null ? 'sending' : 'done',
          message: 'sent, waiting for the answer',
        },
      },
    ],
  });
  screen.press('R');
  await screen.waitFor(/Reboot web-1\?/);
  expect(/reboot of web-1 is under way already: sent/.test(screen.text())).toBe(isTold);
});

test('the list to roll back from begins at the good one before what is live in production', async () => {
  const app = testApp({ id: '9', name: 'shop', actions: ['deploy', 'rollback'] });
  const deployment = (id: string, environment: string) => ({
    id,
    status: 'running' as const,
    providerStatus: 'Deployed',
    createdAt: screenTime - 60_000,
    endedAt: null,
    commit: null,
    environment,
    app: app.ref,
  });
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [appsListed('sparrow', [app])],
    view: { pane: 'apps' },
    ports: {
      deployments: async () =>
        succeed([
          deployment('d4', 'Preview'),
          deployment('d3', 'Production'),
          deployment('d2', 'Production'),
        ]),
    },
  });
  screen.press('B');
  await screen.waitFor(/▸ d2 .*Production/);
  expect(screen.text()).toMatch(/ {2}d4 .*Preview/);
});

test('the list to roll back from shows where it begins, however long it is', async () => {
  const app = testApp({ id: '9', name: 'shop', actions: ['deploy', 'rollback'] });
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [appsListed('sparrow', [app])],
    view: { pane: 'apps' },
    ports: {
      deployments: async () =>
        succeed(
          Array.from({ length: 90 }, (_, at) => ({
            id: `d${90 - at}`,
            status: at === 0 || at >= 60 ? ('running' as const) : ('failed' as const),
            providerStatus: '',
            createdAt: screenTime - (at + 1) * 60_000,
            endedAt: null,
            commit: null,
            environment: null,
            app: app.ref,
          })),
        ),
    },
  });
  screen.press('B');
  await screen.waitFor(/▸ d30 .*running/);
});

test('the list to roll back from begins on none where no earlier good one is known', async () => {
  const app = testApp({ id: '9', name: 'shop', actions: ['deploy', 'rollback'] });
  const deployment = (id: string, status: 'running' | 'failed') => ({
    id,
    status,
    providerStatus: status,
    createdAt: screenTime - 60_000,
    endedAt: null,
    commit: null,
    environment: null,
    app: app.ref,
  });
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [appsListed('sparrow', [app])],
    view: { pane: 'apps' },
    ports: { deployments: async () => succeed([deployment('d2', 'running'), deployment('d1', 'failed')]) },
  });
  screen.press('B');
  expect(await screen.waitFor(/ d2 .*running/)).not.toContain('▸');
  screen.press('\r');
  await screen.waitFor(/No earlier good deployment is known: choose one/);
  screen.press('j');
  await screen.waitFor(/▸ d2/);
  screen.press('\r');
  await screen.waitFor(/Roll(ed)? ?back shop/i);
});

test("a list of deployments is none of another account's that has taken its provider's name", async () => {
  const app = testApp({ id: '9', name: 'shop', actions: ['deploy', 'rollback'] });
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [appsListed('sparrow', [app])],
    view: { pane: 'apps' },
    ports: { deployments: async () => succeed([deploymentOf(app.ref)]) },
  });
  screen.press('B');
  await screen.waitFor(/dep-1/);
  screen.emit({
    type: 'providers-connected',
    providers: [testIdentity('sparrow', { account: 'another account' })],
  });
  screen.emit(appsListed('sparrow', [app]));
  screen.press('\r');
  await screen.waitFor(/The configuration of sparrow has changed: open the list again/);
  expect(screen.view.getState().overlay).toBeNull();
});

test('a list of deployments that was closed is asked for no more, and fills none that is opened later', async () => {
  const app = testApp({ id: '9', name: 'shop', actions: ['deploy', 'rollback'] });
  const asked: AbortSignal[] = [];
  const replies = [1, 2].map(() => Promise.withResolvers<Result<readonly Deployment[]>>());
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [appsListed('sparrow', [app])],
    view: { pane: 'apps' },
    ports: {
      deployments: (_, signal) => {
        asked.push(signal);
        return replies[asked.length - 1]?.promise ?? Promise.resolve(succeed([]));
      },
    },
  });
  screen.press('B');
  await screen.waitFor(/Roll.*shop/);
  screen.press('\u001b');
  await screen.waitFor(/2 Apps/);
  screen.press('B');
  await screen.waitFor(() => asked.length === 2);
  expect(asked.map(({ aborted }) => aborted)).toEqual([true, false]);
  replies.forEach(({ resolve }, at) => {
    resolve(succeed([{ ...deploymentOf(app.ref), id: `dep-${at + 1}` }]));
  });
  expect(await screen.waitFor(/dep-/)).toMatch(/dep-2/);
});

test('a verb for what was marked is never for the row under the cursor, once the marked one is gone', async () => {
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', servers)],
  });
  await screen.waitFor(/web-3/);
  screen.press(' ');
  await screen.waitFor(/1 marked/);
  screen.emit(serversListed('sparrow', servers.slice(1)));
  await screen.waitFor((text) => !text.includes('web-1'));
  screen.press('R');
  await screen.waitFor(/What was marked is gone from the lists: Esc clears the marks/);
  expect(screen.text()).not.toContain('Reboot web');
  screen.press('\u001b');
  await screen.waitFor((text) => !text.includes('What was marked'));
  screen.press('R');
  await screen.waitFor(/Reboot web-2\?/);
});

describe("of another account that takes its provider's name", () => {
  const open = () =>
    openScreen({
      providers: [testIdentity('sparrow')],
      events: [serversListed('sparrow', servers)],
      view: { pane: 'servers' },
    });
  const replace = (screen: Awaited<ReturnType<typeof open>>) => {
    screen.emit({
      type: 'providers-connected',
      providers: [testIdentity('sparrow', { account: 'another account' })],
    });
    screen.emit(
      serversListed(
        'sparrow',
        servers.map((server) => ({ ...server, name: `other-${server.id}` })),
      ),
    );
  };

  test('nothing is marked', async () => {
    const screen = await open();
    screen.press('  ');
    await screen.waitFor(/2 marked/);
    replace(screen);
    await screen.waitFor((text) => /other-web-1/.test(text) && !/marked/.test(text));
    expect(screen.view.getState().marks).toEqual(new Set());
  });

  test.each([
    { what: 'menu', keys: ['a'], page: /─ a Actions/ },
    { what: 'page of details', keys: ['d'], page: /─ d web-1/ },
    { what: 'text that lies over details', keys: ['yn', 'd', 'yv'], page: /Copied: name/ },
    { what: 'account', keys: ['4', 'd'], page: /account/i },
  ])('no $what stays open', async ({ keys, page }) => {
    const screen = await open();
    await screen.waitFor(/web-3/);
    screen.emit(billingRead(testBilling()));
    for (const key of keys) screen.press(key);
    await screen.waitFor(page);
    expect(screen.view.getState().overlay).not.toBeNull();
    replace(screen);
    await screen.waitFor(() => screen.view.getState().overlay === null);
  });
});
