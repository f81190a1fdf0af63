import type { Money } from '../model/money.ts';
import type { AccountReport } from './account-report.ts';
import type { FleetCosts } from './fleet-costs.ts';
import { isMoney, type Rates, type Total, totalOf } from './rates.ts';
import { sumByCurrency } from './server-cost.ts';

/** What all accounts together cost, and which of them ends first. */
export type FleetReport = {
  readonly accounts: readonly AccountReport[];
  readonly costs: FleetCosts;
  readonly balance: Sums;
  readonly monthly: Sums;
  /** Off, and charged all the same. */
  readonly stopped: Sums;
  /** The account whose money ends first, of those that nobody refills; null where none ends. */
  readonly firstHit: AccountReport | null;
};

/** Amounts by currency, credits left out; and in one currency, where rates allow that. */
export type Sums = { readonly amounts: readonly Money[]; readonly total: Total | null };

export type FleetFacts = {
  readonly accounts: readonly AccountReport[];
  readonly costs: FleetCosts;
  readonly rates: Rates | null;
};

export function reportFleet({ accounts, costs, rates }: FleetFacts): FleetReport {
  const sums = (amounts: readonly (Money | null)[]): Sums => {
    const known = sumByCurrency(amounts).filter(isMoney);
    return { amounts: known, total: totalOf(known, rates) };
  };
  return {
    accounts,
    costs,
    balance: sums(accounts.map((account) => account.billing.balance)),
    monthly: sums(accounts.map(({ monthlyCost }) => monthlyCost)),
    stopped: sums(costs.stopped),
    firstHit: firstOf(accounts),
  };
}

/** No provider's page says in which order it suspends servers: all of the account that ends first are at risk. */
function firstOf(accounts: readonly AccountReport[]): AccountReport | null {
  const ending = accounts.filter(
    ({ verdict, runway, billing }) =>
      (verdict === 'ended' || verdict === 'short' || verdict === 'enough') &&
      runway.endsAt !== null &&
      billing.balance !== null &&
      isMoney(billing.balance),
  );
  return ending.toSorted((a, b) => (a.runway.endsAt ?? 0) - (b.runway.endsAt ?? 0))[0] ?? null;
}
