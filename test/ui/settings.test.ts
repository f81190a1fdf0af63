import { describe, expect, test } from 'vitest';
import { takeUpSettings } from '../../src/commands/apply-settings.ts';
import type { ConfigFilePort } from '../../src/commands/ports.ts';
import { problem } from '../../src/model/problem.ts';
import { defaultSettings } from '../../src/store/settings.ts';
import type { ViewState } from '../../src/store/view-state.ts';
import { testIdentity } from '../support/fleet.ts';
import { openScreen, type TestScreen } from '../support/screen.ts';

type Edits = Parameters<ConfigFilePort['save']>[0];

const openSettings = async (
  given: Partial<ConfigFilePort> | null = {},
  size: { readonly columns?: number; readonly rows?: number; readonly view?: Partial<ViewState> } = {},
) => {
  const saved: Edits[] = [];
  const configFile: ConfigFilePort = {
    path: '/home/me/config.yaml',
    hasFile: () => true,
    save: async (edits) => {
      saved.push(edits);
      return null;
    },
    ...given,
  };
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    ...size,
    ...(given === null ? {} : { configFile }),
  });
  await screen.waitFor(/1 Servers/);
  screen.press(',');
  await screen.waitFor(/, Settings/);
  return { screen, saved };
};

const right = '\u001b[C';
const left = '\u001b[D';
const down = async (screen: TestScreen, times: number, title: string) => {
  for (let step = 0; step < times; step += 1) screen.press('j');
  await screen.waitFor(new RegExp(`▸ ${title}`));
};

test('the theme is seen while it is chosen, and Esc takes it back', async () => {
  const { screen, saved } = await openSettings();
  await screen.waitFor(/▸ Theme +‹ midnight ›/);
  screen.press(left);
  await screen.waitFor(/▸ Theme +‹ high-contrast ›|▸ Theme +‹ daylight ›/);
  const preview = screen.view.getState().settings.theme;
  expect(preview).not.toBe('midnight');
  screen.press('\u001b');
  await screen.waitFor(/As before: nothing was saved/);
  await screen.waitFor(() => screen.view.getState().settings.theme === 'midnight');
  expect(saved).toEqual([]);
});

test('themes are gone through a step a key, however fast they are pressed, and taken back as fast', async () => {
  const { screen } = await openSettings();
  await screen.waitFor(/▸ Theme +‹ midnight ›/);
  const names = screen.themes.names();
  const third = names.at((names.indexOf('midnight') + 3) % names.length);
  for (const key of [right, right, right]) screen.press(key);
  await screen.waitFor(() => screen.view.getState().settings.theme === third);
  for (const key of [right, ',']) screen.press(key);
  await screen.waitFor(/1 Servers/);
  screen.press(',');
  await screen.waitFor(/▸ Theme +‹ midnight ›/);
});

test('Enter saves what was changed, and that alone', async () => {
  const { screen, saved } = await openSettings();
  await down(screen, 2, 'Mouse');
  screen.press(right);
  await screen.waitFor(/▸ Mouse +‹ on ›/);
  expect(screen.view.getState().isMouseOn).toBe(true);
  await down(screen, 2, 'Lock writes');
  screen.press(right);
  await screen.waitFor(/▸ Lock writes.*‹ 5m ›/);
  await down(screen, 1, 'Alert from CPU');
  screen.press(left);
  await screen.waitFor(/▸ Alert from CPU +‹ 85 % ›/);
  screen.press('\r');
  await screen.waitFor(/Saved in \/home\/me\/config.yaml/);
  expect(saved).toEqual([
    [
      { path: ['mouse'], value: true },
      { path: ['lockWhenIdle'], value: '5m' },
      { path: ['thresholds', 'cpu'], value: 85 },
    ],
  ]);
  expect(screen.view.getState().lockWhenIdleMs).toBe(300_000);
});

test('frames turn to ASCII while it is chosen', async () => {
  const { screen } = await openSettings();
  await down(screen, 3, 'Frames');
  screen.press(right);
  await screen.waitFor(/^\+- , Settings/m);
  screen.press('\u001b');
  await screen.waitFor(/╭─ 1 Servers/);
});

test('what cannot be saved is told, and stays to be saved or taken back', async () => {
  const { screen } = await openSettings({
    save: async () => problem('config', '/home/me/config.yaml was changed meanwhile: nothing was written'),
  });
  await down(screen, 2, 'Mouse');
  screen.press(right);
  await screen.waitFor(/‹ on ›/);
  screen.press('\r');
  await screen.waitFor(/was changed meanwhile: nothing was written/);
  screen.press('\u001b');
  await screen.waitFor(() => !screen.view.getState().isMouseOn);
});

test('without a file one is made only when that was answered with y', async () => {
  const { screen, saved } = await openSettings({ hasFile: () => false });
  await down(screen, 2, 'Mouse');
  screen.press(right);
  await screen.waitFor(/‹ on ›/);
  screen.press('\r');
  await screen.waitFor(/Write \/home\/me\/config.yaml\? +y \/ n/);
  screen.press('n');
  await screen.waitFor(/Enter saves it in/);
  expect(saved).toEqual([]);
  screen.press('\r');
  await screen.waitFor(/y \/ n/);
  screen.press('y');
  await screen.waitFor(/Saved in/);
  expect(saved).toHaveLength(1);
});

test('where there is nothing to save in, it holds until one leaves', async () => {
  const { screen } = await openSettings(null);
  await down(screen, 2, 'Mouse');
  screen.press(right);
  await screen.waitFor(/‹ on ›/);
  screen.press('\r');
  await screen.waitFor(/Holds until you leave/);
  expect(screen.view.getState().isMouseOn).toBe(true);
});

test('the layout and the columns are rows, too, and = goes to the columns and comes back', async () => {
  const { screen, saved } = await openSettings();
  await down(screen, 1, 'Layout');
  for (const shown of ['auto', 'wide', 'tall']) {
    screen.press(right);
    await screen.waitFor(new RegExp(`▸ Layout +‹ ${shown} ›`));
  }
  expect(screen.view.getState().layout).toBe('tall');
  await down(screen, 7, 'Columns of Servers');
  screen.press('=');
  await screen.waitFor(/= Columns of Servers/);
  screen.press(' ');
  await screen.waitFor(/▸ \[ \] status/);
  screen.press('\u001b');
  await screen.waitFor(/▸ Columns of Servers +‹ name, provider, region,/);
  await down(screen, 1, 'Columns of Apps');
  screen.press(right);
  await screen.waitFor(/▸ Columns of Apps +‹ status, name, kind,/);
  screen.press('\r');
  await screen.waitFor(/Saved in/);
  const [[layout, servers, apps] = []] = saved;
  expect(layout).toEqual({ path: ['layout'], value: 'tall' });
  expect(servers).toMatchObject({
    path: ['columns', 'servers'],
    value: ['name', 'provider', 'region', 'address', 'plan', 'size', 'price', 'cpu', 'memory', 'read', 'age'],
  });
  expect(apps?.path).toEqual(['columns', 'apps']);
});

test('Esc takes layout and columns back as they stood', async () => {
  const { screen, saved } = await openSettings();
  const { layout, arrangements } = screen.view.getState();
  await down(screen, 1, 'Layout');
  screen.press(left);
  await screen.waitFor(/▸ Layout +‹ one ›/);
  await down(screen, 7, 'Columns of Servers');
  screen.press('=');
  await screen.waitFor(/= Columns of Servers/);
  screen.press(' ');
  screen.press('\u001b');
  await screen.waitFor(/▸ Columns of Servers +‹ name/);
  screen.press('\u001b');
  await screen.waitFor(/As before: nothing was saved/);
  expect(screen.view.getState()).toMatchObject({ layout, arrangements });
  expect(saved).toEqual([]);
});

describe.each([
  { columns: 60, rows: 15 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('at $columns×$rows', (size) => {
  test('the cursor is on the screen wherever it goes, beside what Enter does', async () => {
    const { screen } = await openSettings({}, { ...size, view: { isProbing: true } });
    const titles = new Set<string>();
    for (let step = 0; step < 14; step += 1) {
      const shown = await screen.waitFor(new RegExp(`, Settings.* ${step + 1}/14 `));
      titles.add(/▸ (\S+ (?:\S+ )*?) *‹.*›/.exec(shown)?.[1] ?? `hidden at ${step}`);
      expect(shown).toMatch(/Enter saves it/);
      screen.press('j');
    }
    expect([...titles].filter((title) => title.startsWith('hidden'))).toEqual([]);
    expect(titles.size).toBe(14);
  });

  test('a question and a refusal are seen, too', async () => {
    const { screen } = await openSettings(
      { hasFile: () => false, save: async () => problem('config', 'the disk is full: nothing was saved') },
      size,
    );
    await down(screen, 2, 'Mouse');
    screen.press(right);
    await screen.waitFor(/‹ on ›/);
    screen.press('\r');
    await screen.waitFor(/y \/ n/);
    screen.press('y');
    await screen.waitFor(/the disk is full/);
  });
});

test('the columns of Sessions can be set where there is that pane', async () => {
  const without = await openSettings({}, { rows: 40 });
  expect(without.screen.text()).toMatch(/Columns of Activity/);
  expect(without.screen.text()).not.toMatch(/Columns of Sessions/);
  const probing = await openSettings({}, { rows: 40, view: { isProbing: true } });
  expect(probing.screen.text()).toMatch(/Columns of Sessions/);
});

test('a file that changes meanwhile takes nothing of what is chosen, and Esc goes back to what it says now', async () => {
  const { screen, saved } = await openSettings({}, { rows: 40 });
  await down(screen, 2, 'Mouse');
  screen.press(right);
  await screen.waitFor(/▸ Mouse +‹ on ›/);
  const configured = { ...defaultSettings, theme: 'midnight', cpu: 75, 'columns.servers': 'name, status' };
  await takeUpSettings(configured, screen).done;
  await screen.waitFor(/Alert from CPU +75 %/);
  expect(screen.text()).toMatch(/▸ Mouse +‹ on ›/);
  expect(screen.view.getState().isMouseOn).toBe(true);
  screen.press('\r');
  await screen.waitFor(/Saved in/);
  expect(saved).toEqual([[{ path: ['mouse'], value: true }]]);
  screen.press(',');
  await screen.waitFor(/, Settings/);
  await down(screen, 2, 'Mouse');
  screen.press(left);
  await screen.waitFor(/▸ Mouse +‹ off ›/);
  await takeUpSettings({ ...configured, mouse: true, 'columns.servers': 'name' }, screen).done;
  expect(screen.view.getState().isMouseOn).toBe(false);
  screen.press('\u001b');
  await screen.waitFor(/As before: nothing was saved/);
  expect(screen.view.getState()).toMatchObject({
    isMouseOn: true,
    settings: { cpu: 75, 'columns.servers': 'name' },
    arrangements: { servers: { columns: [{ id: 'name', width: null }] } },
  });
});
