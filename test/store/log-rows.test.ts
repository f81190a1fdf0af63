import { describe, expect, test } from 'vitest';
import { parseLogFilter } from '../../src/logs/log-filter.ts';
import type { LogEntry } from '../../src/model/log-line.ts';
import { createLogRing } from '../../src/store/log-ring.ts';
import { createLogRows } from '../../src/store/log-rows.ts';

const entryOf = (line: string, orderAt: number, kind: LogEntry['kind'] = 'line'): LogEntry => ({
  at: orderAt,
  orderAt,
  line,
  deploymentId: null,
  source: null,
  ref: 'sparrow/1',
  kind,
});

const searchFor = (text: string, isFilter: boolean, neighbours = 0) => {
  const matches = parseLogFilter(text);
  if (!matches.ok) throw new Error(matches.problem.message);
  return { matches: matches.value, isFilter, neighbours };
};

/** A clock on which every look takes a millisecond. */
const tickingClock = () => {
  let time = 0;
  return () => {
    time += 1;
    return time;
  };
};

function openRows(count: number) {
  const ring = createLogRing({ lines: 10_000, bytes: 1e9 });
  ring.insert(
    Array.from({ length: count }, (_, index) => entryOf(index % 10 === 3 ? `hit ${index}` : 'miss', index)),
  );
  return { ring, rows: createLogRows(ring, tickingClock()) };
}

describe('the rows shown', () => {
  test('are all of them without a filter, by place and by position', () => {
    const { ring, rows } = openRows(10_030);
    expect([rows.length(), rows.at(0)?.position, rows.matched()]).toEqual([10_000, 30, null]);
    expect([rows.indexAt(0), rows.indexAt(31), rows.indexAt(99_999)]).toEqual([0, 1, 10_000]);
    expect(rows.entry(9_999)).toBe(ring.at(10_029));
    expect([rows.at(-1), rows.at(10_000)]).toEqual([undefined, undefined]);
  });

  test('are those found with their neighbours, as more come in', () => {
    const { ring, rows } = openRows(25);
    rows.look(searchFor('hit', true, 1));
    while (!rows.update(1));
    const positions = () => Array.from({ length: rows.length() }, (_, index) => rows.at(index)?.position);
    expect(positions()).toEqual([2, 3, 4, 12, 13, 14, 22, 23, 24]);
    expect([rows.matched(), rows.at(1)?.isMatch, rows.at(2)?.isMatch]).toEqual([3, true, false]);
    ring.insert([entryOf('hit late', 30)]);
    rows.update(1);
    expect([rows.indexAt(24), rows.indexAt(25), rows.matched()]).toEqual([8, 9, 4]);
    rows.look(null);
    expect(rows.length()).toBe(26);
  });

  test('are searched in slices that say how far they are', () => {
    const { rows } = openRows(5_000);
    rows.look(searchFor('hit', false));
    const progress: number[] = [rows.progress()];
    while (!rows.update(1)) progress.push(rows.progress());
    expect(progress.length).toBeGreaterThan(5);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect([progress[0], rows.progress()]).toEqual([0, 1]);
    expect([rows.length(), rows.matched()]).toEqual([5_000, 500]);
  });
});

describe('the next one found', () => {
  test.each([
    { from: -1, step: 1 as const, found: 3 },
    { from: 3, step: 1 as const, found: 13 },
    { from: 4, step: 1 as const, found: 13 },
    { from: 23, step: 1 as const, found: null },
    { from: 25, step: -1 as const, found: 23 },
    { from: 23, step: -1 as const, found: 13 },
    { from: 3, step: -1 as const, found: null },
  ])('from $from by $step is $found', ({ from, step, found }) => {
    const { rows } = openRows(25);
    for (const search of [searchFor('hit', true, 2), searchFor('hit', false)]) {
      rows.look(search);
      while (!rows.update(1));
      expect(rows.nextMatch(from, step)).toBe(found);
    }
  });

  test('is never a mark, which a filter lets through', () => {
    const { ring, rows } = openRows(5);
    ring.insert([entryOf('lines may be missing here', 5, 'mark')]);
    rows.look(searchFor('hit', true));
    rows.update(1);
    expect([rows.length(), rows.nextMatch(3, 1)]).toEqual([2, null]);
  });
});

test('a row is found again where late ones moved it, and the oldest kept where it is gone', () => {
  const { ring, rows } = openRows(100);
  const entry = ring.at(50) ?? entryOf('', 0);
  ring.insert([entryOf('late', 20), entryOf('late too', 30)]);
  expect(rows.locate({ entry, position: 50 })).toBe(52);
  ring.clear();
  expect(rows.locate({ entry, position: 50 })).toBe(102);
});
