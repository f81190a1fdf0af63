import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Budget, createBudget } from '../../src/budget/budget.ts';
import type { OpenLedger } from '../../src/budget/ledger.ts';
import type { StartOf } from '../../src/state/process-start.ts';
import { openSharedBudgets } from '../../src/state/shared-budgets.ts';
import { busiest } from '../support/busiest.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';
import { never } from '../support/provider.ts';

const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'fleetop-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

type Given = { readonly notices?: string[]; readonly startOf?: StartOf; readonly timeoutMs?: number };

const open = (
  folder: string,
  clock: ManualClock,
  { notices = [], startOf, timeoutMs = 30_000 }: Given = {},
): OpenLedger =>
  openSharedBudgets({
    folder,
    host: 'here',
    timeoutMs,
    deps: { clock, random: Math.random },
    notify: (notice) => void notices.push(notice),
    ...(startOf === undefined ? {} : { startOf }),
  });

const budgetOn = (openLedger: OpenLedger, clock: ManualClock, perMinute = 10) =>
  createBudget({
    limits: { perMinute, perHour: 1_000 },
    limitsAreOurs: true,
    deps: { clock, random: Math.random },
    openLedger: async () => openLedger('https://api.example key-1234567'),
  });

const budgetAlone = (clock: ManualClock) =>
  createBudget({
    limits: { perMinute: 60, perHour: 1_000 },
    limitsAreOurs: true,
    deps: { clock, random: Math.random },
  });

const endedPid = (): number => spawnSync(process.execPath, ['-e', '0']).pid;

/** Everything in the folder, by its path. */
const contents = (folder: string): readonly (readonly [string, string])[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => [path, readFileSync(path, 'utf8')] as const);

test('several processes never pass a window together, and all of it is used', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const sentAt: number[] = [];
  const budgets = [1, 2, 3].map(() => budgetOn(open(folder, clock), clock));
  for (let count = 0; count < 60; count += 1)
    for (const budget of budgets)
      void budget.acquire(never, 'action').then(async () => {
        sentAt.push(clock.elapsed());
        await clock.sleep(200, never);
        budget.settle(null);
      });
  await clock.advance(20 * 60_000);
  expect(busiest(sentAt, 60_000)).toBe(10);
  expect(sentAt).toHaveLength(180);
  for (const budget of budgets) budget.close();
});

test('what a process sent before it ended counts, and its file is taken over', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const first = budgetOn(open(folder, clock), clock);
  for (let count = 0; count < 9; count += 1) {
    await first.acquire(never, 'action');
    first.settle(null);
  }
  first.close();
  const [file] = contents(folder).filter(([path]) => path.endsWith('.json'));
  const [path, text] = file ?? ['', '{}'];
  // As if another process had written it, which is over.
  writeFileSync(path, JSON.stringify({ ...JSON.parse(text), pid: endedPid() }));
  const second = budgetOn(open(folder, clock), clock);
  let sent = 0;
  for (let count = 0; count < 5; count += 1)
    void second.acquire(never, 'action').then(() => {
      sent += 1;
      second.settle(null);
    });
  await clock.advance(30_000);
  expect(sent).toBe(1);
  expect(contents(folder).map(([name]) => name)).not.toContain(path);
  // A third one finds all of it with the second.
  const third = budgetOn(open(folder, clock), clock);
  let isThrough = false;
  void third.acquire(never, 'action').then(() => {
    isThrough = true;
  });
  await clock.advance(20_000);
  expect(isThrough).toBe(false);
  await clock.advance(30_000);
  expect({ sent, isThrough }).toEqual({ sent: 5, isThrough: true });
});

describe('where a process’s start is not to be had, as on macOS', () => {
  const nowhere: StartOf = () => null;

  test('several never pass a window together', async () => {
    const clock = createManualClock();
    const folder = makeFolder();
    const sentAt: number[] = [];
    const budgets = [1, 2].map(() => budgetOn(open(folder, clock, { startOf: nowhere }), clock));
    for (let count = 0; count < 20; count += 1)
      for (const budget of budgets)
        void budget.acquire(never, 'action').then(() => {
          sentAt.push(clock.elapsed());
          budget.settle(null);
        });
    await clock.advance(6 * 60_000);
    expect(sentAt).toHaveLength(40);
    expect(busiest(sentAt, 60_000)).toBe(10);
  });

  test.each([
    { name: 'an ended one is noticed, and what it sent counts', pid: endedPid, isKept: false },
    { name: 'one of another user is there', pid: () => 1, isKept: true },
    {
      name: 'a living one is there, whatever it was told of its start',
      pid: () => process.pid,
      isKept: true,
    },
  ])('$name', async ({ pid, isKept }) => {
    const clock = createManualClock();
    const folder = makeFolder();
    const first = budgetOn(open(folder, clock), clock);
    for (let count = 0; count < 10; count += 1) {
      await first.acquire(never, 'action');
      first.settle(null);
    }
    first.close();
    const [[path, text] = ['', '{}']] = contents(folder).filter(([name]) => name.endsWith('.json'));
    writeFileSync(path, JSON.stringify({ ...JSON.parse(text), pid: pid(), hasLeft: false }));
    const second = budgetOn(open(folder, clock, { startOf: nowhere }), clock);
    let isThrough = false;
    void second.acquire(never, 'action').then(() => {
      isThrough = true;
    });
    await clock.advance(59_000);
    expect(isThrough).toBe(false);
    expect(contents(folder).some(([name]) => name === path)).toBe(isKept);
    await clock.advance(5_000);
    expect(isThrough).toBe(true);
  });
});

test('a later process with the same id is another one', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const first = budgetOn(open(folder, clock, { startOf: () => 'then' }), clock);
  await first.acquire(never, 'action');
  first.settle(null);
  first.close();
  const [[path] = ['']] = contents(folder).filter(([name]) => name.endsWith('.json'));
  const second = budgetOn(open(folder, clock, { startOf: () => 'later' }), clock);
  await second.acquire(never, 'action');
  expect(contents(folder).some(([name]) => name === path)).toBe(false);
});

test('a process that took places and died holds them up for its windows only', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const openLedger = open(folder, clock);
  const dead = openLedger('https://api.example key-1234567');
  dead?.publish({ uses: [], open: 10, blockedUntil: 0, isPolling: true });
  const budget = budgetOn(open(folder, clock), clock);
  let isThrough = false;
  void budget.acquire(never, 'action').then(() => {
    isThrough = true;
  });
  await clock.advance(60_000);
  expect(isThrough).toBe(false);
  await clock.advance(60_000);
  expect(isThrough).toBe(true);
});

test('places of a process that waits long for each reply are held up for as long', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const patient = open(folder, clock, { timeoutMs: 300_000 })('https://api.example key-1234567');
  patient?.publish({ uses: [], open: 10, blockedUntil: 0, isPolling: false });
  const budget = budgetOn(open(folder, clock), clock);
  let isThrough = false;
  void budget.acquire(never, 'action').then(() => {
    isThrough = true;
  });
  await clock.advance(300_000);
  expect(isThrough).toBe(false);
  await clock.advance(70_000);
  expect(isThrough).toBe(true);
});

test('who takes over from one that died is taken over from as well', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const dead = open(folder, clock, { startOf: () => 'then' })('https://api.example key-1234567');
  dead?.publish({ uses: [], open: 10, blockedUntil: 0, isPolling: false });
  // A place that was open may still be used for a while: it counts from when it lapses, which is yet to come.
  open(folder, clock, { startOf: () => 'later' })('https://api.example key-1234567')?.read();
  const notices: string[] = [];
  const third = budgetOn(open(folder, clock, { notices, startOf: () => 'now' }), clock);
  let isThrough = false;
  void third.acquire(never, 'action').then(() => {
    isThrough = true;
  });
  await clock.advance(60_000);
  expect({ isThrough, notices }).toEqual({ isThrough: false, notices: [] });
  await clock.advance(60_000);
  expect(isThrough).toBe(true);
});

test('what the provider asks one to wait, the others wait as well, from then on', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const [first, second] = [budgetOn(open(folder, clock), clock), budgetOn(open(folder, clock), clock)];
  await second.acquire(never, 'action');
  second.settle(null);
  await first.acquire(never, 'action');
  first.settle({ limit: null, remaining: null, resetAt: null, blockedUntil: clock.now() + 20_000 });
  let throughAt = Number.NaN;
  void second.acquire(never, 'action').then(() => {
    throughAt = clock.elapsed();
  });
  await clock.advance(30_000);
  expect(throughAt).toBeGreaterThanOrEqual(20_000);
  expect(throughAt).toBeLessThan(22_000);
});

test('what the provider asked a process to wait that has ended, the next one waits as well', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const first = budgetOn(open(folder, clock), clock);
  await first.acquire(never, 'action');
  const until = clock.now() + 40_000;
  first.settle({ limit: null, remaining: null, resetAt: null, blockedUntil: until });
  first.close();
  const [path = '', text = '{}'] = contents(folder).find(([name]) => name.endsWith('.json')) ?? [];
  writeFileSync(path, JSON.stringify({ ...JSON.parse(text), pid: endedPid() }));
  await clock.advance(10_000);
  for (let count = 0; count < 2; count += 1) {
    const next = budgetOn(open(folder, clock), clock);
    expect(await next.blockedUntil()).toBe(until);
  }
  await clock.advance(30_000);
  expect(await budgetOn(open(folder, clock), clock).blockedUntil()).toBeNull();
});

test('the clock set back between two writes changes nothing', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const [first, second] = [budgetOn(open(folder, clock), clock), budgetOn(open(folder, clock), clock)];
  for (let count = 0; count < 10; count += 1) {
    await first.acquire(never, 'action');
    first.settle(null);
  }
  first.close();
  clock.jump(-24 * 3_600_000);
  const startedAt = clock.elapsed();
  let throughAt = Number.NaN;
  void second.acquire(never, 'action').then(() => {
    throughAt = clock.elapsed();
  });
  await clock.advance(2 * 60_000);
  expect(throughAt - startedAt).toBeGreaterThanOrEqual(60_000);
  expect(throughAt - startedAt).toBeLessThan(62_000);
});

test('the key is in no name and no file, and only the owner may read them', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const budget = budgetOn(open(folder, clock), clock);
  await budget.acquire(never, 'action');
  budget.settle(null);
  budget.close();
  const files = contents(folder);
  expect(files.length).toBe(2);
  for (const [path, text] of files) {
    expect(path + text).not.toContain('key-1234567');
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  }
});

test('places are taken in lots: far fewer writes than requests', async () => {
  const clock = createManualClock();
  let writes = 0;
  const ledger = open(makeFolder(), clock)('key');
  const budget = createBudget({
    limits: { perMinute: 600 },
    limitsAreOurs: true,
    deps: { clock, random: Math.random },
    openLedger: async () =>
      ledger && {
        ...ledger,
        publish: (share) => {
          writes += 1;
          ledger.publish(share);
        },
      },
  });
  for (let count = 0; count < 100; count += 1) {
    await budget.acquire(never, 'asked');
    budget.settle(null);
    await clock.advance(100);
  }
  expect(writes).toBeLessThan(35);
});

test('where nothing can be written each counts for itself, and it is said once', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  writeFileSync(join(folder, 'budgets'), 'in the way');
  const notices: string[] = [];
  const openLedger = open(folder, clock, { notices });
  const budget = budgetOn(openLedger, clock);
  expect(await budget.acquire(never, 'action')).toBe(true);
  expect(openLedger('another key')?.read()).toEqual([]);
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(/each fleetop counts/);
});

test('a pipe or a device in the place of a file is not read', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const first = budgetOn(open(folder, clock), clock);
  await first.acquire(never, 'action');
  const [[path] = ['']] = contents(folder).filter(([name]) => name.endsWith('.json'));
  const strange = join(dirname(path), '1-strange.json');
  symlinkSync('/dev/null', strange);
  rmSync(join(folder, 'budgets', 'salt'));
  symlinkSync('/dev/null', join(folder, 'budgets', 'salt'));
  const notices: string[] = [];
  first.settle(null);
  expect(await first.acquire(never, 'action')).toBe(true);
  expect(await budgetOn(open(folder, clock, { notices }), clock).acquire(never, 'action')).toBe(true);
  expect(readlinkSync(strange)).toBe('/dev/null');
  expect(notices).toEqual([expect.stringMatching(/budgets cannot be written: each fleetop counts/)]);
});

test('what could not be told at the start is told once there is room', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const notices: string[] = [];
  writeFileSync(join(folder, 'budgets'), '');
  const first = budgetOn(open(folder, clock, { notices }), clock);
  const send = async (budget: typeof first) => {
    await budget.acquire(never, 'action');
    budget.settle(null);
  };
  await send(first);
  await send(first);
  rmSync(join(folder, 'budgets'));
  await clock.advance(20_000);
  await send(first);
  expect(readdirSync(folder)).toEqual([]);
  await clock.advance(20_000);
  const second = budgetOn(open(folder, clock), clock);
  expect(first.usage().rateLimit.remaining).toBe(7);
  await send(second);
  expect(second.usage().rateLimit.remaining).toBe(6);
  expect(notices).toEqual([expect.stringMatching(/budgets cannot be written/)]);
});

test('a damaged file is set aside, with a notice', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const notices: string[] = [];
  const first = budgetOn(open(folder, clock), clock);
  await first.acquire(never, 'action');
  const [damaged = ''] = contents(folder)
    .map(([path]) => path)
    .filter((path) => path.endsWith('.json'));
  writeFileSync(damaged, '{"v":1,"uses":[[');
  const second = budgetOn(open(folder, clock, { notices }), clock);
  expect(await second.acquire(never, 'action')).toBe(true);
  expect(notices).toEqual([expect.stringContaining(`${damaged} was damaged and is now`)]);
  expect(contents(folder)).toContainEqual([expect.stringContaining('.corrupt-'), '{"v":1,"uses":[[']);
});

test('what another version wrote is passed over and stays', async () => {
  const clock = createManualClock();
  const folder = makeFolder();
  const notices: string[] = [];
  await budgetOn(open(folder, clock), clock).acquire(never, 'action');
  for (const [path] of contents(folder)) if (path.endsWith('.json')) writeFileSync(path, '{"v":2}');
  expect(await budgetOn(open(folder, clock, { notices }), clock).acquire(never, 'action')).toBe(true);
  expect(notices).toEqual([]);
  expect(contents(folder)).toContainEqual([expect.any(String), '{"v":2}']);
});

test.each(['', 'short', 'g'.repeat(64)])('a damaged salt (%j) is set aside and made anew', async (salt) => {
  const clock = createManualClock();
  const folder = makeFolder();
  await budgetOn(open(folder, clock), clock).acquire(never, 'action');
  const path = join(folder, 'budgets', 'salt');
  writeFileSync(path, salt);
  const notices: string[] = [];
  expect(await budgetOn(open(folder, clock, { notices }), clock).acquire(never, 'action')).toBe(true);
  expect(readFileSync(path, 'utf8')).toMatch(/^[0-9a-f]{64}$/);
  expect(notices).toEqual([expect.stringContaining(`${path} was damaged`)]);
});

describe('of one process, a budget after another on the same key', () => {
  const send = async (budget: Budget, count: number) => {
    for (let turn = 0; turn < count; turn += 1) {
      await budget.acquire(never, 'action');
      budget.settle(null);
    }
  };
  const files = (folder: string) => contents(folder).filter(([name]) => name.endsWith('.json'));

  test('what the one before it sent counts, its part of the pace is free, its file is taken over', async () => {
    const clock = createManualClock();
    const folder = makeFolder();
    const first = budgetOn(open(folder, clock), clock, 60);
    first.setPolling(true);
    await send(first, 5);
    first.close();
    const second = budgetOn(open(folder, clock), clock, 60);
    second.setPolling(true);
    await send(second, 1);
    expect(second.usage().rateLimit?.remaining).toBe(54);
    expect(second.pacePerMinute()).toBeCloseTo(budgetAlone(clock).pacePerMinute(), -1);
    expect(files(folder)).toHaveLength(1);
  });

  test('who waits still when it is closed comes through all the same', async () => {
    const clock = createManualClock();
    const budget = budgetOn(open(makeFolder(), clock), clock);
    await send(budget, 10);
    let isThrough = false;
    void budget.acquire(never, 'action').then(() => {
      isThrough = true;
    });
    await clock.advance(1_000);
    budget.close();
    await clock.advance(65_000);
    expect(isThrough).toBe(true);
  });

  test('a key that was read again counts once, however often it was rejected', async () => {
    const clock = createManualClock();
    const folder = makeFolder();
    const budget = budgetOn(open(folder, clock), clock, 60);
    budget.setPolling(true);
    for (let turn = 0; turn < 5; turn += 1) {
      await send(budget, 1);
      budget.forgetKey();
    }
    await send(budget, 1);
    expect(budget.usage().rateLimit?.remaining).toBe(54);
    expect(files(folder)).toHaveLength(1);
  });
});

test('a key that nobody used for a week leaves no folder', () => {
  const clock = createManualClock();
  const folder = makeFolder();
  open(
    folder,
    clock,
  )('https://api.example old-key')?.publish({
    ...{ uses: [], open: 0, blockedUntil: 0, isPolling: false },
  });
  const budgets = join(folder, 'budgets');
  const [old = ''] = readdirSync(budgets).filter((name) => name !== 'salt');
  const days = (count: number) => (clock.now() - count * 24 * 3_600_000) / 1_000;
  utimesSync(join(budgets, old), days(6), days(6));
  open(folder, clock);
  expect(readdirSync(budgets)).toContain(old);
  utimesSync(join(budgets, old), days(8), days(8));
  open(folder, clock);
  expect(readdirSync(budgets)).toEqual(['salt']);
});
