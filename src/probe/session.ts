import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { errorCode } from '../model/error-code.ts';
import type { ProbeFault } from '../model/probe-state.ts';
import type { Clock } from '../runtime/deps.ts';
import { faultOf, faultOfEnd, type ProbeTarget, type SshEnd } from './fault.ts';
import { createOutput, type Told } from './output.ts';
import { askLine, probeProgram } from './program.ts';
import type { Sample } from './sample.ts';

export type SessionOptions = {
  readonly target: ProbeTarget;
  readonly clock: Clock;
  readonly intervalMs: number;
  readonly connectTimeoutMs: number;
  /** The program answers there. */
  readonly onOpen: () => void;
  /** `badLines` so far. */
  readonly onSample: (sample: Sample, badLines: number) => void;
  /** Resolves when the next sample may be asked for. */
  readonly pass: (signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
};

/** After the connection stands, ssh still has to log in. */
const loginMs = 10_000;
/** What was asked for comes within this, or three intervals. */
const leastPatienceMs = 10_000;
/** The second sample comes at once: before it there is no telling the load. */
const secondAfterMs = 1_000;
const processesEveryMs = 10_000;
const diskEveryMs = 60_000;
/** Of what ssh says on stderr. */
const mostSaid = 8_192;
/** The program there says nothing on stderr, and a login shell little. */
const mostBytesSaid = 256 * 1_024;
const lastWordsMs = 250;
/** One that ignores SIGTERM for longer is killed. */
const patienceMs = 1_000;

/**
 * One session to a server, from its opening to its end: takes a sample every interval. Resolves with why it ended; null
 * where the signal ended it. Whatever the way, no process of it stays.
 */
export async function runSession(options: SessionOptions): Promise<ProbeFault | null> {
  const { target, clock, signal } = options;
  const nonce = randomBytes(8).toString('hex');
  const output = createOutput(nonce, clock.now);
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  let verdict: ProbeFault | null = null;
  let isOpen = false;
  let heard: (() => void) | null = null;

  const end = (fault: ProbeFault) => {
    verdict ??= fault;
    over.abort();
  };
  const tell = (told: Told) => {
    switch (told.type) {
      case 'greeting':
        if (told.system !== 'Linux') return end(faultOf(target, 'unsupported', told.system));
        isOpen = true;
        options.onOpen();
        break;
      case 'sample':
        if (heard === null) return;
        options.onSample(told.sample, output.badLines());
        break;
      case 'flood':
        return onFlood();
    }
    heard?.();
  };

  const child = startSsh(target.words);
  child.stdout?.on('data', (chunk: Buffer) => {
    if (!until.aborted) for (const told of output.push(chunk)) tell(told);
  });
  const onFlood = () => end(faultOf(target, isOpen ? 'flood' : 'not-a-shell'));
  const ended = endOf(child, onFlood).then((ending) => {
    if (ending.isStarted) end(faultOfEnd(target, ending.how, isOpen));
    else if (ending.why === 'ENOENT') end(faultOf(target, 'no-client'));
    else end(faultOf(target, 'other', ending.why));
  });
  const stop = () => void stopGroup(child, ended);
  until.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();

  /** Sends a line and waits for what it brings; what does not come in time ends the session. */
  const exchange = async (line: string, patience: number): Promise<void> => {
    const waiting = new AbortController();
    heard = () => waiting.abort();
    output.allowSample();
    child.stdin?.write(line);
    await clock.sleep(patience, AbortSignal.any([until, waiting.signal]));
    heard = null;
    if (!waiting.signal.aborted) end(faultOf(target, isOpen ? 'lost' : 'timeout'));
  };

  await exchange(probeProgram(nonce), options.connectTimeoutMs + loginMs);
  const patience = Math.max(leastPatienceMs, 3 * options.intervalMs);
  const isDue = createTimetable();
  for (let count = 0; !until.aborted; count += 1) {
    await options.pass(until);
    if (until.aborted) break;
    const askedAt = clock.elapsed();
    const wanted = {
      processes: isDue('processes', askedAt, processesEveryMs),
      logins: true,
      disk: isDue('disk', askedAt, diskEveryMs),
    };
    await exchange(askLine(wanted), patience);
    const pauseMs = count === 0 ? Math.min(secondAfterMs, options.intervalMs) : options.intervalMs;
    await clock.sleep(Math.max(0, askedAt + pauseMs - clock.elapsed()), until);
  }
  await ended;
  return signal.aborted ? null : verdict;
}

/** A session of its own, so that it has no terminal to ask at and no key of the terminal reaches it. */
function startSsh([program = 'ssh', ...words]: readonly string[]): ChildProcess {
  // Nor is anybody asked by a window, as the way by a jump host would have it.
  const env = { ...process.env, SSH_ASKPASS_REQUIRE: 'never' };
  // Without a file handle left it has no streams: why it did not begin is told all the same.
  const child: ChildProcess = spawn(program, words, { stdio: 'pipe', detached: true, shell: false, env });
  // What is written to one that has ended is lost, and its end is told elsewhere.
  child.stdin?.on('error', () => {});
  return child;
}

/** How it ended, or the system's word for why it did not begin. */
type ChildEnd =
  | { readonly isStarted: true; readonly how: SshEnd }
  | { readonly isStarted: false; readonly why: string };

function endOf(child: ChildProcess, onFlood: () => void): Promise<ChildEnd> {
  let stderr = '';
  let bytes = 0;
  child.stderr?.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBytesSaid) onFlood();
    if (stderr.length < mostSaid) stderr += chunk.toString('utf8').slice(0, mostSaid);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ isStarted: false, why: errorCode(error) ?? error.message }));
    child.on('exit', (code) => {
      const finish = () => {
        for (const stream of child.stdio) stream?.destroy();
        resolve({ isStarted: true, how: { code, stderr } });
      };
      // What it said last may still be on its way, and others may hold its output open for ever.
      child.on('close', finish);
      setTimeout(finish, lastWordsMs);
    });
  });
}

/** Ends ssh and what it has started, such as the way by a jump host. */
async function stopGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const send = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // It is gone.
    }
  };
  if (child.exitCode === null && child.signalCode === null) send('SIGTERM');
  const timer = setTimeout(() => send('SIGKILL'), patienceMs);
  timer.unref();
  await ended;
  clearTimeout(timer);
}

/** Whether something is due again. */
function createTimetable() {
  const last = new Map<string, number>();
  return (what: string, now: number, everyMs: number): boolean => {
    const before = last.get(what);
    if (before !== undefined && now - before < everyMs) return false;
    last.set(what, now);
    return true;
  };
}
