import type { LiveConfig, Session } from '../cli/session.ts';
import type { Look } from '../cli/world.ts';
import { firstPage } from '../commands/guide-steps.ts';
import type { MachinePorts } from '../commands/ports.ts';
import type { Guide } from '../model/guide.ts';
import { createAttention } from '../polling/attention.ts';
import type { Assets } from '../runtime/assets.ts';
import type { Deps } from '../runtime/deps.ts';
import { openLastView } from '../state/last-view.ts';
import { createFleetStore } from '../store/fleet-store.ts';
import { remember } from '../store/remember.ts';
import { createRowSelectors } from '../store/rows.ts';
import { initialView } from '../store/view-state.ts';
import { createViewStore } from '../store/view-store.ts';
import { webhookNotice } from '../store/webhook-notice.ts';
import { type Dashboard, showDashboard, type Terminal } from '../ui/show-dashboard.tsx';
import { chooseTheme, themeWorldOf } from '../ui/theme/choose-theme.ts';
import { createThemes } from '../ui/theme/create-themes.ts';
import { createThemeStore } from '../ui/theme/theme-store.ts';
import { createFollowConfig, probing, settingsOf } from './follow-config.ts';
import { interestOf } from './interest-of.ts';
import { isSameKept, keptOf, restoreView } from './kept-view.ts';
import { createLatePorts } from './late-ports.ts';
import { createSaveText } from './save-text.ts';
import { type Newest, startFleet } from './start-fleet.ts';

export type DashboardOptions = {
  /** Connects the providers; begun once something is drawn. What it throws ends the dashboard. */
  readonly connect: () => Promise<Session>;
  readonly deps: Pick<Deps, 'clock' | 'random'>;
  readonly terminal: Terminal;
  readonly machine: MachinePorts;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the user prefers, as configured. */
  readonly look: Look;
  readonly themeFiles: Assets;
  /** Keeps what broke a part of the screen; a path, where it was written. */
  readonly report: (error: unknown) => string | null;
  /** What a process does where nobody presses a key, such as giving memory back. */
  readonly onRest: () => void;
  /** Where nothing is configured: what `connect` waits for. */
  readonly guide?: Guide;
  /** Where the last view is kept; null: nowhere. */
  readonly stateFolder: string | null;
};

/**
 * Puts store and screen together and connects the providers behind them: events flow into the store, the screen draws
 * it, keys ask for more. The first frame waits for nothing.
 */
export async function openDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { deps, terminal, look } = options;
  const { clock } = deps;
  const { stdout } = terminal;
  const looks = themeWorldOf(options.themeFiles, options.env, look.ascii);
  const { theme, notice } = await chooseTheme(look.theme, looks.files, options.env, looks);
  const worn = createThemeStore(theme);
  const { fleet, emit, settle, prepareBy } = createFleetStore([], look.thresholds);
  const notices: string[] = notice === null ? [] : [notice];
  const lastView =
    options.stateFolder === null
      ? null
      : openLastView(options.stateFolder, deps, (text) => {
          notices.push(text);
        });
  const restored = restoreView(lastView?.read(), look);
  const view = createViewStore({
    ...initialView(stdout.columns, stdout.rows, clock.now(), notices.join(' · ') || null),
    ...restored,
    settings: settingsOf(look),
    isMouseOn: look.mouse,
    lockWhenIdleMs: look.lockWhenIdleMs,
    isReadOnly: look.readOnly,
    isProbing: look.ssh.probe.isEnabled,
    notify: look.notify,
    rates: look.rates,
    remapped: look.keys,
    ...(options.guide === undefined ? {} : { overlay: firstPage }),
  });
  const stopKeeping = view.subscribe((now, before) => {
    if (!isSameKept(now, before)) lastView?.keep(keptOf(now));
  });
  view.subscribe(({ settings }, before) => {
    if (settings === before.settings) return;
    const { cpu, memory, runwayDays } = settings;
    emit({ type: 'thresholds-set', thresholds: { cpu, memory, runwayDays } });
  });
  // What can wait is drawn together with the ages.
  view.subscribe(({ now }, before) => {
    if (now !== before.now) settle();
  });
  const themes = createThemes(looks, worn, view);
  const notify = (text: string) =>
    view.setState((now) => ({ notice: now.notice === null ? text : `${now.notice} · ${text}` }));
  fleet.subscribe((now, before) => {
    const notice = webhookNotice(now, before);
    if (notice !== null) view.setState({ notice });
  });
  const selectors = createRowSelectors(view.getState);
  prepareBy([selectors.problems, selectors.servers, selectors.report, selectors.live, selectors.apps]);
  const leaving = new AbortController();
  const attention = createAttention(clock);
  let live: LiveConfig | null = null;
  let polling = new AbortController();
  let newest: Newest = { providers: [], renew: () => {} };
  const { ports, connect } = createLatePorts();
  const dashboard = showDashboard({
    terminal,
    machine: options.machine,
    fleet,
    view,
    selectors,
    worn,
    themes,
    clock,
    configFile: () => live,
    ...(options.guide === undefined ? {} : { guide: options.guide }),
    onFault: (error) => {
      const path = options.report(error);
      if (path !== null) notify(`the report is ${path}`);
    },
    onRest: options.onRest,
    ports: { ...ports, saveText: createSaveText(options.machine.saveFile) },
  });
  // Each provider asks several times a second, mostly of the same moment.
  const lookedAt = remember(interestOf);
  const interest = () => lookedAt(view.getState(), fleet.getState(), selectors);
  const nameOf = (ref: string) => {
    const { servers, apps } = fleet.getState();
    return (servers.get(ref) ?? apps.get(ref))?.name;
  };
  const start = (session: Session, isFirst: boolean) => {
    leaveUnknownScope(session);
    polling.abort();
    polling = new AbortController();
    const signal = AbortSignal.any([polling.signal, leaving.signal]);
    const started = startFleet(session, {
      deps,
      emit,
      interest,
      nameOf,
      isFirst,
      takesSamples: true,
      attention,
      newest: () => newest,
      signal: leaving.signal,
      polling: signal,
    });
    newest = { providers: session.providers, renew: started.renew };
    if (view.getState().isPaused) started.setPaused(true);
    return started;
  };
  const connected = options.connect().then((session) => {
    if (leaving.signal.aborted) return;
    session.followNotices(notify);
    view.setState({ remapped: session.config.keys, ...probing(session, view.getState()) });
    const first = start(session, true);
    connect(first);
    session.lock.setLocked(view.getState().isLocked);
    live = session.live ?? null;
    const follow = createFollowConfig(session, first, {
      view,
      themes,
      nameOf,
      connect,
      start: (next) => start(next, false),
    });
    live?.follow(follow, leaving.signal);
  });
  const settled = connected.catch(failed);
  // Who leaves the guided start has decided nothing: there is no session to wait for.
  const done = (options.guide === undefined ? Promise.all([dashboard.done, settled]) : dashboard.done)
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
    restore: dashboard.restore,
    close: async () => {
      // Before what may hang.
      finish();
      await dashboard.close();
    },
  };
}
