import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampling } from '../../src/dashboard/sampling.ts';
import type { ProviderType } from '../../src/providers/registry.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { openBalanceSamples } from '../../src/state/balance-samples.ts';
import { createReportSelector } from '../../src/store/billing-report.ts';
import { createFleetStore } from '../../src/store/fleet-store.ts';
import { startApi } from '../support/api.ts';
import { billingRead, serversListed, testIdentity } from '../support/fleet.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { hour, minute } from './support.ts';

/** The dashboard's own way from a reading to the report: every five minutes, over real HTTP, on a clock of our own. */
function watch(type: ProviderType, url: string, apiKey: string, clock: ReturnType<typeof createManualClock>) {
  const { provider } = connectTestProvider(type, url, { name: 'acme', apiKey });
  const { fleet, emit } = createFleetStore([testIdentity('acme')]);
  const folder = join(makeFolder(), 'fleetop');
  const told = sampling(
    emit,
    openBalanceSamples(folder, { clock, random: Math.random }, () => {}),
  );
  const report = createReportSelector();
  const read = async () => {
    const reading = await provider.readBilling?.(never);
    if (reading?.ok !== true) throw new Error('no billing');
    return reading.value.billing;
  };
  return {
    read,
    /** What an hour of readings tells of the account. */
    anHour: async (withPrices: boolean) => {
      const servers = await provider.listServers?.(never);
      if (withPrices && servers?.ok === true) emit(serversListed('acme', servers.value.items, clock.now()));
      for (let reading = 0; reading <= 12; reading += 1) {
        if (reading > 0) await clock.advance(5 * minute);
        const billing = await read();
        told(billingRead(withPrices ? billing : { ...billing, monthlyCost: null }, clock.now()));
      }
      const [account] = report(fleet.getState(), null, null).accounts;
      if (account === undefined) throw new Error('no account');
      return account;
    },
  };
}

test.each([{ withPrices: true }, { withPrices: false }])(
  'the simulated account, charged by the hour, ends when it was said to: %j',
  async ({ withPrices }) => {
    const clock = createManualClock();
    const simulator = await startSimulator({ now: clock.now, limits: false });
    try {
      const [sparrow] = simulator.providers;
      const { read, anHour } = watch('sparrowhost', sparrow?.baseUrl ?? '', sparrow?.apiKey ?? '', clock);
      const account = await anHour(withPrices);
      const askedAt = clock.now();
      expect(account.burn?.source).toBe(withPrices ? 'price' : 'samples');
      while (Number((await read()).balance?.amount) > 0) await clock.advance(hour / 2);
      const real = clock.now() - askedAt;
      expect(real).toBeGreaterThan(48 * hour);
      expect(Math.abs((account.runway.endsAt ?? 0) - askedAt - real) / real).toBeLessThan(0.02);
    } finally {
      await simulator.close();
    }
  },
  30_000,
);

test('an account that is charged more than its prices say ends when its balance says, topped up in the middle or not', async () => {
  const clock = createManualClock();
  const start = clock.now();
  // 850 a month and 18 % tax, by the second; 500 are put in after 20 minutes.
  const perMs = (850 * 1.18) / (730 * hour);
  const balance = () => 1_000 + (clock.now() > start + 20 * minute ? 500 : 0) - (clock.now() - start) * perMs;
  const api = await startApi({
    'GET /api/v1/account': () => ({
      body: {
        success: true,
        data: {
          id: 'a',
          name: 'Ops',
          email: 'o@example.com',
          balance: balance().toFixed(4),
          currency: 'INR',
        },
      },
    }),
    'GET /api/v1/servers': {
      body: { success: true, data: [{ id: 's', name: 'web', status: 'running', monthlyPrice: '850.00' }] },
    },
  });
  const { anHour } = watch('sparrowhost', api.url, 'k', clock);
  await anHour(true);
  const account = await anHour(true);
  const real = balance() / perMs;
  expect(account.burn?.source).toBe('samples');
  expect(Math.abs((account.runway.endsAt ?? 0) - clock.now() - real) / real).toBeLessThan(0.02);
});
