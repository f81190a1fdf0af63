import Big from 'big.js';

/** Money that left an account some time after `from` and no later than `to` (epoch ms); a ledger knows the moment: there both are one. */
export type Charge = { readonly from: number; readonly to: number; readonly amount: Big };

/** What was seen of an account's spending, charges oldest first. */
export type Spending = {
  /** Epoch ms: nothing is known of what was before and after. */
  readonly from: number;
  readonly to: number;
  readonly charges: readonly Charge[];
  /** The smallest amount the figures can differ by: a cent that rounding may add or take. */
  readonly step: Big;
};

export const nothing = new Big(0);

export const sumOf = (charges: readonly Charge[]): Big =>
  charges.reduce((sum, { amount }) => sum.plus(amount), nothing);
