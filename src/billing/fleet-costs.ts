import type { Money } from '../model/money.ts';
import type { Server } from '../model/server.ts';
import { type CostGroup, groupCosts, type ServerCost, serverCosts } from './server-cost.ts';

/** What servers cost, one by one and put together. It holds for as long as the servers are the same, whatever balances do. */
export type FleetCosts = {
  readonly servers: readonly ServerCost[];
  readonly byProvider: ReadonlyMap<string, readonly ServerCost[]>;
  readonly groups: Readonly<Record<Grouping, readonly CostGroup[]>>;
  /** What each server costs a month that is off, and charged all the same. */
  readonly stopped: readonly (Money | null)[];
};

export type Grouping = 'provider' | 'region' | 'plan';

export function fleetCosts(all: Iterable<Server>): FleetCosts {
  const servers = serverCosts(all);
  return {
    servers,
    byProvider: Map.groupBy(servers, ({ server }) => server.provider),
    groups: {
      provider: groupCosts(servers, ({ provider }) => provider),
      region: groupCosts(servers, ({ region }) => region ?? 'unknown'),
      plan: groupCosts(servers, ({ plan }) => plan ?? 'unknown'),
    },
    stopped: servers.filter(({ isStoppedBilling }) => isStoppedBilling).map(({ monthly }) => monthly),
  };
}
