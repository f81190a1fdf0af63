import type { Money } from '../model/money.ts';
import type { Server } from '../model/server.ts';
import { type CostGroup, groupCosts, joinGroups, type ServerCost, serverCosts } from './server-cost.ts';

/** What servers cost, one by one and put together. It holds for as long as the servers are the same, whatever balances do. */
export type FleetCosts = ProviderCosts & { readonly byProvider: CostsByProvider };

/** Of one provider, to be joined with the others': only who has changed is added up anew. */
export type ProviderCosts = {
  readonly servers: readonly ServerCost[];
  readonly groups: Readonly<Record<Grouping, readonly CostGroup[]>>;
  /** What each server costs a month that is off, and charged all the same. */
  readonly stopped: readonly (Money | null)[];
};

export type CostsByProvider = ReadonlyMap<string, ProviderCosts>;

export type Grouping = 'provider' | 'region' | 'plan';

export const fleetCosts = (all: Iterable<Server>): FleetCosts =>
  joinCosts(
    new Map(
      [...Map.groupBy(all, ({ provider }) => provider)].map(([name, own]) => [name, providerCosts(own)]),
    ),
  );

export function providerCosts(own: readonly Server[]): ProviderCosts {
  const servers = serverCosts(own);
  return {
    servers,
    groups: {
      provider: groupCosts(servers, ({ provider }) => provider),
      region: groupCosts(servers, ({ region }) => region ?? 'unknown'),
      plan: groupCosts(servers, ({ plan }) => plan ?? 'unknown'),
    },
    stopped: servers.filter(({ isStoppedBilling }) => isStoppedBilling).map(({ monthly }) => monthly),
  };
}

export function joinCosts(byProvider: CostsByProvider): FleetCosts {
  const all = [...byProvider.values()];
  const joined = (grouping: Grouping) => joinGroups(all.flatMap(({ groups }) => groups[grouping]));
  return {
    byProvider,
    servers: all.flatMap(({ servers }) => servers),
    groups: { provider: joined('provider'), region: joined('region'), plan: joined('plan') },
    stopped: all.flatMap(({ stopped }) => stopped),
  };
}
