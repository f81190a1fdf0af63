import type { Assets } from '../../runtime/assets.ts';
import { type ColorLevel, colorLevel } from './color-level.ts';
import { type GlyphSet, glyphSetOf } from './glyphs.ts';
import { loadTheme } from './load-theme.ts';
import type { Theme } from './style.ts';

export type ThemeChoice = {
  readonly theme: Theme;
  /** What was wrong with the configured theme, where the default stands in for it. */
  readonly notice: string | null;
};

export type Background = 'dark' | 'light';

/** Where themes are loaded from, and what for. */
export type ThemeWorld = {
  readonly files: Assets;
  readonly level: ColorLevel;
  /** The terminal's, as far as it is known by now. */
  readonly background: Background;
  readonly glyphs: GlyphSet;
  /** What can be drawn where ASCII is wanted, and where it is not. */
  readonly glyphsFor: (wantsAscii: boolean) => GlyphSet;
};

/** The theme that goes with the terminal's background. */
export const autoTheme = 'auto';

/** The one that needs no colours. */
export const colourless = 'mono';

export const standardFor = (background: Background): string =>
  background === 'light' ? 'daylight' : 'midnight';

type Environment = Readonly<Record<string, string | undefined>>;

export const themeWorldOf = (files: Assets, env: Environment, wantsAscii = false): ThemeWorld => ({
  files,
  glyphs: glyphSetOf(env, wantsAscii),
  glyphsFor: (isWanted) => glyphSetOf(env, isWanted),
  level: colorLevel(env),
  background: backgroundOf(env),
});

/** What rxvt, Konsole and others say in `COLORFGBG`: the numbers of the colours, the background's last. */
function backgroundOf(env: Environment): Background {
  const last = /(?:^|;)(\d{1,2})$/.exec(env['COLORFGBG'] ?? '')?.[1];
  return last === '7' || last === '15' ? 'light' : 'dark';
}

/** The configured theme; the one that needs no colours where there are none; the default in place of a broken one. */
export async function chooseTheme(
  nameOrPath: string,
  files: Assets,
  env: Environment,
  { level, background, glyphs }: ThemeWorld = themeWorldOf(files, env),
): Promise<ThemeChoice> {
  const standard = standardFor(background);
  const named = nameOrPath === autoTheme ? standard : nameOrPath;
  const wanted = await loadTheme(level === 0 ? colourless : named, files, level, glyphs);
  if (wanted.ok) return { theme: wanted.value, notice: null };
  const fallback = await loadTheme(standard, files, level, glyphs);
  if (!fallback.ok) throw new Error(fallback.problem.message);
  return { theme: fallback.value, notice: wanted.problem.message };
}
