import type { Themes } from '../../commands/ports.ts';
import type { ViewStore } from '../../store/view-store.ts';
import { autoTheme, type Background, colourless, standardFor, type ThemeWorld } from './choose-theme.ts';
import { loadTheme, themeNames } from './load-theme.ts';
import type { ThemeStore } from './theme-store.ts';

export type WornThemes = Themes & {
  /** The terminal has told its background: with `auto` that decides. */
  readonly setBackground: (background: Background) => Promise<void>;
};

/** Themes that can be changed while the dashboard is open; what is chosen stands in the view, what is worn in `worn`. */
export async function createThemes(
  world: ThemeWorld,
  worn: ThemeStore,
  view: ViewStore,
): Promise<WornThemes> {
  let { background } = world;
  const wear = async (name: string): Promise<string | null> => {
    const wanted = name === autoTheme ? standardFor(background) : name;
    const loaded = await loadTheme(world.level === 0 ? colourless : wanted, world.folder, world.level);
    if (!loaded.ok) return loaded.problem.message;
    worn.setState({ theme: loaded.value });
    view.setState({ theme: name });
    return null;
  };
  return {
    names: [autoTheme, ...(await themeNames(world.folder))],
    wear,
    setBackground: async (next) => {
      background = next;
      const { theme } = view.getState();
      if (theme === autoTheme) await wear(theme);
    },
  };
}
