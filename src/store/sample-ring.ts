import type { TimePoint } from '../format/time-columns.ts';
import { fromByte, hole, type Series, seriesCount, toByte } from './percent-byte.ts';

/** The newest samples as they came, each with its time. Changes in place; the size never does. */
export type SampleRing = {
  /** In steps of {@link tickMs} since the history's begin. */
  readonly times: Uint32Array;
  readonly percents: Uint8Array;
  /** How many were ever taken in. */
  count: number;
};

const tickMs = 10;

export const createSampleRing = (slots: number): SampleRing => ({
  times: new Uint32Array(slots),
  percents: new Uint8Array(slots * seriesCount),
  count: 0,
});

/** Takes in a sample that is no older than those before it; `at` is ms since the history's begin. */
export function addToSamples(ring: SampleRing, at: number, percents: readonly (number | null)[]): void {
  const slot = ring.count % ring.times.length;
  ring.times[slot] = Math.floor(at / tickMs);
  ring.percents.set(percents.map(toByte), slot * seriesCount);
  ring.count += 1;
}

/** The samples from `from` to `to`, in ms since the history's begin, oldest first. */
export function readSamples(
  ring: SampleRing,
  wanted: Series,
  from: number,
  to: number,
): readonly TimePoint[] {
  const { times, percents, count } = ring;
  const points: TimePoint[] = [];
  for (let index = Math.max(0, count - times.length); index < count; index += 1) {
    const slot = index % times.length;
    const at = (times[slot] ?? 0) * tickMs;
    if (at < from || at > to) continue;
    const percent = fromByte(percents[slot * seriesCount + wanted] ?? hole);
    points.push({ at, min: percent, average: percent, max: percent });
  }
  return points;
}

/** The oldest time, in ms since the history's begin, from which on every sample is there. */
export const oldestSample = ({ times, count }: SampleRing): number =>
  count <= times.length ? 0 : (times[count % times.length] ?? 0) * tickMs;
