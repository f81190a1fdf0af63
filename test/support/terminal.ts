import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';
import { createEmulator } from '../../scripts/emulator.ts';
import { builtProgram, makeFolder, writeConfig } from './run-fleetop.ts';

export type TerminalOptions = {
  readonly columns?: number;
  readonly rows?: number;
  /** Text of the configuration file. */
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The program gets no standard input, only the terminal to write to. */
  readonly isInputClosed?: boolean;
  /** What the shell does before, such as a limit for the program. */
  readonly before?: string;
  /** The shell has job control: a program that is stopped says so, and Enter brings it back. */
  readonly hasJobControl?: boolean;
};

export type TestTerminal = {
  /** Where the program puts what it needs for a while. */
  readonly temporaryFolder: string;
  /** Where it keeps its state. */
  readonly stateFolder: string;
  /** What is on the screen, a string a row without the spaces at its end. */
  readonly lines: () => readonly string[];
  readonly text: () => string;
  /** Everything that was written to the terminal so far, with its control sequences. */
  readonly raw: () => string;
  readonly isAlternateScreen: () => boolean;
  readonly write: (input: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Sends the program a signal. */
  readonly signal: (name: NodeJS.Signals) => Promise<void>;
  /** Resolves when the screen matches; rejects with the screen when it does not in time. */
  readonly waitFor: (wanted: RegExp | ((text: string) => boolean)) => Promise<string>;
  /** The program's process, below the shell. */
  readonly pid: () => Promise<number>;
  /** How the program ended, and the terminal's settings after it as `stty -a` tells them. */
  readonly ended: () => Promise<{ readonly code: number; readonly settings: string }>;
};

const longestWaitMs = 15_000;
const mark = 'the program has ended with';

/**
 * The built program in a pseudo-terminal, below a shell as a user has it, with its own home folder and nothing of this
 * environment. `CI` is set, as on a build server.
 */
export function openTerminal(words: readonly string[], options: TerminalOptions = {}): TestTerminal {
  const { columns = 120, rows = 40 } = options;
  const home = makeFolder();
  const temporaryFolder = join(home, 'tmp');
  mkdirSync(temporaryFolder);
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_CONFIG_HOME: `${home}/config`,
    XDG_STATE_HOME: `${home}/state`,
    XDG_CACHE_HOME: `${home}/cache`,
    TMPDIR: temporaryFolder,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    CI: 'true',
  };
  if (options.config !== undefined) env['FLEETOP_CONFIG'] = writeConfig(home, options.config);
  const input = options.isInputClosed === true ? '</dev/null' : '';
  const job = 'echo "the program is stopped"; stty -a; echo "Enter goes on"; read go; fg >/dev/null;';
  const run = `${options.before ?? ''} "$@" ${input};${options.hasJobControl === true ? job : ''}`;
  const script = `${run} echo "${mark} $?"; stty -a; echo 'all said'`;
  const [shell, how] = options.hasJobControl === true ? ['/bin/bash', '-mc'] : ['/bin/sh', '-c'];
  const pty = spawn(shell, [how, script, 'sh', process.execPath, builtProgram, ...words], {
    name: options.env?.['TERM'] ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd: home,
    env: { ...env, ...options.env },
  });
  const screen = createEmulator({ columns, rows, scrollback: 200 });
  let raw = '';
  let hasExited = false;
  pty.onData((data) => {
    raw += data;
    screen.write(data);
  });
  screen.onData((reply) => {
    if (!hasExited) pty.write(reply);
  });
  pty.onExit(() => {
    hasExited = true;
  });
  onTestFinished(async () => {
    if (!hasExited) {
      for (const pid of await childrenOf(pty.pid)) killQuietly(pid, 'SIGKILL');
      killQuietly(pty.pid, 'SIGKILL');
    }
    screen.dispose();
  });

  const lines = () => {
    const { active } = screen.buffer;
    return Array.from(
      { length: screen.rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    );
  };
  const text = () => lines().join('\n');
  const settled = () => new Promise<void>((resolve) => screen.write('', resolve));
  const until = async (isReached: () => boolean, wanted: string) => {
    const deadline = performance.now() + longestWaitMs;
    for (;;) {
      await settled();
      if (isReached()) return;
      if (performance.now() > deadline) throw new Error(`never saw ${wanted}; the screen is:\n${text()}`);
      await delay(15);
    }
  };
  return {
    temporaryFolder,
    stateFolder: join(home, 'state', 'fleetop'),
    lines,
    text,
    raw: () => raw,
    isAlternateScreen: () => screen.buffer.active.type === 'alternate',
    write: (input) => pty.write(input),
    resize: (nextColumns, nextRows) => {
      screen.resize(nextColumns, nextRows);
      pty.resize(nextColumns, nextRows);
    },
    signal: async (name) => {
      for (const pid of await childrenOf(pty.pid)) process.kill(pid, name);
    },
    waitFor: async (wanted) => {
      const matches = typeof wanted === 'function' ? wanted : (shown: string) => wanted.test(shown);
      await until(() => matches(text()), String(wanted));
      return text();
    },
    pid: async () => (await childrenOf(pty.pid))[0] ?? -1,
    ended: async () => {
      await until(() => hasExited && raw.includes('all said'), 'the end of the program');
      const after = raw.slice(raw.lastIndexOf(mark) + mark.length);
      return { code: Number.parseInt(after, 10), settings: after };
    },
  };
}

const childrenOf = (pid: number): Promise<readonly number[]> =>
  new Promise((resolve) => {
    execFile('pgrep', ['-P', String(pid)], (_error, stdout) =>
      resolve(stdout.split('\n').filter(Boolean).map(Number)),
    );
  });

function killQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
