import type { FleetEvent } from '../model/fleet-event.ts';
import type { Server } from '../model/server.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Clock } from '../runtime/deps.ts';
import { createBell, type Gate } from './gate.ts';
import { createProbeBucket } from './pace.ts';
import { type Interest, nextProbe, type Probe } from './probe-plan.ts';

export type ProbeLane = {
  /** The servers there are now. */
  readonly setServers: (servers: readonly Server[]) => void;
  /** What is looked at has changed: look again at what comes next. */
  readonly reconsider: () => void;
};

export type ProbeLaneOptions = {
  readonly connected: ConnectedProvider;
  readonly clock: Clock;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  readonly interest: () => Interest;
  readonly emit: (event: FleetEvent) => void;
};

const idleMs = 60_000;

/**
 * Asks for what takes one request a server (details that the list lacks, live metrics), where the operator looks
 * first, at no more than a share of what the key may send.
 */
export function startProbeLane(options: ProbeLaneOptions): ProbeLane {
  const { connected, clock, gate, signal, interest, emit } = options;
  const { provider, settings } = connected;
  const bucket = createProbeBucket(settings.limits, clock.now());
  const bell = createBell(clock);
  const completedAt = new Map<string, number>();
  const measuredAt = new Map<string, number>();
  let servers: ReadonlyMap<string, Server> = new Map();
  const needs = {
    isIncomplete: (server: Server) =>
      provider.completeServer !== undefined && (provider.isIncomplete?.(server) ?? false),
    hasMetrics: provider.readMetrics !== undefined,
  };

  const send = async ({ kind, server }: Probe): Promise<void> => {
    if (kind === 'complete') {
      const result = await provider.completeServer?.(server, signal);
      completedAt.set(server.ref, clock.now());
      if (result?.ok !== true) return;
      servers = new Map(servers).set(server.ref, result.value);
      emit({ type: 'server-completed', server: result.value });
    } else {
      const result = await provider.readMetrics?.(server, signal);
      measuredAt.set(server.ref, clock.now());
      if (result?.ok === true) emit({ type: 'metrics-read', ref: server.ref, metrics: result.value });
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await gate.pass(signal);
      const now = clock.now();
      const next = nextProbe(servers, interest(), { completedAt, measuredAt }, needs, now);
      if (next === null || next.dueAt > now) {
        await bell.sleep(next === null ? idleMs : next.dueAt - now, signal);
        continue;
      }
      const wait = bucket.take(now);
      if (wait > 0) await clock.sleep(wait, signal);
      else await send(next.probe);
    }
  };
  void run();

  return {
    setServers: (listed) => {
      servers = new Map(listed.map((server) => [server.ref, server]));
      for (const known of [completedAt, measuredAt])
        for (const ref of known.keys()) if (!servers.has(ref)) known.delete(ref);
      bell.ring();
    },
    reconsider: bell.ring,
  };
}
