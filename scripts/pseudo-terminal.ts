import pty from '@lydell/node-pty';

export type PseudoTerminalOptions = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly columns: number;
  readonly rows: number;
  /** Told of everything the program writes. */
  readonly onData?: (text: string) => void;
};

/** A program in a terminal of its own. */
export type PseudoTerminal = {
  readonly pid: number;
  /** What was written since {@link PseudoTerminal.mark}, or from the beginning. */
  readonly output: () => string;
  /** Begins the output anew. */
  readonly mark: () => void;
  readonly write: (keys: string) => void;
  /** Resolves with `performance.now()` of the write that made the output, without its escape sequences, match. */
  readonly until: (matches: (plain: string) => boolean, timeoutMs: number) => Promise<number>;
  /** Ends the program and waits until it is gone. */
  readonly close: () => Promise<void>;
};

type Waiting = { readonly matches: (plain: string) => boolean; readonly found: (at: number) => void };

/** Starts a program in a pseudo-terminal. Whoever starts one closes it. */
export function openPseudoTerminal(options: PseudoTerminalOptions): PseudoTerminal {
  const { command, args, env, columns, rows, onData } = options;
  const child = pty.spawn(command, [...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    env: { ...env },
  });
  let output = '';
  let hasExited = false;
  let waiting: Waiting | null = null;
  const exited = new Promise<void>((resolve) => {
    child.onExit(() => {
      hasExited = true;
      resolve();
    });
  });
  child.onData((text) => {
    const at = performance.now();
    output += text;
    if (waiting?.matches(plainText(output)) === true) {
      waiting.found(at);
      waiting = null;
    }
    onData?.(text);
  });
  return {
    pid: child.pid,
    output: () => output,
    mark: () => {
      output = '';
    },
    write: (keys) => child.write(keys),
    until: (matches, timeoutMs) =>
      new Promise((resolve, reject) => {
        if (matches(plainText(output))) {
          resolve(performance.now());
          return;
        }
        const give = setTimeout(() => {
          waiting = null;
          const end = plainText(output).slice(-400);
          reject(new Error(`not on the screen after ${timeoutMs} ms; the output ends with:\n${end}`));
        }, timeoutMs);
        waiting = {
          matches,
          found: (at) => {
            clearTimeout(give);
            resolve(at);
          },
        };
      }),
    close: async () => {
      if (hasExited) return;
      child.kill('SIGTERM');
      const kill = setTimeout(() => {
        if (!hasExited) child.kill('SIGKILL');
      }, 3_000);
      await exited;
      clearTimeout(kill);
    },
  };
}

const escapeCode = 27;
const escapes = new RegExp(
  `${String.fromCharCode(escapeCode)}(?:\\[[0-9;?<=>]*[A-Za-z]|\\][^\\u0007]*\\u0007|.)`,
  'g',
);

/** Text without its escape sequences. */
export const plainText = (output: string): string => output.replace(escapes, '');
