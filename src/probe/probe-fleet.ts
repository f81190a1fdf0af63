import type { SshPreferences } from '../config/config.ts';
import type { ProbeReport } from '../model/probe-report.ts';
import type { ProbeFault, ProbeState } from '../model/probe-state.ts';
import type { Server } from '../model/server.ts';
import type { Deps } from '../runtime/deps.ts';
import { createGate } from '../runtime/gate.ts';
import { loginSessions } from './login-sessions.ts';
import { createPublisher } from './publisher.ts';
import { createReadings } from './reading.ts';
import { retryPauseMs } from './retry-pause.ts';
import { runSession } from './session.ts';
import { createSlots } from './slots.ts';
import { type Candidate, createChooseTargets } from './targets.ts';

export type ProbeFleetOptions = {
  readonly ssh: SshPreferences;
  readonly deps: Pick<Deps, 'clock' | 'random'>;
  readonly isProtected: (ref: string) => boolean;
  /** What is new, gathered: however many servers there are, this is called a few times a second at most. */
  readonly report: (reports: readonly ProbeReport[]) => void;
  /** Ends every session. */
  readonly signal: AbortSignal;
};

export type ProbeFleet = {
  /** The servers there are now: sessions begin and end with them. */
  readonly setServers: (servers: readonly Server[]) => void;
  /** Tries again now where a failure is waited out. */
  readonly retry: () => void;
  /** While it is paused no samples are taken; the sessions stay. */
  readonly setPaused: (isPaused: boolean) => void;
};

/** Between the beginnings of two connections. */
const gapMs = 30;
/** A session that held for this long was a good one: what ends it is the first failure. */
const goodMs = 60_000;

type Ended = { readonly fault: ProbeFault | null; readonly openMs: number };

type Running = { readonly words: string; readonly stop: AbortController; readonly retry: () => void };

/** One session a server, opened in turn and again after a failure, for as long as the server is there. */
export function startProbeFleet(options: ProbeFleetOptions): ProbeFleet {
  const { ssh, deps, isProtected, signal } = options;
  const { clock, random } = deps;
  const chooseTargets = createChooseTargets(ssh);
  const slots = createSlots(clock, ssh.probe.atOnce, gapMs);
  const publisher = createPublisher(clock, options.report, signal);
  const gate = createGate();
  const running = new Map<string, Running>();
  let leftOut: ReadonlySet<string> = new Set();

  const tell = (ref: string, state: ProbeState | null, news: Partial<ProbeReport> = {}) =>
    publisher.add({ ref, state, metrics: null, logins: null, isProtected: isProtected(ref), ...news });

  /** One session: why it ended, null where it was stopped, and how long it was open. */
  const runOnce = async ({ target, intervalMs }: Candidate, until: AbortSignal): Promise<Ended> => {
    const { ref } = target.server;
    tell(ref, { phase: 'waiting' });
    const release = await slots.take(until);
    if (release === null) return { fault: null, openMs: 0 };
    tell(ref, { phase: 'connecting' });
    const readings = createReadings();
    let since = clock.now();
    let openedAt: number | null = null;
    const fault = await runSession({
      target,
      clock,
      intervalMs,
      connectTimeoutMs: ssh.probe.connectTimeoutMs,
      pass: gate.pass,
      signal: until,
      onOpen: () => {
        release();
        since = clock.now();
        openedAt = clock.elapsed();
      },
      onSample: (sample, badLines) => {
        const metrics = readings.take(sample, clock.now());
        const logins = sample.logins === null ? null : loginSessions(target.server, sample.logins);
        tell(ref, { phase: 'connected', since, badLines }, { metrics, logins });
      },
    });
    release();
    return { fault, openMs: openedAt === null ? 0 : clock.elapsed() - openedAt };
  };

  const runServer = async (candidate: Candidate, own: AbortSignal, bell: Bell): Promise<void> => {
    let failures = 0;
    while (!own.aborted) {
      const known: Ended | null = candidate.fault === null ? null : { fault: candidate.fault, openMs: 0 };
      const { fault, openMs } = known ?? (await runOnce(candidate, own));
      if (fault === null || own.aborted) return;
      failures = openMs > goodMs ? 1 : failures + 1;
      const pauseMs = retryPauseMs(fault.kind, failures, random);
      tell(candidate.target.server.ref, { phase: 'failed', fault, retryAt: clock.now() + pauseMs });
      await clock.sleep(pauseMs, AbortSignal.any([own, bell.listen()]));
    }
  };

  const begin = (candidate: Candidate): Running => {
    const stop = new AbortController();
    const bell = createBell();
    void runServer(candidate, AbortSignal.any([signal, stop.signal]), bell);
    return { words: wordsOf(candidate), stop, retry: bell.ring };
  };

  return {
    setServers: (servers) => {
      const { most } = ssh.probe;
      const candidates = chooseTargets(servers);
      const chosen = candidates.slice(0, most);
      const others = new Set(candidates.slice(most).map(({ target }) => target.server.ref));
      const wanted = new Map(chosen.map((candidate) => [candidate.target.server.ref, candidate]));
      for (const [ref, { stop, words }] of running) {
        const candidate = wanted.get(ref);
        if (candidate !== undefined && wordsOf(candidate) === words) continue;
        stop.abort();
        running.delete(ref);
        if (candidate === undefined && !others.has(ref)) tell(ref, null);
      }
      for (const ref of leftOut) if (!others.has(ref) && !wanted.has(ref)) tell(ref, null);
      for (const ref of others) if (!leftOut.has(ref)) tell(ref, { phase: 'left-out', most });
      leftOut = others;
      for (const [ref, candidate] of wanted) if (!running.has(ref)) running.set(ref, begin(candidate));
    },
    retry: () => {
      for (const { retry } of running.values()) retry();
    },
    setPaused: (isPaused) => gate.setOpen(!isPaused),
  };
}

const wordsOf = ({ target, intervalMs }: Candidate): string =>
  JSON.stringify([target.server.name, target.words, intervalMs]);

type Bell = { readonly listen: () => AbortSignal; readonly ring: () => void };

/** Ends the wait of whoever listens. */
function createBell(): Bell {
  let asleep = new AbortController();
  return {
    listen: () => {
      asleep = new AbortController();
      return asleep.signal;
    },
    ring: () => asleep.abort(),
  };
}
