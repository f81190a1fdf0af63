import type { TimePoint } from '../format/time-columns.ts';
import type { Metrics } from '../model/metrics.ts';
import { addToBuckets, type BucketRing, createBucketRing, oldestOf, readBuckets } from './bucket-ring.ts';
import { type ByteRates, bootedAt, hasRebooted, ratesBetween } from './byte-rates.ts';
import { type Series, series } from './percent-byte.ts';
import { addToSamples, createSampleRing, oldestSample, readSamples, type SampleRing } from './sample-ring.ts';

/**
 * The load seen of one server during this run, in a fixed amount of memory: the newest samples whole, the last hour and
 * the run downsampled. Changes in place with each sample.
 */
export type MetricsHistory = {
  /** Epoch ms of the first sample. */
  begin: number;
  /** The newest reading, which the next one's rates are counted from. */
  newest: Metrics;
  /** Null before there are two readings to tell them from. */
  rates: ByteRates | null;
  /** Epoch ms of the starts seen while it was watched, oldest first. */
  reboots: readonly number[];
  samples: SampleRing;
  lastHour: BucketRing;
  wholeRun: BucketRing;
};

/** Five minutes of samples every 2 s; an hour and two minutes; one span of a minute each for the first 2.5 hours. */
const slots = { samples: 150, lastHour: 124, wholeRun: 150 } as const;
const widthMs = { lastHour: 30_000, wholeRun: 60_000 } as const;
const mostReboots = 20;
/** A reading that is older than the newest by more than this comes from a clock that was set back. */
const clockSetBackMs = 60_000;

export const beginHistory = (first: Metrics): MetricsHistory => {
  const history: MetricsHistory = {
    begin: first.observedAt,
    newest: first,
    rates: null,
    reboots: [],
    samples: createSampleRing(slots.samples),
    lastHour: createBucketRing(slots.lastHour, widthMs.lastHour, false),
    wholeRun: createBucketRing(slots.wholeRun, widthMs.wholeRun, true),
  };
  record(history, first);
  return history;
};

/** Takes in a reading; false where it tells nothing new. The same reading told twice is one sample. */
export function addSample(history: MetricsHistory, metrics: Metrics): boolean {
  const behindMs = history.newest.observedAt - metrics.observedAt;
  if (behindMs > clockSetBackMs) {
    Object.assign(history, beginHistory(metrics));
    return true;
  }
  if (behindMs >= 0) return false;
  if (hasRebooted(history.newest, metrics))
    history.reboots = [...history.reboots, bootedAt(metrics) ?? metrics.observedAt].slice(-mostReboots);
  history.rates = ratesBetween(history.newest, metrics);
  history.newest = metrics;
  record(history, metrics);
  return true;
}

function record({ begin, samples, lastHour, wholeRun }: MetricsHistory, metrics: Metrics): void {
  const at = metrics.observedAt - begin;
  const percents = [metrics.cpuPercent, metrics.memoryPercent];
  addToSamples(samples, at, percents);
  addToBuckets(lastHour, at, percents);
  addToBuckets(wholeRun, at, percents);
}

/** What is known from `from` to `to` (epoch ms), oldest first, as finely as what is kept reaches back. */
export function pointsBetween(
  { begin, newest, samples, lastHour, wholeRun }: MetricsHistory,
  figure: keyof typeof series,
  from: number,
  to: number,
): readonly TimePoint[] {
  const wanted: Series = series[figure];
  const [first, last, end] = [from - begin, to - begin, newest.observedAt - begin];
  const reaches = Math.max(0, first);
  const points =
    oldestSample(samples) <= reaches
      ? readSamples(samples, wanted, first, last)
      : readBuckets(oldestOf(lastHour, end) <= reaches ? lastHour : wholeRun, wanted, first, last, end);
  return points.map((point) => ({ ...point, at: point.at + begin }));
}
