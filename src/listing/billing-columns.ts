import { formatAge } from '../format/age.ts';
import { formatMoney } from '../format/money.ts';
import type { AutoFunding, Billing, Transaction } from '../model/billing.ts';
import type { Money } from '../model/money.ts';
import { type Column, figureColumn, frame, wordColumn } from './column.ts';

export const billingColumns: readonly Column<Billing>[] = [
  wordColumn('provider', [1, 12, 18], (billing) => billing.provider),
  moneyColumn('balance', [2, 11, 15], ({ balance }) => balance),
  moneyColumn('monthly', [3, 11, 15], ({ monthlyCost }) => monthlyCost),
  figureColumn(
    'runway',
    [4, 6, 6],
    ({ runwayDays }) => runwayDays,
    ({ runwayDays }) => (runwayDays === null ? '–' : `${Math.floor(runwayDays)}d`),
  ),
  wordColumn('funding', [6, 8, 20], ({ autoFunding }) => fundingText(autoFunding)),
  wordColumn('account', [5, 12, 26], ({ account }) => account?.email ?? account?.name ?? null),
  wordColumn('status', [8, 8, 10], ({ account }) => account?.status ?? null),
  {
    ...frame('newest', [7, 24, 60], 'left', 'NEWEST TRANSACTION'),
    text: ({ transactions }, now) => transactionText(newest(transactions), now),
    sortValue: ({ transactions }) => newest(transactions)?.at ?? null,
  },
];

/** Amounts of different currencies do not compare; it sorts by the figure alone. */
function moneyColumn(
  id: string,
  sizes: Parameters<typeof frame>[1],
  money: (billing: Billing) => Money | null,
): Column<Billing> {
  const value = (billing: Billing) => {
    const amount = money(billing)?.amount;
    return amount === undefined ? null : Number(amount);
  };
  return figureColumn(id, sizes, value, (billing) => formatMoney(money(billing)));
}

const fundingText = (funding: AutoFunding | null): string | null => {
  if (funding === null) return null;
  if (!funding.enabled) return 'off';
  return funding.amount === null || funding.threshold === null
    ? 'on'
    : `${funding.amount} below ${funding.threshold}`;
};

const newest = (transactions: readonly Transaction[]): Transaction | null =>
  transactions.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))[0] ?? null;

const transactionText = (transaction: Transaction | null, now: number): string =>
  transaction === null
    ? '–'
    : `${signedAmount(transaction)} ${transaction.description} (${formatAge(transaction.at, now)})`;

/** `-$0.0329`, `+₹500.00` */
export const signedAmount = ({ type, amount, currency }: Transaction): string =>
  `${type === 'debit' ? '-' : '+'}${formatMoney({ amount, currency })}`;
