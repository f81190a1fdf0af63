import pty from '@lydell/node-pty';
import type { IBufferCell, Terminal } from '@xterm/headless';
import { createEmulator } from './emulator.ts';

export type PseudoTerminalOptions = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly columns: number;
  readonly rows: number;
};

export type Screen = {
  readonly columns: number;
  readonly rows: number;
  /** The lines as text, joined by newlines. */
  readonly text: () => string;
  readonly isAlternate: () => boolean;
  /** One cell, from the top left corner. */
  readonly cell: (column: number, row: number) => IBufferCell | undefined;
};

/** A program in a terminal of its own. */
export type PseudoTerminal = {
  readonly pid: number;
  readonly screen: Screen;
  /** Bytes the program has written so far. */
  readonly written: () => number;
  /** Resolves when the screen shows all that has come so far. */
  readonly settled: () => Promise<void>;
  readonly write: (keys: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Calls back with every text the program writes, once the screen shows it, and with `performance.now()` of its arrival. */
  readonly watch: (look: (text: string, at: number) => void) => void;
  /** Resolves with `performance.now()` of the write that made the screen match; rejects after the timeout. */
  readonly until: (matches: (screen: Screen) => boolean, timeoutMs: number) => Promise<number>;
  /** Resolves when the program is gone. */
  readonly ended: Promise<void>;
  /** Ends the program and waits until it is gone. */
  readonly close: () => Promise<void>;
};

/** Starts a program in a pseudo-terminal. Whoever starts one closes it. */
export function openPseudoTerminal(options: PseudoTerminalOptions): PseudoTerminal {
  const { command, args, env, columns, rows } = options;
  const emulator = createEmulator({ columns, rows });
  const child = pty.spawn(command, [...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    env: { ...env },
  });
  const screen = screenOf(emulator);
  const listeners = new Set<(at: number, text: string) => void>();
  let written = 0;
  let hasExited = false;
  const exited = new Promise<void>((resolve) => {
    child.onExit(() => {
      hasExited = true;
      resolve();
    });
  });
  child.onData((text) => {
    const at = performance.now();
    written += Buffer.byteLength(text);
    emulator.write(text, () => {
      for (const listener of listeners) listener(at, text);
    });
  });
  return {
    pid: child.pid,
    screen,
    written: () => written,
    settled: () =>
      new Promise((resolve) => {
        // What has come and was not read yet is read first.
        setImmediate(() => emulator.write('', resolve));
      }),
    write: (keys) => child.write(keys),
    resize: (nextColumns, nextRows) => {
      emulator.resize(nextColumns, nextRows);
      child.resize(nextColumns, nextRows);
    },
    watch: (look) => void listeners.add((at, text) => look(text, at)),
    until: (matches, timeoutMs) =>
      new Promise((resolve, reject) => {
        const look = (at: number) => {
          if (!matches(screen)) return;
          clearTimeout(patience);
          listeners.delete(look);
          resolve(at);
        };
        const patience = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`not shown after ${timeoutMs} ms; the screen is:\n${screen.text()}`));
        }, timeoutMs);
        listeners.add(look);
        look(performance.now());
      }),
    ended: exited,
    close: async () => {
      if (!hasExited) {
        child.kill('SIGTERM');
        const kill = setTimeout(() => child.kill('SIGKILL'), 3_000);
        await exited;
        clearTimeout(kill);
      }
      emulator.dispose();
    },
  };
}

const screenOf = (emulator: Terminal): Screen => ({
  get columns() {
    return emulator.cols;
  },
  get rows() {
    return emulator.rows;
  },
  text: () =>
    Array.from(
      { length: emulator.rows },
      (_, row) => lineOf(emulator, row)?.translateToString(false, 0, emulator.cols) ?? '',
    ).join('\n'),
  isAlternate: () => emulator.buffer.active.type === 'alternate',
  cell: (column, row) => lineOf(emulator, row)?.getCell(column),
});

/** An emulator that lost rows keeps some above the screen. */
const lineOf = ({ buffer: { active } }: Terminal, row: number) => active.getLine(active.baseY + row);
