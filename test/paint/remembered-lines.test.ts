import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { rowCells } from '../../src/paint/row-cells.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const heldBytes = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

test('a line that is remembered does not hold the frame that it was cut from', () => {
  const frameLength = 1_000_000;
  const before = heldBytes();
  for (let index = 0; index < 100; index += 1) {
    const frame = Array.from({ length: frameLength / 50 }, (_, line) => `${index} ${line}`.padEnd(50)).join(
      '',
    );
    rowCells(frame.slice(500, 600));
  }
  expect(heldBytes() - before).toBeLessThan(20 * frameLength);
});
