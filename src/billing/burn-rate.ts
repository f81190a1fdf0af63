import type Big from 'big.js';
import { hoursPerMonth } from '../model/money.ts';
import { type Charge, nothing, type Spending, sumOf } from './spending.ts';

/** What is spent a day: the best estimate, and the least and the most it may be. */
export type BurnRate = { readonly perDay: Big; readonly low: Big; readonly high: Big };

const hour = 3_600_000;
const day = 24 * hour;
const month = hoursPerMonth * hour;

/** Providers charge by the hour, the day or the month, or all the time. */
const periods = [hour, day, month] as const;
/** Less says nothing: an hourly charge that fell into it would look like twelve an hour. */
const shortestMs = 30 * 60_000;
/** Periods looked back on. */
const mostPeriods = 24;
/** Part of a period that a provider's clock may be late or early by. */
const jitter = 0.01;

/**
 * The rate of spending; null while too little was seen. It is taken over whole billing periods that end with the newest
 * charge, so that it is right for an account that is charged in steps as for one that is charged all the time. Low and
 * high are the lowest and the highest period, widened by what rounding and the time between two readings leave open.
 */
export function burnRateOf(spending: Spending): BurnRate | null {
  const { from, to, charges } = spending;
  if (to - from < shortestMs) return null;
  const [first, second] = charges;
  if (first === undefined) return { perDay: nothing, low: nothing, high: nothing };
  return second === undefined ? rateOfOne(first, spending) : rateOfMany(spending);
}

/** One charge tells its period only by the silence around it. */
function rateOfOne({ from: start, to: end, amount }: Charge, { from, to }: Spending): BurnRate {
  const length = to - from;
  const took = end - start;
  const silence = Math.max(start - from, to - end);
  const period = periodFor(silence);
  const most = Math.max(silence, took, shortestMs);
  return took > period
    ? rate(amount, length, { low: [amount, length + period], high: [amount, took] })
    : rate(amount, period, {
        low: [amount, Math.max(month, length)],
        high: [amount, Math.min(most, period)],
      });
}

function rateOfMany(spending: Spending): BurnRate {
  const { from, to, charges, step } = spending;
  const newest = charges.at(-1)?.to ?? to;
  const period = periodFor(median(silencesOf(charges)));
  // Silence for longer than a period and a half is not the wait for the next charge.
  const end = to - newest > 1.5 * period ? to : newest;
  const count = Math.min(mostPeriods, Math.floor((end - from) / period));
  const total = sumOf(charges);
  if (count === 0) {
    const doubt = largestOf(charges).plus(step);
    return rate(total, to - from, {
      low: [total.minus(doubt), to - from],
      high: [total.plus(doubt), to - from],
    });
  }
  const edges = Array.from({ length: count + 1 }, (_, index) =>
    index === 0 ? { spent: total, doubt: nothing } : spentBy(end - index * period, period, spending),
  );
  const spentIn = (periodsBack: number) => total.minus(edges[periodsBack]?.spent ?? nothing);
  const pieces = edges.slice(1).map(({ spent }, index) => (edges[index]?.spent ?? total).minus(spent));
  // The newest periods say best what is spent now; more of them where rounding would show in so few.
  const wanted = [3, 6, 12].find((some) => some >= count || step.times(100).lte(spentIn(some))) ?? count;
  const used = Math.min(wanted, count);
  const spent = spentIn(used);
  const doubt = (edges[used]?.doubt ?? nothing).plus(step).div(used);
  const [least, most] = [pieces.reduce(smaller), pieces.reduce(larger)];
  const mean = spent.div(used);
  return rate(spent, used * period, {
    low: [smaller(least, mean).minus(doubt), period],
    high: [larger(most, mean).plus(doubt), period],
  });
}

type Share = readonly [amount: Big, ms: number];

const perDayOf = ([amount, ms]: Share): Big => amount.times(day).div(ms);

const rate = (
  amount: Big,
  ms: number,
  { low, high }: { readonly low: Share; readonly high: Share },
): BurnRate => ({
  perDay: perDayOf([amount, ms]),
  low: larger(nothing, perDayOf(low)),
  high: perDayOf(high),
});

/**
 * What was spent until a moment that lies whole periods before the newest charge. A charge that stands alone there is
 * the newest one's forerunner, and belongs before it, however exactly both were timed; anywhere else a charge that was
 * under way is taken in part, and its whole is what is in doubt.
 */
function spentBy(moment: number, period: number, { charges }: Spending): { spent: Big; doubt: Big } {
  const newest = charges.at(-1);
  const slack = period * jitter;
  const before = moment - slack - (newest === undefined ? 0 : newest.to - newest.from);
  const twin = charges.findIndex(
    (charge, index) =>
      charge.to > before && charge.from < moment + slack && standsAlone(charges, index, slack),
  );
  if (twin !== -1) return { spent: sumOf(charges.slice(0, twin + 1)), doubt: nothing };
  let spent = nothing;
  for (const { from, to, amount } of charges) {
    if (to <= moment) spent = spent.plus(amount);
    else if (from < moment)
      return { spent: spent.plus(amount.times(moment - from).div(to - from)), doubt: amount };
  }
  return { spent, doubt: nothing };
}

const standsAlone = (charges: readonly Charge[], index: number, slack: number): boolean => {
  const [before, charge, after] = [charges[index - 1], charges[index], charges[index + 1]];
  if (charge === undefined) return false;
  return (
    (before === undefined || charge.from - before.to > slack) &&
    (after === undefined || after.from - charge.to > slack)
  );
};

/** The shortest period in which such a silence is nothing unusual. */
const periodFor = (silence: number): number => periods.find((period) => silence <= period) ?? month;

const silencesOf = (charges: readonly Charge[]): readonly number[] =>
  charges.slice(1).map(({ from }, index) => Math.max(0, from - (charges[index]?.to ?? from)));

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

const largestOf = (charges: readonly Charge[]): Big =>
  charges.map(({ amount }) => amount).reduce(larger, nothing);

const smaller = (a: Big, b: Big): Big => (a.lt(b) ? a : b);
const larger = (a: Big, b: Big): Big => (a.gt(b) ? a : b);
