import { expect, test } from 'vitest';
import { patchFrame } from '../../src/paint/patch-frame.ts';

const screen = { columns: 60, rows: 3 };
const grey = '\u001b[38;2;130;139;184m';
const green = '\u001b[38;2;195;232;141m';
const mixed = (one: string, two: string) => `${grey}${one}\u001b[0m ${green}${two}\u001b[0m`;

test('each look is named once where it stands in several rows', () => {
  const before = [mixed('one', 'up'), mixed('two', 'up'), 'end'];
  const after = [mixed('ONE', 'DN'), mixed('TWO', 'DN'), 'end'];
  const written = patchFrame(before, after, screen);
  expect(written.split(grey)).toHaveLength(2);
  expect(written.split(green)).toHaveLength(2);
  expect(written).toBe(
    `\u001b[2A\r${grey}ONE\u001b[B\rTWO\u001b[A\u001b[C${green}DN\u001b[2;5HDN\u001b[m\u001b[B`,
  );
});

test('a row that loses its ground is emptied, and only its words are written', () => {
  const words = `name${' '.repeat(20)}state${' '.repeat(20)}age`;
  const written = patchFrame(['', `\u001b[44m${words}\u001b[0m`, ''], ['', words, ''], screen);
  expect(written).toBe('\u001b[A\r\u001b[52Xname\u001b[25Gstate\u001b[50Gage\u001b[B');
});

test('a frame that is lower than the screen begins nobody knows where: rows are counted from where the cursor is', () => {
  const written = patchFrame(['a', 'b', 'c'], ['x', 'b', 'c'], { columns: 60, rows: 9 });
  expect(written).toBe('\u001b[2A\rx\u001b[2B');
});
