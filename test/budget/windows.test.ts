import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBudget } from '../../src/budget/budget.ts';
import type { RateLimits } from '../../src/budget/limits.ts';
import { busiest } from '../support/busiest.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';
import { never } from '../support/provider.ts';

/** A key's budget, with all that is sent being actions: the hard line, without reserve and pace. */
const budgetOf = (limits: RateLimits, limitsAreOurs: boolean, clock: ManualClock) => {
  const budget = createBudget({ limits, limitsAreOurs, deps: { clock, random: () => 0.5 } });
  return { ...budget, acquire: (signal: AbortSignal) => budget.acquire(signal, 'action') };
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

type Call = {
  readonly startMs: number;
  readonly durationMs: number;
  /** When in its duration the provider counts it: 0 on sending, 1 on answering. */
  readonly countedAt: number;
  /** Given up this long after it was wanted. */
  readonly patienceMs: number;
};

/** Plays requests against a limiter and tells when the provider counted each. */
async function playCalls(
  limits: RateLimits,
  calls: readonly Call[],
  untilMs: number,
): Promise<{ readonly counted: readonly number[]; readonly clock: ManualClock }> {
  const clock = createManualClock();
  const limiter = budgetOf(limits, true, clock);
  const counted: number[] = [];
  const send = async ({ startMs, durationMs, countedAt, patienceMs }: Call) => {
    await clock.sleep(startMs, never);
    const giveUp = new AbortController();
    void clock.sleep(patienceMs, never).then(() => giveUp.abort());
    if (!(await limiter.acquire(giveUp.signal))) return;
    await clock.sleep(durationMs * countedAt, never);
    counted.push(clock.now());
    await clock.sleep(durationMs * (1 - countedAt), never);
    limiter.settle(null);
  };
  const all = Promise.all(calls.map(send));
  await clock.advance(untilMs);
  await all;
  return { counted, clock };
}

const calls = fc.array(
  fc.record({
    startMs: fc.nat({ max: 3 * minuteMs }),
    durationMs: fc.oneof(fc.constant(0), fc.nat({ max: 90_000 })),
    countedAt: fc.constantFrom(0, 0.5, 1),
    patienceMs: fc.oneof(fc.nat({ max: 30_000 }), fc.constant(20 * hourMs)),
  }),
  { maxLength: 24 },
);

describe('no rolling window on the provider’s side is ever exceeded', () => {
  test('whatever is sent when, and however long it takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        calls,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 12 }),
        async (played, perMinute, perHour) => {
          const { counted } = await playCalls({ perMinute, perHour }, played, 30 * hourMs);
          expect(busiest(counted, minuteMs)).toBeLessThanOrEqual(perMinute);
          expect(busiest(counted, hourMs)).toBeLessThanOrEqual(perHour);
          const patient = played.filter(({ patienceMs }) => patienceMs > hourMs).length;
          expect(counted.length).toBeGreaterThanOrEqual(patient);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a burst is let through whole, then as fast as the limit allows', async () => {
    const burst = Array.from({ length: 35 }, () => ({
      startMs: 0,
      durationMs: 0,
      countedAt: 0,
      patienceMs: hourMs,
    }));
    const { counted } = await playCalls({ perMinute: 10 }, burst, 5 * minuteMs);
    const first = Math.min(...counted);
    expect(counted.filter((at) => at === first)).toHaveLength(10);
    expect(Math.max(...counted) - first).toBeLessThan(3 * minuteMs + 1_000);
  });

  test('the hour counts beside the minute', async () => {
    const steady = Array.from({ length: 150 }, (_, index) => ({
      startMs: index * 6_000,
      durationMs: 0,
      countedAt: 0,
      patienceMs: 10 * hourMs,
    }));
    const { counted } = await playCalls({ perMinute: 20, perHour: 100 }, steady, 3 * hourMs);
    expect(busiest(counted, hourMs)).toBe(100);
    expect(counted).toHaveLength(150);
  });
});

const report = { limit: null, remaining: null, resetAt: null, blockedUntil: null };

describe('waiting', () => {
  const limiterOf = (limits: RateLimits, isOurs = false) => {
    const clock = createManualClock();
    const limiter = budgetOf(limits, isOurs, clock);
    /** Takes a place and tells after how long, in ms. */
    const take = async (signal: AbortSignal = never): Promise<number | null> => {
      const startedAt = clock.now();
      return (await limiter.acquire(signal)) ? clock.now() - startedAt : null;
    };
    return { clock, limiter, take };
  };

  test('a request that is out keeps its place until its reply', async () => {
    const { clock, limiter, take } = limiterOf({ perMinute: 1 });
    await take();
    const second = take();
    await clock.advance(3 * minuteMs);
    limiter.settle(null);
    await clock.advance(2 * minuteMs);
    expect(await second).toBeGreaterThanOrEqual(4 * minuteMs);
  });

  test('who gives up is told at once and takes no place', async () => {
    const { clock, limiter, take } = limiterOf({ perMinute: 1 });
    await take();
    limiter.settle(null);
    const giveUp = new AbortController();
    const first = take();
    const second = take(giveUp.signal);
    const third = take();
    let isTold = false;
    void second.then(() => {
      isTold = true;
    });
    giveUp.abort();
    await clock.advance(0);
    expect(isTold).toBe(true);
    expect(await second).toBeNull();
    await clock.advance(minuteMs + 100);
    expect(await first).toBeGreaterThan(0);
    limiter.settle(null);
    await clock.advance(minuteMs + 100);
    expect(await third).toBeLessThan(2 * minuteMs + 1_000);
  });

  test('nothing is sent before the time the provider named', async () => {
    const { clock, limiter, take } = limiterOf({ perMinute: 100 });
    await take();
    limiter.settle({ ...report, blockedUntil: clock.now() + 25_000 });
    expect(await limiter.blockedUntil()).toBe(clock.now() + 25_000);
    const next = take();
    await clock.advance(25_000);
    expect(await next).toBe(25_000);
    expect(await limiter.blockedUntil()).toBeNull();
  });

  test.each([
    { name: 'a lower limit of the provider holds', isOurs: false, sent: 2 },
    { name: 'a limit the user configured stands against it', isOurs: true, sent: 4 },
  ])('$name', async ({ isOurs, sent }) => {
    const { clock, limiter, take } = limiterOf({ perMinute: 4 }, isOurs);
    await take();
    limiter.settle({ ...report, limit: 2, remaining: 1, resetAt: clock.now() + minuteMs });
    const more = [take(), take(), take()];
    let count = 1;
    for (const each of more)
      void each.then(() => {
        count += 1;
        limiter.settle(null);
      });
    await clock.advance(minuteMs - 1_000);
    expect(count).toBe(sent);
    await clock.advance(3 * minuteMs);
    await Promise.all(more);
  });

  test.each([
    { name: 'a spent budget is waited out', isOurs: false, wait: 30_000 },
    { name: 'unless the user configured the limits', isOurs: true, wait: 0 },
  ])('$name', async ({ isOurs, wait }) => {
    const { clock, limiter, take } = limiterOf({ perMinute: 100 }, isOurs);
    await take();
    limiter.settle({ ...report, limit: 100, remaining: 0, resetAt: clock.now() + 30_000 });
    const next = take();
    await clock.advance(minuteMs);
    expect(await next).toBe(wait);
  });

  test('the usage tells what is left, by their count where it is lower', async () => {
    const { clock, limiter, take } = limiterOf({ perMinute: 10, perHour: 12 });
    expect(limiter.usage().rateLimit).toEqual({ limit: 10, remaining: 10, resetAt: null });
    await take();
    expect(limiter.usage().rateLimit.remaining).toBe(9);
    limiter.settle({ ...report, limit: 10, remaining: 3, resetAt: clock.now() + 20_000 });
    expect(limiter.usage().rateLimit).toEqual({ limit: 10, remaining: 3, resetAt: clock.now() + 20_000 });
    await clock.advance(20_000);
    expect(limiter.usage().rateLimit).toEqual({ limit: 10, remaining: 9, resetAt: clock.now() + 40_060 });
    await clock.advance(41_000);
    expect(limiter.usage().rateLimit.remaining).toBe(10);
  });
});
