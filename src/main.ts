import { readdirSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { runCli } from './cli/run-cli.ts';
import { askLine, dropTypedAhead, readAll } from './cli/standard-input.ts';
import type { Connect, Look, Output, World } from './cli/world.ts';
import type { Actor } from './journal/entry.ts';
import { createExit } from './runtime/exit.ts';
import { systemClock } from './runtime/system-clock.ts';

const themesFolder = fileURLToPath(new URL('../themes', import.meta.url));

const signalCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs the program on this process, and ends it. */
export async function main(version: string): Promise<void> {
  const stop = new AbortController();
  const exit = createExit((code) => flushOutput(() => process.exit(code)));
  let isEnding = false;
  const end = (code: number) => {
    isEnding = true;
    stop.abort();
    void exit.leave(code);
  };
  const output = (stream: NodeJS.WriteStream, descriptor: number): Output => ({
    // What an interrupted command would still say of its own interruption is noise.
    write: (text) => {
      if (!isEnding) stream.write(text);
    },
    isTerminal: isatty(descriptor),
    columns: stream.columns,
  });

  for (const [signal, code] of Object.entries(signalCodes)) process.on(signal, () => end(code));
  // Whoever reads along has read enough.
  process.stdout.on('error', () => end(0));
  process.stderr.on('error', () => {});

  const world: World = {
    env: process.env,
    homeFolder: homedir(),
    themes: themeNames(),
    knownKeys: async () => (await import('./commands/catalog.ts')).knownKeys,
    stdout: output(process.stdout, 1),
    stderr: output(process.stderr, 2),
    isInteractive: isatty(0),
    ask: async (question) => {
      if (await dropTypedAhead(process.stdin)) end(signalCodes.SIGINT);
      return askLine(question, process.stdin, process.stderr, stop.signal);
    },
    readInput: () => readAll(process.stdin),
    nodeVersion: process.versions.node,
    actor: actorOf(process.env),
    clock: systemClock,
    random: Math.random,
    createFetch: async (settings) => (await import('./http/create-fetch.ts')).createFetch(settings),
    makeTemporaryFolder: () => mkdtemp(join(tmpdir(), 'fleetop-')),
    signal: stop.signal,
    defer: exit.defer,
    openDashboard: (look, connect) => showDashboard(look, connect, world),
  };
  const crash = (error: unknown) => {
    void exit.leave(1, () => process.stderr.write(`fleetop failed: ${crashText(error)}\n`));
  };
  // The event loop has run dry in the middle of a command: whatever was waited for will never come.
  process.on('beforeExit', () => crash(new Error('an answer that was waited for never came')));
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  await exit.leave(await runCli(process.argv.slice(2), version, world));
}

async function showDashboard(look: Look, connect: Connect, world: World): Promise<void> {
  const { openDashboard } = await import('./dashboard/open-dashboard.ts');
  const { stdin, stdout, stderr } = process;
  const dashboard = await openDashboard({
    connect,
    deps: { clock: world.clock, random: world.random },
    terminal: { stdin, stdout, stderr, stopProcess },
    env: world.env,
    theme: look.theme,
    themesFolder,
    isReadOnly: look.readOnly,
    thresholds: look.thresholds,
    notify: look.notify,
  });
  world.defer(dashboard.close);
  await dashboard.done;
}

/** An installation without the folder is told of where a theme is loaded. */
function themeNames(): readonly string[] | undefined {
  try {
    return readdirSync(themesFolder).flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -5)] : []));
  } catch {
    return undefined;
  }
}

/** A user id may have no name, as in many containers. */
function systemUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

/** The system's user, and who became it by sudo. */
function actorOf(env: NodeJS.ProcessEnv): Actor {
  const username = systemUser() ?? env['USER'] ?? 'unknown';
  const before = env['SUDO_USER'];
  return {
    user: before === undefined || before === '' ? username : `${username} (sudo from ${before})`,
    host: hostname(),
    pid: process.pid,
  };
}

/**
 * What Ctrl-Z does in a shell. Where no shell could continue it (the program is the session's own leader) the signal
 * does nothing, and the screen comes back at once.
 */
const stopProcess = async (): Promise<void> => {
  process.kill(process.pid, 'SIGTSTP');
  await setTimeout(stopTakesEffectMs);
};

const stopTakesEffectMs = 100;

/** A pipe may still hold text when the process would end. */
const flushOutput = (then: () => void) => {
  process.stdout.write('', () => process.stderr.write('', then));
};

const crashText = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return process.argv.includes('--verbose') ? (error.stack ?? error.message) : error.message;
};
