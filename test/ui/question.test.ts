import { expect, test } from 'vitest';
import { forms as serverPilotForms } from '../../src/providers/serverpilot/forms.ts';
import { appsListed, serversListed, testIdentity } from '../support/fleet.ts';
import { testApp, testServer } from '../support/resources.ts';
import { openScreen, type ScreenOptions, screenTime } from '../support/screen.ts';

async function ask(key: string, title: RegExp, ports: ScreenOptions['ports'] = {}, name = 'web-1') {
  const screen = await openScreen({
    columns: 60,
    ports,
    rows: 24,
    providers: [testIdentity('sparrow')],
    events: [
      serversListed('sparrow', [testServer({ id: '1', name, actions: ['stop', 'shutdown', 'reboot'] })]),
    ],
  });
  await screen.waitFor((text) => text.includes(name));
  screen.press(key);
  await screen.waitFor(title);
  /** The clock stands: what was so long ago, in ms, is moved instead. */
  const letPass = (sinceOpenedMs: number, sinceKeyMs: number) => {
    const { overlay } = screen.view.getState();
    if (overlay?.type !== 'question') throw new Error('the question is gone');
    screen.view.setState({
      overlay: { ...overlay, openedAt: screenTime - sinceOpenedMs, lastKeyAt: screenTime - sinceKeyMs },
    });
  };
  return { screen, letPass };
}

test('who answers faster than the question can be read is told so, and then that a key was held down', async () => {
  const { screen, letPass } = await ask('R', /Reboot web-1\?/);
  letPass(200, 200);
  screen.press('y');
  await screen.waitFor(/ Too soon to be an answer: wait a second, then press it *$/m);
  letPass(700, 500);
  screen.press('y');
  await screen.waitFor(/ Let go of the key, wait a second, then press it once *$/m);
  expect(screen.asked).not.toContain('carry out 1');
  letPass(1_800, 1_000);
  screen.press('y');
  await screen.waitFor(() => screen.asked.includes('carry out 1'));
});

test('who is asked while the configuration begins to protect the target is asked again, harder', async () => {
  let isProtected = false;
  const { screen, letPass } = await ask('R', /Reboot web-1\?/, { isProtected: () => isProtected });
  isProtected = true;
  letPass(1_800, 1_000);
  screen.press('y');
  await screen.waitFor(/Protected by the changed configuration/);
  expect(screen.text()).toMatch(/ > ▏/);
  expect(screen.asked).not.toContain('carry out 1');
});

test('an accented letter may be two characters in the name, and is one from the keyboard', async () => {
  const { screen, letPass } = await ask('X', /power cut.*\?/i, {}, 'cafe\u0301');
  letPass(1_000, 800);
  screen.press('caf\u00e9');
  await screen.waitFor(/ > caf\u00e9▏/);
  letPass(2_000, 1_000);
  screen.press('\r');
  await screen.waitFor(() => screen.asked.includes('carry out 1'));
});

test('a letter of the name that came too soon is not typed, which is told until the next', async () => {
  const { screen, letPass } = await ask('X', /power cut.*\?/i);
  letPass(150, 150);
  screen.press('w');
  await screen.waitFor(/Too soon to be an answer/);
  expect(screen.text()).toMatch(/ > ▏/);
  letPass(1_000, 800);
  screen.press('w');
  await screen.waitFor((text) => / > w▏/.test(text) && !/Too soon/.test(text));
});

test('on the smallest screen the id, the age and what is typed are seen', async () => {
  const id = 'cluybwr4tkuzrqrcy1081z52t';
  const screen = await openScreen({
    columns: 60,
    rows: 15,
    providers: [testIdentity('sparrow')],
    events: [
      serversListed('sparrow', [
        testServer({
          id,
          name: 'api-1',
          actions: ['stop', 'shutdown'],
          price: { amount: '850.00', currency: 'INR', per: 'month' },
        }),
      ]),
    ],
  });
  await screen.waitFor(/api-1/);
  screen.press('X');
  await screen.waitFor(/ > ▏/);
  expect(screen.text()).toContain(`sparrow/${id} `);
  expect(screen.text()).toMatch(/running {2}read \S+ ago/);
  expect(screen.text()).toMatch(/loses what is not on its disk/);
});

test('many targets on the smallest screen are counted, and the answer is seen', async () => {
  const screen = await openScreen({
    columns: 60,
    rows: 15,
    providers: [testIdentity('sparrow')],
    events: [
      serversListed(
        'sparrow',
        Array.from({ length: 12 }, (_, at) =>
          testServer({ id: `s${at}`, name: `web-${at}`, actions: ['reboot'] }),
        ),
      ),
    ],
  });
  await screen.waitFor(/web-1/);
  screen.press('*');
  screen.press('R');
  await screen.waitFor(/Reboot 12 targets\?/);
  expect(screen.text()).toMatch(/and \d+ more/);
  expect(screen.text()).toMatch(/ > ▏/);
});

test.each([
  {
    provider: 'pilot',
    says: /web-1 is disconnected from ServerPilot: the machine goes on, with all that is on it/,
  },
  { provider: 'sparrow', says: /web-1 is deleted for good, with all that is on it/ },
])('a deletion at $provider says what becomes of the server', async ({ provider, says }) => {
  const screen = await openScreen({
    columns: 100,
    providers: [testIdentity(provider)],
    events: [
      serversListed(provider, [testServer({ id: '1', provider, name: 'web-1', actions: ['delete'] })]),
    ],
    ports: { forms: (name) => (name === 'pilot' ? serverPilotForms : undefined) },
  });
  await screen.waitFor(/web-1/);
  screen.press(':act delete\r');
  await screen.waitFor(says);
});

test('what is going to be done is read to its end, however long the name', async () => {
  const name = `${'customer-portal-of-the-northern-region-'.repeat(2)}staging`;
  const app = testApp({ id: '9', name, actions: ['rollback'] });
  const at = screenTime - 60_000;
  const screen = await openScreen({
    columns: 80,
    providers: [testIdentity('sparrow', { account: 'one' })],
    events: [
      appsListed('sparrow', [app]),
      {
        type: 'action-changed',
        action: {
          ...{ id: 'a1', provider: 'sparrow', ref: app.ref, name, verb: 'deploy', startedAt: at },
          ...{ endedAt: null, settledMs: null, phase: 'following', message: 'building it once more' },
        },
      },
    ],
    view: {
      pane: 'apps',
      overlay: {
        ...{ type: 'deployments', purpose: 'rollback', ref: app.ref, account: 'one', index: 0, top: 0 },
        items: [
          {
            ...{
              id: 'dep-7f3c2a9e41b8',
              app: app.ref,
              status: 'running',
              providerStatus: 'deployed',
              createdAt: at,
            },
            ...{ endedAt: at, commit: null, environment: null },
          },
        ],
      },
    },
  });
  await screen.waitFor(/dep-7f3c2a9e41b8/);
  screen.press('\r');
  await screen.waitFor(/ > ▏/);
  const words = screen.text().replaceAll(/[│\s]+/g, ' ');
  expect(words).toContain('to dep-7f3c2a9e41b8?');
  expect(words).toContain('is under way already: building it once more');
});

test('warnings that there is no room for are counted', async () => {
  const screen = await openScreen({
    columns: 100,
    rows: 40,
    providers: [testIdentity('sparrow')],
    events: [
      serversListed(
        'sparrow',
        Array.from({ length: 6 }, (_, at) =>
          testServer({ id: `s${at}`, name: `web-${at}`, actions: ['stop', 'shutdown'] }),
        ),
      ),
    ],
  });
  await screen.waitFor(/web-1/);
  screen.press('*');
  screen.press('X');
  await screen.waitFor(/Stop \(power cut\) 6 targets\?/);
  expect(screen.text()).toMatch(/! web-2 loses what is not on its disk/);
  expect(screen.text()).toMatch(/! and 3 more/);
});

test.each([
  { key: 'R', cursor: 0, warned: false },
  { key: 'R', cursor: 2, warned: true },
])(
  'one marked row is meant; with the cursor on row $cursor that is told: $warned',
  async ({ key, cursor, warned }) => {
    const servers = ['web-1', 'web-2', 'web-3'].map((name) =>
      testServer({ id: name, name, ipv4: `192.0.2.${name.at(-1)}`, actions: ['reboot'] }),
    );
    const screen = await openScreen({
      providers: [testIdentity('sparrow')],
      events: [serversListed('sparrow', servers)],
    });
    await screen.waitFor(/web-3/);
    screen.press(' ');
    screen.press('g');
    for (let row = 0; row < cursor; row += 1) screen.press('j');
    await screen.waitFor(new RegExp(`Servers ${cursor + 1}/3 1 marked`));
    screen.press(key);
    await screen.waitFor(/Reboot web-1\?/);
    expect(screen.text()).toMatch(/web-1 {2}sparrow\/web-1 {2}192\.0\.2\.1 {2}● running {2}read/);
    expect(/The marked row is meant, not the one under the cursor: web-3/.test(screen.text())).toBe(warned);
  },
);

test.each([
  {
    name: 'some of several',
    status: 'stopped' as const,
    told: '1 of 3 marked cannot: web-1 is already stopped',
  },
  { name: 'none of several', status: 'running' as const, told: null },
])('where a verb is not for $name, how many is told', async ({ status, told }) => {
  const servers = ['web-1', 'web-2', 'web-3'].map((name) =>
    testServer({ id: name, name, status: name === 'web-1' ? status : 'running', actions: ['reboot'] }),
  );
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', servers)],
  });
  await screen.waitFor(/web-3/);
  screen.press('*');
  screen.press('R');
  await screen.waitFor((text) => text.includes(told ?? 'Reboot 3 targets?'));
});

test('where a verb is not for several for different reasons, how many have the first is told', async () => {
  const servers = ['web-1', 'web-2', 'web-3'].map((name) =>
    testServer({ id: name, name, status: 'running', actions: name === 'web-1' ? ['start'] : [] }),
  );
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', servers)],
  });
  await screen.waitFor(/web-3/);
  screen.press('*');
  screen.press('U');
  await screen.waitFor(/3 of 3 marked cannot, 1 because web-1 is already running/);
});

test('the menu is for the row under the cursor, whatever is marked, and says so', async () => {
  const servers = ['web-1', 'web-2'].map((name) => testServer({ id: name, name, actions: ['reboot'] }));
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', servers)],
  });
  await screen.waitFor(/web-2/);
  screen.press(' ');
  screen.press('a');
  await screen.waitFor(/Actions web-2 sparrow\/web-2 alone, without what is marked/);
  screen.press('R');
  await screen.waitFor(/Reboot web-2\?/);
});
