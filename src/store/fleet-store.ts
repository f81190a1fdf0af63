import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FleetEvent, ProviderIdentity } from '../model/fleet-event.ts';
import type { Thresholds } from '../model/thresholds.ts';
import { type FleetState, initialFleet } from './fleet-state.ts';
import { reduceFleet } from './reduce-fleet.ts';

export type FleetStore = Pick<StoreApi<FleetState>, 'getState' | 'subscribe' | 'getInitialState'>;

/** The one place where events become state: nobody else can write to the store. */
export function createFleetStore(
  providers: readonly ProviderIdentity[] = [],
  thresholds?: Thresholds,
): {
  readonly fleet: FleetStore;
  readonly emit: (event: FleetEvent) => void;
} {
  const store = createStore<FleetState>(() => initialFleet(providers, thresholds));
  return { fleet: store, emit: (event) => store.setState((state) => reduceFleet(state, event)) };
}
