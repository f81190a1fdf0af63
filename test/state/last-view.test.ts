import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptOf, restoreView } from '../../src/dashboard/kept-view.ts';
import { openLastView } from '../../src/state/last-view.ts';
import { plainArrangements } from '../../src/store/arrangement.ts';
import { initialView, type ViewState } from '../../src/store/view-state.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { makeFolder } from '../support/run-fleetop.ts';

const setUp = (folder = join(makeFolder(), 'fleetop')) => {
  const clock = createManualClock();
  const notices: string[] = [];
  const open = () => openLastView(folder, { clock, random: Math.random }, (notice) => notices.push(notice));
  return { folder, path: join(folder, 'last-view.json'), clock, notices, open };
};

describe('the last view', () => {
  test('is there at the next start, for its owner only', () => {
    const { path, open } = setUp();
    const first = open();
    expect(first.read()).toBeUndefined();
    first.keep({ pane: 'apps' });
    first.flush();
    expect(open().read()).toEqual({ pane: 'apps' });
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  });

  test('is written once, a moment after many changes; looking alone writes nothing', async () => {
    const { folder, path, clock, open } = setUp();
    const view = open();
    view.read();
    view.flush();
    expect(existsSync(folder)).toBe(false);
    const other = open();
    for (let turn = 0; turn < 50; turn += 1) other.keep({ turn });
    expect(existsSync(path)).toBe(false);
    await clock.advance(2_000);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      v: 1,
      values: { version: 1, view: { turn: 49 } },
    });
  });

  test('that is damaged is set aside with a notice', () => {
    const { folder, path, notices, open } = setUp();
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, '{"version": 1, "view": {');
    expect(open().read()).toBeUndefined();
    expect(notices).toEqual([expect.stringMatching(/last-view\.json was damaged and is now .*corrupt/)]);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^last-view\.json\.corrupt-/)]);
  });

  test('of another version is passed over', () => {
    const { folder, path, open } = setUp();
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, '{"version": 2, "view": {"pane": "apps"}}');
    expect(open().read()).toBeUndefined();
  });
});

const base = initialView(80, 24, 0, null);

const changed: ViewState = {
  ...base,
  pane: 'apps',
  isZoomed: true,
  layout: 'tall',
  scope: 'sparrow',
  recent: ['quit'],
  isProblemsOnly: true,
  showsCosts: true,
  arrangements: {
    ...plainArrangements,
    servers: {
      filter: 'cpu>80',
      sort: [{ column: 'cpu', isDescending: true }],
      columns: [{ id: 'name', width: 30 }],
    },
    live: { filter: 'web', sort: [{ column: 'name', isDescending: false }], columns: null },
    sessions: {
      filter: 'idle>60',
      sort: [{ column: 'since', isDescending: true }],
      columns: [{ id: 'user', width: null }],
    },
  },
};

const unconfigured = { columns: {}, layout: null };

describe('what is restored', () => {
  test('is all that was kept', () => {
    const kept = keptOf(changed);
    expect(restoreView(JSON.parse(JSON.stringify(kept)), unconfigured)).toEqual({
      ...kept,
      configuredColumns: {},
    });
  });

  test('has the columns and the layout of the configuration where it names any', () => {
    const configured = { servers: [{ id: 'status', width: null }] };
    const { arrangements, configuredColumns, layout } = restoreView(keptOf(changed), {
      columns: configured,
      layout: 'one',
    });
    expect(arrangements?.servers).toMatchObject({ filter: 'cpu>80', columns: configured.servers });
    expect(configuredColumns).toBe(configured);
    expect(layout).toBe('one');
  });

  test.each<{ name: string; kept: unknown }>([
    { name: 'nothing', kept: undefined },
    { name: 'a text', kept: 'apps' },
    { name: 'a list', kept: [] },
    { name: 'null', kept: null },
    {
      name: 'nonsense in every place',
      kept: { pane: 7, isZoomed: 'no', layout: '', scope: 1, arrangements: 3, recent: 0, showsCosts: 1 },
    },
    {
      name: 'a filter, a sort and columns that are none',
      kept: {
        arrangements: {
          servers: { filter: 'cpu>', sort: [{ column: 'colour' }], columns: [{ id: 'colour', width: 1e9 }] },
          apps: null,
        },
      },
    },
  ])('from $name is as at the first start', ({ kept }) => {
    expect(keptOf({ ...base, ...restoreView(kept, unconfigured) })).toEqual(keptOf(base));
  });
});
