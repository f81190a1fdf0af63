import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serverFields } from '../../src/listing/fields.ts';
import { createListRows } from '../../src/store/list-rows.ts';
import { testServer } from '../support/resources.ts';

const names = ['web-1', 'web-2', 'api-1', 'db', 'cpu', 'staging', 'w e b', 'WEB'];
const servers = names.map((name, index) =>
  testServer({
    id: String(index),
    name,
    provider: index % 2 === 0 ? 'cyber' : 'sparrow',
    region: index % 3 === 0 ? 'in-mumbai' : 'de',
    createdAt: index * 1_000_000,
  }),
);

const pieces = fc.constantFrom(
  ...['w', 'e', 'b', 'a', 'de', 'c', '1', ' ', '!', '"', '/', '\\', ':', '>', '<', '=', '-'],
  ...['cpu', 'name:', 'region:m', 'age<', '5d', 'status:', '/w.b/', 'cyber'],
);

test('a filter that is typed, changed and taken back leaves what it leaves when it is there at once', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(pieces, fc.nat({ max: 3 })), { maxLength: 12 }), (steps) => {
      const typed = createListRows(serverFields);
      let filter = '';
      for (const [piece, back] of steps) {
        filter = filter.slice(0, Math.max(0, filter.length - (back === 3 ? 2 : 0))) + piece;
        const left = typed.filtered(servers, filter, 9_000_000);
        expect(left).toEqual(createListRows(serverFields).filtered(servers, filter, 9_000_000));
        expect(typed.filtered(servers, filter, 9_000_000)).toBe(left);
      }
    }),
    { numRuns: 500 },
  );
});

test('rows that were read again are looked at again where they are not what they were', () => {
  const change = fc.record({ place: fc.nat(servers.length - 1), name: fc.constantFrom(...names) });
  fc.assert(
    fc.property(fc.constantFrom('web', '!w', 'name:api', 'e b'), fc.array(change), (filter, changes) => {
      const list = createListRows(serverFields);
      let rows = servers;
      for (const { place, name } of changes) {
        rows = rows.map((row, at) => (at === place ? { ...row, name } : row));
        const left = rows.filter((row) => createListRows(serverFields).filtered([row], filter, 0).length > 0);
        expect(list.filtered(rows, filter, 0)).toEqual(left);
      }
    }),
  );
});

test('the words of a list are read ahead in slices, each going on where the one before ended', () => {
  const rows = createListRows(serverFields);
  let looks = 0;
  const isOver = () => {
    looks += 1;
    return looks % 4 === 0;
  };
  const stops: (number | null)[] = [0];
  for (let from = stops.at(-1) ?? null; from !== null; ) {
    from = rows.readAhead(servers, from, isOver);
    stops.push(from);
  }
  expect(stops).toEqual([0, 3, 6, null]);
});
