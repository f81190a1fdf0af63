import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { OpenLedger } from '../../src/budget/ledger.ts';
import { planFor } from '../../src/budget/plan.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import type { Interest } from '../../src/polling/interest.ts';
import { startPolling } from '../../src/polling/start-polling.ts';
import { openSharedBudgets } from '../../src/state/shared-budgets.ts';
import { busiest } from '../support/busiest.ts';
import { type CyberPanelAccount, createCyberPanelAccount } from '../support/cyberpanel-account.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';
import { connectTestProvider } from '../support/provider.ts';

const minute = 60_000;
const hour = 60 * minute;
const servers = 200;
const limits = { perMinute: 60, perHour: 1_000 };
const visible = Array.from({ length: 40 }, (_, index) => `cyber/${index + 1}`);

/** A dashboard on an account; tells when the metrics of each server were read, by its reference. */
function openDashboard(
  account: CyberPanelAccount,
  clock: ManualClock,
  openLedger?: OpenLedger,
  interest: () => Interest = () => ({ selected: 'cyber/7', visible }),
) {
  const events: FleetEvent[] = [];
  const readAt = new Map<string, number[]>();
  const connected = connectTestProvider('cyberpanel', 'http://127.0.0.1:1/api/v1', {
    name: 'cyber',
    clock,
    fetch: account.fetch,
    limits,
    limitsAreOurs: false,
    ...(openLedger === undefined ? {} : { openLedger }),
  });
  const polling = startPolling({
    providers: [connected],
    clock,
    interest,
    emit: (event) => {
      events.push(event);
      if (event.type === 'metrics-read')
        readAt.set(event.ref, [...(readAt.get(event.ref) ?? []), clock.elapsed()]);
    },
  });
  onTestFinished(polling.stop);
  return { polling, connected, events, readAt };
}

/** Lets so many minutes pass, with an operator at the keys. */
async function work(
  clock: ManualClock,
  dashboards: readonly Pick<ReturnType<typeof openDashboard>, 'polling'>[],
  minutes: number,
): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 1) {
    for (const { polling } of dashboards) polling.notice('key');
    await clock.advance(minute);
  }
}

function expectInsideLimits(account: CyberPanelAccount): void {
  expect(busiest(account.cameAt, minute)).toBeLessThanOrEqual(limits.perMinute);
  expect(busiest(account.cameAt, hour)).toBeLessThanOrEqual(limits.perHour);
}

/** How often each ten minutes of two hours were polled. */
const byTenMinutes = (account: CyberPanelAccount): readonly number[] =>
  Array.from({ length: 12 }, (_, index) => {
    const from = index * 10 * minute;
    return account.cameAt.filter((at) => at >= from && at < from + 10 * minute).length;
  });

const longestGap = (times: readonly number[], from: number): number => {
  const late = times.filter((at) => at >= from);
  return Math.max(...late.slice(1).map((at, index) => at - (late[index] ?? 0)));
};

/** The plan at the pace that a whole hour carries, divided among so many dashboards. */
const steadyPlan = (pages: number, dashboards = 1) =>
  planFor({
    pacePerMinute: (limits.perHour * 0.8) / 60 / dashboards,
    attention: 1,
    lists: [
      { name: 'servers', requests: pages, wantedMs: 15_000, isOnScreen: true },
      { name: 'billing', requests: 3, wantedMs: 5 * minute, isOnScreen: true },
    ],
    selected: 1,
    visible: visible.length - 1,
    needed: 0,
    rest: 100 * pages - visible.length,
  });

/** How old the list of servers became, in ms, from the first time that it was read. */
const oldestList = (events: readonly FleetEvent[]): number =>
  longestGap(
    events.flatMap((event) => (event.type === 'servers-listed' ? [event.at] : [])),
    0,
  );

const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'fleetop-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

describe('200 CyberPanel servers for two hours', { timeout: 60_000 }, () => {
  test('stay inside both windows, never run dry, and the selected row is fresher than 10 s', async () => {
    const clock = createManualClock();
    const account = createCyberPanelAccount({ clock, servers });
    const dashboard = openDashboard(account, clock);
    await work(clock, [dashboard], 120);
    expectInsideLimits(account);
    expect(account.refused()).toBe(0);
    // 1,000 an hour without the reserve are 133 in ten minutes.
    expect(Math.min(...byTenMinutes(account))).toBeGreaterThan(100);
    const selected = longestGap(dashboard.readAt.get('cyber/7') ?? [], minute);
    expect(selected).toBeLessThan(10_000);
    // The others as fresh as the plan says for a steady pace, or nearly.
    const plan = steadyPlan(2);
    const gaps = visible
      .filter((ref) => ref !== 'cyber/7')
      .map((ref) => longestGap(dashboard.readAt.get(ref) ?? [], 10 * minute));
    process.stderr.write(
      `selected: at most ${selected} ms old; 39 visible: at most ${Math.round(Math.max(...gaps) / 1_000)} s, the arithmetic allows ${Math.round(plan.visibleMs / 1_000)} s\n`,
    );
    expect(Math.max(...gaps)).toBeLessThan(1.5 * plan.visibleMs);
    expect(oldestList(dashboard.events)).toBeLessThan(1.5 * (plan.lists.get('servers') ?? 0));
  });

  const openTwo = (count: number) => {
    const clock = createManualClock();
    const account = createCyberPanelAccount({ clock, servers: count });
    const folder = makeFolder();
    const ledger = () =>
      openSharedBudgets({
        folder,
        host: 'here',
        timeoutMs: 30_000,
        deps: { clock, random: Math.random },
        notify: () => {},
      });
    const dashboards = [openDashboard(account, clock, ledger()), openDashboard(account, clock, ledger())];
    return { clock, account, dashboards };
  };

  test('two fleetops on one key share it', async () => {
    const { clock, account, dashboards } = openTwo(servers);
    await work(clock, dashboards, 120);
    expectInsideLimits(account);
    expect(account.refused()).toBe(0);
    const counts = dashboards.map(({ connected }) => connected.usage().requests);
    expect(Math.min(...counts) / Math.max(...counts)).toBeGreaterThan(0.7);
    expect(Math.min(...byTenMinutes(account))).toBeGreaterThan(90);
    const planned = steadyPlan(2, 2).lists.get('servers') ?? 0;
    const ages = dashboards.map(({ events }) => oldestList(events));
    process.stderr.write(
      `two dashboards: lists at most ${ages.map((age) => Math.round(age / 1_000)).join(' and ')} s old, planned ${Math.round(planned / 1_000)} s\n`,
    );
    expect(Math.max(...ages)).toBeLessThan(1.5 * planned);
  });

  test('a list of ten pages is as fresh as planned, on a key that two dashboards share', async () => {
    const { clock, account, dashboards } = openTwo(1_000);
    await work(clock, dashboards, 60);
    expectInsideLimits(account);
    const planned = steadyPlan(10, 2).lists.get('servers') ?? 0;
    for (const { events } of dashboards) expect(oldestList(events)).toBeLessThan(1.2 * planned);
  });

  test.each(['retry-after', 'reset', 'nothing'] as const)(
    'after a 429 that tells %s it is left alone, and polled again',
    async (tells) => {
      const clock = createManualClock();
      const account = createCyberPanelAccount({ clock, servers, tells });
      const dashboard = openDashboard(account, clock);
      await work(clock, [dashboard], 20);
      account.refuseFor(3 * minute);
      await work(clock, [dashboard], 3);
      // Told when to come back, one or two that were under way; without that, ever more seldom.
      expect(account.refused()).toBeLessThanOrEqual(tells === 'nothing' ? 10 : 4);
      await work(clock, [dashboard], 37);
      expectInsideLimits(account);
      expect(Math.min(...byTenMinutes(account).slice(3, 6))).toBeGreaterThan(90);
    },
  );
});
