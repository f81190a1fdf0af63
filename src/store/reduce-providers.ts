import type { ListName } from '../model/fleet-event.ts';
import type { Problem } from '../model/problem.ts';
import { providerStateOf, worstProblem } from '../model/provider-status.ts';
import type { FleetState, ListState, ProviderEntry } from './fleet-state.ts';
import { keepIfEqual } from './keep-identity.ts';

/** A list that was read at `at` (epoch ms), with what of it could not be. */
export const listRead = (
  state: FleetState,
  provider: string,
  list: ListName,
  at: number,
  partial: readonly Problem[],
): FleetState =>
  withList(state, provider, list, (before) => ({
    isLoading: false,
    readAt: at,
    failure: null,
    partial: keepIfEqual(before.partial, partial),
  }));

/** A provider's list after a change, and what all its lists come to. */
export const withList = (
  state: FleetState,
  provider: string,
  list: ListName,
  change: (list: ListState) => ListState,
): FleetState =>
  withProvider(state, provider, (entry) => {
    const before = entry.lists[list];
    if (before === undefined) return entry;
    const lists = { ...entry.lists, [list]: keepIfEqual(before, change(before)) };
    return { ...entry, lists, ...verdict(Object.values(lists)) };
  });

function verdict(lists: readonly ListState[]): Pick<ProviderEntry, 'state' | 'problem'> {
  const problems = lists.flatMap((list) => [
    ...(list.failure === null ? [] : [list.failure]),
    ...list.partial,
  ]);
  const succeeded = lists.some((list) => list.readAt !== null && list.failure === null);
  return { state: providerStateOf(problems, succeeded), problem: worstProblem(problems) };
}

export function withProvider(
  state: FleetState,
  name: string,
  change: (entry: ProviderEntry) => ProviderEntry,
): FleetState {
  const entry = state.providers.get(name);
  if (entry === undefined) return state;
  const next = keepIfEqual(entry, change(entry));
  return next === entry ? state : { ...state, providers: new Map(state.providers).set(name, next) };
}
