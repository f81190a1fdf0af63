import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimePoint } from '../../src/format/time-columns.ts';
import type { Metrics } from '../../src/model/metrics.ts';
import { hasRebooted, ratesBetween } from '../../src/store/byte-rates.ts';
import {
  addSample,
  beginHistory,
  type MetricsHistory,
  pointsBetween,
} from '../../src/store/metrics-history.ts';
import { testMetrics } from '../support/resources.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const start = Date.parse('2026-11-01T12:00:00Z');

type Sample = { readonly at: number; readonly cpu: number | null };

const reading = ({ at, cpu }: Sample): Metrics =>
  testMetrics({ cpuPercent: cpu, memoryPercent: 50, observedAt: start + at });

function historyOf(samples: readonly Sample[]): MetricsHistory {
  const [first = { at: 0, cpu: null }, ...rest] = samples;
  const history = beginHistory(reading(first));
  for (const sample of rest) addSample(history, reading(sample));
  return history;
}

const cpuPoints = (history: MetricsHistory, from: number, to: number): readonly TimePoint[] =>
  pointsBetween(history, 'cpu', start + from, start + to);

/** Every so many ms from 0 on for so long. */
const every = (ms: number, until: number, cpu: (at: number) => number | null): readonly Sample[] =>
  Array.from({ length: Math.floor(until / ms) + 1 }, (_, index) => ({
    at: index * ms,
    cpu: cpu(index * ms),
  }));

const step = 0.4;

describe('the history of a server', () => {
  test('has the last minutes as they were read, holes as holes', () => {
    const history = historyOf(every(5 * second, 10 * minute, (at) => ((at / second) % 10 === 0 ? 40 : null)));
    const points = cpuPoints(history, 5 * minute, 10 * minute);
    expect(points).toHaveLength(61);
    expect(points.slice(-3).map(({ at, average }) => [at - start, average])).toEqual([
      [590 * second, 40],
      [595 * second, null],
      [600 * second, 40],
    ]);
  });

  test('has the last hour and the run with least, average and most', () => {
    const history = historyOf(every(5 * second, 5 * hour, (at) => (at % minute === 0 ? 100 : 10)));
    for (const [from, to] of [
      [4 * hour, 5 * hour],
      [0, 5 * hour],
    ] as const) {
      const points = cpuPoints(history, from, to);
      expect(points.length).toBeGreaterThan(70);
      expect(points.every(({ max }) => max === 100 || max === 10)).toBe(true);
      expect(points.filter(({ max }) => max === 100).length).toBeGreaterThan(40);
      for (const { min, average } of points.slice(1, -1)) {
        expect(min).toBe(10);
        expect(average).toBeGreaterThanOrEqual(10);
        expect(average).toBeLessThan(30);
      }
    }
  });

  test('keeps the whole of a long run, in as much memory as a short one', () => {
    const short = historyOf(every(minute, hour, () => 20));
    const long = historyOf(every(minute, 14 * 24 * hour, (at) => (at < 24 * hour ? 80 : 20)));
    const points = cpuPoints(long, 0, 14 * 24 * hour);
    expect(points[0]?.average).toBe(80);
    expect(points.at(-1)?.average).toBe(20);
    expect((points[0]?.at ?? 0) - start).toBeLessThan(6 * hour);
    const bytes = ({ samples, lastHour, wholeRun }: MetricsHistory) =>
      [
        samples.times,
        samples.percents,
        lastHour.numbers,
        lastHour.percents,
        wholeRun.numbers,
        wholeRun.percents,
      ]
        .map(({ byteLength }) => byteLength)
        .reduce((a, b) => a + b);
    expect(bytes(long)).toBe(bytes(short));
    expect(bytes(long)).toBeLessThan(4_096);
  });

  test('knows nothing of a time without samples', () => {
    const history = historyOf([...every(5 * second, hour, () => 30), { at: 3 * hour, cpu: 60 }]);
    for (const to of [3 * hour, 3 * hour + minute])
      expect(cpuPoints(history, 61 * minute, to).map(({ average }) => average)).toEqual([60]);
  });

  test('takes the same reading, and one that comes late, for nothing new', () => {
    const history = historyOf([{ at: 10 * second, cpu: 5 }]);
    expect(addSample(history, reading({ at: 10 * second, cpu: 9 }))).toBe(false);
    expect(addSample(history, reading({ at: 5 * second, cpu: 9 }))).toBe(false);
    expect(cpuPoints(history, 0, minute).map(({ average }) => average)).toEqual([fromSteps(5)]);
  });

  test('begins anew when the clock was set back', () => {
    const history = historyOf(every(5 * second, hour, () => 30));
    expect(addSample(history, reading({ at: -2 * hour, cpu: 70 }))).toBe(true);
    addSample(history, reading({ at: -2 * hour + second, cpu: 70 }));
    expect(cpuPoints(history, -3 * hour, 2 * hour).map(({ average }) => average)).toEqual([
      fromSteps(70),
      fromSteps(70),
    ]);
  });

  const samples = fc
    .array(
      fc.tuple(
        fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 3 * hour })),
        fc.oneof({ weight: 6, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) }, fc.constant(null)),
      ),
      { minLength: 1, maxLength: 600 },
    )
    .map((gaps) => {
      let at = 0;
      return gaps.map(([gap, cpu]): Sample => {
        at += gap;
        return { at, cpu };
      });
    });

  test('gives only what was asked for, in order, least ≤ average ≤ most, each from samples of its time', () => {
    fc.assert(
      fc.property(samples, fc.double({ min: 0, max: 1, noNaN: true }), (taken, share) => {
        const history = historyOf(taken);
        const end = taken.at(-1)?.at ?? 0;
        const begin = taken[0]?.at ?? 0;
        const from = Math.floor(begin + (end - begin) * share);
        const width = Math.max(history.lastHour.widthMs, history.wholeRun.widthMs);
        let last = Number.NEGATIVE_INFINITY;
        for (const { at, min, average, max } of cpuPoints(history, from, end)) {
          expect(at - start).toBeGreaterThanOrEqual(from);
          expect(at - start).toBeLessThanOrEqual(end);
          expect(at).toBeGreaterThanOrEqual(last);
          last = at;
          const near = taken.filter((sample) => Math.abs(sample.at - (at - start)) <= width);
          expect(near.length).toBeGreaterThan(0);
          if (min === null || average === null || max === null) {
            expect([min, average, max]).toEqual([null, null, null]);
            continue;
          }
          expect(min).toBeLessThanOrEqual(average);
          expect(average).toBeLessThanOrEqual(max);
          const known = near.flatMap(({ cpu }) => cpu ?? []);
          expect(min).toBeGreaterThanOrEqual(Math.min(...known) - step);
          expect(max).toBeLessThanOrEqual(Math.max(...known) + step);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of the whole run misses no sample: each lies in a span that is there', () => {
    fc.assert(
      fc.property(samples, (taken) => {
        const history = historyOf(taken);
        const end = taken.at(-1)?.at ?? 0;
        const points = cpuPoints(history, taken[0]?.at ?? 0, end);
        const most = Math.max(...points.map(({ max }) => max ?? -1));
        const known = taken.flatMap(({ cpu }) => cpu ?? []);
        expect(most).toBeGreaterThanOrEqual(Math.max(-1, ...known) - step);
      }),
      { numRuns: 300 },
    );
  });
});

/** A percentage as a history keeps it. */
const fromSteps = (percent: number) => (Math.round(percent * 2.5) / 250) * 100;

describe('rates', () => {
  const counted = (at: number, given: Partial<Metrics>) => testMetrics({ observedAt: start + at, ...given });
  const before = counted(0, {
    uptimeSeconds: 100,
    diskReadBytes: 1_000,
    diskWriteBytes: 2_000,
    networkInBytes: 3_000,
    networkOutBytes: null,
  });

  test('are bytes a second between two readings; what is not counted has none', () => {
    const after = counted(5 * second, {
      uptimeSeconds: 105,
      diskReadBytes: 6_000,
      diskWriteBytes: 2_000,
      networkInBytes: 3_500,
      networkOutBytes: 9,
    });
    expect(ratesBetween(before, after)).toEqual({
      diskRead: 1_000,
      diskWrite: 0,
      networkIn: 100,
      networkOut: null,
    });
  });

  test('the first reading has none, the second has', () => {
    const history = beginHistory(before);
    expect(history.rates).toBeNull();
    addSample(history, counted(10 * second, { uptimeSeconds: 110, networkInBytes: 13_000 }));
    expect(history.rates?.networkIn).toBe(1_000);
  });

  test.each<{ name: string; after: Metrics; rebooted: boolean; networkIn: number | null }>([
    {
      name: 'a counter that began anew',
      after: counted(5 * second, { uptimeSeconds: 105, diskReadBytes: 1_000, networkInBytes: 20 }),
      rebooted: false,
      networkIn: null,
    },
    {
      name: 'an uptime that fell',
      after: counted(5 * second, { uptimeSeconds: 2, networkInBytes: 9_000 }),
      rebooted: true,
      networkIn: null,
    },
    {
      name: 'a reboot so long ago that it is up for longer again',
      after: counted(4 * minute, { uptimeSeconds: 120, networkInBytes: 20 }),
      rebooted: true,
      networkIn: null,
    },
    {
      name: 'an uptime that stood still while counters went on',
      after: counted(2 * minute, { uptimeSeconds: 100, networkInBytes: 123_000 }),
      rebooted: false,
      networkIn: 1_000,
    },
    {
      name: 'a reading too long ago to tell of now',
      after: counted(10 * minute, { uptimeSeconds: 700, networkInBytes: 9_000 }),
      rebooted: false,
      networkIn: null,
    },
    {
      name: 'no uptime given',
      after: counted(5 * second, { networkInBytes: 8_000 }),
      rebooted: false,
      networkIn: 1_000,
    },
  ])('$name', ({ after, rebooted, networkIn }) => {
    expect(hasRebooted(before, after)).toBe(rebooted);
    expect(ratesBetween(before, after)?.networkIn ?? null).toBe(networkIn);
  });

  test('are never below nothing, whatever the counters say', () => {
    const counter = fc.option(fc.nat({ max: 1_000_000 }));
    const any = fc.record({
      at: fc.integer({ min: 0, max: 400_000 }),
      uptimeSeconds: fc.option(fc.nat({ max: 1_000 })),
      diskReadBytes: counter,
      diskWriteBytes: counter,
      networkInBytes: counter,
      networkOutBytes: counter,
    });
    fc.assert(
      fc.property(any, any, (one, other) => {
        const rates = ratesBetween(counted(one.at, one), counted(other.at, other));
        for (const rate of Object.values(rates ?? {}))
          if (rate !== null) expect(rate).toBeGreaterThanOrEqual(0);
        if (rates !== null) expect(other.at).toBeGreaterThan(one.at);
      }),
    );
  });

  test('a reboot is known by the time it happened, and only the newest are kept', () => {
    const history = beginHistory(counted(0, { uptimeSeconds: 1_000 }));
    addSample(history, counted(minute, { uptimeSeconds: 10 }));
    expect(history.reboots).toEqual([start + 50 * second]);
    for (let round = 1; round < 50; round += 1) {
      addSample(history, counted(round * hour, { uptimeSeconds: 500 }));
      addSample(history, counted(round * hour + minute, { uptimeSeconds: 5 }));
    }
    expect(history.reboots).toHaveLength(20);
    expect(history.reboots.at(-1)).toBe(start + 49 * hour + 55 * second);
  });
});
