import type { ViewStore } from '../../store/view-store.ts';
import type { ThemeChoice } from '../theme/choose-theme.ts';
import type { ThemeStore } from '../theme/theme-store.ts';

export type ThemeEffectOptions = {
  readonly chooseTheme: (name: string) => Promise<ThemeChoice>;
  readonly store: ThemeStore;
  readonly view: ViewStore;
  readonly signal: AbortSignal;
};

/** Draws everything in the theme that was asked for last; one that cannot be read leaves the present one. */
export function changeTheme({
  chooseTheme,
  store,
  view,
  signal,
}: ThemeEffectOptions): (name: string) => void {
  let asked = '';
  return (name) => {
    asked = name;
    void chooseTheme(name).then(({ theme, notice }) => {
      if (signal.aborted || asked !== name) return;
      if (notice === null) store.setState(theme, true);
      else view.setState({ notice });
    });
  };
}
