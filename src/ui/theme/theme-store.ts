import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Theme } from './style.ts';

/** The theme that is worn now. Another one is worn by `wear` of {@link createThemes}. */
export type ThemeStore = StoreApi<{ readonly theme: Theme }>;

export const createThemeStore = (theme: Theme): ThemeStore => createStore(() => ({ theme }));
