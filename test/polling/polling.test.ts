import { describe, expect, onTestFinished, test } from 'vitest';
import type { RateLimits } from '../../src/budget/limits.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { problem } from '../../src/model/problem.ts';
import { fail, succeed } from '../../src/model/result.ts';
import type { Server } from '../../src/model/server.ts';
import type { Interest } from '../../src/polling/interest.ts';
import { type Polling, startPolling } from '../../src/polling/start-polling.ts';
import type { ConnectedProvider } from '../../src/providers/connect.ts';
import { busiest } from '../support/busiest.ts';
import { createFakeProvider } from '../support/fake-provider.ts';
import { testBilling } from '../support/fleet.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';
import { testMetrics, testServer } from '../support/resources.ts';

const minute = 60_000;
const hour = 60 * minute;

function poll(
  clock: ManualClock,
  providers: readonly ConnectedProvider[],
  interest: () => Interest = () => ({ selected: null, visible: [] }),
  isCovered: (ref: string) => boolean = () => false,
): { readonly polling: Polling; readonly events: readonly FleetEvent[] } {
  const events: FleetEvent[] = [];
  const polling = startPolling({
    providers,
    clock,
    interest,
    emit: (event) => void events.push(event),
    isCovered,
  });
  const leaving = new AbortController();
  void pressKeys(polling, clock, leaving.signal);
  const stop = () => {
    leaving.abort();
    polling.stop();
  };
  onTestFinished(stop);
  return { polling: { ...polling, stop }, events };
}

/** An operator who is there. */
async function pressKeys(polling: Polling, clock: ManualClock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    polling.notice('key');
    await clock.sleep(minute, signal);
  }
}

const noServers = succeed({ items: [], problems: [] });
const down = fail(problem('network', 'the connection was refused', { provider: 'acme' }));

/** Differences between following times, in seconds. */
const gapsOf = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((at, index) => (at - (times[index] ?? 0)) / 1_000);

describe('a list', () => {
  test('is asked for at once and then at its interval, counted from the reply', async () => {
    const clock = createManualClock();
    const acme = createFakeProvider(clock, {
      members: (send) => ({
        listServers: async () => {
          await send(5_000);
          return noServers;
        },
      }),
    });
    poll(clock, [acme.connected]);
    await clock.advance(minute);
    expect(gapsOf(acme.sentAt)).toEqual([20, 20, 20]);
  });

  test('is never asked for while it is being asked for, however often a refresh is wanted', async () => {
    const clock = createManualClock();
    let running = 0;
    let most = 0;
    const acme = createFakeProvider(clock, {
      members: (send) => ({
        listServers: async () => {
          running += 1;
          most = Math.max(most, running);
          await send(7_000);
          running -= 1;
          return noServers;
        },
      }),
    });
    const { polling } = poll(clock, [acme.connected]);
    for (let step = 0; step < 60; step += 1) {
      polling.refresh();
      polling.reconsider();
      await clock.advance(1_000);
    }
    expect(most).toBe(1);
    expect(acme.sentAt.length).toBeGreaterThan(6);
  });

  test('that was being read when something changed is read once more', async () => {
    const clock = createManualClock();
    let status: 'running' | 'stopped' = 'running';
    const acme = createFakeProvider(clock, {
      members: (send) => ({
        listServers: async () => {
          const server = testServer({ provider: 'acme', status });
          await send(2_000);
          return succeed({ items: [server], problems: [] });
        },
      }),
    });
    const { polling, events } = poll(clock, [acme.connected]);
    const statuses = () =>
      events.flatMap((event) =>
        event.type === 'servers-listed' ? event.servers.map((one) => one.status) : [],
      );
    await clock.advance(1_000);
    status = 'stopped';
    polling.renew();
    polling.renewProvider('acme');
    await clock.advance(10_000);
    expect(statuses()).toEqual(['running', 'stopped']);
  });

  test('that fails is asked for ever more seldom, and at its interval again once it is well', async () => {
    const clock = createManualClock();
    let isDown = true;
    const acme = createFakeProvider(clock, {
      members: (send) => ({
        listServers: async () => {
          await send();
          return isDown ? down : noServers;
        },
      }),
    });
    const { events } = poll(clock, [acme.connected]);
    await clock.advance(30 * minute);
    const gaps = gapsOf(acme.sentAt);
    expect(gaps.slice(0, 5)).toEqual([15, 30, 60, 120, 240]);
    expect(gaps.slice(5).every((gap) => gap === 300)).toBe(true);
    isDown = false;
    await clock.advance(5 * minute);
    const before = acme.sentAt.length;
    await clock.advance(minute);
    expect(acme.sentAt.length - before).toBe(4);
    expect(events.filter(({ type }) => type === 'servers-listed').length).toBeGreaterThan(0);
  });

  test.each([
    { name: 'a rejected key is not tried more than once a minute', code: 'auth', retryAfter: null, gap: 60 },
    { name: 'the provider’s own time wins', code: 'rate-limited', retryAfter: 200_000, gap: 200 },
    { name: 'a shorter time of the provider does not', code: 'rate-limited', retryAfter: 1_000, gap: 15 },
  ] as const)('$name', async ({ code, retryAfter, gap }) => {
    const clock = createManualClock();
    const acme = createFakeProvider(clock, {
      members: (send) => ({
        listServers: async () => {
          await send();
          return fail(
            problem(code, code, { retryAt: retryAfter === null ? null : clock.now() + retryAfter }),
          );
        },
      }),
    });
    poll(clock, [acme.connected]);
    await clock.advance(10 * minute);
    expect(gapsOf(acme.sentAt)[0]).toBe(gap);
  });

  test('that never came yet is wanted, whatever the pace of polling', async () => {
    const clock = createManualClock();
    const acme = createFakeProvider(clock, {
      limits: { perMinute: 60, perHour: 100 },
      members: (send) => ({
        listServers: async () => {
          await send();
          return succeed({ items: fleetOf(200), problems: [] });
        },
        readMetrics: async () => {
          await send();
          return succeed(testMetrics({ observedAt: clock.now() }));
        },
        readBilling: async () => {
          for (let part = 0; part < 5; part += 1) await send();
          if (clock.elapsed() < 10_000) return down;
          return succeed({ billing: testBilling({ provider: 'acme' }), problems: [] });
        },
      }),
    });
    const { events } = poll(clock, [acme.connected]);
    await clock.advance(minute);
    expect(events.map(({ type }) => type)).toContain('billing-read');
  });

  test('nobody asks for what there is none of', async () => {
    const clock = createManualClock();
    const measured = new Set<string>();
    const acme = createFakeProvider(clock, {
      members: () => ({
        listServers: async () =>
          succeed({
            items: fleetOf(4).map((server, at) =>
              at % 2 === 0 ? server : { ...server, lacksMetrics: 'its older API has none' },
            ),
            problems: [],
          }),
        readMetrics: async ({ id }) => {
          measured.add(id);
          return succeed(testMetrics({ observedAt: clock.now() }));
        },
      }),
    });
    poll(clock, [acme.connected]);
    await clock.advance(5 * minute);
    expect([...measured].sort()).toEqual(
      fleetOf(4)
        .filter((_, at) => at % 2 === 0)
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('a refresh wakes a list that waits out its failures', async () => {
    const clock = createManualClock();
    const acme = createFakeProvider(clock, {
      members: (send) => ({
        listServers: async () => {
          await send();
          return down;
        },
      }),
    });
    const { polling } = poll(clock, [acme.connected]);
    await clock.advance(20 * minute);
    const before = acme.sentAt.length;
    polling.refresh('apps');
    await clock.advance(0);
    expect(acme.sentAt.length).toBe(before);
    polling.refresh('servers');
    await clock.advance(0);
    expect(acme.sentAt.length).toBe(before + 1);
  });

  test('tells its start, what the provider’s traffic came to and its outcome', async () => {
    const clock = createManualClock();
    const acme = createFakeProvider(clock, {
      members: (send) => ({
        listServers: async () => {
          await send();
          return noServers;
        },
      }),
    });
    const { events } = poll(clock, [acme.connected]);
    await clock.advance(0);
    expect(events.map(({ type }) => type)).toEqual(['poll-started', 'traffic-measured', 'servers-listed']);
  });

  test('is told at once when it comes first or was asked for, else when there is something to draw', async () => {
    const clock = createManualClock();
    const acme = createFakeProvider(clock, { members: () => ({ listServers: async () => noServers }) });
    const waits: boolean[] = [];
    const polling = startPolling({
      providers: [acme.connected],
      clock,
      interest: () => ({ selected: null, visible: [] }),
      emit: ({ type }, canWait = false) => {
        if (type === 'servers-listed') waits.push(canWait);
      },
    });
    onTestFinished(polling.stop);
    await clock.advance(minute / 2);
    const polled = waits.length;
    polling.refresh('servers');
    await clock.advance(0);
    expect(polled).toBeGreaterThan(1);
    expect(waits).toEqual([false, ...Array.from({ length: polled - 1 }, () => true), false]);
  });
});

describe('several providers', () => {
  test('one that never answers delays no other', async () => {
    const clock = createManualClock();
    const members = (durationMs: number) => ({
      members: (send: (ms?: number) => Promise<void>) => ({
        listServers: async () => {
          await send(durationMs);
          return noServers;
        },
      }),
    });
    const stuck = createFakeProvider(clock, { name: 'stuck', ...members(10 * hour) });
    const slow = createFakeProvider(clock, { name: 'slow', ...members(40_000) });
    const quick = createFakeProvider(clock, { name: 'quick', ...members(0) });
    poll(clock, [stuck.connected, slow.connected, quick.connected]);
    await clock.advance(10 * minute + 1_000);
    expect(stuck.sentAt).toHaveLength(1);
    expect(slow.sentAt).toHaveLength(11);
    expect(quick.sentAt).toHaveLength(41);
  });
});

test('servers that fail together are one failure of their provider, and the pause is that of the first', async () => {
  const clock = createManualClock();
  const ids = ['1', '2', '3', '4', '5', '6'];
  const servers = ids.map((id) => testServer({ provider: 'acme', id }));
  const askedAt: number[] = [];
  const acme = createFakeProvider(clock, {
    members: (send) => ({
      listServers: async () => succeed({ items: servers, problems: [] }),
      readMetrics: async () => {
        askedAt.push(clock.elapsed());
        await send(10_000);
        return down;
      },
    }),
  });
  poll(clock, [acme.connected], () => ({ selected: null, visible: servers.map(({ ref }) => ref) }));
  await clock.advance(9_999);
  const together = askedAt.length;
  expect(together).toBeGreaterThan(1);
  await clock.advance(minute);
  expect((askedAt[together] ?? Number.POSITIVE_INFINITY) / 1_000).toBeLessThan(10 + 15 + 5);
});

describe('a pause', () => {
  const countingProvider = (clock: ManualClock) =>
    createFakeProvider(clock, {
      members: (send) => ({
        listServers: async () => {
          await send();
          return succeed({ items: [testServer({ provider: 'acme' })], problems: [] });
        },
        readMetrics: async () => {
          await send();
          return succeed(testMetrics({ observedAt: clock.now() }));
        },
      }),
    });

  test('sends nothing, and what is due goes out when it ends', async () => {
    const clock = createManualClock();
    const acme = countingProvider(clock);
    const { polling } = poll(clock, [acme.connected]);
    await clock.advance(minute);
    polling.setPaused(true);
    const before = acme.sentAt.length;
    await clock.advance(hour);
    expect(acme.sentAt.length).toBe(before);
    polling.setPaused(false);
    await clock.advance(0);
    expect(acme.sentAt.length).toBe(before + 2);
    await clock.advance(minute);
    expect(acme.sentAt.length).toBeGreaterThan(before + 4);
  });

  test('what is answered after the end is told of no more', async () => {
    const clock = createManualClock();
    const acme = createFakeProvider(clock, {
      members: (send) => ({
        listServers: async () => succeed({ items: [testServer({ provider: 'acme' })], problems: [] }),
        readMetrics: async () => {
          await send(1_000);
          return succeed(testMetrics({ observedAt: clock.now() }));
        },
      }),
    });
    const { polling, events } = poll(clock, [acme.connected]);
    await clock.advance(500);
    expect(acme.sentAt).toHaveLength(1);
    polling.stop();
    await clock.advance(minute);
    expect(events.map(({ type }) => type)).not.toContain('metrics-read');
  });

  test('at the end nothing is left asleep', async () => {
    const clock = createManualClock();
    const acme = countingProvider(clock);
    const { polling } = poll(clock, [acme.connected]);
    await clock.advance(minute);
    polling.stop();
    await clock.advance(0);
    const before = acme.sentAt.length;
    await clock.advance(hour);
    expect(acme.sentAt.length).toBe(before);
    expect(clock.sleepers()).toBe(0);
  });
});

const fleetOf = (count: number): readonly Server[] =>
  Array.from({ length: count }, (_, index) =>
    testServer({ provider: 'acme', providerType: 'cyberpanel', id: String(index), name: `vps-${index}` }),
  );

describe('single servers', () => {
  /** A provider whose list lacks plans and which has metrics; tells what it was asked for, in order. */
  const watched = (
    clock: ManualClock,
    servers: readonly Server[],
    limits: RateLimits = { perMinute: 60 },
  ) => {
    const asked: string[] = [];
    const known = new Map(servers.map((server) => [server.ref, server]));
    const fake = createFakeProvider(clock, {
      limits,
      members: (send) => ({
        listServers: async () => {
          await send();
          return succeed({ items: [...known.values()], problems: [] });
        },
        isIncomplete: ({ plan }) => plan === null,
        completeServer: async (server) => {
          await send();
          asked.push(`details ${server.id}`);
          known.set(server.ref, { ...server, plan: 'small' });
          return succeed({ ...server, plan: 'small' });
        },
        readMetrics: async (server) => {
          await send();
          asked.push(`metrics ${server.id}`);
          return succeed(testMetrics({ observedAt: clock.now() }));
        },
      }),
    });
    return { ...fake, asked };
  };

  test('the selected and the visible come first, details before metrics', async () => {
    const clock = createManualClock();
    const acme = watched(clock, fleetOf(40));
    poll(clock, [acme.connected], () => ({
      selected: 'acme/30',
      visible: ['acme/29', 'acme/30', 'acme/31'],
    }));
    await clock.advance(1_000);
    expect(acme.asked.slice(0, 2)).toEqual(['details 30', 'metrics 30']);
    expect(acme.asked.slice(2, 4).sort()).toEqual(['details 29', 'details 31']);
    expect(acme.asked.slice(4, 6).sort()).toEqual(['metrics 29', 'metrics 31']);
    expect(acme.asked[6]).toMatch(/^details (?!29|30|31)/);
  });

  test('details that were asked for before a newer list do not take its state back', async () => {
    const clock = createManualClock();
    const [server] = fleetOf(1);
    if (server === undefined) throw new Error('no server');
    let now = server;
    let answer = () => {};
    const acme = createFakeProvider(clock, {
      limits: { perMinute: 60 },
      members: (send) => ({
        listServers: async () => {
          await send();
          return succeed({ items: [now], problems: [] });
        },
        isIncomplete: ({ plan }) => plan === null,
        completeServer: (row) =>
          new Promise((resolve) => {
            answer = () => resolve(succeed({ ...row, plan: 'small' }));
          }),
      }),
    });
    const { events } = poll(clock, [acme.connected], () => ({ selected: server.ref, visible: [server.ref] }));
    await clock.advance(5_000);
    now = { ...server, status: 'stopped', providerStatus: 'off' };
    await clock.advance(60_000);
    expect(events.filter(({ type }) => type === 'servers-listed').length).toBeGreaterThan(1);
    answer();
    await clock.advance(1_000);
    expect(events.find(({ type }) => type === 'server-completed')).toMatchObject({
      server: { plan: 'small', status: 'stopped', providerStatus: 'off' },
    });
  });

  test('what is looked at next is asked for next', async () => {
    const clock = createManualClock();
    const acme = watched(clock, fleetOf(40));
    let selected = 'acme/5';
    const { polling } = poll(clock, [acme.connected], () => ({ selected, visible: [selected] }));
    await clock.advance(10_000);
    const before = acme.asked.length;
    selected = 'acme/39';
    polling.reconsider();
    await clock.advance(5_000);
    expect(acme.asked[before]).toBe('details 39');
    expect(acme.asked[before + 1]).toBe('metrics 39');
  });

  test.each([
    { name: 'a threshold', needs: { isWatching: true } },
    { name: 'a sort', needs: { isComparing: true } },
  ])('what $name needs off the screen comes in turn, and details beside it', async ({ needs }) => {
    const clock = createManualClock();
    const acme = watched(clock, fleetOf(200), { perMinute: 60, perHour: 1_000 });
    const visible = ['acme/0', 'acme/1', 'acme/2'];
    const offScreen = (kind: string) =>
      acme.asked.filter((job) => job.startsWith(kind) && !visible.includes(job.replace(`${kind} `, 'acme/')));
    poll(clock, [acme.connected], () => ({ selected: 'acme/0', visible, ...needs }));
    await clock.advance(hour);
    const metrics = offScreen('metrics');
    expect(metrics.length).toBeGreaterThan(25);
    expect(new Set(metrics).size).toBe(metrics.length);
    expect(offScreen('details').length).toBeGreaterThan(5);
    expect(offScreen('details').length).toBeLessThan(metrics.length);
  });

  test('a server whose load is known by another way is not measured, from the next list on', async () => {
    const clock = createManualClock();
    const acme = watched(clock, fleetOf(3));
    let covered: readonly string[] = ['acme/1'];
    const interest = { selected: 'acme/1', visible: ['acme/0', 'acme/1', 'acme/2'] };
    poll(
      clock,
      [acme.connected],
      () => interest,
      (ref) => covered.includes(ref),
    );
    await clock.advance(5 * minute);
    expect(new Set(acme.asked.filter((job) => job.startsWith('metrics')))).toEqual(
      new Set(['metrics 0', 'metrics 2']),
    );
    expect(acme.asked).toContain('details 1');
    covered = [];
    await clock.advance(minute);
    expect(acme.asked).toContain('metrics 1');
    covered = ['acme/0', 'acme/1', 'acme/2'];
    await clock.advance(minute);
    const before = acme.asked.length;
    await clock.advance(10 * minute);
    expect(acme.asked.length).toBe(before);
  });

  test('a stopped server is not measured, and a failed detail is not asked for again and again', async () => {
    const clock = createManualClock();
    let details = 0;
    let metrics = 0;
    const acme = createFakeProvider(clock, {
      members: (send) => ({
        listServers: async () => {
          await send();
          return succeed({ items: [testServer({ provider: 'acme', status: 'stopped' })], problems: [] });
        },
        isIncomplete: () => true,
        completeServer: async () => {
          details += 1;
          return down;
        },
        readMetrics: async () => {
          metrics += 1;
          return succeed(null);
        },
      }),
    });
    poll(clock, [acme.connected]);
    await clock.advance(9 * minute);
    expect({ details, metrics }).toEqual({ details: 1, metrics: 0 });
    await clock.advance(2 * minute);
    expect(details).toBe(2);
  });

  test.each([
    { name: 'the documented limits of CyberPanel', limits: { perMinute: 60, perHour: 1_000 }, lists: 12 },
    { name: 'a limit by the minute alone', limits: { perMinute: 60, perHour: 3_600 }, lists: 43 },
    { name: 'a key with a tenth of that', limits: { perMinute: 60, perHour: 100 }, lists: 1 },
  ])('3,000 servers stay inside $name for two hours, with a restless operator', async ({ limits, lists }) => {
    const clock = createManualClock();
    const servers = fleetOf(3_000);
    const acme = createFakeProvider(clock, {
      limits,
      members: (send) => ({
        listServers: async () => {
          for (let page = 0; page < 30; page += 1) await send(100);
          return succeed({ items: servers, problems: [] });
        },
        isIncomplete: ({ plan }) => plan === null,
        completeServer: async (server) => {
          await send(80);
          return succeed({ ...server, plan: 'small' });
        },
        readMetrics: async () => {
          await send(80);
          return succeed(testMetrics({ observedAt: clock.now() }));
        },
        readBilling: async () => {
          for (let part = 0; part < 4; part += 1) await send(80);
          return succeed({ billing: testBilling({ provider: 'acme' }), problems: [] });
        },
      }),
    });
    let first = 0;
    const { polling, events } = poll(clock, [acme.connected], () => ({
      selected: `acme/${first}`,
      visible: servers.slice(first, first + 40).map(({ ref }) => ref),
    }));
    for (let step = 0; step < 120; step += 1) {
      first = (first + 37) % 2_900;
      polling.reconsider();
      await clock.advance(minute);
    }
    expect(busiest(acme.sentAt, minute)).toBeLessThanOrEqual(limits.perMinute);
    expect(busiest(acme.sentAt, hour)).toBeLessThanOrEqual(limits.perHour);
    // And the budget is used: polling that has stopped would pass the lines above.
    expect(events.filter(({ type }) => type === 'servers-listed').length).toBeGreaterThanOrEqual(lists);
    expect(acme.sentAt.length).toBeGreaterThan(1.2 * limits.perHour * 0.4);
  });
});
