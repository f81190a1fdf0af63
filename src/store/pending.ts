import type { FleetState } from './fleet-state.ts';

/** The verb under way on each resource, by reference. */
export const pendingVerbs = (actions: FleetState['actions']): ReadonlyMap<string, string> =>
  new Map(
    [...actions.values()].flatMap(({ ref, verb, endedAt, phase }): [string, string][] =>
      ref !== null && endedAt === null && phase !== 'waiting' ? [[ref, verb]] : [],
    ),
  );
