import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFilteredLog } from '../../src/logs/filtered-log.ts';
import { highlightsOf, parseLogFilter, parseLogSearch } from '../../src/logs/log-filter.ts';
import type { LogEntry } from '../../src/model/log-line.ts';
import { createLogRing } from '../../src/store/log-ring.ts';

const entryOf = (line: string, rest: Partial<LogEntry> = {}): LogEntry => ({
  at: null,
  line,
  deploymentId: null,
  source: null,
  ref: 'sparrow/app-1',
  kind: 'line',
  orderAt: 0,
  ...rest,
});

describe('a filter', () => {
  const rows = [
    entryOf('GET /cart 200', { source: 'runtime' }),
    entryOf('ERROR upstream: cart', { ref: 'spheron/p2' }),
    entryOf('WARN slow', { source: 'build' }),
    entryOf('deployment ended', { kind: 'event' }),
    entryOf('lines may be missing here', { kind: 'mark' }),
  ];
  const nameOf = (ref: string) => (ref === 'spheron/p2' ? 'Shop' : 'Portal');
  const [cart, error, warn, event, mark] = [0, 1, 2, 3, 4];

  test.each([
    { filter: '', lets: [cart, error, warn, event, mark] },
    { filter: 'CART', lets: [cart, error, mark] },
    { filter: 'cart !error', lets: [cart, mark] },
    { filter: '"cart 2"', lets: [cart, mark] },
    { filter: '/^(get|warn)/', lets: [cart, warn, mark] },
    { filter: '!/\\d{3}$/', lets: [error, warn, event, mark] },
    { filter: 'level:error', lets: [error, mark] },
    { filter: 'level:warn', lets: [error, warn, mark] },
    { filter: '!level:warn', lets: [cart, event, mark] },
    { filter: 'source:shop', lets: [error, mark] },
    { filter: 'source:sparrow', lets: [cart, warn, event, mark] },
    { filter: 'source:build', lets: [warn, mark] },
    { filter: 'source:event', lets: [event, mark] },
    { filter: 'upstream: cart', lets: [error, mark] },
    { filter: 'a.b(', lets: [mark] },
  ])('$filter', ({ filter, lets }) => {
    const parsed = parseLogFilter(filter, nameOf);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    expect(rows.flatMap((row, index) => (parsed.value(row) ? [index] : []))).toEqual(lets);
  });

  test.each([
    ['/(/', /no regular expression/],
    ['/abc', /has no \/ at its end/],
    ['level:loud', /no level "loud": error, warn, info, debug/],
  ])('%s makes no sense, and says why', (filter, sentence) => {
    expect(parseLogFilter(filter)).toMatchObject({ ok: false, problem: { code: 'usage' } });
    const parsed = parseLogFilter(filter);
    expect(parsed.ok ? '' : parsed.problem.message).toMatch(sentence);
  });

  test('a search finds a mark by its words only', () => {
    const found = (text: string) => {
      const parsed = parseLogSearch(text);
      return parsed.ok && rows.flatMap((row, index) => (parsed.value(row) ? [index] : []));
    };
    expect(found('missing')).toEqual([mark]);
    expect(found('cart')).toEqual([cart, error]);
  });

  test('what is to be marked is what was looked for', () => {
    const marks = highlightsOf('cart !get /\\d+/ level:error');
    const line = 'Cart 200 get 7';
    const marked = marks.flatMap(({ places }) => places(line).map(([from, to]) => line.slice(from, to)));
    expect(marked).toEqual(['Cart', '200', '7']);
  });
});

/** A clock on which every look takes a millisecond. */
const tickingClock = () => {
  let time = 0;
  return () => {
    time += 1;
    return time;
  };
};

describe('a filtered log', () => {
  type Step = { readonly times: readonly number[]; readonly budget: number };
  const steps = fc.array(fc.record({ times: fc.array(fc.nat(60), { maxLength: 40 }), budget: fc.nat(3) }), {
    maxLength: 12,
  });
  const isMatch = ({ line }: LogEntry) => Number(line) % 5 === 0;

  test('shows at any time what filtering everything anew would show', () => {
    fc.assert(
      fc.property(
        steps,
        fc.nat(3),
        fc.integer({ min: 5, max: 200 }),
        (all: readonly Step[], neighbours, limit) => {
          const ring = createLogRing({ lines: limit, bytes: 1e9 });
          const shown = createFilteredLog(ring, ring.openCursor(), isMatch, neighbours, tickingClock());
          let count = 0;
          for (const { times, budget } of all) {
            const batch = times.map((orderAt) => {
              count += 1;
              return entryOf(String(count), { orderAt });
            });
            ring.insert(batch.toSorted((a, b) => a.orderAt - b.orderAt));
            shown.update(budget);
          }
          while (!shown.update(0));
          const rows = ring.slice(0, ring.length());
          const hits = new Set(rows.flatMap((row, index) => (isMatch(row) ? [index] : [])));
          const near = (index: number) => [...hits].some((hit) => Math.abs(hit - index) <= neighbours);
          const expected = rows.flatMap((_, index) => (near(index) ? [ring.first() + index] : []));
          const found = shown.slice(0, shown.length());
          // Neighbours of a match that was dropped meanwhile may stay until they are dropped themselves.
          const first = expected[0] ?? Number.POSITIVE_INFINITY;
          expect(found.map(({ position }) => position).filter((position) => position >= first)).toEqual(
            expected,
          );
          expect(found.every(({ position }) => position >= ring.first())).toBe(true);
          expect(shown.matched()).toBe(hits.size);
        },
      ),
      { numRuns: 400 },
    );
  });
});
