import Big from 'big.js';
import type { Money } from '../model/money.ts';
import type { Price } from '../model/server.ts';

const symbols: Readonly<Record<string, string>> = { USD: '$', INR: '₹', EUR: '€', GBP: '£' };

/** `₹2,500.00`, `$150.00`, `450 AI credits`; a dash for nothing. The decimals stay as they are: no rounding. */
export function formatMoney(money: Money | null): string {
  if (money === null) return '–';
  const sign = money.amount.startsWith('-') ? '-' : '';
  const amount = groupThousands(money.amount.replace(/^[+-]/, ''));
  const symbol = symbols[money.currency];
  return symbol === undefined ? `${sign}${amount} ${nameOf(money.currency)}` : `${sign}${symbol}${amount}`;
}

/** Hostwares' credits are its assistant's, and no money. */
export const creditsName = 'AI credits';

const nameOf = (currency: string): string => (currency === 'credits' ? creditsName : currency);

/** As {@link formatMoney}, to two decimals, or four where less than a tenth would lose too much. */
export function formatRounded(money: Money | null): string {
  if (money === null) return '–';
  const amount = new Big(money.amount);
  const places = amount.abs().lt('0.1') && !amount.eq(0) ? 4 : 2;
  return formatMoney({ amount: amount.toFixed(places), currency: money.currency });
}

/** In the place of money that is there and cannot be read. */
export const unreadableMoney = '?';

/** `₹850.00/mo`, `$0.0082/h` */
export const formatPrice = (price: Price | null): string =>
  price === null ? '–' : `${formatMoney(price)}/${price.per === 'month' ? 'mo' : 'h'}`;

/** `1,234,567.8` */
export const groupThousands = (amount: string): string => {
  const [whole = '', decimals] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
};
