import { expect, test } from 'vitest';
import SmallCache from '../../src/paint/small-cache.ts';

const many = Array.from({ length: 5_000 }, (_, index) => `row ${index}`);

test('what Ink remembers is the newest, what it asked for again among it, and never more than some hundreds', () => {
  const cache = new SmallCache<string, number>();
  for (const [index, text] of many.entries()) {
    cache.set(text, index);
    expect(cache.get('row 0')).toBe(0);
  }
  expect(many.slice(-200).map((text) => cache.get(text))).toEqual(
    many.slice(-200).map((_, at) => 4_800 + at),
  );
  expect(many.filter((text) => cache.get(text) !== undefined).length).toBeLessThanOrEqual(513);
});
