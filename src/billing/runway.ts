import Big from 'big.js';
import type { AutoFunding, Billing } from '../model/billing.ts';
import type { Money } from '../model/money.ts';
import type { BurnRate } from './burn-rate.ts';

/** How long a balance lasts. Days have one decimal and are rounded down; null: it does not end, or that is not known. */
export type Runway = {
  readonly days: number | null;
  /** At the highest rate that is likely. */
  readonly low: number | null;
  /** At the lowest; null where that may be nothing. */
  readonly high: number | null;
  /** Epoch ms when the balance is used up, by the best estimate. */
  readonly endsAt: number | null;
};

const dayMs = 24 * 3_600_000;
/** Further ahead than this a date says nothing. */
const furthestDays = 36_500;

const noRunway: Runway = { days: null, low: null, high: null, endsAt: null };

/** `at`: epoch ms of when the balance was read. */
export function runwayOf(balance: Money | null, burn: BurnRate | null, at: number): Runway {
  if (balance === null) return noRunway;
  const left = new Big(balance.amount);
  if (left.lte(0)) return { days: 0, low: 0, high: 0, endsAt: at };
  if (burn === null || burn.perDay.lte(0)) return noRunway;
  const exact = left.div(burn.perDay).toNumber();
  return {
    days: tenths(exact),
    low: tenths(left.div(burn.high).toNumber()),
    high: burn.low.lte(0) ? null : tenths(left.div(burn.low).toNumber()),
    endsAt: exact > furthestDays ? null : at + Math.round(exact * dayMs),
  };
}

const tenths = (days: number): number => Math.floor(days * 10) / 10;

/**
 * What a runway means: `ended`: there is no balance left; `short`: fewer days than the threshold; `refilled`: funds are
 * added by themselves before it ends; `enough`; `idle`: no spending seen; `unknown`.
 */
export type RunwayVerdict = 'ended' | 'short' | 'refilled' | 'enough' | 'idle' | 'unknown';

export type RunwayFacts = Pick<Billing, 'balance' | 'autoFunding'> & {
  readonly burn: BurnRate | null;
  readonly runway: Pick<Runway, 'days'>;
};

export function runwayVerdict(
  { balance, autoFunding, burn, runway }: RunwayFacts,
  thresholdDays: number,
): RunwayVerdict {
  if (balance === null) return 'unknown';
  if (new Big(balance.amount).lte(0)) return 'ended';
  if (burn === null) return 'unknown';
  if (runway.days === null) return 'idle';
  if (isRefilled(balance, autoFunding)) return 'refilled';
  return runway.days < thresholdDays ? 'short' : 'enough';
}

/** A balance below its threshold should have been filled up: then auto-funding does not work, whatever it says. */
export function isRefilled(balance: Money, funding: AutoFunding | null): boolean {
  if (funding?.enabled !== true) return false;
  if (funding.amount !== null && new Big(funding.amount).lte(0)) return false;
  return !isBelowThreshold(balance, funding);
}

export const isBelowThreshold = (balance: Money, funding: AutoFunding): boolean =>
  funding.threshold !== null && new Big(balance.amount).lt(funding.threshold);

/** When auto-funding comes next, epoch ms; null where that cannot be told. */
export function refillsAt(
  balance: Money | null,
  funding: AutoFunding | null,
  burn: BurnRate | null,
  at: number,
): number | null {
  if (balance === null || funding?.threshold == null || burn === null || burn.perDay.lte(0)) return null;
  if (!isRefilled(balance, funding)) return null;
  const days = new Big(balance.amount).minus(funding.threshold).div(burn.perDay).toNumber();
  return days > furthestDays ? null : at + Math.round(days * dayMs);
}
