import type { Themes } from '../../commands/ports.ts';
import type { ViewStore } from '../../store/view-store.ts';
import { autoTheme, colourless, standardFor, type ThemeWorld } from './choose-theme.ts';
import { loadTheme } from './load-theme.ts';
import type { ThemeStore } from './theme-store.ts';

/** Themes that can be changed while the dashboard is open; what is chosen stands in the view, what is worn in `worn`. */
export function createThemes(world: ThemeWorld, worn: ThemeStore, view: ViewStore): Themes {
  let { background, glyphs } = world;
  let calls = 0;
  let wornName = view.getState().settings.theme;
  const choose = (theme: string) => view.setState(({ settings }) => ({ settings: { ...settings, theme } }));
  const wear = async (name: string): Promise<string | null> => {
    calls += 1;
    const call = calls;
    // At once: the next choice begins from here, and may come before this one is read.
    choose(name);
    const wanted = name === autoTheme ? standardFor(background) : name;
    const loaded = await loadTheme(world.level === 0 ? colourless : wanted, world.files, world.level, glyphs);
    const isNewest = call === calls;
    if (!loaded.ok) {
      if (isNewest) choose(wornName);
      return loaded.problem.message;
    }
    // Another was asked for while this one was read.
    if (!isNewest) return null;
    wornName = name;
    worn.setState({ theme: loaded.value });
    return null;
  };
  const names = [autoTheme, ...world.files.names()];
  return {
    names: () => names,
    wear,
    setAscii: async (isWanted) => {
      glyphs = world.glyphsFor(isWanted);
      await wear(view.getState().settings.theme);
    },
    setBackground: async (next) => {
      background = next;
      const { theme } = view.getState().settings;
      if (theme === autoTheme) await wear(theme);
    },
  };
}
