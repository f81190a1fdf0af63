import { expect, onTestFinished, test } from 'vitest';
import { problem } from '../../src/model/problem.ts';
import { fail, succeed } from '../../src/model/result.ts';
import { startPolling } from '../../src/polling/start-polling.ts';
import { createFakeProvider } from '../support/fake-provider.ts';
import { testBilling } from '../support/fleet.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { testMetrics, testServer } from '../support/resources.ts';

const rejected = fail(problem('auth', 'the key was rejected', { provider: 'acme' }));

/** One provider, read with a key that may be right for its servers and wrong for the rest of what it has. */
function start() {
  const clock = createManualClock();
  const key = { readsServers: false, readsOthers: false };
  const asked = { servers: 0, billing: 0, metrics: 0 };
  const billingReadAt: number[] = [];
  const acme = createFakeProvider(clock, {
    members: (send) => ({
      listServers: async () => {
        await send();
        asked.servers += 1;
        return key.readsServers
          ? succeed({ items: [testServer({ provider: 'acme' })], problems: [] })
          : rejected;
      },
      readBilling: async () => {
        await send();
        asked.billing += 1;
        if (!key.readsOthers) return rejected;
        billingReadAt.push(clock.elapsed());
        return succeed({ billing: testBilling(), problems: [] });
      },
      readMetrics: async () => {
        await send();
        asked.metrics += 1;
        return key.readsOthers ? succeed(testMetrics()) : rejected;
      },
    }),
  });
  const polling = startPolling({
    providers: [acme.connected],
    clock,
    interest: () => ({ selected: 'acme/1', visible: ['acme/1'] }),
    emit: () => {},
  });
  onTestFinished(polling.stop);
  return { clock, polling, key, asked, billingReadAt };
}

test('the first list that a mended key reads has the others asked again, which had been rejected for longer', async () => {
  const { clock, polling, key, asked, billingReadAt } = start();
  await clock.advance(10 * 60_000);
  expect(asked).toEqual({ servers: 6, billing: 6, metrics: 0 });
  key.readsServers = true;
  key.readsOthers = true;
  const mendedAt = clock.elapsed();
  polling.refresh('servers');
  await clock.advance(1_000);
  expect(billingReadAt).toHaveLength(1);
  expect(billingReadAt[0]).toBeLessThanOrEqual(mendedAt + 1_000);
});

test('metrics that a wrong key stopped are read again with the list, not after their own pause', async () => {
  const { clock, polling, key, asked } = start();
  key.readsServers = true;
  polling.refresh();
  await clock.advance(20_000);
  expect(asked.metrics).toBeGreaterThan(0);
  key.readsOthers = true;
  const before = asked.metrics;
  key.readsServers = false;
  polling.refresh('servers');
  await clock.advance(1_000);
  key.readsServers = true;
  polling.refresh('servers');
  await clock.advance(1_000);
  expect(asked.metrics).toBeGreaterThan(before);
});

test('what a key may never read is not asked for with each list that it may', async () => {
  const { clock, key, asked } = start();
  key.readsServers = true;
  await clock.advance(5 * 60_000);
  expect(asked.servers).toBeGreaterThan(15);
  expect(asked.billing).toBeLessThanOrEqual(5);
  expect(asked.metrics).toBeLessThanOrEqual(6);
});

test('a pause of polling holds that, too', async () => {
  const { clock, polling, key, asked } = start();
  await clock.advance(10_000);
  polling.setPaused(true);
  key.readsServers = true;
  key.readsOthers = true;
  polling.refresh('servers');
  await clock.advance(10_000);
  expect(asked).toMatchObject({ servers: 2, billing: 1 });
});
