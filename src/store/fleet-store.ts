import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Emit, FleetEvent, ProviderIdentity } from '../model/fleet-event.ts';
import type { Thresholds } from '../model/thresholds.ts';
import { type FleetState, initialFleet } from './fleet-state.ts';
import { reduceFleet } from './reduce-fleet.ts';

export type FleetStore = Pick<StoreApi<FleetState>, 'getState' | 'subscribe' | 'getInitialState'>;

export type FleetEvents = {
  readonly fleet: FleetStore;
  /** Takes an event in; one that can wait together with the next that cannot, or when `settle` is called. */
  readonly emit: Emit;
  /** Takes in what waits. */
  readonly settle: () => void;
};

/** The one place where events become state: nobody else can write to the store. */
export function createFleetStore(
  providers: readonly ProviderIdentity[] = [],
  thresholds?: Thresholds,
): FleetEvents {
  const store = createStore<FleetState>(() => initialFleet(providers, thresholds));
  let waiting: FleetEvent[] = [];
  const settle = () => {
    const events = waiting;
    waiting = [];
    if (events.length > 0) store.setState((state) => reduceFleet(state, events));
  };
  return {
    fleet: store,
    emit: (event, canWait = false) => {
      waiting.push(event);
      if (!canWait) settle();
    },
    settle,
  };
}
