import { type ListDemand, type Plan, planFor, type RowDemand } from '../budget/plan.ts';
import type { Emit, FleetEvent, ListName, Traffic } from '../model/fleet-event.ts';
import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Clock } from '../runtime/deps.ts';
import type { Gate } from '../runtime/gate.ts';
import { failurePauseMs } from './failure-pause.ts';
import type { Interest } from './interest.ts';
import { type ListLane, startListLane } from './list-lane.ts';
import { createRejections, type Reading } from './rejections.ts';
import { startServerLane } from './server-lane.ts';

export type Scheduler = {
  readonly refresh: (list?: ListName) => void;
  /** Reads these lists anew, as something has changed. */
  readonly renew: (lists: readonly ListName[]) => void;
  readonly reconsider: () => void;
  /** Tells what is used and how fresh that keeps things, which is told by itself from time to time. */
  readonly tell: () => void;
};

export type SchedulerOptions = {
  readonly clock: Clock;
  readonly interest: () => Interest;
  readonly emit: Emit;
  readonly gate: Gate;
  /** 1 while somebody looks, less where less is to be spent. */
  readonly attention: () => number;
  readonly signal: AbortSignal;
  /** Its lists are asked for the first time after so long, ms. */
  readonly beginAfterMs?: number;
  readonly isCovered?: (ref: string) => boolean;
};

const billingIntervalMs = 5 * 60_000;
/** The pace moves with every request: the plan is made anew after this. */
const planLifeMs = 1_000;
/** What is used grows old by itself, too. */
const tellTrafficMs = 10_000;

/**
 * All that is asked of one key, again and again: its lists, each on its own clock, and what takes one request a server.
 * The plan divides the pace that the budget carries among them; the budget lets them out, the most urgent first.
 */
export function startScheduler(connected: ConnectedProvider, options: SchedulerOptions): Scheduler {
  const {
    clock,
    interest,
    emit,
    gate,
    attention,
    signal,
    beginAfterMs = 0,
    isCovered = () => false,
  } = options;
  const { provider, settings, usage, budget } = connected;
  const { name } = settings;
  const requests = new Map<ListName, number>();
  const lanes = new Map<ListName, ListLane>();
  const rejections = createRejections();
  let plan: { readonly value: Plan<ListName>; readonly madeAt: number } | null = null;

  const wantedMs = (list: ListName) => (list === 'billing' ? billingIntervalMs : settings.pollIntervalMs);

  const planNow = (): Plan<ListName> => {
    if (plan !== null && clock.elapsed() - plan.madeAt < planLifeMs) return plan.value;
    const { lists: onScreen } = interest();
    const lists = [...lanes.keys()].map(
      (list): ListDemand<ListName> => ({
        name: list,
        requests: requests.get(list) ?? 1,
        wantedMs: wantedMs(list),
        isOnScreen: onScreen?.includes(list) ?? true,
      }),
    );
    const value = planFor({
      pacePerMinute: budget.pacePerMinute(),
      attention: attention(),
      lists,
      ...servers.demand(interest()),
    });
    plan = { value, madeAt: clock.elapsed() };
    return value;
  };
  const tell: Emit = (event, canWait) => {
    tellTraffic(true);
    emit(event, canWait);
  };
  const tellTraffic = (canWait: boolean) => {
    const freshness =
      provider.readMetrics === undefined ? null : freshnessOf(planNow(), servers.demand(interest()));
    emit({ type: 'traffic-measured', provider: name, traffic: { ...usage(), freshness } }, canWait);
  };
  /** What was refused to a wrong key is not worth a minute's wait once the key is seen to be right. */
  const learnOfKey = (reading: Reading, beganAt: number, problem: Problem | null): void => {
    if (problem?.code === 'auth') rejections.add(reading, clock.elapsed());
    if (problem !== null) return;
    for (const other of rejections.doubted(reading, beganAt))
      if (other === 'rows') servers.endPause();
      else lanes.get(other)?.endPause();
  };
  const servers = startServerLane({
    connected,
    clock,
    gate,
    signal,
    interest,
    plan: planNow,
    emit: tell,
    isCovered,
    onReply: (beganAt, problem) => learnOfKey('rows', beganAt, problem),
  });

  const startLane = <T>(
    list: ListName,
    read: ((signal: AbortSignal) => Promise<Result<T>>) | undefined,
    event: (value: T, at: number) => FleetEvent,
  ): void => {
    if (read === undefined) return;
    const ask = async (attempt: AbortSignal, isWanted: boolean): Promise<Problem | null> => {
      emit({ type: 'poll-started', provider: name, list }, true);
      const tally = { requests: 0 };
      const beganAt = clock.elapsed();
      const result = await budget.during(isWanted ? 'asked' : 'list', () => read(attempt), tally);
      if (tally.requests > 0) requests.set(list, tally.requests);
      if (attempt.aborted) return null;
      const at = clock.now();
      tell(
        result.ok
          ? event(result.value, at)
          : { type: 'poll-failed', provider: name, list, at, problem: result.problem },
        !isWanted,
      );
      const problem = result.ok ? null : result.problem;
      learnOfKey(list, beganAt, problem);
      return problem;
    };
    const lane = startListLane({
      clock,
      gate,
      signal,
      beginAfterMs,
      ask,
      intervalMs: () => planNow().lists.get(list) ?? wantedMs(list),
      restMs: wantedMs(list),
      failurePauseMs: (failures, problem) =>
        failurePauseMs(settings.pollIntervalMs, failures, problem, clock.now()),
    });
    lanes.set(list, lane);
  };
  startLane('servers', provider.listServers, ({ items, problems }, at) => {
    servers.setServers(items);
    return { type: 'servers-listed', provider: name, at, servers: items, problems };
  });
  startLane('apps', provider.listApps, ({ items, problems }, at) => ({
    type: 'apps-listed',
    provider: name,
    at,
    apps: items,
    problems,
  }));
  startLane('billing', provider.readBilling, ({ billing, problems }, at) => ({
    type: 'billing-read',
    provider: name,
    at,
    billing,
    problems,
  }));
  budget.setPolling(true);
  void repeat(async () => {
    await clock.sleep(tellTrafficMs, signal);
    if (!signal.aborted) tellTraffic(true);
  }, signal);

  return {
    refresh: (list) => {
      for (const [listed, lane] of lanes) if (list === undefined || listed === list) lane.refresh();
      if (list === undefined || list === 'servers') servers.refresh();
    },
    renew: (lists) => {
      for (const list of lists) lanes.get(list)?.renew();
      if (lists.includes('servers')) servers.refresh();
    },
    reconsider: () => {
      plan = null;
      for (const lane of lanes.values()) lane.reconsider();
      servers.reconsider();
    },
    tell: () => tellTraffic(false),
  };
}

async function repeat(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await work();
}

/** Rounded, so that a pace that moves a little changes nothing on the screen. */
function freshnessOf(
  { selectedMs, visibleMs, neededMs, restMs }: Plan<ListName>,
  demand: RowDemand,
): Traffic['freshness'] {
  return {
    selectedMs: rounded(selectedMs),
    visibleMs: rounded(visibleMs),
    restMs: rounded(demand.needed > 0 ? neededMs : restMs),
    visible: demand.selected + demand.visible,
  };
}

const rounded = (ms: number): number => {
  const step = ms < 60_000 ? 1_000 : ms < 600_000 ? 10_000 : 60_000;
  return Math.round(ms / step) * step;
};
