import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../model/error-code.ts';
import type { ProgramEnd } from '../model/machine.ts';
import { plainText } from '../model/text.ts';

/** Another program that has the terminal instead of this one. */
export type Foreground = {
  /** Runs it with the terminal's own input and output and waits for its end. Only one at a time. */
  readonly run: (words: readonly string[]) => Promise<ProgramEnd>;
  /** While it is: what a key such as Ctrl-C sends to the whole group of processes is meant for it alone. */
  readonly isRunning: () => boolean;
  /** Ends the program, for when this one has to end: none is begun any more. */
  readonly stop: () => Promise<void>;
};

type Streams = { readonly stdin: NodeJS.ReadStream; readonly stderr: NodeJS.WriteStream };

/** A program that ignores SIGTERM for longer than this is killed. */
const patienceMs = 1_000;
/** Of what a program says last, as much as one line of the screen can show. */
const mostSaid = 2_000;

export function createForeground({ stdin, stderr }: Streams): Foreground {
  let child: ChildProcess | null = null;
  let isStopped = false;
  let ended: Promise<unknown> = Promise.resolve();

  const start = (words: readonly string[]): Promise<ProgramEnd> =>
    new Promise((resolve) => {
      const [program = '', ...rest] = words;
      let said = '';
      // Without a file handle left it has no streams: why it did not begin is told all the same.
      const started: ChildProcess = spawn(program, rest, {
        stdio: ['inherit', 'inherit', 'pipe'],
        shell: false,
      });
      child = started;
      started.stderr?.on('data', (chunk: Buffer) => {
        stderr.write(chunk);
        said = (said + chunk.toString('utf8')).slice(-mostSaid);
      });
      started.on('error', (error) => resolve({ type: 'not-started', reason: reasonOf(error, program) }));
      // Not `close`: what a program leaves in the background may hold its error output open for hours.
      started.on('exit', (code, signal) =>
        setImmediate(() => {
          started.stderr?.destroy();
          resolve(
            code === null
              ? { type: 'killed', signal: signal ?? 'a signal' }
              : { type: 'exited', code, lastLine: lastLineOf(said) },
          );
        }),
      );
    });

  const run = async (words: readonly string[]): Promise<ProgramEnd> => {
    // Ink lets go of the input in this turn, and bytes that this process would read are lost to the other.
    await new Promise<void>((resolve) => setImmediate(resolve));
    stdin.pause();
    const settings = await stty(['-g'], stdin);
    if (isStopped) return { type: 'not-started', reason: 'fleetop is ending' };
    process.on('SIGQUIT', ignore);
    try {
      return await start(words);
    } finally {
      child = null;
      process.off('SIGQUIT', ignore);
      // One that was killed, or cut off, may not have put the terminal back.
      if (settings !== '') await stty([settings], stdin);
    }
  };

  return {
    run: (words) => {
      const running = run(words);
      ended = running.catch(() => {});
      return running;
    },
    isRunning: () => child !== null,
    stop: async () => {
      isStopped = true;
      child?.kill('SIGTERM');
      await Promise.race([ended, delay(patienceMs, undefined, { ref: false })]);
      child?.kill('SIGKILL');
      await ended;
    },
  };
}

const ignore = () => {};

/** What `stty` prints; empty where it is missing or has no terminal. */
const stty = (words: readonly string[], stdin: NodeJS.ReadStream): Promise<string> =>
  new Promise((resolve) => {
    const child: ChildProcess = spawn('stty', words, { stdio: [stdin, 'pipe', 'ignore'] });
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    child.on('error', () => resolve(''));
    child.on('close', (code) => resolve(code === 0 ? text.trim() : ''));
  });

const reasonOf = (error: Error, program: string): string =>
  errorCode(error) === 'ENOENT'
    ? `there is no program ${program}`
    : `${program} cannot be run: ${errorCode(error) ?? error.message}`;

const lastLineOf = (text: string): string =>
  plainText(
    text
      .split(/[\r\n]+/)
      .filter((line) => line.trim() !== '')
      .at(-1)
      ?.trim() ?? '',
  );
