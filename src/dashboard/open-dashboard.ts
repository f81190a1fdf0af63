import type { Session } from '../cli/session.ts';
import type { Thresholds } from '../model/thresholds.ts';
import type { Deps } from '../runtime/deps.ts';
import { openLastView } from '../state/last-view.ts';
import type { ConfiguredColumns } from '../store/arrangement.ts';
import { createFleetStore } from '../store/fleet-store.ts';
import { createRowSelectors } from '../store/rows.ts';
import { initialView } from '../store/view-state.ts';
import { createViewStore } from '../store/view-store.ts';
import type { Notify } from '../ui/effects/notify.ts';
import { type Dashboard, showDashboard, type Terminal } from '../ui/show-dashboard.tsx';
import { chooseTheme } from '../ui/theme/choose-theme.ts';
import { interestOf } from './interest-of.ts';
import { isSameKept, keptOf, restoreView } from './kept-view.ts';
import { createLatePorts } from './late-ports.ts';
import { startFleet } from './start-fleet.ts';

export type DashboardOptions = {
  /** Connects the providers; begun once something is drawn. What it throws ends the dashboard. */
  readonly connect: () => Promise<Session>;
  readonly deps: Pick<Deps, 'clock' | 'random'>;
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Theme name or path, as configured. */
  readonly theme: string;
  readonly themesFolder: string;
  /** Names of the themes there. */
  readonly themes: readonly string[];
  readonly isReadOnly: boolean;
  /** The columns that the configuration names. */
  readonly columns: ConfiguredColumns;
  /** Where the last view is kept; null: nowhere. */
  readonly stateFolder: string | null;
  readonly thresholds: Thresholds;
  /** How a new problem is told beside the screen. */
  readonly notify: Notify;
};

/**
 * Puts store and screen together and connects the providers behind them: events flow into the store, the screen draws
 * it, keys ask for more. The first frame waits for nothing.
 */
export async function openDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { deps, terminal } = options;
  const { clock } = deps;
  const { stdout } = terminal;
  const { theme, notice } = await chooseTheme(options.theme, options.themesFolder, options.env);
  const { fleet, emit } = createFleetStore([], options.thresholds);
  const notices: string[] = notice === null ? [] : [notice];
  const lastView =
    options.stateFolder === null
      ? null
      : openLastView(options.stateFolder, deps, (text) => {
          notices.push(text);
        });
  const restored = restoreView(lastView?.read(), options.columns);
  const view = createViewStore({
    ...initialView(stdout.columns, stdout.rows, clock.now(), notices.join(' · ') || null),
    ...restored,
  });
  const stopKeeping = view.subscribe((now, before) => {
    if (!isSameKept(now, before)) lastView?.keep(keptOf(now));
  });
  const selectors = createRowSelectors(view.getState);
  const leaving = new AbortController();
  const { ports, connect } = createLatePorts();
  const dashboard = showDashboard({
    terminal,
    fleet,
    view,
    selectors,
    theme,
    themes: options.themes,
    chooseTheme: (name) => chooseTheme(name, options.themesFolder, options.env),
    clock,
    isReadOnly: options.isReadOnly,
    notify: options.notify,
    ports,
  });
  const interest = () => interestOf(view.getState(), fleet.getState(), selectors);
  const nameOf = (ref: string) => {
    const { servers, apps } = fleet.getState();
    return (servers.get(ref) ?? apps.get(ref))?.name;
  };
  const connected = options.connect().then((session) => {
    if (leaving.signal.aborted) return;
    const remarks = [...notices, ...session.notices];
    if (remarks.length > 0) view.setState({ notice: remarks.join(' · ') });
    leaveUnknownScope(session);
    view.setState({ remapped: session.config.keys });
    const { rates, thresholds } = session.config;
    view.setState({ money: { rates, thresholdDays: thresholds.runwayDays } });
    connect(startFleet(session, { deps, emit, interest, nameOf, signal: leaving.signal }));
    session.lock.setLocked(view.getState().isLocked);
  });
  const done = Promise.all([dashboard.done, connected.catch(failed)])
    .then(() => {})
    .finally(() => {
      leaving.abort();
      finish();
    });

  /** What cannot be connected is told on the plain screen. */
  async function failed(error: unknown): Promise<never> {
    await dashboard.close();
    throw error;
  }
  /** A provider that is not there any more hides all the others. */
  function leaveUnknownScope({ providers }: Session): void {
    const { scope } = view.getState();
    if (scope !== null && !providers.some(({ settings }) => settings.name === scope))
      view.setState({ scope: null });
  }

  function finish(): void {
    stopKeeping();
    lastView?.flush();
  }

  return {
    done,
    close: async () => {
      await dashboard.close();
      finish();
    },
  };
}
