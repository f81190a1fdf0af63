import type { Connect } from '../cli/world.ts';
import type { Thresholds } from '../model/thresholds.ts';
import type { Deps } from '../runtime/deps.ts';
import { createFleetStore } from '../store/fleet-store.ts';
import { createRowSelectors } from '../store/rows.ts';
import { initialView } from '../store/view-state.ts';
import { createViewStore } from '../store/view-store.ts';
import type { Notify } from '../ui/effects/notify.ts';
import { type Dashboard, showDashboard, type Terminal } from '../ui/show-dashboard.tsx';
import { chooseTheme } from '../ui/theme/choose-theme.ts';
import { interestOf } from './interest-of.ts';
import { createLatePorts } from './late-ports.ts';
import { startFleet } from './start-fleet.ts';

export type DashboardOptions = {
  /** Connects the providers; begun once something is drawn. What it throws ends the dashboard. */
  readonly connect: Connect;
  readonly deps: Pick<Deps, 'clock' | 'random'>;
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Theme name or path, as configured. */
  readonly theme: string;
  readonly themesFolder: string;
  readonly isReadOnly: boolean;
  readonly thresholds: Thresholds;
  /** How a new problem is told beside the screen. */
  readonly notify: Notify;
  /** Keeps what broke a part of the screen; a path, where it was written. */
  readonly report: (error: unknown) => string | null;
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
  const view = createViewStore(initialView(stdout.columns, stdout.rows, clock.now(), notice));
  const notify = (text: string) =>
    view.setState((now) => ({ notice: now.notice === null ? text : `${now.notice} · ${text}` }));
  const selectors = createRowSelectors(view.getState);
  const leaving = new AbortController();
  const { ports, connect } = createLatePorts();
  const dashboard = showDashboard({
    terminal,
    fleet,
    view,
    selectors,
    theme,
    clock,
    isReadOnly: options.isReadOnly,
    notify: options.notify,
    onFault: (error) => {
      const path = options.report(error);
      if (path !== null) notify(`the report is ${path}`);
    },
    ports,
  });
  const interest = () => interestOf(view.getState(), fleet.getState(), selectors);
  const nameOf = (ref: string) => {
    const { servers, apps } = fleet.getState();
    return (servers.get(ref) ?? apps.get(ref))?.name;
  };
  const connected = options.connect(notify).then((session) => {
    if (leaving.signal.aborted) return;
    view.setState({ remapped: session.config.keys });
    const { rates, thresholds } = session.config;
    view.setState({ money: { rates, thresholdDays: thresholds.runwayDays } });
    connect(startFleet(session, { deps, emit, interest, nameOf, signal: leaving.signal }));
    session.lock.setLocked(view.getState().isLocked);
  });
  const done = Promise.all([dashboard.done, connected.catch(failed)])
    .then(() => {})
    .finally(() => leaving.abort());

  /** What cannot be connected is told on the plain screen. */
  async function failed(error: unknown): Promise<never> {
    await dashboard.close();
    throw error;
  }
  return { ...dashboard, done };
}
