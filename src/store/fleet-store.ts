import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FleetEvent, ProviderIdentity } from '../model/fleet-event.ts';
import { type FleetState, initialFleet } from './fleet-state.ts';
import { reduceFleet } from './reduce-fleet.ts';

export type FleetStore = Pick<StoreApi<FleetState>, 'getState' | 'subscribe' | 'getInitialState'>;

/** The one place where events become state: nobody else can write to the store. */
export function createFleetStore(providers: readonly ProviderIdentity[] = []): {
  readonly fleet: FleetStore;
  readonly emit: (event: FleetEvent) => void;
} {
  const store = createStore<FleetState>(() => initialFleet(providers));
  return { fleet: store, emit: (event) => store.setState((state) => reduceFleet(state, event)) };
}
