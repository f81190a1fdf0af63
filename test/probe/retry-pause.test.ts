import { expect, test } from 'vitest';
import { retryPauseMs } from '../../src/probe/retry-pause.ts';

const second = 1_000;
const minute = 60 * second;

/** The shortest and the longest that chance makes of it. */
const between = (...given: [kind: 'lost' | 'key-refused', failures: number]) => [
  retryPauseMs(...given, () => 0),
  retryPauseMs(...given, () => 1),
];

test('what passes by itself is tried soon, then after twice as long each time, at most five minutes', () => {
  expect(between('lost', 1)).toEqual([second, 2 * second]);
  expect(between('lost', 2)).toEqual([2 * second, 4 * second]);
  expect(between('lost', 50)).toEqual([2.5 * minute, 5 * minute]);
});

test('what somebody has to mend is tried after two minutes at least, however chance has it', () => {
  for (const failures of [1, 2, 8, 50]) {
    const [shortest = 0, longest = 0] = between('key-refused', failures);
    expect(shortest).toBeGreaterThanOrEqual(2 * minute);
    expect(longest).toBeLessThanOrEqual(5 * minute);
    expect(longest).toBeGreaterThan(shortest);
  }
});
