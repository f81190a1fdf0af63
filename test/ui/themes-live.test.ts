import { expect, test } from 'vitest';
import type { Assets } from '../../src/runtime/assets.ts';
import { initialView } from '../../src/store/view-state.ts';
import { createViewStore } from '../../src/store/view-store.ts';
import { chooseTheme, themeWorldOf } from '../../src/ui/theme/choose-theme.ts';
import { createThemes } from '../../src/ui/theme/create-themes.ts';
import { createThemeStore } from '../../src/ui/theme/theme-store.ts';
import { testIdentity } from '../support/fleet.ts';
import { openScreen, themeFiles } from '../support/screen.ts';

const daylightBorder = '38;2;';

test('another theme draws the whole screen in it', async () => {
  const screen = await openScreen({ providers: [testIdentity('sparrow')] });
  await screen.waitFor(/1 Servers/);
  const written = screen.raw().length;
  expect(await screen.themes.wear('daylight')).toBeNull();
  const { theme } = await chooseTheme('daylight', themeFiles, { COLORTERM: 'truecolor' });
  const wanted = theme.styles['border.focused'].foreground;
  expect(wanted).toContain(daylightBorder);
  await screen.waitFor(() => screen.raw().slice(written).includes(wanted));
  expect(screen.view.getState().settings.theme).toBe('daylight');
});

test('a theme that does not exist is told and changes nothing', async () => {
  const screen = await openScreen({ providers: [testIdentity('sparrow')] });
  expect(await screen.themes.wear('nosuch')).toMatch(/nosuch cannot be read; there are colour-blind/);
  expect(screen.view.getState().settings.theme).toBe('midnight');
});

const wornWith = async (env: Readonly<Record<string, string>>) => {
  const world = themeWorldOf(themeFiles, { COLORTERM: 'truecolor', ...env });
  const worn = createThemeStore((await chooseTheme('auto', themeFiles, env, world)).theme);
  const view = createViewStore(initialView(80, 24, 0, null));
  return { worn, view, themes: createThemes(world, worn, view) };
};

test.each([
  { env: {}, want: 'midnight' },
  { env: { COLORFGBG: '0;15' }, want: 'daylight' },
  { env: { COLORFGBG: '0;default;7' }, want: 'daylight' },
  { env: { COLORFGBG: '15;0' }, want: 'midnight' },
  { env: { COLORFGBG: 'nonsense' }, want: 'midnight' },
])('auto with $env is $want', async ({ env, want }) => {
  expect((await wornWith(env)).worn.getState().theme.name).toBe(want);
});

test('what the terminal tells of its background decides while the theme is auto, and only then', async () => {
  const { worn, themes } = await wornWith({});
  await themes.setBackground('light');
  expect(worn.getState().theme.name).toBe('daylight');
  await themes.wear('high-contrast');
  await themes.setBackground('dark');
  expect(worn.getState().theme.name).toBe('high-contrast');
  await themes.wear('auto');
  expect(worn.getState().theme.name).toBe('midnight');
});

test('the theme that was asked for last is worn, whichever file is read first', async () => {
  const world = themeWorldOf(themeFiles, { COLORTERM: 'truecolor' });
  const slow = Promise.withResolvers<void>();
  const files: Assets = {
    ...themeFiles,
    read: async (name) => {
      if (name === 'daylight') await slow.promise;
      return themeFiles.read(name);
    },
  };
  const worn = createThemeStore((await chooseTheme('midnight', themeFiles, {}, world)).theme);
  const view = createViewStore(initialView(80, 24, 0, null));
  const themes = createThemes({ ...world, files }, worn, view);
  const first = themes.wear('daylight');
  expect(await themes.wear('high-contrast')).toBeNull();
  slow.resolve();
  expect(await first).toBeNull();
  expect(worn.getState().theme.name).toBe('high-contrast');
  expect(view.getState().settings.theme).toBe('high-contrast');
});
