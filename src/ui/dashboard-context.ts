import { createContext, use, useRef } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { FleetReport } from '../billing/fleet-report.ts';
import { keymapOf } from '../commands/catalog.ts';
import type { Keymap } from '../commands/command.ts';
import type { FleetState } from '../store/fleet-state.ts';
import type { FleetStore } from '../store/fleet-store.ts';
import { isSameSelection } from '../store/keep-identity.ts';
import type { LogRows } from '../store/log-rows.ts';
import type { LogState, LogStore } from '../store/log-store.ts';
import type { RowSelectors, Rows } from '../store/rows.ts';
import type { ViewState } from '../store/view-state.ts';
import type { ViewStore } from '../store/view-store.ts';
import type { Theme } from './theme/style.ts';
import type { ThemeStore } from './theme/theme-store.ts';

/** What every component of one dashboard shares. Only the theme changes while the dashboard is open. */
export type DashboardStores = {
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly log: LogStore;
  readonly logRows: LogRows;
  readonly selectors: RowSelectors;
  readonly theme: ThemeStore;
};

export const DashboardContext = createContext<DashboardStores | null>(null);

export function useDashboard(): DashboardStores {
  const stores = use(DashboardContext);
  if (stores === null) throw new Error('a dashboard component is rendered outside of a dashboard');
  return stores;
}

type ReadableStore<S> = Pick<StoreApi<S>, 'getState' | 'getInitialState' | 'subscribe'>;

/** What the selector gave before, where that is the same selection. */
function useSelection<S, T>(store: ReadableStore<S>, selector: (state: S) => T): T {
  const last = useRef<{ readonly selection: T } | null>(null);
  return useStore(store, (state) => {
    const selection = selector(state);
    if (last.current === null || !isSameSelection(last.current.selection, selection))
      last.current = { selection };
    return last.current.selection;
  });
}

/** A part of the fleet; renders again only when a field of what the selector gives changes identity. */
export const useFleet = <T>(selector: (fleet: FleetState) => T): T =>
  useSelection(useDashboard().fleet, selector);

export const useView = <T>(selector: (view: ViewState) => T): T =>
  useSelection(useDashboard().view, selector);

/**
 * Epoch ms of now, where what is drawn tells minutes at the least: renders again when another begins. It is the exact
 * time all the same, for whatever else has something drawn.
 */
export function useMinute(): number {
  useView(({ now }) => Math.floor(now / 60_000));
  return useDashboard().view.getState().now;
}

/** The rows of a list; renders again when the fleet or the way the operator wants the list gives others. */
export function useRows<T>(select: (fleet: FleetState) => Rows<T>): Rows<T> {
  useView(({ arrangements, scope, isProblemsOnly, rates }) => ({
    arrangements,
    scope,
    isProblemsOnly,
    rates,
  }));
  return useFleet(select);
}

/** What is in scope costs; renders again when that is another sum, or the operator wants another scope or other rates. */
export function useReport(): FleetReport {
  useView(({ scope, rates }) => ({ scope, rates }));
  return useFleet(useDashboard().selectors.report);
}

/** The keys of all commands; renders again when the configuration gives others. */
export const useKeymap = (): Keymap => keymapOf(useView(({ remapped }) => ({ remapped })).remapped);

/** The theme to draw in; renders again when it is another one. */
export const useTheme = (): Theme => useStore(useDashboard().theme, ({ theme }) => theme);

export const useLog = <T>(selector: (log: LogState) => T): T => useSelection(useDashboard().log, selector);
