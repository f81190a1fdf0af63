import { render } from 'ink';
import { keymapOf } from '../commands/catalog.ts';
import type { FleetPorts, Several } from '../commands/ports.ts';
import type { ActionRequest } from '../model/action.ts';
import type { Clock } from '../runtime/deps.ts';
import type { FleetStore } from '../store/fleet-store.ts';
import { createLogRows } from '../store/log-rows.ts';
import { createLogStore } from '../store/log-store.ts';
import type { RowSelectors } from '../store/rows.ts';
import type { ViewStore } from '../store/view-store.ts';
import { App } from './app.tsx';
import { DashboardContext } from './dashboard-context.ts';
import { describeSelected } from './effects/describe-selected.ts';
import { followChosenLogs } from './effects/follow-chosen-logs.ts';
import { loadChoices } from './effects/load-choices.ts';
import { loadDeployments } from './effects/load-deployments.ts';
import { type Notify, notifyOfAlerts } from './effects/notify.ts';
import { pinCursors } from './effects/pin-cursors.ts';
import { searchLogs } from './effects/search-logs.ts';
import { showSecrets } from './effects/show-secrets.ts';
import { tick } from './effects/tick.ts';
import { logScreen } from './log-screen.ts';
import { pageSize } from './page-size.ts';
import type { Theme } from './theme/style.ts';

export type Terminal = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Stops the process as Ctrl-Z does in a shell; resolves when it is continued. */
  readonly stopProcess: () => Promise<void>;
};

export type ShowOptions = {
  readonly terminal: Terminal;
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly selectors: RowSelectors;
  readonly ports: FleetPorts;
  readonly theme: Theme;
  readonly clock: Clock;
  readonly isReadOnly: boolean;
  /** How a new problem is told beside the screen; by default not at all. */
  readonly notify?: Notify;
};

export type Dashboard = {
  /** Resolves when the user left; rejects with what broke the screen. The terminal is restored by then. */
  readonly done: Promise<void>;
  /** Restores the terminal and stops polling; for signals. */
  readonly close: () => Promise<void>;
};

/** Enough for a key to be seen at once; Ink's own default would hold a frame back for 33 ms. */
const maxFps = 100;

/**
 * A terminal may count a joined emoji wider than we do. Without autowrap such a line is cut at the edge; with it the
 * line would go on in the next row and push the whole screen up.
 */
const autowrap = { off: '\u001b[?7l', on: '\u001b[?7h' } as const;

/** Draws the stores in the terminal's alternate screen and takes its keys. */
export function showDashboard(options: ShowOptions): Dashboard {
  const { terminal, fleet, view, selectors, ports, theme, clock } = options;
  const { stdin, stdout, stderr } = terminal;
  const closing = new AbortController();
  const { signal } = closing;
  const log = createLogStore();
  const logRows = createLogRows(log.getState().ring, () => performance.now());
  const onLogs = logScreen({ log, logRows, view, fleet, clock, saveText: ports.saveText, signal });
  const onSecret = showSecrets(view, clock, signal);
  const context = {
    view,
    fleet,
    selectors,
    pageSize: () => pageSize(view.getState(), onLogs),
    log: onLogs,
    now: clock.now,
    keymap: () => keymapOf(view.getState().remapped),
    isReadOnly: options.isReadOnly,
    refresh: ports.refresh,
    setPaused: ports.setPaused,
    setLocked: ports.setLocked,
    isProtected: ports.isProtected,
    forms: (provider: string) => ports.forms?.(provider),
    check: async (request: ActionRequest) => (await ports.check?.(request, signal)) ?? null,
    loadChoices: loadChoices({
      view,
      choices: async (...asked) => (await ports.choices?.(...asked)) ?? {},
      signal,
    }),
    carryOut: (requests: readonly ActionRequest[], several: Several) =>
      ports.carryOut(requests, several, onSecret),
    loadDeployments: loadDeployments({ fleet, view, deployments: ports.deployments, signal }),
    describe: describeSelected({ fleet, view, describe: ports.describe, clock, signal }),
  };
  const suspended = async () => {
    stdout.write(autowrap.on);
    await terminal.stopProcess();
    stdout.write(autowrap.off);
  };
  const screen = (
    <DashboardContext value={{ fleet, view, log, logRows, selectors, theme }}>
      <App context={context} isReadOnly={options.isReadOnly} stopProcess={suspended} />
    </DashboardContext>
  );
  // Ink listens for the same event between these two: what it erases and what it draws leave in one write.
  const followSize = () => {
    stdout.cork();
    view.setState({ columns: stdout.columns, rows: stdout.rows });
    instance.rerender(screen);
  };
  const finishResize = () => stdout.uncork();
  stdout.on('resize', followSize);
  stdout.write(autowrap.off);
  const instance = render(screen, {
    stdin,
    stdout,
    stderr,
    exitOnCtrlC: false,
    alternateScreen: true,
    incrementalRendering: true,
    interactive: true,
    maxFps,
  });
  stdout.on('resize', finishResize);

  const unsubscribe = view.subscribe((now, before) => {
    if (now.cursors !== before.cursors || now.rows !== before.rows || now.pane !== before.pane)
      ports.reconsider();
  });
  pinCursors(fleet, view, selectors, signal);
  if (options.notify !== undefined)
    notifyOfAlerts(fleet, options.notify, (text) => stdout.write(text), signal);
  searchLogs({ view, log, logRows, fleet, clock, signal });
  followChosenLogs({ followLogs: ports.followLogs, fleet, view, log, selectors, clock, signal });
  void tick(view, clock, signal);

  const done = instance
    .waitUntilExit()
    .then(() => {})
    .finally(() => {
      stdout.write(autowrap.on);
      closing.abort();
      unsubscribe();
      stdout.off('resize', followSize);
      stdout.off('resize', finishResize);
    });
  return {
    done,
    close: async () => {
      instance.unmount();
      await done.catch(() => {});
    },
  };
}
