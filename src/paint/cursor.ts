/** Where the cursor is, counted from the frame's first cell; the column is null where nobody knows. */
export type Cursor = { readonly row: number; readonly column: number | null };

type Place = { readonly row: number; readonly column: number };

/** The shortest way of the cursor to a cell. By its own number a row is only reached where the frame fills the screen. */
export function shortestWay(from: Cursor, to: Place, isWholeScreen: boolean): string {
  const relative = goDown(to.row - from.row) + goAcross(from.column, to.column);
  const absolute = `\u001b[${to.row + 1};${to.column + 1}H`;
  return isWholeScreen && absolute.length < relative.length ? absolute : relative;
}

/** Down by this many rows, up by a negative number. */
export const goDown = (rows: number): string => step(rows, 'B', 'A');

function goAcross(from: number | null, to: number): string {
  if (from === to) return '';
  if (to === 0) return '\r';
  const absolute = `\u001b[${to + 1}G`;
  if (from === null) return absolute;
  const relative = step(to - from, 'C', 'D');
  return relative.length < absolute.length ? relative : absolute;
}

function step(count: number, ahead: string, back: string): string {
  if (count === 0) return '';
  const size = Math.abs(count);
  return `\u001b[${size === 1 ? '' : size}${count > 0 ? ahead : back}`;
}
