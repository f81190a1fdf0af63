import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBalanceSamples } from '../../src/state/balance-samples.ts';
import { testBilling } from '../support/fleet.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';
import { makeFolder } from '../support/run-fleetop.ts';

const setUp = (folder = join(makeFolder(), 'fleetop'), clock: ManualClock = createManualClock()) => {
  const notices: string[] = [];
  const balances = openBalanceSamples(folder, { clock, random: Math.random }, (notice) =>
    notices.push(notice),
  );
  return { folder, clock, notices, balances };
};

const identity = { id: 'a', name: null, email: null, status: null };
const bill = (amount: string, given: Parameters<typeof testBilling>[0] = {}) =>
  testBilling({ balance: { amount, currency: 'INR' }, account: identity, ...given });

test('samples outlive the process, for their owner only', async () => {
  const { folder, clock, balances } = setUp();
  balances.add(bill('10.00'), clock.now());
  await clock.advance(300_000);
  balances.add(bill('9.00'), clock.now());
  balances.flush();
  expect((statSync(join(folder, 'balances.json')).mode & 0o777).toString(8)).toBe('600');
  await clock.advance(300_000);
  expect(
    setUp(folder, clock)
      .balances.add(bill('8.00'), clock.now())
      .map(({ amount }) => amount),
  ).toEqual(['10.00', '9.00', '8.00']);
});

test('two fleetops at once keep what both have read', async () => {
  const clock = createManualClock();
  const one = setUp(undefined, clock);
  const two = setUp(one.folder, clock);
  one.balances.add(bill('10.00'), clock.now());
  await clock.advance(60_000);
  two.balances.add(bill('9.00'), clock.now());
  one.balances.flush();
  two.balances.flush();
  await clock.advance(60_000);
  expect(setUp(one.folder, clock).balances.add(bill('8.00'), clock.now())).toHaveLength(3);
});

test.each([
  { name: 'another account under the same name', other: bill('5.00', { account: { ...identity, id: 'b' } }) },
  { name: 'another currency', other: bill('5.00', { balance: { amount: '5.00', currency: 'USD' } }) },
])('$name begins anew', async ({ other }) => {
  const { clock, balances } = setUp();
  balances.add(bill('10.00'), clock.now());
  await clock.advance(60_000);
  expect(balances.add(other, clock.now()).map(({ amount }) => amount)).toEqual(['5.00']);
});

test('an account whose identity was withheld once is the same one', async () => {
  const { clock, balances } = setUp();
  balances.add(bill('10.00'), clock.now());
  await clock.advance(60_000);
  expect(balances.add(bill('9.00', { account: null }), clock.now())).toHaveLength(2);
});

test('without a balance there is nothing to remember', () => {
  const { clock, balances } = setUp();
  expect(balances.add(testBilling(), clock.now())).toEqual([]);
});

test('a damaged file is set aside, and what makes no sense in it is left out', () => {
  const first = setUp();
  writeFileSync(join(first.folder, 'balances.json'), '{"sparrow": {"samp');
  expect(first.balances.add(bill('8.00'), first.clock.now())).toHaveLength(1);
  first.balances.flush();
  expect(readdirSync(first.folder).filter((name) => name.includes('corrupt'))).toHaveLength(1);
  expect(first.notices).toEqual([expect.stringContaining('was damaged')]);
  const { at } = { at: first.clock.now() - 60_000 };
  writeFileSync(
    join(first.folder, 'balances.json'),
    JSON.stringify({
      sparrow: {
        account: 'a',
        currency: 'INR',
        samples: [[at, '9'], [at, 9], ['x', '1'], 7, [at - 1, '=1']],
      },
    }),
  );
  expect(setUp(first.folder, first.clock).balances.add(bill('8.00'), first.clock.now())).toEqual([
    { at, amount: '9' },
    { at: first.clock.now(), amount: '8.00' },
  ]);
});

test('the file stays small, however long it is written', async () => {
  const { folder, clock, balances } = setUp();
  for (let reading = 0; reading < 3_000; reading += 1) {
    await clock.advance(0);
    balances.add(bill(String(reading)), clock.now() - (3_000 - reading) * 40 * 60_000);
  }
  balances.flush();
  expect(readFileSync(join(folder, 'balances.json'), 'utf8').length).toBeLessThan(30_000);
}, 20_000);
