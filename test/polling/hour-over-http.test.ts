import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Response } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { createFetch } from '../../src/http/create-fetch.ts';
import { startPolling } from '../../src/polling/start-polling.ts';
import type { Fetch } from '../../src/runtime/deps.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { openSharedBudgets } from '../../src/state/shared-budgets.ts';
import { busiest } from '../support/busiest.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { connectTestProvider } from '../support/provider.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Over sockets; tells whether a request is under way, its body included. */
function createCountingFetch() {
  const { fetch, close } = createFetch({ timeoutMs: 5_000, noProxy: undefined });
  onTestFinished(close);
  let running = 0;
  const counting: Fetch = async (url, init) => {
    running += 1;
    try {
      const { status, headers, text } = await fetch(url, init).then(async (response) => ({
        status: response.status,
        headers: response.headers,
        text: await response.text(),
      }));
      return new Response(text, { status, headers });
    } finally {
      running -= 1;
    }
  };
  return { fetch: counting, isBusy: () => running > 0 };
}

test('an hour over HTTP: two fleetops on one key of 200 CyberPanel servers, and three minutes of 429', {
  timeout: 60_000,
}, async () => {
  const { fetch, isBusy } = createCountingFetch();
  const clock = createManualClock(undefined, isBusy);
  // 30 % of them are CyberPanel's.
  const simulator = await startSimulator({ servers: 666, now: clock.now });
  onTestFinished(simulator.close);
  const account = simulator.providers.find(({ type }) => type === 'cyberpanel');
  const folder = mkdtempSync(join(tmpdir(), 'fleetop-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const deps = { clock, random: Math.random };
  const dashboards = [1, 2].map(() => {
    const shown = { selected: null as string | null, visible: [] as readonly string[] };
    const listedAt: number[] = [];
    const readAt: number[] = [];
    const polling = startPolling({
      providers: [
        connectTestProvider('cyberpanel', account?.baseUrl ?? '', {
          name: 'cyber',
          apiKey: account?.apiKey ?? '',
          clock,
          fetch,
          limits: { perMinute: 60, perHour: 1_000 },
          limitsAreOurs: false,
          openLedger: openSharedBudgets({ folder, host: 'here', timeoutMs: 30_000, deps, notify: () => {} }),
        }),
      ],
      clock,
      interest: () => ({ ...shown, isWatching: true }),
      emit: (event) => {
        if (event.type === 'metrics-read' && event.ref === shown.selected) readAt.push(clock.elapsed());
        if (event.type !== 'servers-listed') return;
        listedAt.push(clock.elapsed());
        const running = event.servers.filter(({ status }) => status === 'running').map(({ ref }) => ref);
        shown.selected ??= running[0] ?? null;
        shown.visible = running.slice(0, 40);
      },
    });
    onTestFinished(polling.stop);
    return { polling, shown, listedAt, readAt };
  });
  const work = async (minutes: number) => {
    for (let passed = 0; passed < minutes; passed += 1) {
      for (const { polling } of dashboards) polling.notice('key');
      await clock.advance(minute);
    }
  };
  const refused = () => simulator.requests().filter(({ status }) => status === 429).length;

  await work(40);
  expect(refused()).toBe(0);
  simulator.setFault('cyberpanel', 'rate-limited');
  await work(3);
  const before = refused();
  // One of both asks whether it is over, each time after the 20 s that it was told to wait.
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(12);
  simulator.clearFaults();
  await work(17);
  expect(refused()).toBe(before);

  const cameAt = simulator.requests().map(({ at }) => at);
  expect(busiest(cameAt, minute)).toBeLessThanOrEqual(60);
  expect(busiest(cameAt, hour)).toBeLessThanOrEqual(800);
  expect(cameAt.length).toBeGreaterThan(600);
  for (const { listedAt, readAt } of dashboards) {
    expect(listedAt.length).toBeGreaterThan(40);
    expect(readAt.length).toBeGreaterThan(150);
  }
});
