import { type PropsWithChildren, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { DashboardContext, type DashboardStores } from './dashboard-context.ts';
import type { ThemeStore } from './theme/theme-store.ts';

type ThemedProps = PropsWithChildren<{
  readonly worn: ThemeStore;
  readonly stores: Omit<DashboardStores, 'theme'>;
}>;

/** Gives what is below it the stores, and the theme that is worn: another one draws everything anew. */
export function Themed({ worn, stores, children }: ThemedProps) {
  const theme = useStore(worn, (state) => state.theme);
  const [shared] = useState(stores);
  const value = useMemo(() => ({ ...shared, theme }), [shared, theme]);
  return <DashboardContext value={value}>{children}</DashboardContext>;
}
