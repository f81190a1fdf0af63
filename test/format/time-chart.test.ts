import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brailleChart } from '../../src/format/braille-chart.ts';
import { type TimeColumn, type TimePoint, timeColumns } from '../../src/format/time-columns.ts';

const at = (second: number, percent: number | null): TimePoint => ({
  at: second * 1_000,
  min: percent,
  average: percent,
  max: percent,
});

/** Ten seconds a column, from 0 on. */
const spread = (points: readonly TimePoint[], count = 10) =>
  timeColumns(points, { from: 0, to: count * 10_000 }, count);

const averages = (columns: readonly TimeColumn[]) =>
  columns.map((column) => (column === null ? null : Math.round(column.average)));

describe('columns over time', () => {
  test.each<{ name: string; points: readonly TimePoint[]; want: readonly (number | null)[] }>([
    {
      name: 'a reading stands at its time',
      points: [at(35, 50)],
      want: [null, null, null, 50, null, null, null, null, null, null],
    },
    {
      name: 'several in one column are joined',
      points: [at(0, 10), at(3, 20), at(6, 30), at(9, 40), at(12, 80)],
      want: [25, 80, null, null, null, null, null, null, null, null],
    },
    {
      name: 'slow readings are filled in between',
      points: [at(5, 10), at(35, 40), at(65, 70)],
      want: [10, 20, 30, 40, 50, 60, 70, null, null, null],
    },
    {
      name: 'a hole stays a hole, known by its time',
      points: [at(1, 10), at(6, 10), at(11, 10), at(71, 90), at(76, 90), at(81, 90)],
      want: [10, 10, null, null, null, null, null, 90, 90, null],
    },
    {
      name: 'a reading without the figure is a hole',
      points: [at(5, 10), at(15, 10), at(25, null), at(35, null), at(45, 10), at(55, 10)],
      want: [10, 10, null, null, 10, 10, null, null, null, null],
    },
    {
      name: 'a slow rhythm beside a fast one is none',
      points: [at(-55, 10), at(5, 10), at(65, 10), at(70, 10), at(75, 10)],
      want: [10, 10, 10, 10, 10, 10, 10, 10, null, null],
    },
    {
      name: 'what lies outside leads in, and is not shown',
      points: [at(-10, 0), at(10, 20), at(30, 40), at(150, 99)],
      want: [15, 20, 35, 40, null, null, null, null, null, null],
    },
    {
      name: 'the end of the range is its last column',
      points: [at(100, 7)],
      want: [...Array(9).fill(null), 7],
    },
    { name: 'nothing is nothing', points: [], want: Array(10).fill(null) },
  ])('$name', ({ points, want }) => {
    expect(averages(spread(points))).toEqual(want);
  });

  test('the most of a span is kept, however many are joined', () => {
    const points = [at(1, 10), { ...at(2, 20), max: 95 }, at(3, 30)];
    expect(spread(points)[0]).toEqual({ average: 20, max: 95 });
  });

  test('are as many as asked for, each between least and most of what there is', () => {
    const points = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.option(fc.integer({ min: 0, max: 100 }))), {
        maxLength: 80,
      })
      .map((given) => given.sort((a, b) => a[0] - b[0]).map(([second, percent]) => at(second, percent)));
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 300 }), (given, count) => {
        const columns = timeColumns(given, { from: 0, to: 300_000 }, count);
        expect(columns).toHaveLength(count);
        const known = given.flatMap(({ average }) => average ?? []);
        for (const column of columns) {
          if (column === null) continue;
          expect(column.average).toBeGreaterThanOrEqual(Math.min(...known) - 1e-6);
          expect(column.max).toBeLessThanOrEqual(Math.max(...known) + 1e-6);
          expect(column.max).toBeGreaterThanOrEqual(column.average - 1e-6);
        }
        for (const { at: time, average } of given)
          if (average !== null)
            expect(columns[Math.min(count - 1, Math.floor((time / 300_000) * count))]).not.toBeNull();
      }),
    );
  });
});

describe('a chart of braille dots', () => {
  const column = (average: number, max = average): TimeColumn => ({ average, max });

  test.each<{ name: string; columns: readonly TimeColumn[]; height: number; want: readonly string[] }>([
    { name: 'nothing is blank', columns: [null, null, null, null], height: 2, want: ['  ', '  '] },
    { name: 'full is full', columns: [column(100), column(100)], height: 2, want: ['⣿', '⣿'] },
    { name: 'half fills the lower half', columns: [column(50), column(50)], height: 2, want: [' ', '⣿'] },
    {
      name: 'none at all is a line, not a hole',
      columns: [column(0), column(0)],
      height: 2,
      want: [' ', '⣀'],
    },
    { name: 'two columns share a cell', columns: [column(100), null], height: 1, want: ['⡇'] },
    {
      name: 'the most is a dot above',
      columns: [column(25, 100), column(25, 75)],
      height: 2,
      want: ['⠡', '⣤'],
    },
    { name: 'beyond 100 is 100', columns: [column(140), column(-3)], height: 1, want: ['⣇'] },
  ])('$name', ({ columns, height, want }) => {
    expect(brailleChart(columns, height)).toEqual(want);
  });
});
