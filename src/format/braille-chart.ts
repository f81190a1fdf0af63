import type { TimeColumn } from './time-columns.ts';

/** Dots of a braille cell, left column then right, from the bottom up, as bits above U+2800 (Unicode 15, chapter 21). */
const dots = [
  [0x40, 0x04, 0x02, 0x01],
  [0x80, 0x20, 0x10, 0x08],
] as const;

const blankCell = 0x2800;
const dotsPerCell = 4;

/**
 * Percentages as an area of braille dots, two columns a cell, `height` rows from the top down. A dot above the area is
 * the highest value within its column; a column without a value stays blank, one of 0 % has its lowest dot.
 */
export const brailleChart = (columns: readonly TimeColumn[], height: number): readonly string[] =>
  Array.from({ length: height }, (_, row) => {
    const floor = (height - 1 - row) * dotsPerCell;
    let line = '';
    for (let index = 0; index < columns.length; index += 2) {
      const bits =
        cellBits(columns[index], 0, floor, height) | cellBits(columns[index + 1], 1, floor, height);
      line += bits === 0 ? ' ' : String.fromCodePoint(blankCell + bits);
    }
    return line;
  });

function cellBits(column: TimeColumn | undefined, side: 0 | 1, floor: number, height: number): number {
  if (column === null || column === undefined) return 0;
  const filled = dotsOf(column.average, height);
  const peak = dotsOf(column.max, height);
  return dots[side].reduce((bits, bit, index) => {
    const dot = floor + index + 1;
    return dot <= filled || dot === peak ? bits | bit : bits;
  }, 0);
}

const dotsOf = (percent: number, height: number): number =>
  Math.max(1, Math.round((Math.max(0, Math.min(percent, 100)) / 100) * height * dotsPerCell));
