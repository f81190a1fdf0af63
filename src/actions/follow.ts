import { gaugeBar } from '../format/sparkline.ts';
import type { Accepted, ActionRequest, CreatableKind, Target } from '../model/action.ts';
import type { App } from '../model/app.ts';
import { deploymentResultOf } from '../model/deployment.ts';
import type { Server } from '../model/server.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Progress } from '../providers/provider.ts';
import type { Clock } from '../runtime/deps.ts';
import { deploymentLooker } from './follow-deployment.ts';
import { logEndLooker } from './follow-log-end.ts';
import { stateLooker } from './follow-state.ts';
import { rememberDeployment } from './known-deployments.ts';
import { rememberDuration } from './known-durations.ts';
import { type Ending, finished, forgotten, type Looker, nameless, overdue, pending, unread } from './look.ts';
import { verbOf } from './outcome.ts';
import { pacingOf } from './pacing.ts';
import { readPresent } from './read-present.ts';
import { hideSecrets, secretsOf } from './secrets.ts';
import type { ToldEnds } from './told-ends.ts';

export type FollowOptions = {
  readonly clock: Clock;
  readonly deadlineMs: number;
  /** Told now and then how it stands. */
  readonly onProgress: (line: string) => void;
  /** Ends that providers tell by themselves. */
  readonly told?: ToldEnds;
};

export const defaultDeadlineMs = 10 * 60_000;

/**
 * A verb that ends in the state it began in (a reboot, a deployment of what runs) has not ended while nothing was
 * seen to change; after this long it was too fast to be seen.
 */
const unseenMs = 15_000;

/**
 * Follows an accepted action to its end: by the provider's task where the reply named one, by the deployment where the
 * provider lists those, else by the state.
 */
export async function followAction(
  connected: ConnectedProvider,
  request: ActionRequest,
  accepted: Accepted,
  options: FollowOptions,
  signal: AbortSignal,
): Promise<Ending> {
  const secrets = saidBefore(connected, request, accepted);
  const onProgress = (line: string) => options.onProgress(hideSecrets(line, secrets));
  const ending = await followToEnd(connected, request, accepted, { ...options, onProgress }, signal);
  return { ...ending, message: hideSecrets(ending.message, secrets) };
}

/** The secrets of a form and of its answer, which the provider may repeat; variables are none of those that it speaks of here. */
const saidBefore = (
  { provider }: ConnectedProvider,
  request: ActionRequest,
  { oneTimeSecret }: Accepted,
): readonly string[] => [
  ...(verbOf(request) === 'env' ? [] : secretsOf(request, provider.forms)),
  ...Object.values(oneTimeSecret ?? {}).map(String),
];

async function followToEnd(
  connected: ConnectedProvider,
  request: ActionRequest,
  accepted: Accepted,
  options: FollowOptions,
  signal: AbortSignal,
): Promise<Ending> {
  const startedAt = options.clock.elapsed();
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const ending = await connected.budget.during('follow', async () =>
    withPresent(
      connected,
      request,
      accepted,
      await follow(connected, request, accepted, options, either).finally(() => over.abort()),
      signal,
    ),
  );
  if (ending.ok && 'target' in request) {
    const { ref } = request.target.resource;
    const ms = Math.round(options.clock.elapsed() - startedAt);
    rememberDuration(connected.memory, { ref, verb: verbOf(request), ms, at: options.clock.now() });
  }
  if (
    accepted.deploymentId !== null &&
    deploys.has(verbOf(request)) &&
    'target' in request &&
    !ending.isOverdue
  )
    rememberDeployment(connected.memory, {
      id: accepted.deploymentId,
      app: request.target.resource.ref,
      status: ending.ok ? 'deployed' : 'failed',
      at: options.clock.now(),
    });
  return ending;
}

/** What a task's end says nothing of: how the resource is now. */
async function withPresent(
  connected: ConnectedProvider,
  request: ActionRequest,
  { created }: Accepted,
  ending: Ending,
  signal: AbortSignal,
): Promise<Ending> {
  if (ending.status !== null || ending.isOverdue || verbOf(request) === 'delete') return ending;
  const target = 'target' in request ? request.target : created === null ? null : targetOf(created);
  const resource = target === null ? null : await readPresent(connected, target, signal);
  return resource === null ? ending : { ...ending, resource, status: resource.status };
}

async function follow(
  connected: ConnectedProvider,
  request: ActionRequest,
  accepted: Accepted,
  { clock, deadlineMs, onProgress, told }: FollowOptions,
  signal: AbortSignal,
): Promise<Ending> {
  const startedAt = clock.elapsed();
  const isLate = () => clock.elapsed() - startedAt > unseenMs;
  const look = lookerFor(connected, request, accepted, { clock, begunAt: clock.now(), isLate }, signal);
  const pacing = pacingOf(request, accepted, { clock, told });
  let line = 'accepted';
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const left = startedAt + deadlineMs - clock.elapsed();
    if (left <= 0) break;
    const end = await pacing.sleep(Math.min(left, pacing.pauseMs(attempt)), signal);
    if (end !== null) return { ...end, status: null, resource: null, isOverdue: false };
    const seen = await look(signal);
    if (seen.done !== null) return seen.done;
    if (seen.line !== line) onProgress(seen.line);
    line = seen.line;
  }
  const seconds = Math.round((clock.elapsed() - startedAt) / 1_000);
  const message = `not finished after ${seconds} s: ${line}`;
  return { ...overdue, message };
}

type Timing = {
  readonly clock: Pick<Clock, 'elapsed'>;
  /** Epoch ms at which it was accepted. */
  readonly begunAt: number;
  /** Whether what was to be seen would have been seen by now. */
  readonly isLate: () => boolean;
};

function lookerFor(
  connected: ConnectedProvider,
  request: ActionRequest,
  accepted: Accepted,
  timing: Timing,
  signal: AbortSignal,
): Looker {
  const { provider } = connected;
  const { readAction, readProgress, followLog } = provider;
  const { actionId, created } = accepted;
  if (actionId !== null && readAction !== undefined)
    return async (signal) => {
      const read = await readAction(actionId, signal);
      if (!read.ok) return read.problem.code === 'not-found' ? forgotten : unread(read.problem);
      if (read.value.status === 'open') return pending('the provider is working on it');
      const ok = read.value.status === 'success';
      return finished(ok, ok ? 'done' : 'the provider ended it with an error', null);
    };
  if ('create' in request) {
    if (created === null)
      return async () => (isRow.has(request.create) ? nameless : finished(true, accepted.message, null));
    const lookAtIt = stateLooker(connected, targetOf(created), 'create', () => true);
    if (readProgress === undefined) return lookAtIt;
    return async (signal) => {
      const read = await readProgress(created.id, signal);
      // Where nobody knows of its tasks, it tells by itself how far it is.
      if (!read.ok) return read.problem.code === 'not-found' ? lookAtIt(signal) : unread(read.problem);
      const { state, message } = read.value;
      if (state !== 'running') return finished(state === 'succeeded', message ?? state, null);
      return pending(progressLine(read.value));
    };
  }
  const { target, deed } = request;
  const { deploymentId } = accepted;
  if (deploymentId !== null && deploys.has(deed.verb) && provider.listDeployments !== undefined)
    return deploymentLooker(provider.listDeployments, target.resource.id, deploymentId, timing);
  const lookAtState = (isSettled: () => boolean) => stateLooker(connected, target, deed.verb, isSettled);
  const { status } = accepted;
  if (status !== null && deploys.has(deed.verb) && deploymentResultOf(status) === 'failed')
    return async () => finished(false, `the deployment is ${status}`, null);
  if (deploymentId !== null && begins.has(deed.verb) && target.kind === 'app' && followLog !== undefined)
    return logEndLooker(followLog, target.resource, deploymentId, timing, lookAtState, signal);
  return lookAtState(timing.isLate);
}

/** What is a row of its own when it is there. */
const isRow: ReadonlySet<CreatableKind> = new Set(['server', 'app', 'database']);

const barWidth = 20;

/** `██████████████░░░░░░ 70 % configure_network, 6 of 10 tasks` */
function progressLine({ percent, task, tasks }: Progress): string {
  const done = tasks.filter(({ status }) => status === 'completed').length;
  const share = percent === null ? '' : `${gaugeBar(percent, barWidth)} ${Math.round(percent)} % `;
  const count = tasks.length === 0 ? '' : `, ${done} of ${tasks.length} tasks`;
  return `${share}${task ?? 'under way'}${count}`;
}

const targetOf = (resource: Server | App): Target =>
  'kind' in resource ? { kind: 'app', resource } : { kind: 'server', resource };

/** Verbs that begin a deployment, or let one begin: it ends as that deployment does. */
const deploys: ReadonlySet<string> = new Set(['deploy', 'redeploy', 'rollback', 'authorize']);

/** Those whose deployment is a new one: the log of one that is gone back to has ended before. */
const begins: ReadonlySet<string> = new Set(['deploy', 'redeploy']);
