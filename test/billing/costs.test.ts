import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportAccount } from '../../src/billing/account-report.ts';
import { fleetCosts } from '../../src/billing/fleet-costs.ts';
import { reportFleet } from '../../src/billing/fleet-report.ts';
import { type Rates, totalOf } from '../../src/billing/rates.ts';
import {
  costOf,
  groupCosts,
  hourlyCostOf,
  serverCosts,
  shareOf,
  sumByCurrency,
} from '../../src/billing/server-cost.ts';
import { totalText } from '../../src/listing/billing-columns.ts';
import { sumMoney, toDecimal } from '../../src/model/money.ts';
import { testBilling } from '../support/fleet.ts';
import { testServer } from '../support/resources.ts';
import { now, usd } from './support.ts';

const inr = (amount: string) => ({ amount, currency: 'INR' });
const credits = (amount: string) => ({ amount, currency: 'credits' });
const rates: Rates = { base: 'USD', asOf: '2026-11-01', worth: { INR: '0.0114' } };

describe('money as an API gives it', () => {
  test.each([
    ['2500.00', '2500.00'],
    [' 12.5 ', '12.5'],
    ['+5.00', '5.00'],
    ['+-5', null],
    ['-0.0082', '-0.0082'],
    [450, '450'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1e21, '1000000000000000000000'],
    [1e-7, '0.0000001'],
    ['9007199254740993.01', '9007199254740993.01'],
    ['₹850', null],
    ['1,000.00', null],
    ['', null],
    [Number.NaN, null],
    ['9'.repeat(61), null],
  ])('%j is %j', (value, want) => {
    expect(toDecimal(value)).toBe(want);
  });
});

describe('sums', () => {
  test.each([
    { name: '0.1 + 0.2', amounts: [usd('0.1'), usd('0.2')], want: [usd('0.30')] },
    {
      name: 'past 2^53',
      amounts: [usd('9007199254740992'), usd('1'), usd('0.01')],
      want: [usd('9007199254740993.01')],
    },
    {
      name: 'currencies side by side',
      amounts: [inr('850.00'), usd('6'), inr('0.5')],
      want: [inr('850.50'), usd('6.00')],
    },
    { name: 'what is not known is left out', amounts: [null, usd('6.00'), null], want: [usd('6.00')] },
    { name: 'nothing', amounts: [null], want: [] },
  ])('$name', ({ amounts, want }) => {
    expect(sumByCurrency(amounts)).toEqual(want);
  });

  test('never of two currencies', () => {
    expect(sumMoney([usd('1'), inr('1')])).toBeNull();
  });

  test('in any order the same', () => {
    const cents = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 30 }), (values) => {
        const texts = values.map((value) => {
          const digits = String(value < 0n ? -value : value).padStart(3, '0');
          return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        });
        const sum = sumByCurrency(texts.map(usd))[0]?.amount ?? '';
        expect(BigInt(sum.replace('.', ''))).toBe(values.reduce((total, value) => total + value, 0n));
        expect(sumByCurrency(texts.toReversed().map(usd))[0]?.amount).toBe(sum);
      }),
    );
  });
});

describe('one total', () => {
  test.each([
    {
      name: 'with rate and day',
      sums: [inr('17850.00'), usd('62.00')],
      rates,
      want: '$265.49 (INR at 0.0114 of 2026-11-01)',
    },
    {
      name: 'exact: 0.1 and 0.2 of a cent',
      sums: [inr('0.1'), inr('0.2')],
      rates: { ...rates, worth: { INR: '1.1' } },
      want: '$0.33 (INR at 1.1 of 2026-11-01)',
    },
    {
      name: 'no rate for one of them: said',
      sums: [usd('1.00'), { amount: '5', currency: 'EUR' }],
      rates,
      want: '$1.00 (without EUR: no rate)',
    },
    { name: 'credits are no money', sums: [usd('1.00'), credits('450')], rates, want: '$1.00' },
    { name: 'one currency needs no rates', sums: [inr('850.00')], rates: null, want: '₹850.00' },
    { name: 'no rates, two currencies', sums: [inr('850.00'), usd('1.00')], rates: null, want: null },
    { name: 'credits alone', sums: [credits('450')], rates, want: null },
    { name: 'nothing that has a rate', sums: [{ amount: '5', currency: 'EUR' }], rates, want: null },
  ])('$name', ({ sums, rates: given, want }) => {
    const total = totalOf(sums, given);
    expect(total === null ? null : totalText(total)).toBe(want);
  });

  test('is not rounded before it is shown', () => {
    expect(totalOf([inr('0.01')], rates)?.money.amount).toBe('0.000114');
  });
});

describe('what a server costs', () => {
  const monthly = { amount: '850.00', currency: 'INR', per: 'month' } as const;
  const hourly = { amount: '0.0082', currency: 'USD', per: 'hour' } as const;

  test.each([
    {
      name: 'a price a month',
      server: { price: monthly },
      want: { monthly: inr('850.00'), hourly: inr('1.1644') },
    },
    {
      name: 'an hourly rate × 730',
      server: { price: hourly },
      want: { monthly: usd('5.986'), hourly: usd('0.0082') },
    },
    { name: 'no price', server: {}, want: { monthly: null, hourly: null, isStoppedBilling: false } },
    {
      name: 'off, and billed',
      server: { price: monthly, status: 'stopped' as const },
      want: { isStoppedBilling: true },
    },
    {
      name: 'off, for nothing',
      server: { price: { ...monthly, amount: '0.00' }, status: 'stopped' as const },
      want: { isStoppedBilling: false },
    },
    {
      name: 'suspended is not off',
      server: { price: monthly, status: 'suspended' as const },
      want: { isStoppedBilling: false },
    },
  ])('$name', ({ server, want }) => {
    expect({ ...costOf(testServer(server)), hourly: hourlyCostOf(testServer(server)) }).toMatchObject(want);
  });

  test('a deleted one costs nothing', () => {
    expect(serverCosts([testServer({ status: 'deleted', price: monthly })])).toEqual([]);
  });

  test('groups: the dearest first, currencies apart, what has no price in none', () => {
    const costs = serverCosts([
      testServer({ id: '1', region: 'la', price: hourly }),
      testServer({ id: '2', region: 'noida', price: monthly }),
      testServer({ id: '3', region: 'de', price: { ...hourly, amount: '0.0164' } }),
      testServer({ id: '4', region: 'la', price: { ...hourly, amount: '0.0164' } }),
      testServer({ id: '5', region: 'la', price: monthly }),
      testServer({ id: '6', region: 'la' }),
    ]);
    expect(groupCosts(costs, ({ region }) => region ?? '')).toEqual([
      { name: 'la', monthly: inr('850.00'), servers: 1 },
      { name: 'noida', monthly: inr('850.00'), servers: 1 },
      { name: 'la', monthly: usd('17.958'), servers: 2 },
      { name: 'de', monthly: usd('11.972'), servers: 1 },
    ]);
  });

  test.each([
    [usd('25'), usd('100'), 25],
    [usd('25'), inr('100'), null],
    [usd('25'), usd('0'), null],
    [usd('25'), null, null],
  ])('%j of %j is %j percent', (part, whole, want) => {
    expect(shareOf(part, whole)).toBe(want);
  });
});

describe('the whole fleet', () => {
  const billing = [
    testBilling({ provider: 'sparrow', balance: inr('2500.00'), monthlyCost: inr('8500.00') }),
    testBilling({ provider: 'cyber', balance: usd('5.00'), monthlyCost: usd('73.00') }),
    testBilling({
      provider: 'funded',
      balance: usd('20.00'),
      monthlyCost: usd('730.00'),
      autoFunding: { enabled: true, threshold: '10.00', amount: '50.00' },
    }),
    testBilling({ provider: 'wares', providerType: 'hostwares', balance: credits('1') }),
    testBilling({ provider: 'sites', providerType: 'spheron' }),
  ];
  const price = { amount: '6.00', currency: 'USD', per: 'month' } as const;
  const servers = [
    testServer({ provider: 'cyber', id: '1', price }),
    testServer({ provider: 'cyber', id: '2', status: 'stopped', price: { ...price, amount: '67.00' } }),
    testServer({ provider: 'cyber', id: '3', status: 'suspended', price }),
  ];
  const costs = fleetCosts(servers);
  const accounts = billing.map((one) =>
    reportAccount({
      billing: one,
      readAt: now,
      samples: [],
      costs: costs.byProvider.get(one.provider)?.servers ?? [],
      thresholdDays: 7,
    }),
  );
  const report = reportFleet({ accounts, costs, rates });

  test('the money of one account ends first; auto-funding and credits are not in the race', () => {
    expect(report.firstHit?.billing.provider).toBe('cyber');
    expect(report.firstHit?.atRisk).toEqual(['cyber/1']);
    expect(report.firstHit?.runway).toMatchObject({ days: 2, endsAt: now + (5 / 2.4) * 86_400_000 });
  });

  test('verdicts', () => {
    expect(report.accounts.map(({ billing: { provider }, verdict }) => [provider, verdict])).toEqual([
      ['sparrow', 'enough'],
      ['cyber', 'short'],
      ['funded', 'refilled'],
      ['wares', 'unknown'],
      ['sites', 'unknown'],
    ]);
  });

  test('sums in each currency, and one total without credits', () => {
    expect(report.balance.amounts).toEqual([inr('2500.00'), usd('25.00')]);
    expect(report.balance.total?.money).toEqual(usd('53.50'));
    expect(report.stopped.amounts).toEqual([usd('67.00')]);
  });

  test('credits are said to be no money', () => {
    expect(report.accounts[3]?.notes).toEqual([
      'AI assistant credits: not money, and not what hosting costs',
    ]);
  });
});
