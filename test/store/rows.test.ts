import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFleetStore } from '../../src/store/fleet-store.ts';
import { createRowSelectors, cursorIndex, selectedKey, windowTop } from '../../src/store/rows.ts';
import { initialView } from '../../src/store/view-state.ts';
import { placedCursor } from '../../src/store/view-store.ts';
import { serversListed, testIdentity } from '../support/fleet.ts';
import { testMetrics, testServer } from '../support/resources.ts';

function fleetOf(...names: readonly string[]) {
  const { fleet, emit } = createFleetStore([testIdentity('sparrow')]);
  const list = (...listed: readonly string[]) =>
    emit(
      serversListed(
        'sparrow',
        listed.map((name) => testServer({ id: name, name })),
      ),
    );
  list(...names);
  return { fleet, emit, list, selectors: createRowSelectors(() => initialView(80, 24, 0, null)) };
}

const namesOf = (rows: { readonly items: readonly { readonly name: string }[] }) =>
  rows.items.map(({ name }) => name);
const { cursors } = initialView(80, 24, 0, null);

describe('rows', () => {
  test('are by name, numbers in their order, equal names by reference', () => {
    const { fleet, emit, selectors } = fleetOf();
    emit(
      serversListed('sparrow', [
        testServer({ id: '9', name: 'web-10' }),
        testServer({ id: '8', name: 'web-9' }),
        testServer({ id: 'b', name: 'mail' }),
        testServer({ id: 'a', name: 'mail' }),
      ]),
    );
    const rows = selectors.servers(fleet.getState());
    expect(rows.keys).toEqual(['sparrow/a', 'sparrow/b', 'sparrow/8', 'sparrow/9']);
  });

  test('of an unchanged fleet are the same object', () => {
    const { fleet, list, selectors } = fleetOf('a', 'b');
    const before = selectors.servers(fleet.getState());
    list('a', 'b');
    expect(selectors.servers(fleet.getState())).toBe(before);
    expect(selectors.live(fleet.getState())).toBe(selectors.live(fleet.getState()));
  });

  test('a renamed server takes its new place', () => {
    const { fleet, emit, selectors } = fleetOf('a', 'b', 'c');
    selectors.servers(fleet.getState());
    emit(
      serversListed('sparrow', [
        testServer({ id: 'a', name: 'z' }),
        testServer({ id: 'b', name: 'b' }),
        testServer({ id: 'c', name: 'c' }),
      ]),
    );
    expect(namesOf(selectors.servers(fleet.getState()))).toEqual(['b', 'c', 'z']);
  });

  test('a changed status shows without a new order', () => {
    const { fleet, emit, selectors } = fleetOf('a', 'b');
    selectors.servers(fleet.getState());
    emit(
      serversListed('sparrow', [
        testServer({ id: 'a', name: 'a' }),
        testServer({ id: 'b', name: 'b', status: 'stopped' }),
      ]),
    );
    expect(selectors.servers(fleet.getState()).items.map(({ status }) => status)).toEqual([
      'running',
      'stopped',
    ]);
  });

  test('of Live are the measured servers, busiest first', () => {
    const { fleet, emit, selectors } = fleetOf('a', 'b', 'c');
    emit({ type: 'metrics-read', ref: 'sparrow/a', metrics: testMetrics({ cpuPercent: 3, observedAt: 1 }) });
    emit({ type: 'metrics-read', ref: 'sparrow/c', metrics: testMetrics({ cpuPercent: 90, observedAt: 1 }) });
    expect(namesOf(selectors.live(fleet.getState()))).toEqual(['c', 'a']);
  });
});

describe('the cursor', () => {
  test.each([
    { name: 'rows come before it', after: ['0', '1', 'a', 'b', 'c'], want: 'b' },
    { name: 'rows before it go', after: ['b', 'c'], want: 'b' },
    { name: 'rows come after it', after: ['a', 'b', 'c', 'd', 'e'], want: 'b' },
    { name: 'its row goes: the next one in its place', after: ['a', 'c'], want: 'c' },
    { name: 'its row and all after it go: the last', after: ['a'], want: 'a' },
    { name: 'all rows go', after: [], want: null },
  ])('when $name', ({ after, want }) => {
    const { fleet, list, selectors } = fleetOf('a', 'b', 'c');
    const cursor = placedCursor(cursors.servers, selectors.servers(fleet.getState()), 1, 10);
    expect(cursor).toEqual({ key: 'sparrow/b', index: 1, top: 0 });
    list(...after);
    const key = selectedKey(selectors, 'servers', fleet.getState(), cursor);
    expect(key).toBe(want === null ? null : `sparrow/${want}`);
  });

  test('stays on its server while others overtake it in Live', () => {
    const { fleet, emit, selectors } = fleetOf('a', 'b');
    const measure = (id: string, cpuPercent: number, observedAt: number) =>
      emit({ type: 'metrics-read', ref: `sparrow/${id}`, metrics: testMetrics({ cpuPercent, observedAt }) });
    measure('a', 50, 1);
    measure('b', 10, 1);
    const cursor = placedCursor(cursors.live, selectors.live(fleet.getState()), 0, 10);
    measure('b', 99, 2);
    const rows = selectors.live(fleet.getState());
    expect(rows.keys).toEqual(['sparrow/b', 'sparrow/a']);
    expect(rows.keys[cursorIndex(cursor, rows)]).toBe('sparrow/a');
  });

  test('is brought back into the list from anywhere', () => {
    const { fleet, selectors } = fleetOf('a', 'b', 'c');
    const rows = selectors.servers(fleet.getState());
    expect(placedCursor(cursors.servers, rows, 99, 10)).toMatchObject({ key: 'sparrow/c', index: 2 });
    expect(placedCursor(cursors.servers, rows, -5, 10)).toMatchObject({ key: 'sparrow/a', index: 0 });
  });
});

describe('the window on a list', () => {
  const place = fc
    .record({
      count: fc.nat({ max: 60 }),
      height: fc.integer({ min: 1, max: 30 }),
      top: fc.nat({ max: 80 }),
      at: fc.nat(),
    })
    .map(({ count, height, top, at }) => ({ count, height, top, index: count === 0 ? 0 : at % count }));

  test('has the cursor in view, wastes no room and moves as little as it can', () => {
    fc.assert(
      fc.property(place, ({ count, height, top, index }) => {
        const next = windowTop(top, index, count, height);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThanOrEqual(index);
        expect(index).toBeLessThan(next + height);
        expect(next).toBeLessThanOrEqual(Math.max(0, count - height));
        const isGood = index >= top && index < top + height && top <= Math.max(0, count - height);
        if (isGood) expect(next).toBe(top);
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    { name: 'at the end', top: 0, index: 9, want: 5 },
    { name: 'one below', top: 0, index: 5, want: 1 },
    { name: 'one above', top: 4, index: 3, want: 3 },
    { name: 'in view', top: 3, index: 5, want: 3 },
  ])('$name', ({ top, index, want }) => {
    expect(windowTop(top, index, 10, 5)).toBe(want);
  });
});
