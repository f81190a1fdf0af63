import { describe, expect, test } from 'vitest';
import { inputOf } from '../../scripts/key-input.ts';
import { commands } from '../../src/commands/catalog.ts';
import type { Command } from '../../src/commands/command.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import type { LogEntry } from '../../src/model/log-line.ts';
import { succeed } from '../../src/model/result.ts';
import { rearranged } from '../../src/store/arrangement.ts';
import { openedDetails } from '../../src/store/details-page.ts';
import { initialView, type ViewState } from '../../src/store/view-state.ts';
import { appsListed, serversListed, testIdentity } from '../support/fleet.ts';
import { testApp, testServer } from '../support/resources.ts';
import { openScreen, screenTime, type TestScreen } from '../support/screen.ts';

const actions = ['start', 'stop', 'shutdown', 'reboot', 'delete', 'console'] as const;

/** A fleet in which every verb has something to do on the row under the cursor. */
const fleetFor = ({ id }: Command): readonly FleetEvent[] => [
  serversListed(
    'sparrow',
    Array.from({ length: 90 }, (_, index) =>
      testServer({
        id: String(index),
        name: `web-${index}`,
        ipv4: '203.0.113.1',
        status: id === 'act.start' ? 'stopped' : 'running',
        actions: [...actions],
      }),
    ),
  ),
  appsListed('sparrow', [
    testApp({
      id: '200',
      name: 'shop',
      domains: ['shop.example.com'],
      actions: ['deploy', 'rollback', 'stop', 'reboot'],
    }),
    testApp({ id: '201', name: 'blog' }),
  ]),
];

const base = initialView(120, 40, screenTime, null);

const linesOf = (ref: string): readonly LogEntry[] =>
  Array.from({ length: 80 }, (_, index) => ({
    at: screenTime - 80_000 + index * 1_000,
    orderAt: screenTime - 80_000 + index * 1_000,
    line: `${index % 2 === 0 ? 'web' : 'db'}-line ${index}${'.'.repeat(200)}`,
    ref,
    deploymentId: null,
    source: 'runtime',
    kind: 'line',
  }));

/** Lines of which every second one is looked for, as they lie when a key of Logs has something to do. */
async function searchLogs(screen: TestScreen, id: string): Promise<void> {
  await screen.waitFor(/web-line 78/);
  const { logView } = screen.view.getState();
  screen.view.setState({
    logView: {
      ...logView,
      search: 'web',
      left: id === 'logs.left' ? 20 : 0,
      neighbours: id === 'logs.fewerNeighbours' ? 1 : 0,
    },
  });
  await screen.waitFor(/40 found|40 of 80|web-line 78/);
  if (id !== 'logs.follow') return;
  screen.press('k');
  await screen.waitFor(() => screen.view.getState().logView.hold !== null);
}

/** A page with several matches of what is searched for. */
const detailsOfWeb: ViewState['overlay'] = {
  ...openedDetails('sparrow/45', 'web-45'),
  content: { phase: 'ready', details: { name: 'web-45', alias: 'web', group: 'web' }, readAt: screenTime },
  search: 'web',
};

/** In the middle of everything: there is something to go back to, to take off and to move on from. */
const viewFor = ({ id, where }: Command): Partial<ViewState> => {
  const pane = where === 'everywhere' || where.includes('servers') ? 'servers' : (where[0] ?? 'servers');
  return {
    pane: id === 'pane.servers' ? 'apps' : pane,
    isProbing: id === 'pane.sessions',
    scope: id === 'scope.all' ? 'sparrow' : null,
    previous: { pane: 'billing', isZoomed: false, scope: null },
    logView: { ...base.logView, pinned: [{ ref: 'sparrow/200', deploymentId: null }] },
    chartSpan: id === 'chart.shorter' ? 'hour' : 'minutes',
    isZoomed: id === 'back',
    overlay: /^(details|match)\./.test(id) ? detailsOfWeb : null,
    copied: id === 'copy.show' ? { what: 'name', text: 'web-45' } : null,
    marks: new Set(id === 'mark.range' ? ['sparrow/40'] : []),
    cursors: {
      ...base.cursors,
      servers: { key: 'sparrow/45', index: 45, top: 40 },
      apps: { key: 'sparrow/200', index: 1, top: 0 },
    },
    ...rearranged(base.arrangements, 'servers', { sort: [{ column: 'provider', isDescending: false }] }),
  };
};

/** What of the view an operator can see the effect of; that a sentence answers is not enough. */
const seen = ({ notice: _, now: __, ...view }: ViewState): object => view;

describe('every key in the help does something', () => {
  const pressed = commands.flatMap((command) =>
    command.keys.map((key) => ({ command, key, id: command.id })),
  );

  test.each(pressed)('$key: $id', async ({ command, key }) => {
    const screen = await openScreen({
      columns: 120,
      rows: 40,
      providers: [testIdentity('sparrow')],
      events: fleetFor(command),
      view: viewFor(command),
      ports: {
        sshCommand: () => succeed(['ssh', '203.0.113.1']),
        openConsole: async () => succeed({ url: 'https://console.example.com/', expiresAt: null }),
        followLogs: async (targets, take) =>
          take([{ type: 'entries', entries: linesOf(targets[0]?.resource.ref ?? '') }]),
      },
    });
    await screen.waitFor(/fleetop/);
    // What moves first opens the logs.
    screen.view.setState({ now: screenTime });
    if (screen.view.getState().pane === 'logs') await searchLogs(screen, command.id);
    const before = seen(screen.view.getState());
    const asked = screen.asked.length;
    const written = screen.raw().length;
    let hasEnded = false;
    void screen.done.then(() => {
      hasEnded = true;
    });
    for (const part of key.split(' ')) screen.press(inputOf(part));
    const terminalAlone = command.id === 'redraw' || command.id === 'suspend';
    await screen.waitFor(
      () =>
        hasEnded ||
        screen.asked.length > asked ||
        JSON.stringify(seen(screen.view.getState())) !== JSON.stringify(before) ||
        screen.view.getState().marks.size !== (viewFor(command).marks?.size ?? 0) ||
        (terminalAlone && screen.raw().slice(written).includes('\u001b[?1049')),
    );
    expect(screen.view.getState().notice ?? '').not.toMatch(/only in|no row|nothing to/i);
  });
});

describe('every command without a key does something, from the palette', () => {
  test.each(commands.filter(({ keys }) => keys.length === 0))('$id', async (command) => {
    const pane = viewFor(command).pane ?? 'servers';
    const kind = pane === 'apps' ? 'app' : 'server';
    const ofServer = ['rename', 'snapshot', 'delete', 'update'] as const;
    const ofApp = ['redeploy', 'cancel', 'authorize', 'delete', 'update', 'env', 'domain', 'ssl'] as const;
    const field = { name: 'name', isRequired: true, isSecret: false, hint: 'a name' };
    const screen = await openScreen({
      columns: 120,
      rows: 40,
      providers: [testIdentity('sparrow')],
      events: [
        serversListed('sparrow', [testServer({ id: '1', name: 'web-1', actions: [...ofServer] })]),
        appsListed('sparrow', [
          testApp({ id: '2', name: 'shop', domains: ['shop.example.com'], actions: [...ofApp] }),
        ]),
      ],
      view: {
        pane,
        logView: { ...base.logView, pinned: [{ ref: 'sparrow/2', deploymentId: null }] },
      },
      ports: {
        forms: () => ({
          create: { server: [field], app: [field], database: [field], user: [field] },
          update: { [kind]: [field] },
        }),
        followLogs: async (_, take) => take([{ type: 'entries', entries: linesOf('sparrow/2') }]),
      },
    });
    // What moves first opens the logs.
    screen.view.setState({ now: screenTime });
    await screen.waitFor(command.id === 'logs.clear' ? /web-line 78/ : /fleetop/);
    const before = seen(screen.view.getState());
    const text = screen.text();
    screen.press(':');
    await screen.waitFor(/─ : Palette/);
    screen.press(command.title);
    await screen.waitFor((text) => text.includes(`▸ ${command.title}`));
    screen.press('\r');
    await screen.waitFor((text) => !text.includes('─ : Palette'));
    const after = screen.view.getState();
    expect(after.notice).toBeNull();
    const { recent: _, ...shown } = seen(after) as ViewState;
    const { recent: __, ...was } = before as ViewState;
    if (JSON.stringify(shown) === JSON.stringify(was)) await screen.waitFor((now) => now !== text);
  });
});
