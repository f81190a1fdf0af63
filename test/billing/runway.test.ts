import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { thinned } from '../../src/billing/balance-sample.ts';
import { refillsAt, runwayOf, runwayVerdict } from '../../src/billing/runway.ts';
import { searchLedger } from '../../src/billing/search-ledger.ts';
import { day, hour, minute, now, row, usd } from './support.ts';

const burn = (perDay: string, low = perDay, high = perDay) => ({
  perDay: new Big(perDay),
  low: new Big(low),
  high: new Big(high),
});
const funding = { enabled: true, threshold: '10.00', amount: '50.00' };

describe('runway', () => {
  test.each([
    {
      name: 'at one rate',
      balance: '100',
      rate: burn('10'),
      want: { days: 10, low: 10, high: 10, endsAt: now + 10 * day },
    },
    {
      name: 'rounded down to a tenth',
      balance: '100',
      rate: burn('3', '2', '4'),
      want: { days: 33.3, low: 25, high: 50 },
    },
    {
      name: 'perhaps nothing is spent',
      balance: '100',
      rate: burn('3', '0', '4'),
      want: { days: 33.3, high: null },
    },
    {
      name: 'no spending',
      balance: '100',
      rate: burn('0'),
      want: { days: null, low: null, high: null, endsAt: null },
    },
    { name: 'nothing known', balance: '100', rate: null, want: { days: null, endsAt: null } },
    { name: 'nothing left', balance: '0.00', rate: burn('1'), want: { days: 0, endsAt: now } },
    { name: 'exactly nothing, and nothing known', balance: '0', rate: null, want: { days: 0, endsAt: now } },
    { name: 'below zero', balance: '-3.20', rate: null, want: { days: 0, endsAt: now } },
    {
      name: 'longer than dates go',
      balance: '9007199254740993',
      rate: burn('0.0001'),
      want: { endsAt: null },
    },
  ])('$name', ({ balance, rate, want }) => {
    expect(runwayOf(usd(balance), rate, now)).toMatchObject(want);
  });
});

describe('verdict', () => {
  test.each([
    { name: 'short', balance: '60', rate: burn('10'), want: 'short' },
    { name: 'just enough', balance: '70', rate: burn('10'), want: 'enough' },
    {
      name: 'refilled, however short',
      balance: '12',
      rate: burn('10'),
      autoFunding: funding,
      want: 'refilled',
    },
    {
      name: 'auto-funding is off',
      balance: '12',
      rate: burn('10'),
      autoFunding: { ...funding, enabled: false },
      want: 'short',
    },
    {
      name: 'auto-funding of nothing',
      balance: '12',
      rate: burn('10'),
      autoFunding: { ...funding, amount: '0.00' },
      want: 'short',
    },
    {
      name: 'auto-funding of unknown size',
      balance: '12',
      rate: burn('10'),
      autoFunding: { enabled: true, threshold: null, amount: null },
      want: 'refilled',
    },
    {
      name: 'below the threshold, and nothing came',
      balance: '9.99',
      rate: burn('10'),
      autoFunding: funding,
      want: 'short',
    },
    { name: 'no spending seen', balance: '12', rate: burn('0'), want: 'idle' },
    { name: 'nothing known', balance: '12', rate: null, want: 'unknown' },
    { name: 'no balance', balance: null, rate: burn('1'), want: 'unknown' },
    {
      name: 'ended, whatever is promised',
      balance: '-1',
      rate: burn('1'),
      autoFunding: funding,
      want: 'ended',
    },
  ])('$name', ({ balance, rate, autoFunding = null, want }) => {
    const money = balance === null ? null : usd(balance);
    expect(
      runwayVerdict({ balance: money, autoFunding, burn: rate, runway: runwayOf(money, rate, now) }, 7),
    ).toBe(want);
  });

  test('when funds come next', () => {
    expect(refillsAt(usd('30.00'), funding, burn('10'), now)).toBe(now + 2 * day);
    expect(refillsAt(usd('30.00'), { ...funding, enabled: false }, burn('10'), now)).toBeNull();
    expect(refillsAt(usd('30.00'), funding, burn('0'), now)).toBeNull();
  });
});

describe('samples worth keeping', () => {
  const every = (gap: number, length: number) =>
    Array.from({ length: Math.floor(length / gap) }, (_, index) => ({ at: now - index * gap, amount: '1' }));

  test('are few, however often the balance is read and for however long', () => {
    expect(thinned(every(10_000, 5 * day), now).length).toBeLessThan(700);
    expect(thinned(every(10 * minute, 200 * day), now).length).toBeLessThan(700);
  });

  test('are all of the last hour at five minutes, the oldest of each stretch, and the newest', () => {
    const samples = every(5 * minute, 2 * hour);
    expect(thinned(samples, now)).toEqual(samples.toReversed());
    expect(
      thinned(
        [
          { at: now, amount: '3' },
          { at: now - 20, amount: '2' },
          { at: now - 40, amount: '1' },
        ],
        now,
      ),
    ).toEqual([
      { at: now - 40, amount: '1' },
      { at: now, amount: '3' },
    ]);
  });

  test('stay the same when looked at again', () => {
    const once = thinned(every(7 * minute, 30 * day), now);
    expect(thinned(once, now)).toEqual(once);
  });
});

describe('the ledger searched', () => {
  const rows = [
    row({ at: now - 2 * day, amount: '0.0082', description: 'VPS Hourly Charge - web-1' }),
    row({ at: now, amount: '50.00', description: 'Auto Funding', type: 'credit' }),
    row({ at: now - day, amount: '0.0164', description: 'VPS Hourly Charge - Mail' }),
    row({ at: null, amount: '1', description: 'Fee' }),
  ];

  test.each([
    { text: '', want: ['50.00', '0.0164', '0.0082', '1'] },
    { text: 'hourly MAIL', want: ['0.0164'] },
    { text: 'credit', want: ['50.00'] },
    { text: '2026-10-30', want: ['0.0082'] },
    { text: '.0164', want: ['0.0164'] },
    { text: 'nothing like it', want: [] },
  ])('"$text", newest first', ({ text, want }) => {
    expect(searchLedger(rows, text).map(({ amount }) => amount)).toEqual(want);
  });
});
