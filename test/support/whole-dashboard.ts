import { Console } from 'node:console';
import { setTimeout as delay } from 'node:timers/promises';
import { createEmulator } from '../../scripts/emulator.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import type { World } from '../../src/cli/world.ts';
import { knownKeys } from '../../src/commands/catalog.ts';
import { openDashboard } from '../../src/dashboard/open-dashboard.ts';
import { createFetch, type PooledFetch } from '../../src/http/create-fetch.ts';
import { problem } from '../../src/model/problem.ts';
import { fail } from '../../src/model/result.ts';
import type { Clock } from '../../src/runtime/deps.ts';
import { systemClock } from '../../src/runtime/system-clock.ts';
import { createTerminalInput } from '../../src/ui/input/terminal-input.ts';
import { FakeInput, FakeOutput } from './fake-terminal.ts';
import type { Surroundings } from './held.ts';
import { themeFiles } from './screen.ts';

export type WholeDashboard = {
  readonly text: () => string;
  readonly press: (input: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly waitFor: (wanted: RegExp | ((text: string) => boolean)) => Promise<string>;
  /** What it may listen to. */
  readonly surroundings: Surroundings;
  /** How much is to be done on the way out. */
  readonly deferred: () => number;
  /** Leaves by `q` and does what a process does on its way out; the exit status. */
  readonly leave: () => Promise<number>;
};

export type WholeOptions = {
  /** Path of the configuration file. */
  readonly config: string;
  /** False: it is found at its usual place. */
  readonly isNamed?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Where its state folder lies. */
  readonly home: string;
  readonly clock?: Clock;
  readonly columns?: number;
  readonly rows?: number;
  /** Sees each provider's fetch, which goes with its pool of connections. */
  readonly onPool?: (fetch: PooledFetch['fetch']) => void;
};

const longestWaitMs = 15_000;

/** The whole dashboard in this process, from the words of its command line to what is on the screen. */
export function openWholeDashboard(options: WholeOptions): WholeDashboard {
  const { config, home, clock = systemClock, columns = 120, rows = 40, onPool = () => {} } = options;
  const words = options.isNamed === false ? [] : ['--config', config];
  // Ink makes a console of its own; the one that Vitest puts in place lacks the constructor.
  Object.assign(console, { Console });
  const terminal = createEmulator({ columns, rows });
  const stdout = new FakeOutput(columns, rows, (text) => terminal.write(text.replaceAll(/\r?\n/g, '\r\n')));
  const stderr = new FakeOutput(columns, rows, () => {});
  const stdin = new FakeInput();
  const stopping = new AbortController();
  const cleanups: (() => void | Promise<void>)[] = [];
  const faults: unknown[] = [];
  const output = { write: () => {}, isTerminal: true, columns };
  const world: World = {
    env: { COLORTERM: 'truecolor', TERM: 'xterm-256color', ...options.env },
    homeFolder: home,
    knownKeys: async () => knownKeys,
    stdout: output,
    stderr: output,
    isInteractive: true,
    ask: async () => '',
    readInput: async () => '',
    nodeVersion: process.versions.node,
    actor: { user: 'ops', host: 'here', pid: process.pid, processStart: null },
    clock,
    random: Math.random,
    createFetch: async (settings) => {
      const pool = createFetch(settings);
      onPool(pool.fetch);
      return pool;
    },
    makeTemporaryFolder: async () => home,
    signal: stopping.signal,
    defer: (cleanup) => void cleanups.push(cleanup),
    noteSecret: () => {},
    report: (error) => {
      faults.push(error);
      return null;
    },
    openDashboard: async ({ stateFolder, ...look }, connect, guide) => {
      // Ink asks no more of a terminal than these have.
      const input = createTerminalInput(stdin as unknown as NodeJS.ReadStream, clock);
      const dashboard = await openDashboard({
        connect,
        deps: { clock, random: Math.random },
        terminal: {
          stdin: input.stdin,
          reports: input,
          stdout: stdout as unknown as NodeJS.WriteStream,
          stderr: stderr as unknown as NodeJS.WriteStream,
          job: { stop: async () => {}, watch: () => () => {} },
          runProgram: async () => ({ type: 'exited', code: 0, lastLine: '' }),
        },
        machine: {
          copy: () => 'sent',
          openUrl: async () => ({ type: 'opened' }),
          saveFile: async () => fail(problem('usage', 'nowhere')),
        },
        env: { COLORTERM: 'truecolor' },
        look,
        stateFolder,
        themeFiles,
        onRest: () => {},
        report: (error) => {
          faults.push(error);
          return null;
        },
        ...(guide === undefined ? {} : { guide }),
      });
      cleanups.push(dashboard.close);
      await dashboard.done;
    },
    openPlain: async () => {},
  };
  const ended = runCli(words, '0.0.0', world);
  const text = () => {
    const { active } = terminal.buffer;
    return Array.from({ length: terminal.rows }, (_, row) =>
      active.getLine(active.viewportY + row)?.translateToString(true),
    ).join('\n');
  };
  return {
    text,
    press: (input) => stdin.give(input),
    resize: (nextColumns, nextRows) => {
      terminal.resize(nextColumns, nextRows);
      stdout.resize(nextColumns, nextRows);
    },
    waitFor: async (wanted) => {
      const matches = typeof wanted === 'function' ? wanted : (shown: string) => wanted.test(shown);
      const deadline = performance.now() + longestWaitMs;
      for (;;) {
        await new Promise<void>((resolve) => terminal.write('', resolve));
        if (faults.length > 0) throw faults[0];
        if (matches(text())) return text();
        if (performance.now() > deadline) throw new Error(`never saw ${wanted}; the screen is:\n${text()}`);
        await delay(3);
      }
    },
    surroundings: { emitters: [stdin, stdout, stderr], signals: [stopping.signal] },
    deferred: () => cleanups.length,
    leave: async () => {
      stdin.give('q');
      const code = await ended;
      for (const cleanup of cleanups.reverse()) await cleanup();
      stopping.abort();
      terminal.dispose();
      return code;
    },
  };
}
