import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrangeColumns } from '../../src/listing/arrange-columns.ts';
import { chooseColumns } from '../../src/listing/choose-columns.ts';
import { serverFields } from '../../src/listing/fields.ts';
import { parseFilter } from '../../src/listing/filter.ts';
import { highlightOf } from '../../src/listing/highlight.ts';
import { createOrder, type SortKey } from '../../src/listing/order.ts';
import { serverColumns } from '../../src/listing/server-columns.ts';
import type { Server } from '../../src/model/server.ts';
import { testMetrics, testServer } from '../support/resources.ts';

const word = fc.constantFrom('web', 'db', 'Web', 'api', 'web-2', 'web-10', '');
const rows = fc.array(
  fc.record({ name: word, region: fc.option(word), cpu: fc.option(fc.integer({ min: 0, max: 4 })) }).map(
    ({ name, region, cpu }): Server =>
      testServer({
        name,
        region,
        metrics: cpu === null ? null : testMetrics({ cpuPercent: cpu }),
      }),
  ),
  { maxLength: 40 },
);
const keys = fc.array(
  fc.record({ column: fc.constantFrom('name', 'region', 'cpu', 'status'), isDescending: fc.boolean() }),
  { maxLength: 3 },
);

const collator = new Intl.Collator('en', { numeric: true });

const sortValue = (row: Server, column: string): string | number | null =>
  serverFields.find(({ id }) => id === column)?.value(row) ?? null;

/** What the sort promises of two rows, said once more in the plainest way. */
function expected(a: Server, b: Server, sort: readonly SortKey[]): number {
  for (const { column, isDescending } of sort) {
    const [left, right] = [sortValue(a, column), sortValue(b, column)];
    if (left === null && right === null) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    const between =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : collator.compare(String(left), String(right));
    if (between !== 0) return isDescending ? -between : between;
  }
  return 0;
}

describe('an order', () => {
  test('is the stable sort by several columns, unknown values last, whatever was sorted before', () => {
    const order = createOrder(serverFields);
    fc.assert(
      fc.property(rows, keys, (servers, sort) => {
        const want = [...servers].sort((a, b) => expected(a, b, sort));
        const found = order(servers, sort);
        expect(found.length).toBe(want.length);
        for (const [index, server] of want.entries()) expect(found[index]).toBe(server);
      }),
      { numRuns: 500 },
    );
  });

  test('holds for rows that took the place of others, whatever of them has changed', () => {
    const order = createOrder(serverFields);
    const change = fc.record({ name: word, cpu: fc.integer({ min: 0, max: 4 }) });
    fc.assert(
      fc.property(rows, fc.array(fc.option(change), { maxLength: 40 }), keys, (servers, changes, sort) => {
        order(servers, sort);
        const changed = servers.map((server, index) => {
          const to = changes[index] ?? null;
          return to === null
            ? server
            : { ...server, name: to.name, metrics: testMetrics({ cpuPercent: to.cpu }) };
        });
        const want = [...changed].sort((a, b) => expected(a, b, sort));
        const found = order(changed, sort);
        for (const [index, server] of want.entries()) expect(found[index]).toBe(server);
      }),
      { numRuns: 500 },
    );
  });

  test('passes over what is no column', () => {
    const servers = ['b', 'a'].map((name) => testServer({ name }));
    expect(createOrder(serverFields)(servers, [{ column: 'colour', isDescending: false }])).toEqual(servers);
  });
});

describe('a filter', () => {
  test('lets through the same rows before a sort and after it', () => {
    const order = createOrder(serverFields);
    fc.assert(
      fc.property(
        rows,
        keys,
        fc.constantFrom('web', '!web', 'cpu>1', 'wb', 'region:d'),
        (servers, sort, text) => {
          const filter = parseFilter(text, serverFields);
          const meets = (row: Server) => filter.ok && filter.value.every(({ matches }) => matches(row, 0));
          expect(order(servers, sort).filter(meets)).toEqual(order(servers.filter(meets), sort));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('negated lets through exactly what it did not before', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom('web', 'cpu>1', 'region:d', '/b$/', 'name:web'), (servers, text) => {
        const [plain, negated] = [parseFilter(text, serverFields), parseFilter(`!${text}`, serverFields)];
        for (const server of servers)
          expect(plain.ok && plain.value.every(({ matches }) => matches(server, 0))).toBe(
            !(negated.ok && negated.value.every(({ matches }) => matches(server, 0))),
          );
      }),
    );
  });

  test.each([
    ['web', 'my-web-1', [3, 4, 5]],
    ['wb1', 'web-1', [0, 2, 4]],
    ['WEB', 'web-1', [0, 1, 2]],
    ['name:eb', 'web-1', [1, 2]],
    ['web 1', 'web-1', [0, 1, 2, 4]],
    ['zzz', 'web-1', []],
  ])('%s marks its letters in %s', (filter, name, want) => {
    expect([...(highlightOf(filter, 'name')?.(name) ?? [])].sort((a, b) => a - b)).toEqual(want);
  });

  test.each(['', '!web', '/web/', 'region:web', 'cpu>3'])('%s marks nothing', (filter) => {
    expect(highlightOf(filter, 'name')).toBeNull();
  });
});

describe('columns', () => {
  const byName = [{ column: 'name', isDescending: false }];
  const shown = (
    width: number,
    ...given: Parameters<typeof arrangeColumns<Server>> extends [unknown, ...infer R] ? R : never
  ) =>
    chooseColumns(arrangeColumns(serverColumns, ...given), width).map(({ column, width: cells }) => [
      column.title,
      cells,
    ]);

  test('are in the chosen order and of the chosen width', () => {
    const choices = [
      { id: 'cpu', width: 6 },
      { id: 'name', width: null },
      { id: 'gone', width: null },
    ];
    expect(shown(60, choices, byName)).toEqual([
      ['CPU', 6],
      ['NAME▲', 34],
    ]);
  });

  test('the one sorted by is there however narrow it is', () => {
    const plain = shown(40, null, byName).map(([title]) => title);
    expect(plain).not.toContain('PLAN');
    expect(shown(40, null, [{ column: 'plan', isDescending: true }]).map(([title]) => title)).toContain(
      'PLAN▼',
    );
  });
});
