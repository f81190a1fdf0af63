import type { Money } from './money.ts';

export type Transaction = {
  readonly id: string;
  readonly description: string;
  /** Without sign; `type` says the direction. */
  readonly amount: string;
  readonly currency: string;
  readonly type: 'debit' | 'credit';
  /** Epoch ms. */
  readonly at: number | null;
};

export type AutoFunding = {
  readonly enabled: boolean;
  readonly threshold: string | null;
  readonly amount: string | null;
};

export type AccountIdentity = {
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly status: string | null;
};

/** A plan's allowance and what of it is used, in the provider's own units. */
export type UsageLimit = {
  readonly name: string;
  readonly used: number;
  readonly limit: number | null;
  readonly unit: 'bytes' | 'seconds' | 'count' | 'micro-AKT';
  /** What the used part is worth now, where the provider tells the price of its unit. */
  readonly worth?: Money;
};

export type Billing = {
  readonly provider: string;
  readonly providerType: string;
  readonly balance: Money | null;
  readonly monthlyCost: Money | null;
  /** What is null because it could not be read, not because there is none. */
  readonly unreadable?: readonly ('balance' | 'monthlyCost')[];
  readonly runwayDays: number | null;
  readonly autoFunding: AutoFunding | null;
  readonly account: AccountIdentity | null;
  readonly transactions: readonly Transaction[];
  /** Plan allowances, where the provider bills by them. */
  readonly usage: readonly UsageLimit[];
};
