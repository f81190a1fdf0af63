import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Theme } from './style.ts';

/** The theme that everything is drawn in now. */
export type ThemeStore = StoreApi<Theme>;

export const createThemeStore = (theme: Theme): ThemeStore => createStore<Theme>(() => theme);
