import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Burn, burnOf } from '../../src/billing/burn.ts';
import { runwayOf } from '../../src/billing/runway.ts';
import { day, hour, minute, now, readings, row, usd } from './support.ts';

const funding = { enabled: true, threshold: '10.00', amount: '50.00' };
const account = { balance: usd('100.00'), transactions: [], autoFunding: null };

const shown = (burn: Burn | null) =>
  burn === null
    ? null
    : {
        source: burn.source,
        perDay: burn.perDay.toFixed(4),
        low: burn.low.toFixed(4),
        high: burn.high.toFixed(4),
      };

describe('from the ledger', () => {
  const hourly = (hours: number, amount = '0.0082') =>
    Array.from({ length: hours }, (_, index) => row({ at: now - index * hour, amount }));

  test.each([
    { name: 'an hourly charge', rows: hourly(12), perDay: '0.1968' },
    { name: 'three rows are two hours', rows: hourly(3), perDay: '0.1968' },
    {
      name: 'several servers in one run, some seconds apart',
      rows: hourly(6).flatMap((debit, index) => [
        debit,
        row({ at: (debit.at ?? 0) + 7_000 + index, amount: '0.1' }),
      ]),
      perDay: '2.5968',
    },
    {
      name: 'credits are no spending',
      rows: [...hourly(12), row({ at: now - 3 * hour, amount: '50', type: 'credit' })],
      perDay: '0.1968',
    },
    {
      name: 'another currency is not looked at',
      rows: [...hourly(12), row({ at: now - 90 * minute, amount: '99', currency: 'INR' })],
      perDay: '0.1968',
    },
    {
      name: 'the oldest run may be cut off: it does not count',
      rows: [...hourly(5), row({ at: now - 5 * hour, amount: '400' })],
      perDay: '0.1968',
    },
    { name: 'amounts past 2^53', rows: hourly(3, '9007199254740993.01'), perDay: '216172782113783832.2400' },
    {
      name: '0.1 and 0.2',
      rows: hourly(3).flatMap(({ at }) => [row({ at, amount: '0.1' }), row({ at, amount: '0.2' })]),
      perDay: '7.2000',
    },
  ])('$name', ({ rows, perDay }) => {
    expect(shown(burnOf({ ...account, transactions: rows }, [], null, now))).toEqual({
      source: 'ledger',
      perDay,
      low: perDay,
      high: perDay,
    });
  });

  test("one charge may be an hour's, and may be a month's", () => {
    expect(shown(burnOf({ ...account, transactions: hourly(2) }, [], null, now))).toMatchObject({
      perDay: '0.1968',
      low: '0.0003',
      high: '0.1968',
    });
  });

  test('a daily charge is not one an hour', () => {
    const rows = [0, 1, 2, 3].map((days) => row({ at: now - 2 * hour - days * day, amount: '24' }));
    expect(shown(burnOf({ ...account, transactions: rows }, [], null, now))).toMatchObject({
      perDay: '24.0000',
    });
  });

  test('what changed shows as low and high', () => {
    const rows = [
      ...hourly(6),
      ...hourly(6, '0.0041').map((one) => row({ ...one, at: (one.at ?? 0) - 6 * hour })),
    ];
    expect(shown(burnOf({ ...account, transactions: rows }, [], null, now))).toEqual({
      source: 'ledger',
      perDay: '0.1968',
      low: '0.0984',
      high: '0.1968',
    });
  });

  test('a ledger that has gone silent shows no spending', () => {
    const rows = hourly(6).map((one) => row({ ...one, at: (one.at ?? 0) - 5 * hour }));
    expect(shown(burnOf({ ...account, transactions: rows }, [], null, now))).toMatchObject({
      perDay: '0.0000',
    });
  });

  test.each([
    { name: 'nothing', rows: [] },
    { name: 'one run', rows: hourly(1) },
    { name: 'rows without a time', rows: [row({ at: null, amount: '1' }), row({ at: null, amount: '2' })] },
    { name: 'only credits', rows: hourly(9).map((one) => row({ ...one, type: 'credit' })) },
    { name: 'long past', rows: hourly(9).map((one) => row({ ...one, at: (one.at ?? 0) - 30 * day })) },
  ])('says nothing: $name', ({ rows }) => {
    expect(burnOf({ ...account, transactions: rows }, [], null, now)).toBeNull();
  });
});

describe('from own samples', () => {
  const falling = (at: number) => (1_000 - ((at - now) / hour) * 2).toFixed(2);

  test.each([
    {
      name: 'a balance that falls all the time',
      samples: readings(falling, { length: hour }),
      perDay: '48.0000',
    },
    {
      name: 'a top-up that is not known of: the longest stretch without one counts',
      samples: readings((at) => (Number(falling(at)) + (at > now - 20 * minute ? 500 : 0)).toFixed(2), {
        length: 3 * hour,
      }),
      perDay: '48.0000',
    },
    {
      name: 'a top-up that the ledger tells of',
      transactions: [row({ at: now - 20 * minute, amount: '500', type: 'credit' })],
      samples: readings((at) => (Number(falling(at)) + (at >= now - 20 * minute ? 500 : 0)).toFixed(2), {
        length: hour,
      }),
      perDay: '48.0000',
    },
    {
      name: 'a top-up by auto-funding',
      autoFunding: { enabled: true, threshold: '1000.99', amount: '50.00' },
      samples: readings((at) => (Number(falling(at)) + (at > now - 20 * minute ? 50 : 0)).toFixed(2), {
        length: hour,
      }),
      perDay: '48.0000',
    },
    {
      name: 'a laptop that slept',
      samples: [
        { at: now - 20 * hour, amount: '140' },
        { at: now - 15 * hour, amount: '130' },
        { at: now, amount: '100' },
      ],
      perDay: '48.0000',
    },
  ])('$name', ({ samples, perDay, transactions = [], autoFunding = null }) => {
    const burn = burnOf({ ...account, transactions, autoFunding }, samples, null, now);
    expect(shown(burn)).toMatchObject({ source: 'samples' });
    expect(Math.abs(Number(burn?.perDay) / Number(perDay) - 1)).toBeLessThan(0.001);
  });

  test('a top-up is never negative burn', () => {
    const samples = [
      { at: now - hour, amount: '5' },
      { at: now - 30 * minute, amount: '900' },
      { at: now, amount: '900' },
    ];
    expect(shown(burnOf({ ...account, autoFunding: funding }, samples, null, now))).toMatchObject({
      perDay: '0.0000',
    });
  });

  test('zero burn: no spending, and no end', () => {
    const burn = burnOf(
      account,
      readings(() => '100.00', { length: 2 * hour }),
      null,
      now,
    );
    expect(shown(burn)).toEqual({ source: 'samples', perDay: '0.0000', low: '0.0000', high: '0.0000' });
    expect(runwayOf(usd('100.00'), burn, now)).toEqual({ days: null, low: null, high: null, endsAt: null });
  });

  test('less than half an hour says nothing', () => {
    expect(burnOf(account, readings(falling, { length: 25 * minute }), null, now)).toBeNull();
  });
});

describe('the predicted end after an hour of samples', () => {
  /** A balance that is charged at these offsets into every period. */
  const stepped =
    (start: string, charges: readonly (readonly [offset: number, amount: number])[], period: number) =>
    (at: number) => {
      const from = now - 2 * hour;
      const spent = charges.reduce(
        (sum, [offset, amount]) =>
          sum + amount * (Math.floor((at - from - offset) / period) - Math.floor(-offset / period)),
        0,
      );
      return (Number(start) - spent).toFixed(2);
    };
  /** When a balance really ends, looked for minute by minute. */
  const realEnd = (balanceAt: (at: number) => string) => {
    let at = now;
    while (Number(balanceAt(at)) > 0) at += minute;
    return at;
  };

  test.each([
    {
      name: 'all the time',
      balanceAt: (at: number) => (170 - ((at - now + 2 * hour) / hour) * 1.7).toFixed(4),
    },
    { name: 'by the minute', balanceAt: stepped('260.00', [[0, 0.03]], minute) },
    { name: 'every hour', balanceAt: stepped('500.00', [[17 * minute, 4.25]], hour) },
    { name: 'every hour, on the reading', balanceAt: stepped('500.00', [[0, 4.25]], hour) },
    {
      name: 'every hour, three servers at their own minute',
      balanceAt: stepped(
        '900.00',
        [
          [3 * minute, 4.25],
          [21 * minute, 1.5],
          [52 * minute, 2],
        ],
        hour,
      ),
    },
  ])('$name: within 2 %', ({ balanceAt }) => {
    for (const length of [60, 65, 75, 90, 115, 180]) {
      const samples = readings(balanceAt, { length: length * minute });
      const balance = usd(balanceAt(now));
      const { endsAt } = runwayOf(balance, burnOf({ ...account, balance }, samples, null, now), now);
      const real = realEnd(balanceAt) - now;
      expect(Math.abs((endsAt ?? 0) - now - real) / real, `${length} minutes`).toBeLessThan(0.02);
    }
  });

  test('at any rate, and with readings that are some seconds off', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 100_000 }),
        fc.integer({ min: 1, max: 59 }),
        fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 14, maxLength: 14 }),
        (cents, offset, late) => {
          const balanceAt = stepped(String(cents * 2), [[offset * minute, cents / 100]], hour);
          const samples = late.map((ms, index) => {
            const at = now - 65 * minute + index * 5 * minute + (index === 13 ? 0 : ms);
            return { at, amount: balanceAt(at) };
          });
          const balance = usd(balanceAt(now));
          const { endsAt } = runwayOf(balance, burnOf({ ...account, balance }, samples, null, now), now);
          const real = (Number(balance.amount) / (cents / 100)) * hour;
          expect(Math.abs((endsAt ?? 0) - now - real) / real).toBeLessThan(0.02);
        },
      ),
    );
  });
});

describe('what is believed', () => {
  const month = usd('73.00');
  const prices = { source: 'price', perDay: '2.4000', low: '2.3548', high: '2.6071' };

  test.each([
    { name: 'prices where nothing was measured', samples: [], want: prices },
    {
      name: 'prices where the account was silent: it may be charged by the month',
      samples: readings(() => '100', { length: 5 * hour }),
      want: prices,
    },
    {
      name: 'prices where one large charge was seen',
      samples: readings((at) => (at < now - hour ? '100' : '20'), { length: 5 * hour }),
      want: prices,
    },
    {
      name: 'what was measured, though prices say otherwise',
      samples: readings((at) => (500 - ((at - now) / hour) * 2).toFixed(2), { length: 3 * hour }),
      want: { source: 'samples', perDay: '48.0000' },
    },
  ])('$name', ({ samples, want }) => {
    expect(shown(burnOf(account, samples, month, now))).toMatchObject(want);
  });

  test('prices in another currency say nothing of this balance', () => {
    expect(burnOf(account, [], { amount: '850', currency: 'INR' }, now)).toBeNull();
  });
});

test('spending is never negative, and lies between its low and high', () => {
  const amounts = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 300 }), (cents, minutes) => {
      const samples = cents.map((amount, index) => ({
        at: now - (cents.length - 1 - index) * minutes * minute,
        amount: (amount / 100).toFixed(2),
      }));
      const burn = burnOf({ ...account, autoFunding: funding }, samples, null, now);
      if (burn === null) return;
      expect(burn.low.gte(0)).toBe(true);
      expect(burn.low.lte(burn.perDay)).toBe(true);
      expect(burn.perDay.lte(burn.high)).toBe(true);
    }),
  );
});
