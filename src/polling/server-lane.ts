import type { Plan } from '../budget/plan.ts';
import type { Purpose } from '../budget/purpose.ts';
import type { Emit } from '../model/fleet-event.ts';
import type { Problem, ProblemCode } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { Server } from '../model/server.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Clock } from '../runtime/deps.ts';
import type { Gate } from '../runtime/gate.ts';
import { createBell } from './bell.ts';
import { failurePauseMs } from './failure-pause.ts';
import type { Interest } from './interest.ts';
import { createServerQueue, type ServerJob, type ServerQueue } from './server-queue.ts';

export type ServerLane = Pick<ServerQueue, 'demand'> & {
  /** The servers there are now. */
  readonly setServers: (servers: readonly Server[]) => void;
  /** What is looked at has changed: look again at what comes next. */
  readonly reconsider: () => void;
  /** Ask again now, also while a failure is waited out or polling is paused: the selected server at once. */
  readonly refresh: () => void;
  /** What made it fail seems to be over: a pause after a failure ends now. */
  readonly endPause: () => void;
};

export type ServerLaneOptions = {
  readonly connected: ConnectedProvider;
  readonly clock: Clock;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  readonly interest: () => Interest;
  readonly plan: () => Plan<string>;
  readonly emit: Emit;
  readonly isCovered: (ref: string) => boolean;
  /** Hears of each request: when it began, and the problem of the provider as a whole that it met, or null. */
  readonly onReply: (beganAt: number, problem: Problem | null) => void;
};

/** So many at once: one that hangs holds up only itself, and a slow provider keeps its pace. */
const mostAtOnce = 4;
const idleMs = 60_000;
/** A reading that was asked for just now is new enough for a refresh. */
const newEnoughMs = 2_000;
/** While the pace is waited for, something more urgent may become due. */
const lookAgainMs = 500;
const firstPauseMs = 15_000;

/** Problems of the provider as a whole: its other servers would meet them too. */
const generalCodes: ReadonlySet<ProblemCode> = new Set([
  'auth',
  'rate-limited',
  'server',
  'network',
  'timeout',
]);

/**
 * Asks for what takes one request a server (details that the list lacks, live metrics), where the operator looks
 * first. What is asked next is decided when it can be sent, not before.
 */
export function startServerLane(options: ServerLaneOptions): ServerLane {
  const { connected, clock, gate, signal, interest, plan, emit, isCovered, onReply } = options;
  const { provider, budget } = connected;
  const bell = createBell(clock);
  const queue = createServerQueue({
    isIncomplete: (server) =>
      provider.completeServer !== undefined && (provider.isIncomplete?.(server) ?? false),
    hasMetrics: ({ ref, lacksMetrics }) =>
      provider.readMetrics !== undefined && lacksMetrics === undefined && !isCovered(ref),
  });
  let running = 0;
  let failures = 0;
  let failedAt = Number.NEGATIVE_INFINITY;
  let resumeAt = 0;

  const hear = (result: Result<unknown> | undefined, beganAt: number): void => {
    const problem: Problem | null = result?.ok === false ? result.problem : null;
    const general = problem !== null && generalCodes.has(problem.code) ? problem : null;
    const now = clock.elapsed();
    // Those that were on their way when it was heard of tell of the same failure.
    const isAnother = general !== null && beganAt >= failedAt;
    if (isAnother) failedAt = now;
    failures = general === null ? 0 : failures + (isAnother ? 1 : 0);
    resumeAt = general === null ? 0 : now + failurePauseMs(firstPauseMs, failures, general, clock.now());
    if (result?.ok === true || general !== null) onReply(beganAt, general);
  };
  const ask = async ({ kind, server }: ServerJob, isAwaited: boolean): Promise<void> => {
    const beganAt = clock.elapsed();
    if (kind === 'details') {
      const result = await provider.completeServer?.(server, signal);
      if (signal.aborted) return;
      hear(result, beganAt);
      const newest = queue.get(server.ref);
      if (result?.ok !== true || newest === undefined) return;
      const completed = withNewer(result.value, server, newest);
      queue.update(completed);
      emit({ type: 'server-completed', server: completed }, !isAwaited);
    } else {
      const result = await provider.readMetrics?.(server, signal);
      // By then another account may have its name, and its reference.
      if (signal.aborted) return;
      hear(result, beganAt);
      if (result?.ok === true)
        emit({ type: 'metrics-read', ref: server.ref, metrics: result.value }, !isAwaited);
    }
  };
  const start = (job: ServerJob, purpose: Purpose = job.purpose): void => {
    running += 1;
    queue.begin(job, clock.elapsed());
    void budget
      .during(purpose, () => ask(job, purpose === 'asked' || purpose === 'selected'))
      .then(() => {
        running -= 1;
        bell.ring();
      });
  };
  /** Begins the next job, or tells how long there is none to begin, in ms. */
  const step = (): number => {
    if (running >= mostAtOnce) return idleMs;
    const now = clock.elapsed();
    const next = queue.next(interest(), plan(), now);
    if (next === null) return idleMs;
    const wait = Math.max(next.dueAt, resumeAt) - now;
    if (wait > 0) return Math.min(wait, idleMs);
    const paceMs = budget.pollWaitMs(next.job.purpose);
    if (paceMs > 0) return Math.min(paceMs, lookAgainMs);
    start(next.job);
    return 0;
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await gate.pass(signal);
      if (signal.aborted) return;
      const wait = step();
      // A request that was begun takes its place in the budget before the next is decided.
      if (wait > 0) await bell.sleep(wait, signal);
      else await Promise.resolve();
    }
  };
  void run();

  return {
    demand: queue.demand,
    setServers: (listed) => {
      queue.setServers(listed);
      bell.ring();
    },
    reconsider: bell.ring,
    endPause: () => {
      resumeAt = 0;
      bell.ring();
    },
    refresh: () => {
      resumeAt = 0;
      const { selected } = interest();
      const wanted = selected === null ? null : queue.measured(selected);
      if (wanted !== null && clock.elapsed() - wanted.askedAt > newEnoughMs)
        start({ kind: 'metrics', server: wanted.server, purpose: 'selected' }, 'asked');
      bell.ring();
    },
  };
}

/** A state that a list has told since the details were asked for is newer than theirs. */
const withNewer = (completed: Server, asked: Server, newest: Server): Server =>
  newest.providerStatus === asked.providerStatus && newest.status === asked.status
    ? completed
    : { ...completed, status: newest.status, providerStatus: newest.providerStatus };
