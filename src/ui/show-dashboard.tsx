import { render } from 'ink';
import { keymapOf } from '../commands/catalog.ts';
import type { FleetPorts, Several } from '../commands/ports.ts';
import type { ActionRequest } from '../model/action.ts';
import type { Clock } from '../runtime/deps.ts';
import type { JobControl } from '../runtime/job-control.ts';
import type { FleetStore } from '../store/fleet-store.ts';
import { createLogStore } from '../store/log-store.ts';
import type { RowSelectors } from '../store/rows.ts';
import type { ViewStore } from '../store/view-store.ts';
import { App } from './app.tsx';
import { DashboardContext } from './dashboard-context.ts';
import { describeSelected } from './effects/describe-selected.ts';
import { followSelectedLog } from './effects/follow-selected-log.ts';
import { loadChoices } from './effects/load-choices.ts';
import { loadDeployments } from './effects/load-deployments.ts';
import { type Notify, notifyOfAlerts } from './effects/notify.ts';
import { pinCursors } from './effects/pin-cursors.ts';
import { showSecrets } from './effects/show-secrets.ts';
import { tick } from './effects/tick.ts';
import { watchFocus } from './effects/watch-focus.ts';
import { pageSize } from './page-size.ts';
import type { Theme } from './theme/style.ts';

export type Terminal = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly job: JobControl;
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
  /** Told of what broke a part of the screen, while the others live on. */
  readonly onFault: (error: unknown) => void;
};

export type Dashboard = {
  /** Resolves when the user left; rejects with what broke the screen. The terminal is restored by then. */
  readonly done: Promise<void>;
  /** Restores the terminal at once, whatever else is under way: nothing is drawn any more. */
  readonly restore: () => void;
  /** Restores the terminal and stops polling. */
  readonly close: () => Promise<void>;
};

/** Enough for a key to be seen at once; Ink's own default would hold a frame back for 33 ms. */
const maxFps = 100;

/**
 * A terminal may count a joined emoji wider than we do. Without autowrap such a line is cut at the edge; with it the
 * line would go on in the next row and push the whole screen up.
 */
const autowrap = { off: '\u001b[?7l', on: '\u001b[?7h' } as const;

/** Whether the terminal tells when it gains and loses the focus: nobody looks at one that another window covers. */
const focusReports = { off: '\u001b[?1004l', on: '\u001b[?1004h' } as const;

const ownModes = { on: autowrap.off + focusReports.on, off: focusReports.off + autowrap.on } as const;

/** Draws the stores in the terminal's alternate screen and takes its keys. */
export function showDashboard(options: ShowOptions): Dashboard {
  const { terminal, fleet, view, selectors, ports, theme, clock } = options;
  const { stdin, stdout, stderr } = terminal;
  const closing = new AbortController();
  const { signal } = closing;
  const log = createLogStore();
  const onSecret = showSecrets(view, clock, signal);
  const context = {
    view,
    fleet,
    selectors,
    pageSize: () => pageSize(view.getState()),
    logLength: () => log.getState().ring.length(),
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
  const handOver = async (how: 'stop' | 'redraw') => {
    stdout.write(ownModes.off);
    if (how === 'stop') await terminal.job.stop();
    if (!hasRestored) stdout.write(ownModes.on);
  };
  const screen = (
    <DashboardContext value={{ fleet, view, log, selectors, theme }}>
      <App
        context={context}
        isReadOnly={options.isReadOnly}
        handOver={handOver}
        watchJob={terminal.job.watch}
        onFault={options.onFault}
        notice={(sign) => ports.notice?.(sign)}
      />
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
  stdout.write(ownModes.on);
  watchFocus(stdin, (sign) => ports.notice?.(sign), signal);
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
  followSelectedLog({ followLogs: ports.followLogs, fleet, view, log, selectors, clock, signal });
  void tick(view, clock, signal);

  let hasRestored = false;
  const restore = () => {
    if (hasRestored) return;
    hasRestored = true;
    instance.unmount();
    stdout.write(ownModes.off);
  };
  const done = instance
    .waitUntilExit()
    .then(() => {})
    .finally(() => {
      restore();
      closing.abort();
      unsubscribe();
      stdout.off('resize', followSize);
      stdout.off('resize', finishResize);
    });
  return {
    done,
    restore,
    close: async () => {
      restore();
      await done.catch(() => {});
    },
  };
}
