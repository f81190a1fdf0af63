import { describe, expect, test } from 'vitest';
import { commands, keymapOf } from '../../src/commands/catalog.ts';
import { paneTitle } from '../../src/commands/panes.ts';
import { displayKeys } from '../../src/format/keys.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { problem } from '../../src/model/problem.ts';
import { succeed } from '../../src/model/result.ts';
import { paneIds, type ViewState } from '../../src/store/view-state.ts';
import {
  appsListed,
  billingRead,
  pollFailed,
  serversListed,
  testBilling,
  testIdentity,
} from '../support/fleet.ts';
import { testApp, testServer } from '../support/resources.ts';
import { openScreen } from '../support/screen.ts';

/** Every command with a key has another one: a Cyrillic letter, which is no command's own. */
const remapped = Object.fromEntries(
  commands
    .filter(({ keys }) => keys.length > 0)
    .map(({ id }, at) => [id, String.fromCodePoint(0x410 + at)] as const),
);
const keyOf = (id: string): string => remapped[id] ?? '';

const ownKeys = new Set(commands.flatMap(({ keys }) => keys.flatMap((key) => displayKeys(key).split(' '))));

const fleet: readonly FleetEvent[] = [
  serversListed('sparrow', [testServer({ id: '1', name: 'web-1' }), testServer({ id: '2', name: 'web-2' })]),
  appsListed('sparrow', [
    testApp({ id: '90', name: 'blog', actions: ['rollback', 'deploy'] }),
    testApp({ id: '91', name: 'shop', actions: ['rollback', 'deploy'] }),
  ]),
  billingRead(testBilling()),
];

const open = (view: Partial<ViewState> = {}, events = fleet) =>
  openScreen({
    columns: 160,
    rows: 50,
    providers: [testIdentity('sparrow')],
    events,
    view: { remapped, ...view },
    ports: { describe: async () => succeed({ plan: 'small' }) },
  });

/** What the footer names that is a command's own key, which is not to be pressed any more. */
const staleIn = (line: string | undefined): readonly string[] =>
  (line ?? '').split(/[\s/]+/).filter((word) => ownKeys.has(word));

test('every command can have another key', () => {
  expect([...keymapOf(remapped).faults]).toEqual([]);
});

test.each(paneIds)('the title and the footer of %s have the keys that work', async (pane) => {
  const screen = await open({ isProbing: true });
  screen.press(keyOf(`pane.${pane}`));
  await screen.waitFor(() => screen.view.getState().pane === pane);
  await screen.waitFor(new RegExp(`─ ${keyOf(`pane.${pane}`)} ${paneTitle(pane)}`));
  const footer = screen.lines().at(-1);
  expect(footer).toContain(` ${paneIds.map((id) => keyOf(`pane.${id}`)).join(' ')} panes`);
  expect(footer).toContain(` ${keyOf('palette')} palette`);
  expect(staleIn(footer)).toEqual([]);
});

describe('a page over the panes has the keys that work in its title and its footer', () => {
  test.each([
    {
      name: 'the keys',
      press: ['help'],
      title: `${keyOf('help')} Keys`,
      footer: `${keyOf('details')} run it`,
    },
    {
      name: 'the details',
      press: ['details'],
      title: `${keyOf('details')} web-1`,
      footer: `${keyOf('copy')} copy`,
    },
    {
      name: 'the menu',
      press: ['menu'],
      title: `${keyOf('menu')} Actions`,
      footer: `${keyOf('details')} choose`,
    },
    {
      name: 'the deployments',
      press: ['pane.apps', 'act.rollback'],
      title: `${keyOf('act.rollback')} Roll back blog`,
      footer: `${keyOf('move.down')}/${keyOf('move.up')} move`,
    },
    {
      name: 'the logs of deployments',
      press: ['pane.apps', 'logs.deployments'],
      title: `${keyOf('logs.deployments')} Log of which`,
      footer: `${keyOf('quit')} quit`,
    },
    {
      name: 'an account',
      press: ['pane.billing', 'details'],
      title: `${keyOf('details')} sparrow: account`,
      footer: `${keyOf('filter')} search`,
    },
    {
      name: 'what was copied',
      press: ['copy', 'copy.show'],
      title: `${keyOf('copy')} Copied`,
      footer: `${keyOf('move.first')}/${keyOf('move.last')} ends`,
    },
    {
      name: 'the columns',
      press: ['columns'],
      title: `${keyOf('columns')} Columns of Servers`,
      footer: 'Space show',
    },
  ])('$name', async ({ press, title, footer }) => {
    const screen = await open();
    for (const id of press) screen.press(keyOf(id));
    await screen.waitFor(new RegExp(`─ ${title}`));
    const line = screen.lines().at(-1);
    expect(line).toContain(` ${keyOf('back')} close`);
    expect(line).toContain(` ${footer}`);
    const itsOwn = ['Space', '<', '>', '←', '→'];
    expect(staleIn(line).filter((key) => !itsOwn.includes(key))).toEqual([]);
    screen.press(keyOf('back'));
    await screen.waitFor(/─ \S Servers/);
  });

  test.each([
    { page: 'settings', title: 'Settings' },
    { page: 'palette', title: 'Palette' },
  ])('$page', async ({ page, title }) => {
    const screen = await open();
    screen.press(keyOf(page));
    await screen.waitFor(new RegExp(`─ ${keyOf(page)} ${title}`));
  });
});

describe('a notice names the key that works', () => {
  test.each([
    {
      name: 'locked',
      view: { isLocked: true },
      press: ['act.start'],
      want: `press ${keyOf('lock')} to unlock`,
    },
    { name: 'paused', press: ['pause', 'refresh'], want: `press ${keyOf('pause')} to go on` },
    {
      name: 'no page',
      press: ['details.json'],
      want: `Only in the details of a row: press ${keyOf('details')}`,
    },
    { name: 'no search', press: ['details', 'match.next'], want: `press ${keyOf('filter')}` },
    { name: 'the costs', press: ['costs', 'columns'], want: `${keyOf('costs')} shows the others` },
    {
      name: 'marks',
      press: ['pane.apps', 'mark.all', 'act.rollback'],
      want: `with ${keyOf('back')}`,
    },
    { name: 'a page', press: ['details', 'export'], want: `Close this page first: ${keyOf('back')}` },
    { name: 'no trouble', press: ['problems'], want: `: ${keyOf('problems')} shows all` },
  ])('$name', async ({ view = {}, press, want }) => {
    const screen = await open(view);
    for (const id of press) screen.press(keyOf(id));
    await screen.waitFor((text) => text.includes(want));
  });

  test('a filter that nothing meets', async () => {
    const screen = await open();
    screen.press(`${keyOf('filter')}nowhere\r`);
    await screen.waitFor(new RegExp(`None of 2 meets the filter: ${keyOf('back')} shows all`));
  });

  test('an unreachable provider', async () => {
    const screen = await open({}, [pollFailed('sparrow', 'servers', problem('network', 'gone'))]);
    await screen.waitFor(new RegExp(`then press ${keyOf('refresh')}\\)`));
  });
});

test('a command without a key is found in the palette, and the title has none', async () => {
  const screen = await open({
    remapped: { lock: 'none', 'pane.servers': 'none', back: 'none' },
    isLocked: true,
  });
  await screen.waitFor(/─ Servers 1\/2/);
  expect(screen.lines().at(-1)).toMatch(/^ 2-6 panes/);
  screen.press('U');
  await screen.waitFor(/Writes are locked: press : lock to unlock/);
});

test('a long key is shown whole in the keys, the menu and the palette', async () => {
  const screen = await open({ remapped: { 'act.start': 'ctrl+n ctrl+o ctrl+p', 'pane.apps': '( )' } });
  screen.press('a');
  await screen.waitFor(/Ctrl-N Ctrl-O Ctrl-P Start/);
  screen.press('\u001b');
  await screen.waitFor(/─ 1 Servers/);
  screen.press('?');
  await screen.waitFor(/─ \? Keys/);
  screen.press('/act.start');
  await screen.waitFor(/Ctrl-N Ctrl-O Ctrl-P +Start/);
});
