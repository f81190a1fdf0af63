import Big from 'big.js';
import { hoursPerMonth, type Money } from '../model/money.ts';

const daysPerMonth = new Big(hoursPerMonth).div(24);

/** Days, with one decimal, until a balance is used up at a monthly cost; null where nothing is used up. */
export function runwayDays(balance: Money | null, monthlyCost: Money | null): number | null {
  if (balance === null || monthlyCost === null || balance.currency !== monthlyCost.currency) return null;
  const cost = new Big(monthlyCost.amount);
  if (cost.lte(0)) return null;
  const days = new Big(balance.amount).times(daysPerMonth).div(cost).toNumber();
  return Math.max(0, Math.floor(days * 10) / 10);
}
