import { colorLevel } from './color-level.ts';
import { loadTheme } from './load-theme.ts';
import type { Theme } from './style.ts';

export type ThemeChoice = {
  readonly theme: Theme;
  /** What was wrong with the configured theme, where the default stands in for it. */
  readonly notice: string | null;
};

const standard = 'midnight';
const colourless = 'mono';

/** The configured theme; the one that needs no colours where there are none; the default in place of a broken one. */
export async function chooseTheme(
  nameOrPath: string,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ThemeChoice> {
  const level = colorLevel(env);
  const wanted = await loadTheme(level === 0 ? colourless : nameOrPath, folder, level);
  if (wanted.ok) return { theme: wanted.value, notice: null };
  const fallback = await loadTheme(standard, folder, level);
  if (!fallback.ok) throw new Error(fallback.problem.message);
  return { theme: fallback.value, notice: wanted.problem.message };
}
