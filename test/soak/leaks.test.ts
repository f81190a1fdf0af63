import { appendFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inputOf } from '../../scripts/key-input.ts';
import { grown, growth } from '../../scripts/soak/memory.ts';
import { createFastClock } from '../support/fast-clock.ts';
import { type Held, heldNow, type Surroundings } from '../support/held.ts';
import { makeFolder, writeConfig } from '../support/run-fleetop.ts';
import { startSimulatorProcess } from '../support/simulator-process.ts';
import { openWholeDashboard, type WholeDashboard } from '../support/whole-dashboard.ts';

/** A few with all other tests; `npm run soak:leaks` has them run for as often as counts, and be told of. */
const cycles = Number(process.env['FLEETOP_CYCLES'] ?? 4);
const hours = Number(process.env['FLEETOP_HOURS'] ?? 0.03);
const figuresFile = process.env['FLEETOP_FIGURES'];
const isLong = figuresFile !== undefined;
const patience = isLong ? 60 * 60_000 : 60_000;

const looks = isLong ? 40 : 4;
const mostGrowth = 0.05;
/**
 * Lists are read, or waited for, in one moment and not in the other: a request takes a socket and some timers. A few looks
 * may meet many of them; listeners and other handles are as many as before.
 */
const slack = isLong ? { timers: 8, sockets: 8, files: 8 } : { timers: 40, sockets: 20, files: 20 };

/** Does something again and again, and looks now and then at what is held: it must not become more. */
async function expectFlat(
  name: string,
  turns: number,
  turn: (at: number) => Promise<void>,
  surroundings: () => Surroundings,
): Promise<void> {
  const held: Held[] = [];
  for (let at = 0; at < turns; at += 1) {
    await turn(at);
    if ((at + 1) % Math.max(1, Math.floor(turns / looks)) === 0 || at + 1 === turns)
      held.push(await heldNow(surroundings()));
  }
  const heaps = held.map(({ heap }) => heap / 2 ** 20);
  const heapGrowth = growth(heaps);
  if (figuresFile !== undefined)
    appendFileSync(
      figuresFile,
      `${JSON.stringify({ name, turns, first: held[0], last: held.at(-1), heapGrowth, heaps: heaps.map(Math.round) })}\n`,
    );
  const counts = (['timers', 'sockets', 'others', 'files', 'listeners'] as const).map(
    (count) => [count, held.map((now) => now[count])] as const,
  );
  expect(grown(Object.fromEntries(counts), slack)).toEqual([]);
  // Before that the caches of texts fill, and code is compiled.
  if (isLong) expect(heapGrowth).toBeLessThan(mostGrowth);
}

async function configured(options: Parameters<typeof startSimulatorProcess>[0]) {
  const { config: text } = await startSimulatorProcess(options);
  const home = makeFolder();
  return { home, text, config: writeConfig(home, text) };
}

/** Pools of connections that somebody still refers to: one goes with all that is known of its provider. */
function countPools() {
  const seen: WeakRef<object>[] = [];
  return {
    add: (pool: object) => void seen.push(new WeakRef(pool)),
    left: () => seen.filter((pool) => pool.deref() !== undefined).length,
  };
}

const isReady = (text: string) => /Servers 1\/\d+/.test(text) && /● pilot/.test(text);

test(
  'dashboards that were opened and left leave nothing behind',
  async () => {
    const { home, config } = await configured({ servers: 20, apps: 8 });
    const pools = countPools();
    const one = async () => {
      const dashboard = openWholeDashboard({ config, home, onPool: pools.add });
      await dashboard.waitFor(isReady);
      expect(await dashboard.leave()).toBe(0);
    };
    await expectFlat('dashboards', cycles, one, () => ({ emitters: [], signals: [] }));
    expect(pools.left()).toBe(0);
  },
  patience,
);

test(
  'providers that a changed configuration replaces leave nothing behind',
  async () => {
    const { home, config, text } = await configured({ servers: 20, apps: 8 });
    const pools = countPools();
    const dashboard = openWholeDashboard({ config, home, onPool: pools.add });
    await dashboard.waitFor(isReady);
    const deferred = dashboard.deferred();
    const without = text.replace(/ {2}- name: pilot\n( {4}.*\n)*/, '');
    const change = async (at: number) => {
      dashboard.press(inputOf('escape'));
      await dashboard.waitFor((shown) => !shown.includes('is in use'));
      // Each time others than before: one goes or comes, two have another account.
      const next = at % 2 === 0 ? without : text;
      const other = next.replaceAll(
        /( {2}- name: (cyber|sparrow)\n)/g,
        `$1    pollInterval: ${20 + (at % 7)}s\n`,
      );
      writeFileSync(config, `# ${at}\n${other}`);
      await dashboard.waitFor(/is in use/);
      await dashboard.waitFor((shown) => /● pilot/.test(shown) === (at % 2 === 1));
    };
    const pairs = async (at: number) => {
      await change(2 * at);
      await change(2 * at + 1);
    };
    await expectFlat('reloads', Math.ceil(cycles / 2), pairs, () => dashboard.surroundings);
    expect(dashboard.deferred()).toBe(deferred);
    expect(pools.left()).toBe(6);
    expect(await dashboard.leave()).toBe(0);
  },
  patience,
);

/** What is pressed in which pane, and what shows then and not before. */
const pages: readonly (readonly [pane: string, keys: readonly string[], wanted: RegExp])[] = [
  ['1', ['return'], /\[Fields\]/],
  ['1', ['return', 'right'], /\[Related\]/],
  ['1', ['?'], /\? Keys/],
  ['1', [','], /, Settings/],
  ['1', [':'], /: Palette/],
  ['1', ['='], /= Columns of/],
  ['1', ['a'], /a Actions/],
  ['1', ['X'], /! Confirm/],
  ['1', ['/'], / \/ ▏/],
  ['4', ['return'], /account and ledger/],
];

const panes: readonly (readonly [keys: string, isShown: (text: string) => boolean])[] = [
  ['6', (text) => text.includes('6 Activity')],
  ['2', (text) => text.includes('2 Apps 1/')],
  ['l', (text) => /5 Logs.*pinned/.test(text)],
  ['z', (text) => !text.includes('2 Apps 1/')],
  ['z', (text) => text.includes('2 Apps 1/')],
];

async function visitAll(dashboard: WholeDashboard): Promise<void> {
  for (const [pane, keys, wanted] of pages) {
    dashboard.press(pane);
    for (const key of keys) dashboard.press(inputOf(key));
    await dashboard.waitFor(wanted);
    dashboard.press(inputOf('escape'));
    await dashboard.waitFor((text) => !wanted.test(text));
  }
  for (const [keys, isShown] of panes) {
    dashboard.press(keys);
    await dashboard.waitFor(isShown);
  }
}

test(
  'pages and panes that were opened and closed leave nothing behind',
  async () => {
    const { home, config } = await configured({ servers: 20, apps: 8 });
    const dashboard = openWholeDashboard({ config, home });
    await dashboard.waitFor(isReady);
    await expectFlat(
      'pages',
      // As many pages and panes, all of them at least twice.
      Math.max(2, Math.ceil(cycles / (pages.length + panes.length))),
      () => visitAll(dashboard),
      () => dashboard.surroundings,
    );
    expect(await dashboard.leave()).toBe(0);
  },
  patience,
);

const times = 120;

test(
  'hours of polling leave nothing behind',
  async () => {
    const { home, config } = await configured({ servers: 200, apps: 40, times });
    const clock = createFastClock(times);
    const dashboard = openWholeDashboard({ config, home, clock });
    await dashboard.waitFor(isReady);
    const startedAt = clock.elapsed();
    const turns = isLong ? 40 : 4;
    const until = async (at: number) => {
      const end = startedAt + ((at + 1) / turns) * hours * 3_600_000;
      await clock.sleep(end - clock.elapsed(), dashboard.surroundings.signals[0] ?? AbortSignal.abort());
    };
    await expectFlat('hours', turns, until, () => dashboard.surroundings);
    expect(await dashboard.leave()).toBe(0);
  },
  patience,
);
