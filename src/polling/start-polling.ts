import type { FleetEvent, ListName } from '../model/fleet-event.ts';
import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Provider } from '../providers/provider.ts';
import type { Clock } from '../runtime/deps.ts';
import { createGate } from './gate.ts';
import { type ListLane, startListLane } from './list-lane.ts';
import { failurePauseMs, listPauseMs } from './pace.ts';
import { startProbeLane } from './probe-lane.ts';
import type { Interest } from './probe-plan.ts';

export type Polling = {
  /** Refreshes these lists of all providers now; without a list, everything. */
  readonly refresh: (list?: ListName) => void;
  readonly setPaused: (isPaused: boolean) => void;
  /** What the operator looks at has changed. */
  readonly reconsider: () => void;
  readonly stop: () => void;
};

export type PollingOptions = {
  readonly providers: readonly ConnectedProvider[];
  readonly clock: Clock;
  readonly interest: () => Interest;
  readonly emit: (event: FleetEvent) => void;
};

const billingIntervalMs = 5 * 60_000;

/** The lists a provider can be asked for. */
export const listsOf = (provider: Provider): readonly ListName[] => [
  ...(provider.listServers === undefined ? [] : (['servers'] as const)),
  ...(provider.listApps === undefined ? [] : (['apps'] as const)),
  ...(provider.readBilling === undefined ? [] : (['billing'] as const)),
];

/** Polls every provider on its own clock; none waits for another. */
export function startPolling(options: PollingOptions): Polling {
  const gate = createGate();
  const stopping = new AbortController();
  const pollers = options.providers.map((connected) =>
    startProvider(connected, options, gate, stopping.signal),
  );
  return {
    refresh: (list) => {
      for (const { lanes } of pollers)
        for (const [name, lane] of lanes) if (list === undefined || name === list) lane.refresh();
    },
    setPaused: (isPaused) => gate.setOpen(!isPaused),
    reconsider: () => {
      for (const { probes } of pollers) probes?.reconsider();
    },
    stop: () => stopping.abort(),
  };
}

function startProvider(
  connected: ConnectedProvider,
  { clock, interest, emit }: PollingOptions,
  gate: ReturnType<typeof createGate>,
  signal: AbortSignal,
) {
  const { provider, settings, usage } = connected;
  const { name, limits } = settings;
  const emitMeasured = (event: FleetEvent) => {
    emit(event);
    emit({ type: 'traffic-measured', provider: name, traffic: usage() });
  };
  const hasProbes = provider.completeServer !== undefined || provider.readMetrics !== undefined;
  const probes = hasProbes
    ? startProbeLane({ connected, clock, gate, signal, interest, emit: emitMeasured })
    : null;

  const startLane = <T>(
    list: ListName,
    intervalMs: number,
    read: (signal: AbortSignal) => Promise<Result<T>>,
    tell: (value: T, at: number) => FleetEvent,
  ): [ListName, ListLane] => {
    let requests = 1;
    const ask = async (attempt: AbortSignal): Promise<Problem | null> => {
      emit({ type: 'poll-started', provider: name, list });
      const before = usage().requests;
      const result = await read(attempt);
      requests = Math.max(1, usage().requests - before);
      if (attempt.aborted) return null;
      const at = clock.now();
      emitMeasured(
        result.ok
          ? tell(result.value, at)
          : { type: 'poll-failed', provider: name, list, at, problem: result.problem },
      );
      return result.ok ? null : result.problem;
    };
    const pauseMs = (failures: number, problem: Problem | null) =>
      problem === null
        ? listPauseMs(intervalMs, requests, limits)
        : failurePauseMs(intervalMs, failures, problem, clock.now());
    return [list, startListLane({ clock, gate, signal, ask, pauseMs })];
  };

  const lanes: [ListName, ListLane][] = [];
  if (provider.listServers !== undefined)
    lanes.push(
      startLane('servers', settings.pollIntervalMs, provider.listServers, ({ items, problems }, at) => {
        probes?.setServers(items);
        return { type: 'servers-listed', provider: name, at, servers: items, problems };
      }),
    );
  if (provider.listApps !== undefined)
    lanes.push(
      startLane('apps', settings.pollIntervalMs, provider.listApps, ({ items, problems }, at) => ({
        type: 'apps-listed',
        provider: name,
        at,
        apps: items,
        problems,
      })),
    );
  if (provider.readBilling !== undefined)
    lanes.push(
      startLane('billing', billingIntervalMs, provider.readBilling, ({ billing, problems }, at) => ({
        type: 'billing-read',
        provider: name,
        at,
        billing,
        problems,
      })),
    );
  return { lanes: new Map(lanes), probes };
}
