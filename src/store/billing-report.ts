import { type AccountReport, reportAccount } from '../billing/account-report.ts';
import type { BalanceSample } from '../billing/balance-sample.ts';
import {
  type CostsByProvider,
  joinCosts,
  type ProviderCosts,
  providerCosts,
} from '../billing/fleet-costs.ts';
import { type FleetReport, reportFleet } from '../billing/fleet-report.ts';
import type { Rates } from '../billing/rates.ts';
import type { ServerCost } from '../billing/server-cost.ts';
import type { Billing } from '../model/billing.ts';
import type { Server } from '../model/server.ts';
import type { FleetState } from './fleet-state.ts';
import { remember } from './remember.ts';

type Facts = Pick<FleetState, 'billing' | 'servers' | 'balances' | 'providers' | 'thresholds'>;

export type ReportSelector = (fleet: Facts, rates: Rates | null, scope: string | null) => FleetReport;

/**
 * What the fleet costs, or the one provider in scope. The same object as long as nothing that costs anything has
 * changed, however loads may vary; of a provider that has not changed nothing is added up again.
 */
export function createReportSelector(): ReportSelector {
  const costsByProvider = createCostsByProvider();
  const costsOf = remember((all: CostsByProvider, scope: string | null) =>
    joinCosts(scope === null ? all : new Map([...all].filter(([name]) => name === scope))),
  );
  const accountsOf = createAccounts();
  const reportOf = remember(
    (accounts: readonly AccountReport[], all: CostsByProvider, scope: string | null, rates: Rates | null) =>
      reportFleet({ accounts, costs: costsOf(all, scope), rates }),
  );
  return (fleet, rates, scope) => {
    const costs = costsByProvider(fleet.servers);
    return reportOf(accountsOf(fleet, scope, costs), costs, scope, rates);
  };
}

/** Keeps its answer for each provider, and the whole, where nothing differs that a cost depends on. */
function createCostsByProvider(): (all: ReadonlyMap<string, Server>) => CostsByProvider {
  let known = new Map<string, { readonly own: readonly Server[]; readonly costs: ProviderCosts }>();
  let costs: CostsByProvider = new Map();
  const isAsBefore = createCostsWatch();
  return remember((all) => {
    if (isAsBefore(all)) return costs;
    const before = known;
    known = new Map(
      [...Map.groupBy(all.values(), ({ provider }) => provider)].map(([name, own]) => {
        const old = before.get(name);
        const isSame =
          old?.own.length === own.length && old.own.every((server, at) => costsAlike(server, own[at]));
        return [name, isSame ? old : { own, costs: providerCosts(own) }];
      }),
    );
    costs = new Map([...known].map(([name, entry]) => [name, entry.costs]));
    return costs;
  });
}

/** Whether no server came, went or costs another amount since the last time. Looked at for each reading: nothing is made. */
function createCostsWatch(): (all: ReadonlyMap<string, Server>) => boolean {
  const last: Server[] = [];
  return (all) => {
    let isSame = last.length === all.size;
    let at = 0;
    for (const server of all.values()) {
      isSame &&= costsAlike(server, last[at]);
      last[at] = server;
      at += 1;
    }
    last.length = at;
    return isSame;
  };
}

const noCosts: readonly ServerCost[] = [];
const noSamples: readonly BalanceSample[] = [];

type ReportAccount = (
  billing: Billing,
  readAt: number,
  samples: readonly BalanceSample[],
  costs: readonly ServerCost[],
  thresholdDays: number,
) => AccountReport;

/** The accounts in the order of the configuration, whichever answered first. */
function createAccounts() {
  let known = new Map<string, ReportAccount>();
  let last: readonly AccountReport[] = [];
  return (fleet: Facts, scope: string | null, costs: CostsByProvider): readonly AccountReport[] => {
    const before = known;
    known = new Map();
    const accounts = [...fleet.providers.values()].flatMap(({ name, lists }) => {
      const billing = fleet.billing.get(name);
      if (billing === undefined || (scope !== null && scope !== name)) return [];
      const report = before.get(name) ?? rememberAccount();
      known.set(name, report);
      return report(
        billing,
        lists.billing?.readAt ?? 0,
        fleet.balances.get(name) ?? noSamples,
        costs.get(name)?.servers ?? noCosts,
        fleet.thresholds.runwayDays,
      );
    });
    const isSame = accounts.length === last.length && accounts.every((account, at) => account === last[at]);
    if (!isSame) last = accounts;
    return last;
  };
}

const rememberAccount = (): ReportAccount =>
  remember((billing, readAt, samples, costs, thresholdDays) =>
    reportAccount({ billing, readAt, samples, costs, thresholdDays }),
  );

const costsAlike = (a: Server, b: Server | undefined): boolean =>
  a === b ||
  (b !== undefined &&
    a.ref === b.ref &&
    a.name === b.name &&
    a.status === b.status &&
    a.region === b.region &&
    a.plan === b.plan &&
    a.price?.amount === b.price?.amount &&
    a.price?.currency === b.price?.currency &&
    a.price?.per === b.price?.per);
