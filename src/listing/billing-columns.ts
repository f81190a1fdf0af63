import Big from 'big.js';
import type { AccountReport } from '../billing/account-report.ts';
import type { Total } from '../billing/rates.ts';
import { formatDateTime } from '../format/date.ts';
import { creditsName, formatMoney, formatRounded, unreadableMoney } from '../format/money.ts';
import type { AutoFunding, Transaction } from '../model/billing.ts';
import type { Money } from '../model/money.ts';
import { type Column, figureColumn, frame, wordColumn } from './column.ts';

/** One account a row. */
export const billingColumns: readonly Column<AccountReport>[] = [
  wordColumn('provider', [1, 9, 18], ({ billing }) => billing.provider),
  moneyColumn('balance', [2, 14, 16], ({ billing }) => billing.balance, { what: 'balance' }),
  {
    ...frame('burn', [4, 9, 16], 'right', 'BURN/DAY'),
    text: (report) => burnText(report).replace(` ${creditsName}`, ''),
    sortValue: ({ burn }) => burn?.perDay.toNumber() ?? null,
  },
  {
    ...frame('runway', [3, 7, 11], 'right'),
    text: runwayText,
    sortValue: ({ runway }) => runway.days,
  },
  {
    ...frame('band', [7, 9, 11], 'left', 'LOW–HIGH'),
    text: bandText,
    sortValue: ({ runway }) => runway.low,
  },
  {
    ...frame('ends', [8, 16, 16], 'left'),
    text: ({ runway }) => formatDateTime(runway.endsAt),
    sortValue: ({ runway }) => runway.endsAt,
  },
  moneyColumn('monthly', [6, 11, 15], ({ monthlyCost }) => monthlyCost, { what: 'monthlyCost' }),
  moneyColumn('off', [10, 11, 15], ({ stopped }) => stopped.monthly, { title: 'OFF, BILLED' }),
  wordColumn('funding', [9, 8, 22], ({ billing }) => fundingText(billing.autoFunding)),
  wordColumn('account', [11, 12, 26], ({ billing: { account } }) => account?.email ?? account?.name ?? null),
  wordColumn('status', [12, 8, 10], ({ billing }) => billing.account?.status ?? null),
];

/** Amounts of different currencies do not compare; it sorts by the figure alone. */
function moneyColumn(
  id: string,
  sizes: Parameters<typeof frame>[1],
  money: (report: AccountReport) => Money | null,
  { what, title }: { readonly what?: 'balance' | 'monthlyCost'; readonly title?: string },
): Column<AccountReport> {
  const value = (report: AccountReport) => {
    const amount = money(report)?.amount;
    return amount === undefined ? null : Number(amount);
  };
  const text = (report: AccountReport) => moneyText(money(report), what, report);
  return figureColumn(id, sizes, value, text, title);
}

/** A question mark for what is there and cannot be read. */
const moneyText = (
  money: Money | null,
  what: 'balance' | 'monthlyCost' | undefined,
  { billing }: Pick<AccountReport, 'billing'>,
): string =>
  money === null && what !== undefined && billing.unreadable?.includes(what) === true
    ? unreadableMoney
    : formatMoney(money);

/** `₹565.80`; `~₹565.80` where only prices say so. */
export function burnText({ burn }: AccountReport): string {
  if (burn === null) return '–';
  const amount = formatRounded({ amount: burn.perDay.toFixed(), currency: burn.currency });
  return burn.source === 'price' ? `~${amount}` : amount;
}

/** `4.3d`, `no spending`, `none left` */
export function runwayText({ runway, verdict }: AccountReport): string {
  if (verdict === 'ended') return 'none left';
  if (verdict === 'idle') return 'no spending';
  return runway.days === null ? '–' : `${daysText(runway.days)}d`;
}

/** `4.1–4.5`; a question mark where it may never end. */
export function bandText({ runway, verdict }: AccountReport): string {
  const { low, high } = runway;
  if (low === null || verdict === 'ended') return '–';
  return `${daysText(low)}–${high === null ? '?' : daysText(high)}`;
}

/** Tenths matter for the last weeks only, and nothing beyond a hundred years. */
function daysText(days: number): string {
  if (days > mostDays) return `>${mostDays}`;
  return days < 30 ? days.toFixed(1) : String(Math.floor(days));
}

const mostDays = 36_500;

export const fundingText = (funding: AutoFunding | null): string | null => {
  if (funding === null) return null;
  if (!funding.enabled) return 'off';
  return funding.amount === null || funding.threshold === null
    ? 'on'
    : `${funding.amount} below ${funding.threshold}`;
};

/** `-$0.0329`, `+₹500.00` */
export const signedAmount = ({ type, amount, currency }: Transaction): string =>
  `${type === 'debit' ? '-' : '+'}${formatMoney({ amount, currency })}`;

/** `$203.49 (INR at 0.0114 of 2026-11-01; without EUR: no rate)`: a total never stands without what it was made with. */
export function totalText({ money, rates, asOf, missing }: Total): string {
  const parts = [
    ...(asOf === null
      ? []
      : [`${rates.map(({ currency, rate }) => `${currency} at ${rate}`).join(', ')} of ${asOf}`]),
    ...(missing.length === 0 ? [] : [`without ${missing.join(', ')}: no rate`]),
  ];
  const amount = formatMoney({ amount: roundedUp(money.amount), currency: money.currency });
  return parts.length === 0 ? amount : `${amount} (${parts.join('; ')})`;
}

/** To cents, half up. */
const roundedUp = (amount: string): string => new Big(amount).toFixed(2);
