import { constants, homedir } from 'node:os';
import { isatty } from 'node:tty';
import { makeTemporaryFolder } from './cli/make-temporary-folder.ts';
import { crashLine, runCli } from './cli/run-cli.ts';
import type { Session } from './cli/session.ts';
import { askLine, dropTypedAhead, readAll } from './cli/standard-input.ts';
import type { World } from './cli/world.ts';
import { loadFetch } from './http/load-fetch.ts';
import { systemActor } from './journal/system-actor.ts';
import type { Guide } from './model/guide.ts';
import { plainText } from './model/text.ts';
import { openAssets } from './runtime/assets.ts';
import { createCleanups } from './runtime/cleanups.ts';
import { createExit, type Exit } from './runtime/exit.ts';
import { createJobControl } from './runtime/job-control.ts';
import { createKnownSecrets } from './runtime/known-secrets.ts';
import { createOutputs } from './runtime/outputs.ts';
import { giveMemoryBack, keepHeapFlat } from './runtime/small-heap.ts';
import { systemClock } from './runtime/system-clock.ts';
import { writeCrashReport } from './state/crash-report.ts';
import { locateStateFolder } from './state/state-folder.ts';
import { createForeground, type Foreground } from './terminal/foreground.ts';

const themeFiles = openAssets('themes', '.yaml', new URL('../themes/', import.meta.url));

const signalCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Of a command these end it for sure, as the system does it; a dashboard has a terminal to restore first. Two have two
 * names, and Ink listens to both. Node can be told of no others but those of a fault of its own, after which nothing is safe.
 */
const lastSignals: readonly NodeJS.Signals[] = [
  'SIGQUIT',
  'SIGABRT',
  'SIGIOT',
  'SIGTRAP',
  'SIGSYS',
  'SIGUSR2',
  'SIGALRM',
  'SIGVTALRM',
  'SIGIO',
  'SIGPOLL',
  'SIGXCPU',
  'SIGPWR',
  'SIGSTKFLT',
];

/** When what a start needs has been called for the first time. */
const startedMs = 3_000;

/** When what a start makes once has been made. */
const settledMs = 10_000;

/**
 * Runs the program on this process, and ends it. `keepCode` keeps what was compiled so far for the next start, once;
 * it takes some 30 ms.
 */
export async function main(version: string, keepCode: () => void): Promise<void> {
  const stop = new AbortController();
  const words = process.argv.slice(2);
  const secrets = createKnownSecrets(process.env);
  let isEnding = false;
  const { stdout, stderr, finish } = createOutputs(process, () => isEnding);
  const exit = createExit((code) => finish(code, (status) => process.exit(status)));
  const end = (code: number) => {
    // Who hears of it at once may still speak: a request that changes something may have no answer yet.
    stop.abort();
    isEnding = true;
    void exit.leave(code);
  };

  const foreground = createForeground({ stdin: process.stdin, stderr: process.stderr });
  for (const [signal, code] of Object.entries(signalCodes))
    process.on(signal, () => {
      // Ctrl-C goes to every program of the terminal: while another has it, it is not meant for this one.
      if (signal !== 'SIGINT' || !foreground.isRunning()) end(code);
    });
  // Whoever reads along has read enough; a terminal that is gone has hung up.
  process.stdout.on('error', () => end(isatty(1) ? signalCodes.SIGHUP : 0));
  process.stderr.on('error', () => {});
  process.on('exit', exit.runFirst);
  // A file that may grow no larger is told by the write to it; by itself the signal would end the process on the spot.
  process.on('SIGXFSZ', () => {});
  // Node would open a debugger's port to everybody on this machine, and write of it into the screen.
  process.on('SIGUSR1', () => {});

  let fetchLoading: ReturnType<typeof loadFetch> | null = null;
  const fetchLoaded = () => {
    fetchLoading ??= loadFetch();
    return fetchLoading;
  };
  const world: World = {
    env: process.env,
    homeFolder: homedir(),
    themes: themeNames(),
    knownKeys: async () => (await import('./commands/catalog.ts')).knownKeys,
    stdout,
    stderr,
    isInteractive: isatty(0),
    ask: async (question) => {
      if (await dropTypedAhead(process.stdin)) end(signalCodes.SIGINT);
      return askLine(question, process.stdin, process.stderr, stop.signal);
    },
    readInput: () => readAll(process.stdin),
    nodeVersion: process.versions.node,
    actor: systemActor(process.env, process.pid),
    clock: systemClock,
    random: Math.random,
    createFetch: async (settings) => (await fetchLoaded()).createFetch(settings),
    makeTemporaryFolder,
    signal: stop.signal,
    defer: exit.defer,
    noteSecret: secrets.note,
    report: (error) =>
      writeCrashReport(locateStateFolder(process.env, homedir()), {
        version,
        at: systemClock.now(),
        words,
        error,
        redact: secrets.redact,
      }),
    openPlain: (connect) => showPlain(connect, version, world),
    openDashboard: (look, connect, guide) => {
      // A connection that was lost without a signal ends what is typed, or breaks it.
      for (const event of ['end', 'error']) process.stdin.once(event, () => end(signalCodes.SIGHUP));
      for (const signal of lastSignals)
        process.on(signal, () => {
          if (signal !== 'SIGQUIT' || !foreground.isRunning()) end(128 + constants.signals[signal]);
        });
      void systemClock.sleep(startedMs, stop.signal).then(keepCode);
      void systemClock.sleep(settledMs, stop.signal).then(keepHeapFlat);
      return showDashboard(look, connect, world, { exit, foreground }, guide);
    },
  };
  const crash = (error: unknown) => {
    // What breaks on the way out was on its way out.
    if (isEnding) return;
    const line = crashLine(secrets.redact(crashText(error)), world.report(error));
    void exit.leave(1, () => process.stderr.write(`${plainText(line)}\n`));
  };
  // The event loop has run dry in the middle of a command: whatever was waited for will never come.
  process.on('beforeExit', () => crash(new Error('an answer that was waited for never came')));
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  const code = await runCli(words, version, world);
  keepCode();
  await exit.leave(code);
}

async function showDashboard(
  { stateFolder, ...look }: Parameters<World['openDashboard']>[0],
  connect: () => Promise<Session>,
  world: World,
  { exit, foreground }: { readonly exit: Exit; readonly foreground: Foreground },
  guide?: Guide,
): Promise<void> {
  leaveGoneFolder(world.homeFolder);
  const { createTerminalInput } = await import('./ui/input/terminal-input.ts');
  const { stdin, stdout, stderr } = process;
  const input = createTerminalInput(stdin, world.clock);
  // The terminal answers while the rest is loaded.
  if (look.theme === 'auto' && tellsBackground(world.env)) input.askBackground(stdout);
  const [{ openDashboard }, { createCopy }, { createOpenUrl }, { createSaveFile }] = await Promise.all([
    import('./dashboard/open-dashboard.ts'),
    import('./terminal/osc52.ts'),
    import('./terminal/open-url.ts'),
    import('./terminal/save-file.ts'),
  ]);
  const dashboard = await openDashboard({
    connect,
    deps: { clock: world.clock, random: world.random },
    terminal: {
      stdin: input.stdin,
      stdout,
      stderr,
      reports: input,
      job: createJobControl(),
      runProgram: foreground.run,
    },
    machine: {
      copy: createCopy((text) => stdout.write(text), world.env),
      openUrl: createOpenUrl({ env: world.env, platform: process.platform }),
      saveFile: createSaveFile(world.homeFolder, world.random),
    },
    env: world.env,
    look,
    stateFolder,
    themeFiles,
    report: world.report,
    onRest: () => void giveMemoryBack(),
    ...(guide === undefined ? {} : { guide }),
  });
  exit.first(() => {
    // Another program has the terminal: it is ended first.
    if (!foreground.isRunning()) dashboard.restore();
  });
  exit.defer(dashboard.close);
  exit.defer(foreground.stop);
  await dashboard.done;
}

async function showPlain(connect: () => Promise<Session>, version: string, world: World): Promise<void> {
  const { runPlain } = await import('./plain/run-plain.ts');
  const session = await connect();
  // What is drawn for the eye is noise to a reader.
  const env = { ...world.env, NO_COLOR: '1' };
  // What a command opens for itself, as a dry run does, is closed with it; on the way out, where that comes first.
  const opened = createCleanups();
  world.defer(opened.run);
  await runPlain({
    session,
    deps: { clock: world.clock, random: world.random },
    input: process.stdin,
    write: world.stdout.write,
    run: async (words, current, ask) => {
      const here = {
        ...world,
        env,
        session: current,
        ask,
        readInput: () => ask(''),
        defer: opened.defer,
      };
      await runCli(words, version, here);
      await opened.run();
    },
    signal: world.signal,
  });
}

/** Ink asks for the working folder as it is loaded; somebody may have removed it. */
function leaveGoneFolder(homeFolder: string): void {
  try {
    process.cwd();
  } catch {
    process.chdir(homeFolder);
  }
}

/** Where a question for the background is understood, and its answer wanted. */
const tellsBackground = (env: NodeJS.ProcessEnv): boolean =>
  (env['NO_COLOR'] ?? '') === '' && !/^(dumb|linux|unknown)?$/.test(env['TERM'] ?? '');

/** An installation without any is told of where a theme is loaded. */
function themeNames(): readonly string[] | undefined {
  const names = themeFiles.names();
  return names.length === 0 ? undefined : names;
}

const crashText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
