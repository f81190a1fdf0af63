import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { chooseTheme } from '../../src/ui/theme/choose-theme.ts';
import { type ColorLevel, colorLevel } from '../../src/ui/theme/color-level.ts';
import { loadTheme } from '../../src/ui/theme/load-theme.ts';
import { parseStyle } from '../../src/ui/theme/parse-style.ts';
import { paintLine, tokens } from '../../src/ui/theme/style.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { themeFiles, themesFolder } from '../support/screen.ts';

const files = readdirSync(themesFolder).filter((file) => file.endsWith('.yaml'));
const levels: readonly ColorLevel[] = [0, 1, 2, 3];

const allowed: Readonly<Record<ColorLevel, RegExp>> = {
  0: /^$/,
  1: /^(|[34][0-7]|9[0-7]|10[0-7])$/,
  2: /^(|[34]8;5;\d{1,3}|[34][0-7]|9[0-7]|10[0-7])$/,
  3: /^(|[34]8;5;\d{1,3}|[34]8;2;\d{1,3};\d{1,3};\d{1,3}|[34][0-7]|9[0-7]|10[0-7])$/,
};

test('there are themes for dark and light terminals, for colour-blind eyes and for none', () => {
  expect(files).toEqual(
    expect.arrayContaining([
      'colour-blind.yaml',
      'daylight.yaml',
      'high-contrast.yaml',
      'midnight.yaml',
      'mono.yaml',
    ]),
  );
});

test.each(files.flatMap((file) => levels.map((level) => ({ file, level }))))(
  '$file loads at level $level with colours that such a terminal has',
  async ({ file, level }) => {
    const loaded = await loadTheme(file.replace('.yaml', ''), themeFiles, level);
    if (!loaded.ok) throw new Error(loaded.problem.message);
    for (const token of tokens) {
      const { foreground, background } = loaded.value.styles[token];
      expect(foreground).toMatch(allowed[level]);
      expect(background).toMatch(allowed[level]);
    }
  },
);

const themeFile = z.object({ styles: z.record(z.string(), z.string()) });

type Ground = { readonly foreground: string | null; readonly background: string | null };

/** The #rrggbb colours of a theme's token. */
function coloursOf(theme: string, token: string): Ground {
  const { styles } = themeFile.parse(parse(readFileSync(join(themesFolder, `${theme}.yaml`), 'utf8')));
  const words = styles[token] ?? '';
  return {
    foreground: /^(?!on )(#[0-9a-f]{6})/i.exec(words)?.[1] ?? null,
    background: /on (#[0-9a-f]{6})/i.exec(words)?.[1] ?? null,
  };
}

const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** Contrast by WCAG 2: 1 to 21. */
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

/** What is read, as against what frames it or lies below it. */
const readTokens = tokens.filter((token) => !/^(border|selection)/.test(token));

describe.each([
  { theme: 'midnight', ground: '#000000' },
  { theme: 'daylight', ground: '#ffffff' },
  { theme: 'high-contrast', ground: '#000000' },
  { theme: 'colour-blind', ground: '#000000' },
])('the contrast of $theme', ({ theme, ground }) => {
  test.each(readTokens)('of %s is at least 4.5', (token) => {
    const { foreground } = coloursOf(theme, token);
    if (foreground !== null) expect(contrast(foreground, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test('of the text under the cursor is at least 4.5', () => {
    const { foreground, background } = coloursOf(theme, 'selection');
    const text = foreground ?? coloursOf(theme, 'text').foreground;
    if (background !== null && text !== null) expect(contrast(text, background)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('a broken theme', () => {
  const broken = (change: (text: string) => string): string => {
    const path = join(makeFolder(), 'own.yaml');
    writeFileSync(path, change(readFileSync(join(themesFolder, 'midnight.yaml'), 'utf8')));
    return path;
  };

  test.each([
    {
      name: 'an unknown word',
      change: (text: string) => text.replace('#ffd787 yellow', '#ffd787 yelow'),
      want: /styles\.status\.busy: "yelow"/,
    },
    {
      name: 'a short colour',
      change: (text: string) => text.replace('#d7d7ff default', '#abc'),
      want: /styles\.text: "#abc"/,
    },
    {
      name: 'a missing token',
      change: (text: string) => text.replace(/^ {2}muted:.*\n/m, ''),
      want: /muted/,
    },
    { name: 'a token too many', change: (text: string) => `${text}  hue: red\n`, want: /hue/ },
    {
      name: 'another background',
      change: (text: string) => text.replace('background: dark', 'background: plaid'),
      want: /background/,
    },
    { name: 'no YAML', change: () => 'name: [', want: /own\.yaml: / },
    {
      name: 'an escape sequence in a word',
      change: (text: string) => text.replace('gray', '"\\e[2J"'),
      want: /^[^\u009b]*$/,
    },
  ])('says what is wrong: $name', async ({ change, want }) => {
    const loaded = await loadTheme(broken(change), themeFiles, 3);
    expect(loaded).toMatchObject({ ok: false, problem: { code: 'config' } });
    expect(loaded.ok ? '' : loaded.problem.message).toMatch(want);
  });

  test('gives way to the default, with a notice', async () => {
    const path = broken((text) => text.replace('gray', 'grey'));
    const { theme, notice } = await chooseTheme(path, themeFiles, { COLORTERM: 'truecolor' });
    expect(theme.name).toBe('midnight');
    expect(notice).toMatch(/styles\.muted: "grey"/);
  });

  test('that does not exist: the message names those that do', async () => {
    const loaded = await loadTheme('midnigth', themeFiles, 3);
    expect(loaded.ok ? '' : loaded.problem.message).toMatch(/midnigth.*colour-blind, daylight/);
  });
});

test.each<{ env: Readonly<Record<string, string>>; want: ColorLevel }>([
  { env: {}, want: 1 },
  { env: { TERM: 'xterm-256color' }, want: 2 },
  { env: { TERM: 'xterm-256color', COLORTERM: 'truecolor' }, want: 3 },
  { env: { TERM: 'xterm-kitty' }, want: 3 },
  { env: { TERM: 'dumb', COLORTERM: 'truecolor' }, want: 0 },
  { env: { NO_COLOR: '1', FORCE_COLOR: '3', COLORTERM: 'truecolor' }, want: 0 },
  { env: { NO_COLOR: '', TERM: 'xterm-256color' }, want: 2 },
  { env: { FORCE_COLOR: '3', TERM: 'dumb' }, want: 3 },
  { env: { FORCE_COLOR: 'true', TERM: 'dumb' }, want: 1 },
  { env: { FORCE_COLOR: 'true', TERM: 'xterm', COLORTERM: 'truecolor' }, want: 3 },
  { env: { FORCE_COLOR: 'false', COLORTERM: 'truecolor' }, want: 0 },
  { env: { FORCE_COLOR: '0', COLORTERM: 'truecolor' }, want: 0 },
])('$env draws at level $want', async ({ env, want }) => {
  expect(colorLevel(env)).toBe(want);
});

test('without colours the theme is the one that needs none', async () => {
  const { theme } = await chooseTheme('midnight', themeFiles, { NO_COLOR: '1' });
  expect(theme.name).toBe('mono');
});

test.each([
  // The corners of the palette's cube that no palette replaces, and what lies beside them.
  { color: '#ffffff', want: '38;5;231' },
  { color: '#5f87af', want: '38;5;67' },
  { color: '#005faf', want: '38;5;25' },
  { color: '#fffffe', want: '38;2;255;255;254' },
  { color: '#000000', want: '38;2;0;0;0' },
  { color: '#0000ff', want: '38;2;0;0;255' },
])('$color is sent as $want where there are all colours', ({ color, want }) => {
  expect(parseStyle(color, 3)).toMatchObject({ foreground: want });
});

test('on a selection with a colour of its own everything has that colour, and what a filter met is underlined', async () => {
  const { theme } = await chooseTheme('high-contrast', themeFiles, { COLORTERM: 'truecolor' });
  const painted = paintLine(
    [
      ['w', 'key'],
      ['eb', 'text'],
      [' bad', 'status.busy'],
    ],
    theme,
    'selection',
  );
  expect(painted).toMatch(/^[^m]*38;2;0;0;0;48;5;226;[\d;]*4mw/);
  expect(painted).not.toContain(theme.styles['status.busy'].foreground);
  expect(painted).not.toContain(theme.styles.text.foreground);
});

test('a line under the cursor has its background from end to end', async () => {
  const { theme } = await chooseTheme('midnight', themeFiles, { COLORTERM: 'truecolor' });
  const background = theme.styles.selection.background;
  const painted = paintLine(
    [
      ['a', 'text'],
      ['', 'muted'],
      ['b', 'status.bad'],
    ],
    theme,
    'selection',
  );
  expect(painted.split(background)).toHaveLength(3);
  expect(painted.endsWith('\u001b[0m')).toBe(true);
});
