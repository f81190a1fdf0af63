import { render } from 'ink';
import { keymapOf } from '../commands/catalog.ts';
import type { ConfigFilePort, FleetPorts, Several, Themes } from '../commands/ports.ts';
import type { ActionRequest } from '../model/action.ts';
import type { Guide } from '../model/guide.ts';
import type { Clock } from '../runtime/deps.ts';
import type { FleetStore } from '../store/fleet-store.ts';
import { createLogStore } from '../store/log-store.ts';
import type { RowSelectors } from '../store/rows.ts';
import type { ViewStore } from '../store/view-store.ts';
import { App } from './app.tsx';
import { describeSelected } from './effects/describe-selected.ts';
import { followSelectedLog } from './effects/follow-selected-log.ts';
import { guidePort } from './effects/guide-port.ts';
import { loadChoices } from './effects/load-choices.ts';
import { loadDeployments } from './effects/load-deployments.ts';
import { lockWhenIdle } from './effects/lock-when-idle.ts';
import { notifyOfAlerts } from './effects/notify.ts';
import { pinCursors } from './effects/pin-cursors.ts';
import { showSecrets } from './effects/show-secrets.ts';
import { tick } from './effects/tick.ts';
import { watchFocus } from './effects/watch-focus.ts';
import type { TerminalInput } from './input/terminal-input.ts';
import { pageSize } from './page-size.ts';
import { createTerminalModes } from './terminal-modes.ts';
import type { ThemeStore } from './theme/theme-store.ts';
import { Themed } from './themed.tsx';

export type Terminal = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** What the terminal says of its mouse, and of its background. */
  readonly reports: Pick<TerminalInput, 'onReport' | 'expectReports'>;
  /** Stops the process as Ctrl-Z does in a shell; resolves when it is continued. */
  readonly stopProcess: () => Promise<void>;
};

export type ShowOptions = {
  readonly terminal: Terminal;
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly selectors: RowSelectors;
  readonly ports: FleetPorts;
  readonly worn: ThemeStore;
  readonly themes: Themes;
  readonly clock: Clock;
  /** Where nothing is configured yet. */
  readonly guide?: Guide;
  /** Where settings are saved, once that is known. */
  readonly configFile?: () => ConfigFilePort | null;
};

export type Dashboard = {
  /** Resolves when the user left; rejects with what broke the screen. The terminal is restored by then. */
  readonly done: Promise<void>;
  /** Restores the terminal and stops polling; for signals. */
  readonly close: () => Promise<void>;
};

/** Enough for a key to be seen at once; Ink's own default would hold a frame back for 33 ms. */
const maxFps = 100;

/** Draws the stores in the terminal's alternate screen and takes its keys. */
export function showDashboard(options: ShowOptions): Dashboard {
  const { terminal, fleet, view, selectors, ports, themes, clock } = options;
  const { stdin, stdout, stderr } = terminal;
  const modes = createTerminalModes((text) => stdout.write(text));
  const closing = new AbortController();
  const { signal } = closing;
  const log = createLogStore();
  let lastKeyAt = clock.now();
  const onKey = () => {
    lastKeyAt = clock.now();
    ports.notice?.('key');
  };
  const onSecret = showSecrets(view, clock, signal);
  const context = {
    view,
    fleet,
    selectors,
    pageSize: () => pageSize(view.getState()),
    logLength: () => log.getState().ring.length(),
    themes,
    guide: options.guide === undefined ? null : guidePort(options.guide, signal),
    now: clock.now,
    keymap: () => keymapOf(view.getState().remapped),
    configFile: options.configFile ?? (() => null),
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
    modes.release();
    await terminal.stopProcess();
    modes.take();
  };
  const screen = (
    <Themed worn={options.worn} stores={{ fleet, view, log, selectors }}>
      <App context={context} reports={terminal.reports} onKey={onKey} stopProcess={suspended} />
    </Themed>
  );
  // Ink listens for the same event between these two: what it erases and what it draws leave in one write.
  const followSize = () => {
    stdout.cork();
    view.setState({ columns: stdout.columns, rows: stdout.rows });
    instance.rerender(screen);
  };
  const finishResize = () => stdout.uncork();
  stdout.on('resize', followSize);
  watchFocus(stdin, (sign) => ports.notice?.(sign), signal);
  modes.set('noAutowrap', true);
  modes.set('focus', true);
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

  const followMouse = () => {
    const { isMouseOn } = view.getState();
    terminal.reports.expectReports(isMouseOn);
    modes.set('mouse', isMouseOn);
  };
  followMouse();
  const unsubscribe = view.subscribe((now, before) => {
    if (now.cursors !== before.cursors || now.rows !== before.rows || now.pane !== before.pane)
      ports.reconsider();
    if (now.isMouseOn !== before.isMouseOn) followMouse();
  });
  pinCursors(fleet, view, selectors, signal);
  notifyOfAlerts(
    fleet,
    () => view.getState().notify,
    (text) => stdout.write(text),
    signal,
  );
  followSelectedLog({ followLogs: ports.followLogs, fleet, view, log, selectors, clock, signal });
  lockWhenIdle({ view, setLocked: ports.setLocked, lastKeyAt: () => lastKeyAt, signal });
  void tick(view, clock, signal);

  const done = instance
    .waitUntilExit()
    .then(() => {})
    .finally(() => {
      modes.release();
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
