import type { PooledFetch } from '../http/create-fetch.ts';
import type { ConnectedProvider } from '../providers/connect.ts';

/** What connected providers hold: connections, and their part in a key's budget. */
export type Connections = {
  readonly add: (connected: ConnectedProvider, pool: Pick<PooledFetch, 'retire' | 'close'>) => void;
  /** Lets go of what these hold, each once; what is asked of them all the same goes on. */
  readonly release: (providers: readonly ConnectedProvider[]) => void;
  /** Ends all that is held, on the way out. */
  readonly close: () => Promise<void>;
};

export function createConnections(): Connections {
  const pools = new Map<ConnectedProvider, Pick<PooledFetch, 'retire' | 'close'>>();
  return {
    add: (connected, pool) => void pools.set(connected, pool),
    release: (providers) => {
      for (const connected of providers) {
        pools.get(connected)?.retire();
        if (pools.delete(connected)) connected.budget.close();
      }
    },
    close: async () => {
      for (const connected of pools.keys()) connected.budget.close();
      await Promise.all(Array.from(pools.values(), ({ close }) => close()));
    },
  };
}
