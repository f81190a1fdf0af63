import type { Plan, RowDemand } from '../budget/plan.ts';
import type { PollingPurpose } from '../budget/purpose.ts';
import type { Server } from '../model/server.ts';
import type { Interest } from './interest.ts';
import { createLine } from './line.ts';

/** One request about one server: what its list lacks, or its load. */
export type ServerJob = {
  readonly kind: 'details' | 'metrics';
  readonly server: Server;
  readonly purpose: PollingPurpose;
};

export type ServerNeeds = {
  readonly isIncomplete: (server: Server) => boolean;
  readonly hasMetrics: (server: Server) => boolean;
};

/** The most wanted job and when it is due, in ms of {@link Clock.elapsed}; null where there is none at all. */
export type NextJob = { readonly job: ServerJob; readonly dueAt: number } | null;

export type ServerQueue = {
  readonly setServers: (servers: readonly Server[]) => void;
  /** One of them as it is known now. */
  readonly update: (server: Server) => void;
  readonly next: (interest: Interest, plan: Intervals, now: number) => NextJob;
  /** It is asked for at `now`: its turn comes again when it is due again. */
  readonly begin: (job: ServerJob, now: number) => void;
  readonly get: (ref: string) => Server | undefined;
  /** One that has load to be asked for, and when that was done last, in ms of {@link Clock.elapsed}. */
  readonly measured: (ref: string) => { readonly server: Server; readonly askedAt: number } | null;
  /** What each class of rows wants. */
  readonly demand: (interest: Interest) => RowDemand;
};

type Intervals = Pick<Plan<string>, 'selectedMs' | 'visibleMs' | 'neededMs' | 'restMs'>;

/** After so many needed readings, of which a large fleet never has enough, it is the turn of one of the rest. */
const neededInARow = 4;

/** A detail that did not come is asked for again after this. */
const detailsAgainMs = 10 * 60_000;

/**
 * Whose turn it is. Who is on the screen is looked at one by one: those are few. All others wait in line, by when they
 * were asked last: who is asked goes to its end, so that its head is always the next, however many there are.
 */
export function createServerQueue({ isIncomplete, hasMetrics }: ServerNeeds): ServerQueue {
  const servers = new Map<string, Server>();
  /** By reference, when it was asked for, -Infinity where never; the longest waiting first. */
  const lines = { details: createLine(), metrics: createLine() };
  let neededSinceRest = 0;

  const enlist = (server: Server) => {
    servers.set(server.ref, server);
    lines.details.setMember(server.ref, isIncomplete(server));
    lines.metrics.setMember(server.ref, server.status === 'running' && hasMetrics(server));
  };
  const shown = ({ selected, visible }: Interest): ReadonlySet<string> =>
    new Set(selected === null ? visible : [selected, ...visible]);

  return {
    get: (ref) => servers.get(ref),
    measured: (ref) => {
      const [server, askedAt] = [servers.get(ref), lines.metrics.askedAt(ref)];
      return server === undefined || askedAt === undefined ? null : { server, askedAt };
    },
    setServers: (listed) => {
      const refs = new Set(listed.map(({ ref }) => ref));
      for (const ref of servers.keys())
        if (!refs.has(ref)) {
          servers.delete(ref);
          lines.details.setMember(ref, false);
          lines.metrics.setMember(ref, false);
        }
      for (const server of listed) enlist(server);
    },
    update: enlist,
    begin: ({ kind, server, purpose }, now) => {
      lines[kind].begin(server.ref, now);
      if (purpose === 'needed') neededSinceRest += 1;
      if (purpose === 'rest') neededSinceRest = 0;
    },
    next: (interest, plan, now) => {
      const onScreen = shown(interest);
      let best: NextJob = null;
      const offer = (kind: ServerJob['kind'], purpose: PollingPurpose, ref: string | null, ageMs: number) => {
        const askedAt = ref === null ? undefined : lines[kind].askedAt(ref);
        const server = ref === null ? undefined : servers.get(ref);
        if (askedAt === undefined || server === undefined) return;
        const dueAt = askedAt + ageMs;
        const isDue = dueAt <= now;
        // Offered in the order of urgency, of equals the longest waiting.
        const isBetter =
          best === null ||
          (best.dueAt > now && dueAt < best.dueAt) ||
          (isDue && best.job.kind === kind && best.job.purpose === purpose && dueAt < best.dueAt);
        if (isBetter) best = { job: { kind, server, purpose }, dueAt };
      };
      offer('details', 'selected', interest.selected, detailsAgainMs);
      offer('metrics', 'selected', interest.selected, plan.selectedMs);
      for (const ref of onScreen) offer('details', 'visible', ref, detailsAgainMs);
      for (const ref of interest.visible)
        if (ref !== interest.selected) offer('metrics', 'visible', ref, plan.visibleMs);
      const needs = isNeeded(interest);
      const offerOthers = () =>
        offer(
          'metrics',
          needs ? 'needed' : 'rest',
          lines.metrics.first(),
          needs ? plan.neededMs : plan.restMs,
        );
      if (needs && neededSinceRest < neededInARow) offerOthers();
      offer('details', 'rest', lines.details.first(), detailsAgainMs);
      offerOthers();
      return best;
    },
    demand: (interest) => {
      const onScreen = [...shown(interest)].filter((ref) => lines.metrics.has(ref));
      const selected = onScreen.includes(interest.selected ?? '') ? 1 : 0;
      const others = lines.metrics.size() - onScreen.length;
      return {
        selected,
        visible: onScreen.length - selected,
        needed: isNeeded(interest) ? others : 0,
        isComparing: interest.isComparing === true,
        // Details that nobody asked for yet: without a part of their own they would wait for ever.
        rest: lines.details.freshSize() + (isNeeded(interest) ? 0 : others),
      };
    },
  };
}

const isNeeded = ({ isComparing, isWatching }: Interest): boolean =>
  isComparing === true || isWatching === true;
