import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../src/model/log-line.ts';
import { problem } from '../../src/model/problem.ts';
import { createLogRing } from '../../src/store/log-ring.ts';
import { appendLog, createLogStore, failLog, openLog } from '../../src/store/log-store.ts';

const lineOf = (line: string): LogLine => ({ at: null, line, deploymentId: null, source: null });
const linesOf = (from: number, to: number): readonly LogLine[] =>
  Array.from({ length: to - from }, (_, index) => lineOf(`line ${from + index}`));

describe('the ring of lines', () => {
  test('keeps the newest, in order, inside both bounds, and counts what it dropped', () => {
    const batches = fc.array(fc.array(fc.string({ maxLength: 30 }), { maxLength: 20 }), { maxLength: 20 });
    fc.assert(
      fc.property(
        batches,
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 300 }),
        (pushed, lines, characters) => {
          const ring = createLogRing({ lines, characters });
          for (const batch of pushed) {
            ring.push(batch.map(lineOf));
            const kept = ring.slice(0, ring.length());
            expect(ring.length()).toBeLessThanOrEqual(lines);
            // One line alone may be longer than the bound: the newest is always kept.
            if (kept.length > 1)
              expect(kept.reduce((sum, { line }) => sum + line.length, 0)).toBeLessThanOrEqual(characters);
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

  test('drops no more than a lot at a time, however long it runs', () => {
    const ring = createLogRing({ lines: 100, characters: 110 });
    for (let turn = 0; turn < 100; turn += 1) {
      ring.push(linesOf(turn * 7, turn * 7 + 7).map(({ line }) => lineOf(line.slice(-1))));
      if (turn > 20) expect(ring.length()).toBeGreaterThanOrEqual(90);
    }
    expect(ring.slice(0, ring.length()).reduce((sum, { line }) => sum + line.length, 0)).toBe(ring.length());
  });

  test('a window on it is counted from the oldest line kept', () => {
    const ring = createLogRing({ lines: 10, characters: 10_000 });
    ring.push(linesOf(0, 12));
    expect(ring.dropped()).toBe(3);
    expect(ring.slice(0, 2)).toEqual(linesOf(3, 5));
    expect(ring.slice(-5, 1)).toEqual(linesOf(3, 4));
    expect(ring.slice(5, 2)).toEqual([]);
    ring.clear();
    expect({ length: ring.length(), dropped: ring.dropped() }).toEqual({ length: 0, dropped: 0 });
  });
});

describe('the log that is followed', () => {
  const storeAfter = (...steps: readonly ((store: ReturnType<typeof createLogStore>) => void)[]) => {
    const store = createLogStore();
    for (const step of steps) step(store);
    const { ring, ...state } = store.getState();
    return { ...state, lines: ring.slice(0, ring.length()).map(({ line }) => line) };
  };
  type Store = ReturnType<typeof createLogStore>;
  const open = (store: Store) => openLog(store, 'sparrow/1');

  test('what came in together is one change', () => {
    const store = createLogStore();
    open(store);
    let changes = 0;
    store.subscribe(() => {
      changes += 1;
    });
    appendLog(store, [
      { type: 'lines', lines: linesOf(0, 2) },
      { type: 'gap' },
      { type: 'lines', lines: linesOf(2, 3) },
    ]);
    expect(changes).toBe(1);
    expect(store.getState().ring.length()).toBe(4);
  });

  test('moves from connecting over following to its end', () => {
    expect(storeAfter(open)).toMatchObject({ phase: 'connecting', ref: 'sparrow/1', lines: [] });
    const lines = (store: Store) => appendLog(store, [{ type: 'lines', lines: linesOf(0, 1) }]);
    expect(storeAfter(open, lines)).toMatchObject({ phase: 'following', lines: ['line 0'] });
    const done = (store: Store) => appendLog(store, [{ type: 'done', status: 'failed' }]);
    expect(storeAfter(open, lines, done)).toMatchObject({
      phase: 'ended',
      endStatus: 'failed',
      lines: ['line 0'],
    });
  });

  test('a failure keeps the lines; another app empties them', () => {
    const lines = (store: Store) => appendLog(store, [{ type: 'lines', lines: linesOf(0, 1) }]);
    const fail = (store: Store) => failLog(store, problem('network', 'gone'));
    expect(storeAfter(open, lines, fail)).toMatchObject({
      phase: 'failed',
      lines: ['line 0'],
      problem: { message: 'gone' },
    });
    expect(storeAfter(open, lines, fail, (store) => openLog(store, null))).toMatchObject({
      phase: 'none',
      ref: null,
      problem: null,
      lines: [],
    });
  });

  test('every change of lines moves the version', () => {
    const store = createLogStore();
    const versions = [store.getState().version];
    for (const step of [open, (it: Store) => appendLog(it, [{ type: 'gap' }]), open]) {
      step(store);
      versions.push(store.getState().version);
    }
    expect(new Set(versions).size).toBe(versions.length);
  });
});
