import type { SshPreferences } from '../config/config.ts';
import type { LoginSession } from '../model/login-session.ts';
import type { Metrics } from '../model/metrics.ts';
import { notReadText } from '../model/probe-state.ts';
import type { Problem } from '../model/problem.ts';
import type { Server } from '../model/server.ts';
import type { Clock } from '../runtime/deps.ts';
import { loginSessions } from './login-sessions.ts';
import { createReadings } from './reading.ts';
import { runSession } from './session.ts';
import { createSlots } from './slots.ts';
import { type Candidate, createChooseTargets } from './targets.ts';

/** What one look at the servers gave. */
export type Sampled = {
  /** By reference. */
  readonly metrics: ReadonlyMap<string, Metrics>;
  readonly logins: readonly LoginSession[];
  readonly problems: readonly Problem[];
  /** How many servers were looked at. */
  readonly asked: number;
  /** Why others were not, in a sentence; null where all were. */
  readonly leftOut: string | null;
};

/** The second is the first that tells the load. */
const samplesWanted = 2;

/** Opens a session to each server that the configuration wants samples of, takes what it tells, and closes it. */
export async function sampleOnce(
  servers: readonly Server[],
  ssh: SshPreferences,
  clock: Clock,
  signal: AbortSignal,
): Promise<Sampled> {
  const metrics = new Map<string, Metrics>();
  const logins = new Map<string, readonly LoginSession[]>();
  const { most } = ssh.probe;
  const allCandidates = createChooseTargets(ssh)(servers);
  const candidates = allCandidates.slice(0, most);
  const slots = createSlots(clock, ssh.probe.atOnce, 0);

  const look = async ({ target, fault }: Candidate): Promise<Problem | null> => {
    if (fault !== null) return fault.problem;
    const release = await slots.take(signal);
    if (release === null) return null;
    const enough = new AbortController();
    const readings = createReadings();
    let count = 0;
    const ended = await runSession({
      target,
      clock,
      intervalMs: 1_000,
      connectTimeoutMs: ssh.probe.connectTimeoutMs,
      pass: async () => {},
      signal: AbortSignal.any([signal, enough.signal]),
      onOpen: () => {},
      onSample: (sample) => {
        count += 1;
        metrics.set(target.server.ref, readings.take(sample, clock.now()));
        if (sample.logins !== null)
          logins.set(target.server.ref, loginSessions(target.server, sample.logins));
        if (count === samplesWanted) enough.abort();
      },
    });
    release();
    return ended?.problem ?? null;
  };

  const problems = await Promise.all(candidates.map(look));
  return {
    metrics,
    logins: candidates.flatMap(({ target }) => logins.get(target.server.ref) ?? []),
    problems: problems.flatMap((found) => found ?? []),
    asked: candidates.length,
    leftOut: leftOutText(allCandidates.length - candidates.length, most),
  };
}

const leftOutText = (count: number, most: number): string | null =>
  count === 0 ? null : `${count} ${count === 1 ? 'server was' : 'servers were'} ${notReadText(most)}`;
