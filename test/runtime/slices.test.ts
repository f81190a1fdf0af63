import { expect, onTestFinished, test } from 'vitest';
import { ownTurn } from '../../src/runtime/slices.ts';

test('of those who wait for a turn of the event loop each has its own, in their order', async () => {
  let turn = 0;
  const count = () => {
    turn += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  onTestFinished(() => clearImmediate(next));
  const turns = await Promise.all(
    ['first', 'second', 'third'].map(async (name) => {
      await ownTurn();
      return { name, turn };
    }),
  );
  const order = turns.toSorted((a, b) => a.turn - b.turn);
  expect(order.map(({ name }) => name)).toEqual(['first', 'second', 'third']);
  expect(new Set(turns.map((one) => one.turn)).size).toBe(3);
});
