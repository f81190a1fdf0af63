import { queryObjects } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPlacer } from '../../src/logs/order.ts';
import type { LogEntry, LogLine } from '../../src/model/log-line.ts';
import { problem } from '../../src/model/problem.ts';
import { createLogRing } from '../../src/store/log-ring.ts';
import { appendLogs, clearLogs, createLogStore, openLogs } from '../../src/store/log-store.ts';
import { heldNow } from '../support/held.ts';

const entryOf = (line: string, orderAt = 0, ref = 'sparrow/1'): LogEntry => ({
  at: orderAt,
  line,
  deploymentId: null,
  source: null,
  ref,
  kind: 'line',
  orderAt,
});
const entriesOf = (from: number, to: number): readonly LogEntry[] =>
  Array.from({ length: to - from }, (_, index) => entryOf(`line ${from + index}`, from + index));
const unbounded = { lines: 1_000_000, bytes: 1e12 };
/** What a row takes beside its text. */
const overhead = 176;

describe('the ring of lines', () => {
  test('keeps the newest, in order, inside both bounds, and counts what it dropped', () => {
    const batches = fc.array(fc.array(fc.string({ maxLength: 30 }), { maxLength: 20 }), { maxLength: 20 });
    const bytesOf = (line: string) => overhead + line.length * (/[\u0100-\uffff]/.test(line) ? 2 : 1);
    fc.assert(
      fc.property(
        batches,
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 6_000 }),
        (pushed, lines, bytes) => {
          const ring = createLogRing({ lines, bytes });
          for (const batch of pushed) {
            ring.insert(batch.map((line) => entryOf(line)));
            const kept = ring.slice(0, ring.length());
            expect(ring.length()).toBeLessThanOrEqual(lines);
            // One line alone may be longer than the bound: the newest is always kept.
            const size = kept.reduce((sum, { line }) => sum + bytesOf(line), 0);
            expect(ring.bytes()).toBe(size);
            if (kept.length > 1) expect(size).toBeLessThanOrEqual(bytes);
          }
          const all = pushed.flat();
          expect(ring.dropped() + ring.length()).toBe(all.length);
          expect(ring.slice(0, ring.length()).map(({ line }) => line)).toEqual(
            all.slice(all.length - ring.length()),
          );
          if (all.length > 0) expect(ring.length()).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('rows of any times end up in the order of time, those of the same time as they came', () => {
    const batches = fc.array(fc.array(fc.nat(30), { maxLength: 10 }), { maxLength: 12 });
    fc.assert(
      fc.property(batches, (times) => {
        const ring = createLogRing(unbounded);
        let count = 0;
        const all = times.map((batch) =>
          batch
            .map((time) => {
              count += 1;
              return entryOf(String(count), time);
            })
            .toSorted((a, b) => a.orderAt - b.orderAt),
        );
        for (const batch of all) ring.insert(batch);
        expect(ring.slice(0, ring.length())).toEqual(all.flat().toSorted((a, b) => a.orderAt - b.orderAt));
      }),
    );
  });

  test('a row later than the window stands at its beginning, and the whole stays in order', () => {
    const ring = createLogRing(unbounded);
    ring.insert(entriesOf(1, 30_001));
    ring.insert([entryOf('late', 5)]);
    const position = ring.positionAt(10_000);
    expect(ring.at(position)?.line).toBe('line 10000');
    expect(ring.at(position + 1)).toMatchObject({ line: 'late', at: 5, orderAt: 10_000 });
    expect(ring.length()).toBe(30_001);
  });

  test('a position stays with its row while older ones are dropped, and is found by time', () => {
    const ring = createLogRing({ ...unbounded, lines: 10 });
    ring.insert(entriesOf(0, 12));
    expect([ring.first(), ring.end()]).toEqual([2, 12]);
    expect(ring.at(5)?.line).toBe('line 5');
    ring.insert(entriesOf(12, 15));
    expect(ring.at(5)?.line).toBe('line 5');
    expect(ring.at(4)).toBeUndefined();
    expect(ring.positionAt(9)).toBe(9);
    expect(ring.positionAt(0)).toBe(5);
    expect(ring.positionAt(99)).toBe(15);
    expect(ring.slice(-5, 1)).toEqual(entriesOf(5, 6));
    expect(ring.slice(5, 2)).toEqual([]);
    ring.clear();
    expect({ length: ring.length(), bytes: ring.bytes(), first: ring.first() }).toEqual({
      length: 0,
      bytes: 0,
      first: 15,
    });
  });

  test('a cursor is taken back to where a late row was put in, and left alone by new ones', () => {
    const ring = createLogRing(unbounded);
    const cursor = ring.openCursor();
    ring.insert(entriesOf(0, 10));
    cursor.moveTo(10);
    ring.insert(entriesOf(10, 12));
    expect(cursor.next()).toBe(10);
    cursor.moveTo(12);
    ring.insert([entryOf('late', 6)]);
    expect(cursor.next()).toBe(7);
  });
});

describe('the place of a row', () => {
  const line = (at: number | null): LogLine => ({ at, line: 'x', deploymentId: null, source: null });

  test.each([
    { name: 'its own time', times: [10, 20, 20], places: [10, 20, 20] },
    { name: 'never before the row before it', times: [20, 10, 30], places: [20, 20, 30] },
    { name: 'without a time behind the row before it', times: [10, null, 30], places: [10, 10, 30] },
    { name: 'where none has a time, when it came in', times: [null, null], places: [1_000, 1_001] },
    { name: 'not in a future that cannot be', times: [10, 9e15, 20], places: [10, 1_001, 1_001] },
    {
      name: 'of its own time, whatever came without one before',
      times: [null, 10, null],
      places: [1_000, 10, 10],
    },
  ])('$name', ({ times, places }) => {
    const place = createPlacer('sparrow/1');
    const placed = times.flatMap((at, index) => place([{ line: line(at), kind: 'line' }], 1_000 + index));
    expect(placed.map(({ orderAt }) => orderAt)).toEqual(places);
  });

  test('the first rows, without a time, stand before the first that has one', () => {
    const rows = [null, null, 10].map((at) => ({ line: line(at), kind: 'line' as const }));
    expect(createPlacer('sparrow/1')(rows, 1_000).map(({ orderAt }) => orderAt)).toEqual([10, 10, 10]);
  });
});

describe('the logs that are followed', () => {
  type Store = ReturnType<typeof createLogStore>;
  const storeAfter = (...steps: readonly ((store: Store) => void)[]) => {
    const store = createLogStore();
    for (const step of steps) step(store);
    const { ring, ...state } = store.getState();
    return { ...state, lines: ring.slice(0, ring.length()).map(({ line }) => line) };
  };
  const open = (store: Store) => openLogs(store, [{ ref: 'sparrow/1', deploymentId: null }]);
  const lines = (store: Store) => appendLogs(store, [{ type: 'entries', entries: entriesOf(0, 1) }]);
  const fail = (store: Store) =>
    appendLogs(store, [{ type: 'failed', ref: 'sparrow/1', problem: problem('network', 'gone') }]);

  test('what came in together is one change', () => {
    const store = createLogStore();
    open(store);
    let changes = 0;
    store.subscribe(() => {
      changes += 1;
    });
    appendLogs(store, [
      { type: 'entries', entries: entriesOf(0, 2) },
      { type: 'entries', entries: entriesOf(2, 3) },
      { type: 'ended', ref: 'sparrow/1', status: null, deploymentId: null, row: null },
    ]);
    expect(changes).toBe(1);
    expect(store.getState().ring.length()).toBe(3);
  });

  test('moves from connecting over following to its end, which is a row of its own', () => {
    expect(storeAfter(open)).toMatchObject({
      sources: [{ phase: 'connecting', ref: 'sparrow/1', received: 0 }],
      lines: [],
    });
    expect(storeAfter(open, lines)).toMatchObject({ sources: [{ phase: 'following' }], lines: ['line 0'] });
    const row: LogEntry = { ...entryOf('it has ended: failed', 9), kind: 'event' };
    const done = (store: Store) =>
      appendLogs(store, [{ type: 'ended', ref: 'sparrow/1', status: 'failed', deploymentId: 'd1', row }]);
    expect(storeAfter(open, lines, done)).toMatchObject({
      sources: [{ phase: 'ended', endStatus: 'failed', received: 1 }],
      lines: ['line 0', 'it has ended: failed'],
    });
  });

  test('counts every line of each source, kept or not, and no marks', () => {
    const store = createLogStore({ lines: 3, bytes: 1e9 });
    openLogs(store, [
      { ref: 'a/1', deploymentId: null },
      { ref: 'b/1', deploymentId: null },
    ]);
    for (let turn = 0; turn < 5; turn += 1)
      appendLogs(store, [
        {
          type: 'entries',
          entries: [entryOf('x', turn, 'a/1'), entryOf('y', turn, 'b/1'), entryOf('z', turn, 'b/1')],
        },
        { type: 'entries', entries: [{ ...entryOf('gap', turn, 'a/1'), kind: 'mark' }] },
      ]);
    expect(store.getState().sources.map(({ received }) => received)).toEqual([5, 10]);
    expect(store.getState().ring.length()).toBe(3);
    clearLogs(store);
    expect(store.getState().sources.map(({ received }) => received)).toEqual([5, 10]);
    expect(store.getState().ring.length()).toBe(0);
  });

  test('a failure keeps the lines; other logs empty them', () => {
    expect(storeAfter(open, lines, fail)).toMatchObject({
      sources: [{ phase: 'failed', problem: { message: 'gone' } }],
      lines: ['line 0'],
    });
    expect(storeAfter(open, lines, fail, (store) => openLogs(store, []))).toMatchObject({
      sources: [],
      lines: [],
    });
  });

  test('every change of lines moves the version', () => {
    const store = createLogStore();
    const versions = [store.getState().version];
    for (const step of [open, lines, fail, clearLogs, open]) {
      step(store);
      versions.push(store.getState().version);
    }
    expect(new Set(versions).size).toBe(versions.length);
  });
});

test('searches that are over leave no place in the ring', async () => {
  const ring = createLogRing();
  const placesOf = async () => {
    await heldNow();
    // A place of its own is kept by every cursor that is open.
    const last = ring.openCursor();
    const places = queryObjects(WeakRef, { format: 'count' });
    last.moveTo(0);
    return places;
  };
  const before = await placesOf();
  for (let turn = 0; turn < 1_000; turn += 1) ring.openCursor();
  expect(await placesOf()).toBeLessThan(before + 100);
});
