import { render } from 'ink';
import type { ProgramEnd } from '../model/machine.ts';
import type { JobControl } from '../runtime/job-control.ts';
import { createLogRows } from '../store/log-rows.ts';
import { createLogStore } from '../store/log-store.ts';
import { App, type HandOver } from './app.tsx';
import { type ContextOptions, createContext } from './create-context.ts';
import { DashboardContext } from './dashboard-context.ts';
import { dropReusedMarks } from './effects/drop-reused-marks.ts';
import { followChosenLogs } from './effects/follow-chosen-logs.ts';
import { followLooks } from './effects/follow-looks.ts';
import { leaveReplaced } from './effects/leave-replaced.ts';
import { lockWhenIdle } from './effects/lock-when-idle.ts';
import { notifyOfAlerts } from './effects/notify.ts';
import { pinCursors } from './effects/pin-cursors.ts';
import { readAheadOfFilter } from './effects/read-ahead.ts';
import { rememberPlace } from './effects/remember-place.ts';
import { searchLogs } from './effects/search-logs.ts';
import { showSecrets } from './effects/show-secrets.ts';
import { tick } from './effects/tick.ts';
import { watchFocus } from './effects/watch-focus.ts';
import { watchRest } from './effects/watch-rest.ts';
import type { TerminalInput } from './input/terminal-input.ts';
import { logScreen } from './log-screen.ts';
import { createTerminalModes } from './terminal-modes.ts';
import type { ThemeStore } from './theme/theme-store.ts';

export type Terminal = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** What the terminal says of its mouse, and of its background. */
  readonly reports: Pick<TerminalInput, 'onReport' | 'expectReports'>;
  readonly job: JobControl;
  /** Runs another program on it, with its own input and output, to its end. */
  readonly runProgram: (words: readonly string[]) => Promise<ProgramEnd>;
};

export type ShowOptions = ContextOptions & {
  readonly terminal: Terminal;
  readonly worn: ThemeStore;
  /** Told of what broke a part of the screen, while the others live on. */
  readonly onFault: (error: unknown) => void;
  /** What is done where nobody presses a key. */
  readonly onRest: () => void;
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
 * Takes back what a program that was cut off (an editor behind a broken line) may have left on: its alternate screen,
 * application keys, xterm's and kitty's other names for keys, reports of the mouse and the focus, a colour, another
 * character set; and its scroll region, whose end would move the cursor, as kitty's keys do where only the end of their
 * sequence is understood.
 */
const leftBehind = [
  '\u001b[?1047l\u001b[?1l\u001b>',
  '\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1004l\u001b[?1006l',
  '\u001b[>4;0m\u001b[0m\u001b(B\u001b7\u001b[=0u\u001b[r\u001b8',
].join('');

/** Draws the stores in the terminal's alternate screen and takes its keys. */
export function showDashboard(options: ShowOptions): Dashboard {
  const { terminal, fleet, view, selectors, ports, clock } = options;
  const { stdin, stdout, stderr } = terminal;
  const modes = createTerminalModes((text) => stdout.write(text));
  const closing = new AbortController();
  const { signal } = closing;
  const log = createLogStore();
  let lastKeyAt = clock.now();
  let hasFollowedSize = false;
  const onKey = () => {
    lastKeyAt = clock.now();
    ports.notice?.('key');
  };
  const logRows = createLogRows(log.getState().ring, () => performance.now());
  const onLogs = logScreen({ log, logRows, view, fleet, clock, saveText: ports.saveText, signal });
  const onSecret = showSecrets(view, clock, signal);
  const context = createContext(options, { log: onLogs, onSecret, signal });
  const handOver: HandOver = {
    stopProcess: async () => {
      modes.release();
      await terminal.job.stop();
      modes.take();
    },
    redraw: async () => {
      modes.release();
      modes.take();
    },
    watchJob: (tell) =>
      terminal.job.watch((signal) => {
        // A window that was made smaller and as it was again in one moment has lost what it showed, and no size changed.
        if (signal !== 'resize' || !hasFollowedSize) tell(signal);
        hasFollowedSize = false;
      }),
    stopAlong: terminal.job.stop,
    runProgram: async (words) => {
      modes.release();
      stdout.write(`→ ${words.join(' ')}\r\n`);
      try {
        return await terminal.runProgram(words);
      } finally {
        stdout.write(leftBehind);
        modes.take();
      }
    },
  };
  const screen = (
    <DashboardContext value={{ fleet, view, log, logRows, selectors, theme: options.worn }}>
      <App
        context={context}
        reports={terminal.reports}
        onKey={onKey}
        handOver={handOver}
        onFault={options.onFault}
      />
    </DashboardContext>
  );
  // Ink listens for the same event between these two: what it erases and what it draws leave in one write.
  const followSize = () => {
    hasFollowedSize = true;
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
    if (now.isMouseOn !== before.isMouseOn) followMouse();
  });
  followLooks(view, () => ports.reconsider(), signal);
  rememberPlace(view, signal);
  readAheadOfFilter({ view, fleet, selectors, clock, signal });
  pinCursors(fleet, view, selectors, signal);
  dropReusedMarks(fleet, view, signal);
  leaveReplaced(fleet, view, signal);
  notifyOfAlerts(
    fleet,
    () => view.getState().notify,
    (text) => stdout.write(text),
    signal,
  );
  searchLogs({ view, log, logRows, fleet, clock, signal });
  followChosenLogs({ followLogs: ports.followLogs, fleet, view, log, selectors, clock, signal });
  lockWhenIdle({
    view,
    keymap: context.keymap,
    setLocked: ports.setLocked,
    lastKeyAt: () => lastKeyAt,
    signal,
  });
  watchRest({ view, lastKeyAt: () => lastKeyAt, onRest: options.onRest, signal });
  void tick({ view, fleet, clock, lastKeyAt: () => lastKeyAt, signal });

  let hasRestored = false;
  const restore = () => {
    if (hasRestored) return;
    hasRestored = true;
    instance.unmount();
    modes.close();
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
