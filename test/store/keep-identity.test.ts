import { expect, test } from 'vitest';
import { keepMapIfEqual } from '../../src/store/keep-identity.ts';

const rows = { a: { id: 'a', tags: ['x'] }, b: { id: 'b', tags: [] } };
const before = new Map(Object.entries(rows));
const copy = (key: 'a' | 'b') => [key, structuredClone(rows[key])] as const;

test('a map whose entries say the same, in the same order, is the old one', () => {
  expect(keepMapIfEqual(before, [copy('a'), copy('b')])).toBe(before);
});

test('another order is another map of the old entries', () => {
  const turned = keepMapIfEqual(before, [copy('b'), copy('a')]);
  expect([...turned.keys()]).toEqual(['b', 'a']);
  expect(turned.get('a')).toBe(rows.a);
});

test('one that changed, came or went makes a new map, in which the others are the old ones', () => {
  const changed = keepMapIfEqual(before, [copy('a'), ['b', { id: 'b', tags: ['y'] }]]);
  expect(changed.get('a')).toBe(rows.a);
  expect(changed.get('b')).toEqual({ id: 'b', tags: ['y'] });
  expect([...keepMapIfEqual(before, [copy('a')]).keys()]).toEqual(['a']);
});
