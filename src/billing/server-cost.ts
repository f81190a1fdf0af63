import Big from 'big.js';
import { hoursPerMonth, type Money, monthlyFromHourly, sumMoney } from '../model/money.ts';
import type { Server } from '../model/server.ts';

/** What one server costs; null where its price is not known. */
export type ServerCost = {
  readonly server: Server;
  readonly monthly: Money | null;
  /** Off, and charged all the same: its price is for having it, until it is deleted. */
  readonly isStoppedBilling: boolean;
};

/** The price a month; hourly × 730 where only that exists. A deleted server costs nothing and is left out. */
export const serverCosts = (servers: Iterable<Server>): readonly ServerCost[] =>
  [...servers].flatMap((server) => (server.status === 'deleted' ? [] : [costOf(server)]));

const costs = new WeakMap<Server, ServerCost>();

/** Worked out once for each row, which keeps its identity as long as nothing of it changes. */
export function costOf(server: Server): ServerCost {
  const known = costs.get(server) ?? workOut(server);
  costs.set(server, known);
  return known;
}

function workOut(server: Server): ServerCost {
  const { price, status } = server;
  const monthly = monthlyOf(price);
  return {
    server,
    monthly,
    isStoppedBilling: status === 'stopped' && monthly !== null && Number(monthly.amount) > 0,
  };
}

const monthlyOf = (price: Server['price']): Money | null =>
  price === null
    ? null
    : {
        amount: price.per === 'month' ? price.amount : monthlyFromHourly(price.amount),
        currency: price.currency,
      };

/** The price an hour; a monthly one by 730 hours. */
export const hourlyCostOf = ({ price }: Server): Money | null =>
  price === null
    ? null
    : {
        amount: price.per === 'hour' ? price.amount : hourlyFromMonthly(price.amount),
        currency: price.currency,
      };

/** A month's price as an hour's, by 730 hours, to four decimals as providers write hourly prices. */
export const hourlyFromMonthly = (monthly: string): string => new Big(monthly).div(hoursPerMonth).toFixed(4);

/** Amounts that are known, added up by currency: never across. In the order in which the currencies come. */
export function sumByCurrency(amounts: readonly (Money | null)[]): readonly Money[] {
  const known = amounts.filter((money) => money !== null);
  return [...new Set(known.map(({ currency }) => currency))].flatMap(
    (currency) => sumMoney(known.filter((money) => money.currency === currency)) ?? [],
  );
}

/** What stands together: its name, what it costs in one currency, and how many servers that are. */
export type CostGroup = {
  readonly name: string;
  readonly monthly: Money;
  readonly servers: number;
};

/** Costs by what `nameOf` says, in the order of `joinGroups`. Servers without a price are in no group. */
export const groupCosts = (
  costs: readonly ServerCost[],
  nameOf: (server: Server) => string,
): readonly CostGroup[] =>
  joinGroups(
    costs.flatMap(({ server, monthly }) =>
      monthly === null ? [] : { name: nameOf(server), monthly, servers: 1 },
    ),
  );

/** Groups of the same name and currency as one, the dearest first within each currency. */
export function joinGroups(groups: readonly CostGroup[]): readonly CostGroup[] {
  return [...Map.groupBy(groups, ({ name }) => name)]
    .flatMap(([name, all]) =>
      [...Map.groupBy(all, ({ monthly }) => monthly.currency).values()].flatMap((alike) => {
        const monthly = sumMoney(alike.map((group) => group.monthly));
        const servers = alike.reduce((sum, group) => sum + group.servers, 0);
        return monthly === null ? [] : [{ name, monthly, servers }];
      }),
    )
    .sort(
      (a, b) =>
        a.monthly.currency.localeCompare(b.monthly.currency) ||
        new Big(b.monthly.amount).cmp(a.monthly.amount) ||
        a.name.localeCompare(b.name),
    );
}

/** Percent of the dearest in the same currency, for a bar. */
export function percentOf({ monthly }: CostGroup, among: readonly CostGroup[]): number {
  const dearest = among.find((group) => group.monthly.currency === monthly.currency);
  return dearest === undefined || new Big(dearest.monthly.amount).lte(0)
    ? 0
    : new Big(monthly.amount).times(100).div(dearest.monthly.amount).toNumber();
}

/** Percent of `whole` that `part` is; null where they do not compare or there is no whole. */
export const shareOf = (part: Money, whole: Money | null): number | null =>
  whole === null || whole.currency !== part.currency || new Big(whole.amount).lte(0)
    ? null
    : new Big(part.amount).times(100).div(whole.amount).toNumber();
