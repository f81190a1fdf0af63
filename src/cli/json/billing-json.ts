import type Big from 'big.js';
import type { AccountReport } from '../../billing/account-report.ts';
import type { Burn } from '../../billing/burn.ts';
import type { FleetReport, Sums } from '../../billing/fleet-report.ts';
import type { CostGroup } from '../../billing/server-cost.ts';
import type { Money } from '../../model/money.ts';
import { isoTime } from './iso-time.ts';

/** As the outside contract writes it, then what fleetop reckons from it: every field, null where unknown. */
export const billingJson = (report: AccountReport) => {
  const { billing, runway } = report;
  return {
    provider: billing.provider,
    providerType: billing.providerType,
    balance: moneyJson(billing.balance),
    monthlyCost: moneyJson(report.monthlyCost),
    runwayDays: runway.days,
    autoFunding:
      billing.autoFunding === null
        ? null
        : {
            enabled: billing.autoFunding.enabled,
            threshold: billing.autoFunding.threshold,
            amount: billing.autoFunding.amount,
          },
    account:
      billing.account === null
        ? null
        : {
            id: billing.account.id,
            name: billing.account.name,
            email: billing.account.email,
            status: billing.account.status,
          },
    transactions: billing.transactions.map((transaction) => ({
      id: transaction.id,
      description: transaction.description,
      amount: transaction.amount,
      currency: transaction.currency,
      type: transaction.type,
      at: isoTime(transaction.at),
    })),
    hourlyCost: moneyJson(report.hourlyCost),
    stoppedCost: moneyJson(report.stopped.monthly),
    stoppedServers: report.stopped.servers,
    unpricedServers: report.unpriced,
    burn: report.burn === null ? null : burnJson(report.burn),
    runway: {
      lowDays: runway.low,
      highDays: runway.high,
      endsAt: isoTime(runway.endsAt),
      verdict: report.verdict,
      refillsAt: isoTime(report.refillsAt),
    },
    usage: billing.usage.map(({ name, used, limit, unit, worth }) => ({
      name,
      used,
      limit,
      unit,
      worth: moneyJson(worth ?? null),
    })),
    atRisk: report.atRisk,
    notes: report.notes,
  };
};

/** What all accounts come to; beside the list of them. */
export const fleetJson = (report: FleetReport) => ({
  totals: {
    balance: sumsJson(report.balance),
    monthlyCost: sumsJson(report.monthly),
    stoppedCost: sumsJson(report.stopped),
  },
  firstHit:
    report.firstHit === null
      ? null
      : {
          provider: report.firstHit.billing.provider,
          endsAt: isoTime(report.firstHit.runway.endsAt),
          servers: report.firstHit.atRisk,
        },
  costs: {
    provider: report.costs.groups.provider.map(groupJson),
    region: report.costs.groups.region.map(groupJson),
    plan: report.costs.groups.plan.map(groupJson),
  },
});

const moneyJson = (money: Money | null) =>
  money === null ? null : { amount: money.amount, currency: money.currency };

/** A rate is a quotient: rounded to six decimals. */
const burnJson = ({ perDay, low, high, currency, source, since }: Burn) => ({
  perDay: roundedJson(perDay, currency),
  low: roundedJson(low, currency),
  high: roundedJson(high, currency),
  source,
  since: isoTime(since),
});

const roundedJson = (amount: Big, currency: string) => ({ amount: amount.toFixed(6), currency });

/** `total`: in one currency, exactly, with the rates and the day they are of; null where currencies cannot be added. */
const sumsJson = ({ amounts, total }: Sums) => ({
  amounts: amounts.map(moneyJson),
  total:
    total === null
      ? null
      : {
          amount: total.money.amount,
          currency: total.money.currency,
          rates: Object.fromEntries(total.rates.map(({ currency, rate }) => [currency, rate])),
          asOf: total.asOf,
          missing: total.missing,
        },
});

const groupJson = ({ name, monthly, servers }: CostGroup) => ({
  name,
  monthlyCost: moneyJson(monthly),
  servers,
});
