import { expect, onTestFinished, test } from 'vitest';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import type { OperatorSign } from '../../src/model/operator-sign.ts';
import { succeed } from '../../src/model/result.ts';
import { idleAfterMs } from '../../src/polling/attention.ts';
import type { Interest } from '../../src/polling/interest.ts';
import { startPolling } from '../../src/polling/start-polling.ts';
import { createFakeProvider } from '../support/fake-provider.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';

const minute = 60_000;

function watch(interest: Partial<Interest> = {}) {
  const clock = createManualClock();
  const asked = { lists: 0, apps: 0, metrics: 0 };
  const told: FleetEvent[] = [];
  const servers = Array.from({ length: 20 }, (_, index) =>
    testServer({ provider: 'acme', id: String(index) }),
  );
  const acme = createFakeProvider(clock, {
    limits: { perMinute: 600 },
    members: (send) => ({
      listServers: async () => {
        await send();
        asked.lists += 1;
        return succeed({ items: servers, problems: [] });
      },
      listApps: async () => {
        await send();
        asked.apps += 1;
        return succeed({ items: [testApp({ provider: 'acme' })], problems: [] });
      },
      readMetrics: async () => {
        await send();
        asked.metrics += 1;
        return succeed(testMetrics({ observedAt: clock.now() }));
      },
    }),
  });
  const polling = startPolling({
    providers: [acme.connected],
    clock,
    interest: () => ({ selected: 'acme/1', visible: ['acme/1', 'acme/2', 'acme/3'], ...interest }),
    emit: (event) => void told.push(event),
  });
  onTestFinished(polling.stop);
  /** How much is asked in ten minutes. */
  const measure = async (sign: OperatorSign | null): Promise<typeof asked> => {
    const before = { ...asked };
    for (let passed = 0; passed < 10; passed += 1) {
      if (sign !== null) polling.notice(sign);
      await clock.advance(minute);
    }
    return {
      lists: asked.lists - before.lists,
      apps: asked.apps - before.apps,
      metrics: asked.metrics - before.metrics,
    };
  };
  return { clock, polling, measure, told };
}

test.each([
  { name: 'a terminal without focus', sign: 'blur' },
  { name: 'an operator who is away', sign: null },
] as const)(
  '$name is polled for a fourth as often, and in full again at once after a key',
  async ({ sign }) => {
    const { clock, measure } = watch();
    const full = await measure('key');
    await clock.advance(idleAfterMs);
    const less = await measure(sign);
    expect(less.metrics).toBeLessThan(full.metrics / 3.5);
    expect(less.metrics).toBeGreaterThan(full.metrics / 5);
    expect(less.lists).toBeLessThan(full.lists / 3.5);
    const again = await measure('key');
    expect(again.metrics).toBeGreaterThan(full.metrics * 0.9);
  },
);

test('how fresh things are kept is told at once when somebody looks again', async () => {
  const { clock, polling, told } = watch();
  await clock.advance(minute);
  const selectedMs = () => {
    const newest = told.at(-1);
    return newest?.type === 'traffic-measured' ? newest.traffic.freshness?.selectedMs : undefined;
  };
  polling.notice('blur');
  expect(selectedMs()).toBe(20_000);
  polling.notice('key');
  expect(selectedMs()).toBe(5_000);
});

test('a list that no pane shows is asked for a fourth as often', async () => {
  const shown = await watch({ lists: ['servers', 'apps'] }).measure('key');
  const hidden = await watch({ lists: ['servers'] }).measure('key');
  expect(hidden.lists).toBe(shown.lists);
  expect(hidden.apps).toBeLessThan(shown.apps / 3);
});

test('a refresh is asked for at once, the selected row with it, also while polling is paused', async () => {
  const { clock, polling, measure } = watch();
  await clock.advance(minute);
  polling.setPaused(true);
  expect(await measure('key')).toEqual({ lists: 0, apps: 0, metrics: 0 });
  polling.refresh('servers');
  expect(await measure('key')).toEqual({ lists: 1, apps: 0, metrics: 1 });
  polling.refresh('apps');
  expect(await measure('key')).toEqual({ lists: 0, apps: 1, metrics: 0 });
});

test.each([-5 * 60 * minute, 5 * 60 * minute])('a clock set by %i ms stops nothing', async (ms) => {
  const { clock, measure } = watch();
  const before = await measure('key');
  clock.jump(ms);
  const after = await measure('key');
  expect(after.metrics).toBeGreaterThan(before.metrics * 0.9);
  expect(after.metrics).toBeLessThan(before.metrics * 1.1);
  expect(after.lists).toBe(before.lists - 1);
});
