import type { TimePoint } from '../format/time-columns.ts';
import { fromByte, hole, type Series, seriesCount, toByte } from './percent-byte.ts';

/**
 * Percentages over time, downsampled: of each span of `widthMs` the least, the average and the most. What is in it is
 * known by its time: a span without a sample is not there. Changes in place; the size never does.
 */
export type BucketRing = {
  /** Grows where the ring keeps the whole run. */
  widthMs: number;
  readonly keepsAll: boolean;
  /** Number of the span in each slot, from 1; 0 where there is none. */
  readonly numbers: Uint32Array;
  /** Least, average and most of each series, for each slot. */
  readonly percents: Uint8Array;
  /** Sum and count of each series in the newest span, while it is open. */
  readonly open: Float64Array;
};

const [min, average, max] = [0, 1, 2];
const perSeries = 3;
const perSlot = perSeries * seriesCount;

export const createBucketRing = (slots: number, widthMs: number, keepsAll: boolean): BucketRing => ({
  widthMs,
  keepsAll,
  numbers: new Uint32Array(slots),
  percents: new Uint8Array(slots * perSlot),
  open: new Float64Array(2 * seriesCount),
});

/** Takes in a sample that is no older than those before it; `at` is ms since the history's begin. */
export function addToBuckets(ring: BucketRing, at: number, percents: readonly (number | null)[]): void {
  const { numbers, open } = ring;
  while (ring.keepsAll && Math.floor(at / ring.widthMs) >= numbers.length) widen(ring);
  const number = Math.floor(at / ring.widthMs) + 1;
  const slot = (number - 1) % numbers.length;
  if (numbers[slot] !== number) {
    numbers[slot] = number;
    ring.percents.fill(hole, slot * perSlot, (slot + 1) * perSlot);
    open.fill(0);
  }
  percents.forEach((percent, series) => {
    if (percent !== null) addPercent(ring, slot, series, percent);
  });
}

function addPercent({ percents, open }: BucketRing, slot: number, series: number, percent: number): void {
  const base = slot * perSlot + series * perSeries;
  const byte = toByte(percent);
  const [least, most] = [percents[base + min] ?? hole, percents[base + max] ?? hole];
  percents[base + min] = Math.min(least, byte);
  percents[base + max] = most === hole ? byte : Math.max(most, byte);
  open[2 * series] = (open[2 * series] ?? 0) + percent;
  open[2 * series + 1] = (open[2 * series + 1] ?? 0) + 1;
  percents[base + average] = toByte((open[2 * series] ?? 0) / (open[2 * series + 1] ?? 1));
}

/** Doubles the width: two spans become one, in the first half of the slots. Each half has the same weight. */
function widen(ring: BucketRing): void {
  const { numbers, percents } = ring;
  for (let slot = 0; slot < numbers.length; slot += 1) {
    const halves = [2 * slot, 2 * slot + 1].filter((half) => (numbers[half] ?? 0) !== 0);
    numbers[slot] = halves.length === 0 ? 0 : slot + 1;
    for (let series = 0; series < seriesCount; series += 1) {
      const read = (kind: number) =>
        halves
          .map((half) => percents[half * perSlot + series * perSeries + kind] ?? hole)
          .filter((byte) => byte !== hole);
      const merged = [
        read(min).reduce((a, b) => Math.min(a, b), hole),
        middleOf(read(average)),
        maxOf(read(max)),
      ];
      percents.set(merged, slot * perSlot + series * perSeries);
    }
  }
  ring.widthMs *= 2;
}

const middleOf = (bytes: readonly number[]): number =>
  bytes.length === 0 ? hole : Math.round(bytes.reduce((a, b) => a + b, 0) / bytes.length);

const maxOf = (bytes: readonly number[]): number => (bytes.length === 0 ? hole : Math.max(...bytes));

/** The spans that reach into `from` to `to`, in ms since the history's begin; each at its middle, or at its newest sample. */
export function readBuckets(
  { widthMs, numbers, percents }: BucketRing,
  series: Series,
  from: number,
  to: number,
  newest: number,
): readonly TimePoint[] {
  const read = (slot: number, kind: number) =>
    fromByte(percents[slot * perSlot + series * perSeries + kind] ?? hole);
  return [...numbers.keys()]
    .filter((slot) => (numbers[slot] ?? 0) !== 0)
    .map((slot) => ({ slot, at: Math.min(((numbers[slot] ?? 0) - 0.5) * widthMs, newest) }))
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => a.at - b.at)
    .map(({ slot, at }) => ({
      at,
      min: read(slot, min),
      average: read(slot, average),
      max: read(slot, max),
    }));
}

/** The oldest time, in ms since the history's begin, that the ring still knows of. */
export const oldestOf = ({ widthMs, numbers, keepsAll }: BucketRing, newest: number): number =>
  keepsAll ? 0 : Math.max(0, (Math.floor(newest / widthMs) + 1 - numbers.length) * widthMs);
