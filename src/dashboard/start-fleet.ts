import { createCarryOut } from '../actions/carry-out.ts';
import { createFollowLogs } from '../actions/follow-logs.ts';
import { knownDuration } from '../actions/known-durations.ts';
import { createProtection } from '../actions/protection.ts';
import { createListDeployments } from '../actions/read-deployments.ts';
import { recentActions } from '../actions/recent-actions.ts';
import type { Session } from '../cli/session.ts';
import type { FleetPorts } from '../commands/ports.ts';
import { isAliveHere } from '../journal/deeds.ts';
import type { Emit } from '../model/fleet-event.ts';
import type { Attention } from '../polling/attention.ts';
import { createDescribe } from '../polling/describe.ts';
import type { Interest } from '../polling/interest.ts';
import { listsOf, type Polling, startPolling } from '../polling/start-polling.ts';
import { startProbeFleet } from '../probe/probe-fleet.ts';
import type { Deps } from '../runtime/deps.ts';
import { createCovered } from './covered.ts';
import { followJournal } from './follow-journal.ts';
import { followServers } from './follow-servers.ts';
import { createFormPorts } from './form-ports.ts';
import { createOutsidePorts } from './outside-ports.ts';
import { receiveWebhooks } from './receive-webhooks.ts';
import { sampling } from './sampling.ts';

export type FleetOptions = {
  readonly deps: Pick<Deps, 'clock' | 'random'>;
  readonly emit: Emit;
  readonly interest: () => Interest;
  /** A resource's present name. */
  readonly nameOf: (ref: string) => string | undefined;
  /** False where providers were polled before: what was done then is known already. */
  readonly isFirst: boolean;
  /** Whether servers are asked over ssh, too, where that is configured: false where nobody would see it. */
  readonly takesSamples: boolean;
  /** Outlives a polling: a changed configuration brings nobody to the screen. */
  readonly attention?: Attention;
  /** What has followed this by now: whatever is carried out goes by it. Without it nothing follows. */
  readonly newest?: () => Newest;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** Ends the polling; what was begun is followed on. */
  readonly polling: AbortSignal;
};

export type StartedFleet = FleetPorts & Pick<Polling, 'renew'>;

export type Newest = Pick<Session, 'providers'> & Pick<Polling, 'renew'>;

/** Of the journal, for the actions that the dashboard begins with: some thousand entries, whatever its length. */
const firstReadBytes = 1024 * 1024;

/** As often as log lines are taken up: a frame of the screen costs more than a write to the store. */
const logFrameMs = 100;

/** Starts polling a session's providers and says what the dashboard can ask of them. */
export function startFleet(
  session: Session,
  {
    deps,
    emit,
    interest,
    nameOf,
    isFirst,
    takesSamples,
    attention,
    newest,
    signal,
    polling: untilChanged,
  }: FleetOptions,
): StartedFleet {
  const { config, providers, state, actor, lock } = session;
  const { journal } = state;
  emit({
    type: 'providers-connected',
    providers: providers.map(({ settings, title, lacks, provider }) => ({
      name: settings.name,
      type: settings.type,
      account: settings.account,
      title,
      lacks,
      lists: listsOf(provider),
    })),
  });
  const memoryOf = (ref: string) =>
    providers.find(({ settings }) => ref.startsWith(`${settings.name}/`))?.memory ?? null;
  const durationOf = (ref: string, verb: string) => {
    const memory = memoryOf(ref);
    return memory === null ? null : knownDuration(memory, ref, verb);
  };
  const followed = followJournal(emit, { journal, actor }, durationOf);
  const known = isFirst
    ? recentActions(journal.read(firstReadBytes), isAliveHere(actor.host), durationOf)
    : [];
  for (const action of known) emit({ type: 'action-changed', action });
  const isProtected = createProtection(config.protected, nameOf);
  const covered = createCovered();
  const probes =
    takesSamples && config.ssh.probe.isEnabled
      ? startProbeFleet({
          ssh: config.ssh,
          deps,
          isProtected,
          report: (reports) => {
            covered.take(reports);
            // Charts move with the ages: a frame of its own for them would cost as much again.
            emit({ type: 'probes-reported', at: deps.clock.now(), reports }, true);
          },
          signal: untilChanged,
        })
      : null;
  const polling = startPolling({
    providers,
    clock: deps.clock,
    emit: followServers(sampling(followed, state.balances), (servers) => probes?.setServers(servers)),
    interest,
    isCovered: covered.has,
    ...(attention === undefined ? {} : { attention }),
  });
  const followLogs = createFollowLogs({ providers, clock: deps.clock, emit });
  untilChanged.addEventListener('abort', polling.stop);
  const receiving = receiveWebhooks(session, {
    clock: deps.clock,
    emit,
    refresh: polling.renewProvider,
    signal: untilChanged,
  });
  const { told } = receiving;
  const newestNow = newest ?? (() => ({ providers, renew: polling.renew }));
  const carryOut = createCarryOut({
    providers: () => newestNow().providers,
    journal,
    actor,
    deps,
    emit,
    signal,
    told,
  });
  return {
    ...polling,
    refresh: (list) => {
      polling.refresh(list);
      if (list === undefined || list === 'servers') probes?.retry();
    },
    setPaused: (isPaused) => {
      polling.setPaused(isPaused);
      probes?.setPaused(isPaused);
    },
    describe: createDescribe(providers),
    followLogs: (targets, onEvents, during) =>
      followLogs(targets, { frameMs: logFrameMs, silenceMs: null }, onEvents, during),
    deployments: createListDeployments(providers),
    isProtected,
    setLocked: lock.setLocked,
    ...createFormPorts(providers, deps.clock, receiving.shownFields),
    ...createOutsidePorts(session, deps.clock),
    carryOut: (requests, ...rest) =>
      void Promise.all(requests.map(receiving.added))
        .then((added) => carryOut(added, ...rest))
        .then(() => newestNow().renew()),
  };
}
