import type { Server } from '../model/server.ts';

/** What the operator is looking at, most wanted first. References. */
export type Interest = { readonly selected: string | null; readonly visible: readonly string[] };

export type Probe = { readonly kind: 'complete' | 'metrics'; readonly server: Server };

export type ProbeMemory = {
  /** Epoch ms of the newest attempt, by reference. */
  readonly completedAt: ReadonlyMap<string, number>;
  readonly measuredAt: ReadonlyMap<string, number>;
};

export type ProbeNeeds = {
  readonly isIncomplete: (server: Server) => boolean;
  readonly hasMetrics: boolean;
};

/** How old a reading may be before it is taken again. */
const freshnessMs = { selected: 5_000, visible: 15_000, rest: 60_000 } as const;
/** A detail that did not come is asked for again after this. */
const completeAgainMs = 10 * 60_000;

type Due = { readonly probe: Probe; readonly rank: number; readonly dueAt: number };

/** The next single server to ask for, and when: details of what is on screen before metrics, metrics before the rest. */
export function nextProbe(
  servers: ReadonlyMap<string, Server>,
  interest: Interest,
  memory: ProbeMemory,
  needs: ProbeNeeds,
  now: number,
): { readonly probe: Probe; readonly dueAt: number } | null {
  const visible = new Set(interest.visible);
  let best: Due | null = null;
  for (const server of servers.values()) {
    const isSelected = server.ref === interest.selected;
    const isWanted = isSelected || visible.has(server.ref);
    if (needs.isIncomplete(server)) {
      const askedAt = memory.completedAt.get(server.ref);
      const dueAt = askedAt === undefined ? now : askedAt + completeAgainMs;
      best = sooner(best, { probe: { kind: 'complete', server }, rank: isWanted ? 0 : 3, dueAt }, now);
    }
    if (needs.hasMetrics && server.status === 'running') {
      const age = isSelected ? freshnessMs.selected : isWanted ? freshnessMs.visible : freshnessMs.rest;
      const dueAt = (memory.measuredAt.get(server.ref) ?? Number.NEGATIVE_INFINITY) + age;
      best = sooner(
        best,
        { probe: { kind: 'metrics', server }, rank: isSelected ? 1 : isWanted ? 2 : 4, dueAt },
        now,
      );
    }
  }
  return best;
}

/** Of two that are due the better rank, then the longer waiting; else whichever is due first. */
function sooner(best: Due | null, candidate: Due, now: number): Due {
  if (best === null) return candidate;
  const isDue = candidate.dueAt <= now;
  if (isDue !== best.dueAt <= now) return isDue ? candidate : best;
  if (isDue && candidate.rank !== best.rank) return candidate.rank < best.rank ? candidate : best;
  return candidate.dueAt < best.dueAt ? candidate : best;
}
