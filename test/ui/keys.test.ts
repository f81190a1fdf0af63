import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/catalog.ts';
import { displayKeys } from '../../src/format/keys.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { problem } from '../../src/model/problem.ts';
import { succeed } from '../../src/model/result.ts';
import { paneIds, panesOf, type ViewState } from '../../src/store/view-state.ts';
import {
  appsListed,
  billingRead,
  pollFailed,
  serversListed,
  testBilling,
  testIdentity,
} from '../support/fleet.ts';
import { testApp, testServer } from '../support/resources.ts';
import { openScreen, type TestScreen } from '../support/screen.ts';

const providers = [testIdentity('sparrow')];

const fleet: readonly FleetEvent[] = [
  serversListed(
    'sparrow',
    Array.from({ length: 40 }, (_, index) => testServer({ id: String(index), name: `web-${index}` })),
  ),
  appsListed('sparrow', [testApp({ id: '90', name: 'blog' }), testApp({ id: '91', name: 'shop' })]),
  billingRead(testBilling()),
];

const open = (view: Partial<ViewState> = {}, events: readonly FleetEvent[] = fleet): Promise<TestScreen> =>
  openScreen({ columns: 80, rows: 24, providers, events, view });

const escapeKey = '\u001b';
const keys = {
  down: `${escapeKey}[B`,
  up: `${escapeKey}[A`,
  pageDown: `${escapeKey}[6~`,
  pageUp: `${escapeKey}[5~`,
  home: `${escapeKey}[H`,
  end: `${escapeKey}[F`,
  shiftTab: `${escapeKey}[Z`,
  controlD: '\u0004',
  controlU: '\u0015',
  controlR: '\u0012',
} as const;

describe('moving', () => {
  test.each<{ name: string; from: number; press: string; to: number }>([
    { name: 'j', from: 0, press: 'j', to: 1 },
    { name: 'the arrow down', from: 0, press: keys.down, to: 1 },
    { name: 'k', from: 5, press: 'k', to: 4 },
    { name: 'the arrow up', from: 5, press: keys.up, to: 4 },
    { name: 'k at the top', from: 0, press: 'k', to: 0 },
    { name: 'j at the end', from: 39, press: 'j', to: 39 },
    { name: 'G', from: 3, press: 'G', to: 39 },
    { name: 'End', from: 3, press: keys.end, to: 39 },
    { name: 'g', from: 30, press: 'g', to: 0 },
    { name: 'Home', from: 30, press: keys.home, to: 0 },
    { name: 'several keys in one packet', from: 0, press: 'jjjk', to: 2 },
  ])('$name', async ({ from, press, to }) => {
    const screen = await open({ isZoomed: true });
    screen.press('g');
    for (let step = 0; step < from; step += 1) screen.press('j');
    await screen.waitFor(new RegExp(`Servers ${from + 1}/40`));
    screen.press(press);
    await screen.waitFor(new RegExp(`Servers ${to + 1}/40`));
    expect(screen.text()).toMatch(new RegExp(`▸● running +web-${to} `));
  });

  test('a page is what the pane shows, half a page half of that, and back again', async () => {
    const screen = await open({ isZoomed: true });
    await screen.waitFor(/Servers 1\/40/);
    const shown = screen.lines().filter((line) => /running +web-/.test(line)).length;
    screen.press(keys.pageDown);
    await screen.waitFor(new RegExp(`Servers ${shown + 1}/40`));
    screen.press(keys.pageUp);
    await screen.waitFor(/Servers 1\/40/);
    screen.press(keys.controlD);
    await screen.waitFor(new RegExp(`Servers ${Math.floor(shown / 2) + 1}/40`));
    screen.press(keys.controlU);
    await screen.waitFor(/Servers 1\/40/);
  });
});

describe('panes', () => {
  test('each has its key', async () => {
    const screen = await open({ isProbing: true });
    for (const [index, pane] of paneIds.entries()) {
      screen.press(String(index + 1));
      await screen.waitFor(() => screen.view.getState().pane === pane);
      await screen.waitFor(new RegExp(`─ ${index + 1} ${pane}`, 'i'));
    }
  });

  test.each([
    { name: 'with Sessions', isProbing: true },
    { name: 'without', isProbing: false },
  ])('Tab goes round forwards, Shift-Tab backwards, $name', async ({ isProbing }) => {
    const panes = panesOf({ isProbing });
    const screen = await open({ isProbing });
    const seen = [];
    for (let step = 0; step < panes.length; step += 1) {
      screen.press('\t');
      seen.push(screen.view.getState().pane);
    }
    expect(seen).toEqual([...panes.slice(1), panes[0]]);
    screen.press(keys.shiftTab);
    expect(screen.view.getState().pane).toBe(panes.at(-1));
  });

  test.each(['z', '+'])('%s zooms the pane and shows all again', async (key) => {
    const screen = await open();
    await screen.waitFor(/3 Live/);
    screen.press(key);
    await screen.waitFor((text) => !/3 Live/.test(text) && /1 Servers/.test(text));
    screen.press(key);
    await screen.waitFor(/3 Live/);
  });
});

describe('pages over the panes', () => {
  test('? opens the keys, and closes them again', async () => {
    const screen = await open();
    screen.press('?');
    await screen.waitFor(/Keys/);
    screen.press('?');
    await screen.waitFor((text) => !/─ \? Keys/.test(text) && /1 Servers/.test(text));
  });

  test('the help names every command with its keys', async () => {
    const screen = await openScreen({ columns: 140, rows: commands.length + 12, providers, events: fleet });
    screen.press('?');
    const text = await screen.waitFor(/─ \? Keys/);
    for (const { title, keys: bound } of commands) {
      expect(text).toContain(title.slice(0, 30));
      for (const key of bound.slice(0, 1)) expect(text).toContain(displayKeys(key));
    }
  });

  test.each(['d', '\r'])('%j shows the row in full, and Esc closes it', async (key) => {
    const screen = await openScreen({
      columns: 100,
      rows: 30,
      providers,
      events: fleet,
      ports: {
        describe: async ({ provider }) =>
          succeed({ plan: 'small', asked: provider, disks: [{ name: 'sda', size: '80G' }] }),
      },
    });
    await screen.waitFor(/Servers 1\/40/);
    screen.press(key);
    await screen.waitFor(/d web-0 /);
    const text = await screen.waitFor(/plan +small/);
    expect(text).toMatch(/asked +sparrow/);
    expect(text).toMatch(/sda/);
    screen.press(escapeKey);
    await screen.waitFor(/1 Servers 1\/40/);
  });

  test('details that cannot be read say why', async () => {
    const screen = await open();
    screen.press('d');
    await screen.waitFor(/there is no such resource/);
  });

  test('Esc takes one layer at a time', async () => {
    const screen = await open({ isZoomed: true });
    screen.press('?');
    await screen.waitFor(/─ \? Keys/);
    screen.press(escapeKey);
    await screen.waitFor((text) => /1 Servers/.test(text) && !/3 Live/.test(text));
    screen.press(escapeKey);
    await screen.waitFor(/3 Live/);
  });
});

describe('asking', () => {
  test.each([
    { pane: '1', press: 'r', asked: 'refresh servers' },
    { pane: '2', press: 'r', asked: 'refresh apps' },
    { pane: '3', press: 'r', asked: 'refresh servers' },
    { pane: '4', press: 'r', asked: 'refresh billing' },
    { pane: '5', press: 'r', asked: 'refresh apps' },
    { pane: '1', press: keys.controlR, asked: 'refresh everything' },
    { pane: '1', press: 'p', asked: 'pause true' },
  ])('$press in pane $pane: $asked', async ({ pane, press, asked }) => {
    const screen = await open();
    screen.press(pane);
    screen.press(press);
    await screen.waitFor(() => screen.asked.length > 0);
    expect(screen.asked).toEqual([asked]);
  });

  test('l goes from an app to its log', async () => {
    const screen = await open();
    screen.press('2');
    screen.press('l');
    await screen.waitFor(() => screen.view.getState().pane === 'logs');
  });
});

describe('a key that does not work says why', () => {
  test.each([
    {
      name: 'logs of a billing account',
      before: ['4'],
      press: 'l',
      want: /Only in Servers, Apps: Its log, or all marked/,
    },
    {
      name: 'follow without a log',
      before: ['1'],
      press: 'f',
      want: /Only in Logs: Follow the end of the log/,
    },
    {
      name: 'a refresh while paused',
      before: ['p'],
      press: 'r',
      want: /Polling is paused: press p to go on/,
    },
  ])('$name', async ({ before, press, want }) => {
    const screen = await open();
    for (const key of before) screen.press(key);
    screen.press(press);
    await screen.waitFor(want);
    screen.press('p');
    await screen.waitFor((text) => !want.test(text));
  });

  test('details of nothing', async () => {
    const screen = await open({}, [pollFailed('sparrow', 'servers', problem('network', 'gone'))]);
    screen.press('d');
    await screen.waitFor(/There is no row here/);
    expect(screen.view.getState().overlay).toBeNull();
  });

  test('what may follow the first of two keys is told once each, and only what works here', async () => {
    const screen = await open({ columns: 200 });
    screen.press('c');
    const text = await screen.waitFor(/c … /);
    expect(text.match(/most used/g)).toHaveLength(1);
    expect(text).toMatch(/c … {2}c y most used {2}i address/);
    expect(text).not.toMatch(/l lines/);
    screen.press(escapeKey);
    await screen.waitFor((shown) => !shown.includes('c … '));
    screen.press('5');
    await screen.waitFor(() => screen.view.getState().pane === 'logs');
    screen.press('c');
    await screen.waitFor(/c … .*l lines/);
  });

  test.each(['S', 'b', 'h', 'u', 'x', 'ü', '😀'])(
    '%s, bound to nothing, does nothing and says so',
    async (key) => {
      const screen = await open();
      await screen.waitFor(/Servers 1\/40/);
      const before = screen.view.getState();
      screen.press(key);
      await screen.waitFor(new RegExp(`No command has the key ${key}: \\? shows all`));
      expect(screen.view.getState()).toEqual({ ...before, notice: expect.any(String) });
    },
  );

  test.each(['\u200b', '\u202e', '\ud7ae'])('%j, which no terminal shows, is told as such', async (key) => {
    const screen = await open();
    await screen.waitFor(/Servers 1\/40/);
    screen.press(key);
    await screen.waitFor(/No command has the key \ufffd: \? shows all/);
    screen.press('c');
    await screen.waitFor(/c … /);
    screen.press(key);
    await screen.waitFor(/No command has the keys c \ufffd/);
  });

  test('what is no character and bound to nothing does nothing', async () => {
    const screen = await open();
    await screen.waitFor(/Servers 1\/40/);
    const before = screen.view.getState();
    for (const key of [`${escapeKey}[2~`, `${escapeKey}[15~`]) screen.press(key);
    expect(screen.view.getState()).toBe(before);
  });
});

describe('leaving', () => {
  test.each([
    { name: 'q', press: 'q' },
    { name: 'Ctrl-C', press: '\u0003' },
    { name: 'Ctrl-C in the middle of a sequence', first: 'y', press: '\u0003' },
  ])('$name', async ({ first, press }) => {
    const screen = await open();
    await screen.waitFor(/Servers 1\/40/);
    if (first !== undefined) screen.press(first);
    screen.press(press);
    await expect(screen.done).resolves.toBeUndefined();
  });
});

describe('the catalogue of commands', () => {
  test('has every id once', () => {
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('gives no key to two commands in the same pane', () => {
    const clashes: string[] = [];
    for (const pane of paneIds) {
      const taken = new Map<string, string>();
      for (const { id, keys: bound, where, page } of commands) {
        // The keys of a page mean nothing else while it is open, and nothing before.
        if (page !== undefined || (where !== 'everywhere' && !where.includes(pane))) continue;
        for (const key of bound) {
          if (taken.has(key)) clashes.push(`${key} in ${pane}: ${taken.get(key)}, ${id}`);
          taken.set(key, id);
        }
      }
    }
    expect(clashes).toEqual([]);
  });

  test('leaves alone the keys that other tools made dangerous, and keeps harm off Ctrl', () => {
    const bound = commands.flatMap((command) => command.keys);
    expect(bound.filter((key) => ['S', 'b', 'h', 'u', 'x'].includes(key))).toEqual([]);
    expect(bound.filter((key) => key.startsWith('ctrl+')).sort()).toEqual(
      ['ctrl+c', 'ctrl+d', 'ctrl+l', 'ctrl+r', 'ctrl+u', 'ctrl+z'].sort(),
    );
  });
});
