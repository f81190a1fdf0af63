import { fleetCosts } from '../billing/fleet-costs.ts';
import { type FleetReport, reportFleet } from '../billing/fleet-report.ts';
import type { Rates } from '../billing/rates.ts';
import type { Server } from '../model/server.ts';
import type { FleetState } from './fleet-state.ts';
import { remember } from './remember.ts';

export type ReportSelector = (
  fleet: Pick<FleetState, 'billing' | 'servers' | 'balances' | 'providers' | 'thresholds'>,
  rates: Rates | null,
  scope: string | null,
) => FleetReport;

/** What the fleet costs, or the one provider in scope. The same object as long as nothing that costs anything has changed, however loads may vary. */
export function createReportSelector(): ReportSelector {
  let inputs: readonly unknown[] = [];
  let servers: readonly Server[] = [];
  let report: FleetReport | null = null;
  const costsOf = remember(fleetCosts);
  return (fleet, rates, scope) => {
    servers = keepIfSameCosts(servers, inScope(fleet.servers, scope));
    // In the order of the configuration, whichever answered first.
    const billing = [...fleet.providers.values()].flatMap(({ name, lists }) => {
      const account = scope === null || scope === name ? fleet.billing.get(name) : undefined;
      return account === undefined ? [] : [{ billing: account, readAt: lists.billing?.readAt ?? 0 }];
    });
    const thresholdDays = fleet.thresholds.runwayDays;
    const next = [
      servers,
      fleet.billing,
      fleet.balances,
      rates,
      scope,
      thresholdDays,
      ...billing.map(({ readAt }) => readAt),
    ];
    const isSame = next.length === inputs.length && next.every((input, at) => input === inputs[at]);
    if (report !== null && isSame) return report;
    inputs = next;
    report = reportFleet({ billing, costs: costsOf(servers), samples: fleet.balances, rates, thresholdDays });
    return report;
  };
}

const inScope = (all: ReadonlyMap<string, Server>, scope: string | null): ReadonlyMap<string, Server> =>
  scope === null ? all : new Map([...all].filter(([, { provider }]) => provider === scope));

/** The servers as they were where nothing differs that a cost depends on. */
function keepIfSameCosts(before: readonly Server[], now: ReadonlyMap<string, Server>): readonly Server[] {
  let index = 0;
  for (const server of now.values()) {
    const old = before[index];
    if (old === undefined || !costsAlike(old, server)) return [...now.values()];
    index += 1;
  }
  return index === before.length ? before : [...now.values()];
}

const costsAlike = (a: Server, b: Server): boolean =>
  a === b ||
  (a.ref === b.ref &&
    a.name === b.name &&
    a.status === b.status &&
    a.region === b.region &&
    a.plan === b.plan &&
    a.price?.amount === b.price?.amount &&
    a.price?.currency === b.price?.currency &&
    a.price?.per === b.price?.per);
