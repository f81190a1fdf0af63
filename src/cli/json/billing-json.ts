import type { Billing } from '../../model/billing.ts';
import type { Money } from '../../model/money.ts';
import { isoTime } from './iso-time.ts';

/** As the outside contract writes it: every field, null where unknown. */
export const billingJson = (billing: Billing) => ({
  provider: billing.provider,
  providerType: billing.providerType,
  balance: moneyJson(billing.balance),
  monthlyCost: moneyJson(billing.monthlyCost),
  runwayDays: billing.runwayDays,
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
});

const moneyJson = (money: Money | null) =>
  money === null ? null : { amount: money.amount, currency: money.currency };
