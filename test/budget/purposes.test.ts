import { expect, test } from 'vitest';
import { createBudget } from '../../src/budget/budget.ts';
import type { RateLimits } from '../../src/budget/limits.ts';
import { planFor } from '../../src/budget/plan.ts';
import type { Purpose } from '../../src/budget/purpose.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { never } from '../support/provider.ts';

function budgetOf(limits: RateLimits) {
  const clock = createManualClock();
  const budget = createBudget({ limits, limitsAreOurs: true, deps: { clock, random: () => 0.5 } });
  const sent: Purpose[] = [];
  /** Sends a request that is answered at once, whenever it may. */
  const send = async (purpose: Purpose) => {
    if (!(await budget.acquire(never, purpose))) return;
    sent.push(purpose);
    budget.settle(null);
  };
  return { clock, budget, sent, send };
}

test('an action goes out at once from the reserve while everything else has to wait', async () => {
  const { clock, sent, send } = budgetOf({ perMinute: 10 });
  for (let count = 0; count < 12; count += 1) void send('asked');
  void send('visible');
  await clock.advance(0);
  expect(sent).toEqual(Array.from({ length: 8 }, () => 'asked'));
  void send('action');
  void send('follow');
  void send('action');
  await clock.advance(0);
  expect(sent.slice(8)).toEqual(['action', 'action']);
  void send('action');
  await clock.advance(30_000);
  expect(sent).toHaveLength(10);
});

test('whoever is more urgent goes first, however long the others have waited', async () => {
  const { clock, sent, send } = budgetOf({ perMinute: 1 });
  await send('action');
  for (const purpose of ['rest', 'visible', 'list', 'asked', 'selected', 'follow', 'action'] as const)
    void send(purpose);
  await clock.advance(10 * 60_000);
  expect(sent.slice(1)).toEqual(['action', 'follow', 'asked', 'selected', 'list', 'visible', 'rest']);
});

test('polling is spread over the hour: the last minute has as much as the second', async () => {
  const { clock, budget, sent, send } = budgetOf({ perMinute: 60, perHour: 100 });
  const perTenMinutes: number[] = [];
  for (let minute = 0; minute < 120; minute += 1) {
    while (budget.pollWaitMs('selected') === 0) await send('selected');
    await clock.advance(60_000);
    if (minute % 10 === 9) perTenMinutes.push(sent.length);
  }
  const counts = perTenMinutes.map((total, index) => total - (perTenMinutes[index - 1] ?? 0));
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(11);
  expect(sent.length).toBeGreaterThan(150);
});

test('the pages of a list find their part of the pace, however eager rows are', async () => {
  const { clock, budget, sent, send } = budgetOf({ perMinute: 60, perHour: 1_000 });
  const pages = 5;
  let slowestMs = 0;
  // A quarter of 800 an hour carries five pages every 90 s.
  for (let round = 0; round < 40; round += 1) {
    for (let second = 0; second < 90; second += 1) {
      while (budget.pollWaitMs('selected') === 0) await send('selected');
      await clock.advance(1_000);
    }
    const startedAt = clock.elapsed();
    const reading = (async () => {
      for (let page = 0; page < pages; page += 1) await send('list');
      slowestMs = Math.max(slowestMs, clock.elapsed() - startedAt);
    })();
    await clock.advance(5_000);
    await reading;
  }
  expect(slowestMs).toBeLessThan(5_000);
  // And rows all the rest: nothing is kept for a list that is not asked for.
  const rows = sent.filter((purpose) => purpose === 'selected').length;
  expect(rows / (clock.elapsed() / 3_600_000)).toBeGreaterThan(560);
});

test('rows have all of the pace where no list wants its part', async () => {
  const { clock, budget, sent, send } = budgetOf({ perMinute: 60, perHour: 1_000 });
  for (let second = 0; second < 3_600; second += 1) {
    while (budget.pollWaitMs('selected') === 0) await send('selected');
    await clock.advance(1_000);
  }
  expect(sent.length).toBeGreaterThan(760);
});

test('what is sent in the course of some work is for its purpose, and counted', async () => {
  const { clock, budget } = budgetOf({ perMinute: 5 });
  const tally = { requests: 0 };
  const place = async () => {
    await Promise.resolve();
    return budget.acquire(never);
  };
  await budget.during('asked', () => Promise.all([place(), place(), place(), place()]), tally);
  expect(tally.requests).toBe(4);
  let isThrough = false;
  void budget.during('asked', place).then(() => {
    isThrough = true;
  });
  await clock.advance(1_000);
  expect(isThrough).toBe(false);
  expect(await budget.during('action', place)).toBe(true);
});

test.each([
  { name: 'back', ms: -3 * 3_600_000 },
  { name: 'on', ms: 3 * 3_600_000 },
])('the clock set $name neither stops requests nor lets more of them through', async ({ ms }) => {
  const { clock, sent, send } = budgetOf({ perMinute: 10 });
  for (let count = 0; count < 15; count += 1) void send('action');
  await clock.advance(1_000);
  clock.jump(ms);
  void send('action');
  await clock.advance(58_000);
  expect(sent).toHaveLength(10);
  await clock.advance(2_000);
  expect(sent).toHaveLength(16);
});

test.each([
  { used: 0, forDetails: 60 },
  { used: 1, forDetails: 59 },
  { used: 60, forDetails: 30 },
  { used: 72, forDetails: 24 },
  { used: 90, forDetails: 6 },
  { used: 96, forDetails: 0 },
  { used: 110, forDetails: 0 },
])(
  'of 120 with $used used, $forDetails may go into details: half of the rest, and no reserve',
  async ({ used, forDetails }) => {
    const { budget, send } = budgetOf({ perMinute: 120 });
    for (let count = 0; count < used; count += 1) await send('action');
    expect(budget.usage().forDetails).toBe(forDetails);
  },
);

test('after a refusal one request at a time tries whether it is over', async () => {
  const clock = createManualClock();
  const budget = createBudget({
    limits: { perMinute: 60 },
    limitsAreOurs: false,
    deps: { clock, random: () => 0.5 },
  });
  const refusal = { limit: null, remaining: null, resetAt: null, blockedUntil: clock.now() + 10_000 };
  await budget.acquire(never, 'action');
  budget.settle(refusal);
  let through = 0;
  for (let count = 0; count < 5; count += 1)
    void budget.acquire(never, 'asked').then(() => {
      through += 1;
    });
  await clock.advance(15_000);
  expect(through).toBe(1);
  budget.settle({ ...refusal, blockedUntil: null });
  await clock.advance(0);
  expect(through).toBe(5);
});

const demand = {
  pacePerMinute: 800 / 60,
  attention: 1,
  lists: [{ name: 'servers', requests: 2, wantedMs: 15_000, isOnScreen: true }],
  selected: 1,
  visible: 39,
  needed: 0,
  rest: 160,
};

/** Requests a minute that a plan comes to. */
const costOf = (given: typeof demand): number => {
  const plan = planFor(given);
  const lists = given.lists.map(({ name, requests }) => requests / (plan.lists.get(name) ?? 1));
  const rows =
    given.selected / plan.selectedMs +
    given.visible / plan.visibleMs +
    given.needed / plan.neededMs +
    given.rest / plan.restMs;
  return (lists.reduce((sum, each) => sum + each, 0) + rows) * 60_000;
};

test.each([
  { name: 'a small pace', given: demand },
  { name: 'a large one', given: { ...demand, pacePerMinute: 5_000 } },
  { name: 'a sort over all', given: { ...demand, needed: 160, rest: 0 } },
  { name: 'nothing on the screen', given: { ...demand, selected: 0, visible: 0 } },
  { name: 'nobody there', given: { ...demand, attention: 0.25 } },
])('a plan can be held: $name', ({ given }) => {
  expect(costOf(given)).toBeLessThanOrEqual(given.pacePerMinute * given.attention * 1.001);
});

test('a plan prefers the selected row, then the visible ones, and wants no more than it needs', () => {
  const tight = planFor(demand);
  expect(tight.selectedMs).toBeLessThan(10_000);
  expect(tight.visibleMs).toBeLessThan(tight.restMs);
  const ample = planFor({ ...demand, pacePerMinute: 5_000 });
  expect(ample).toMatchObject({ selectedMs: 5_000, visibleMs: 15_000, restMs: 60_000 });
  expect(ample.lists.get('servers')).toBe(15_000);
  expect(costOf({ ...demand, attention: 0.25 })).toBeLessThan(costOf(demand) / 3.9);
});
