import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Emit, FleetEvent, ProviderIdentity } from '../model/fleet-event.ts';
import type { Thresholds } from '../model/thresholds.ts';
import { createSlices, ownTurn } from '../runtime/slices.ts';
import { type FleetState, initialFleet } from './fleet-state.ts';
import { reduceFleet } from './reduce-fleet.ts';

export type FleetStore = Pick<StoreApi<FleetState>, 'getState' | 'subscribe' | 'getInitialState'>;

/** Works something out of a state that nobody has seen yet, and remembers it. */
export type Preparation = (state: FleetState) => unknown;

export type FleetEvents = {
  readonly fleet: FleetStore;
  /** Takes an event in; one that can wait together with the next that cannot, or when `settle` is called. */
  readonly emit: Emit;
  /** Takes in what waits. */
  readonly settle: () => void;
  /**
   * From now on a list of thousands is taken in piece by piece: each event, and each of these steps, has a turn of the
   * event loop to itself, so that a key is answered in between. Only then everybody sees it.
   */
  readonly prepareBy: (steps: readonly Preparation[]) => void;
};

/** Longer lists are not taken in within one turn. */
const mostRowsAtOnce = 500;

/** What is told of what was read, and not of what was done. */
const readings: ReadonlySet<FleetEvent['type']> = new Set([
  'poll-started',
  'poll-failed',
  'servers-listed',
  'apps-listed',
  'billing-read',
  'server-completed',
  'metrics-read',
  'traffic-measured',
  'balance-sampled',
]);

/** The one place where events become state: nobody else can write to the store. */
export function createFleetStore(
  providers: readonly ProviderIdentity[] = [],
  thresholds?: Thresholds,
): FleetEvents {
  const store = createStore<FleetState>(() => initialFleet(providers, thresholds));
  let waiting: FleetEvent[] = [];
  let steps: readonly Preparation[] = [];
  let isDue = false;
  /** The state with events that were taken in piece by piece, as long as nobody sees it. */
  let draft: { state: FleetState } | null = null;

  const publish = (state: FleetState) => {
    draft = null;
    store.setState(state);
  };
  const settleAtOnce = () => {
    const events = waiting;
    waiting = [];
    publish(reduceFleet(draft?.state ?? store.getState(), events));
  };
  /** Ends early where what cannot wait was taken in meanwhile, and everything with it. */
  const settlePieceByPiece = async () => {
    const slices = createSlices();
    const own = { state: store.getState() };
    draft = own;
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
      own.state = reduceFleet(own.state, [event]);
      await slices.pause();
      if (draft !== own) return;
    }
    for (const prepare of steps) {
      prepare(own.state);
      await slices.pause();
      if (draft !== own) return;
    }
    publish(own.state);
    settleSoon();
  };
  const settle = () => {
    if (waiting.length === 0) return;
    if (draft === null && steps.length > 0 && waiting.some(isLong)) void settlePieceByPiece();
    else settleAtOnce();
  };
  /** What replies of one moment bring is taken in together, and joins what is taken in already. */
  const settleSoon = () => {
    if (isDue) return;
    isDue = true;
    void ownTurn().then(() => {
      isDue = false;
      if (draft === null) settle();
    });
  };
  return {
    fleet: store,
    emit: (event, canWait = false) => {
      waiting.push(event);
      if (canWait) return;
      if (steps.length > 0 && readings.has(event.type)) settleSoon();
      else settleAtOnce();
    },
    settle: () => {
      if (draft === null) settle();
    },
    prepareBy: (next) => {
      steps = next;
    },
  };
}

function isLong(event: FleetEvent): boolean {
  switch (event.type) {
    case 'servers-listed':
      return event.servers.length > mostRowsAtOnce;
    case 'apps-listed':
      return event.apps.length > mostRowsAtOnce;
    default:
      return false;
  }
}
