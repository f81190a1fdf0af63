/** Percentages at a time, or over a short span around it. Epoch ms; null is a reading without the figure. */
export type TimePoint = {
  readonly at: number;
  readonly min: number | null;
  readonly average: number | null;
  readonly max: number | null;
};

/** What one column of a chart shows; null is a hole. */
export type TimeColumn = { readonly average: number; readonly max: number } | null;

export type TimeRange = { readonly from: number; readonly to: number };

type Known = { readonly at: number; readonly average: number; readonly max: number };

/** Two readings further apart than this many times their neighbours are have a hole between them. */
const holeFactor = 2.5;
/** Readings closer than this, in ms, are never torn apart: a busy budget makes them uneven. */
const leastHoleMs = 15_000;
/** Of two readings alone, whose rhythm nobody knows, these many ms apart are no hole yet. */
const lonelyHoleMs = 90_000;

/**
 * Points, oldest first, spread over `count` columns of equal time. Where several fall into one they are joined; the
 * columns between two readings of one run are filled in, those of a hole stay empty.
 */
export function timeColumns(
  points: readonly TimePoint[],
  range: TimeRange,
  count: number,
): readonly TimeColumn[] {
  const columns = joined(points, range, count);
  for (const [from, to] of connections(points)) fillBetween(columns, from, to, range);
  return columns;
}

const placeOf = (at: number, { from, to }: TimeRange, count: number): number =>
  Math.floor(((at - from) / (to - from)) * count);

function joined(points: readonly TimePoint[], range: TimeRange, count: number): TimeColumn[] {
  const sums = Array.from({ length: count }, () => ({ sum: 0, number: 0, max: 0 }));
  for (const { at, average, max } of points) {
    const column = sums[at === range.to ? count - 1 : placeOf(at, range, count)];
    if (column === undefined || average === null) continue;
    column.sum += average;
    column.number += 1;
    column.max = Math.max(column.max, max ?? average);
  }
  return sums.map(({ sum, number, max }) => (number === 0 ? null : { average: sum / number, max }));
}

/** Neighbours without a hole between them: as far apart as readings are there, or hardly further. */
function connections(points: readonly TimePoint[]): readonly (readonly [Known, Known])[] {
  const distance = (index: number): number => {
    const [before, after] = [points[index - 1], points[index]];
    return before === undefined || after === undefined ? 0 : after.at - before.at;
  };
  return points.flatMap((point, index) => {
    const [from, to] = [knownOf(points[index - 1]), knownOf(point)];
    if (from === null || to === null) return [];
    const usual = Math.max(distance(index - 1), distance(index + 1));
    const longest = usual === 0 ? lonelyHoleMs : Math.max(leastHoleMs, usual * holeFactor);
    return distance(index) > longest ? [] : [[from, to] as const];
  });
}

const knownOf = (point: TimePoint | undefined): Known | null =>
  point === undefined || point.average === null
    ? null
    : { at: point.at, average: point.average, max: point.max ?? point.average };

function fillBetween(columns: TimeColumn[], from: Known, to: Known, range: TimeRange): void {
  const width = (range.to - range.from) / columns.length;
  const first = Math.max(0, placeOf(from.at, range, columns.length) + 1);
  const last = Math.min(columns.length, placeOf(to.at, range, columns.length));
  for (let index = first; index < last; index += 1) {
    const at = range.from + (index + 0.5) * width;
    const share = Math.max(0, Math.min((at - from.at) / (to.at - from.at), 1));
    const average = from.average + (to.average - from.average) * share;
    columns[index] ??= { average, max: average };
  }
}
