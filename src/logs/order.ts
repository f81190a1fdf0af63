import type { LogEntry, LogLine } from '../model/log-line.ts';

/** A line that says it is from later than this was dated by a clock that cannot be believed. */
const mostAheadMs = 5 * 60_000;

export type UnplacedRow = { readonly line: LogLine; readonly kind: LogEntry['kind'] };

/** Gives the rows of one resource that came in together their places in the timeline. `now` is epoch ms. */
export type Placer = (rows: readonly UnplacedRow[], now: number) => readonly LogEntry[];

/**
 * A row's place is its own time, as long as that does not fall behind the rows before it of the same resource; a row
 * without a time stands right behind those, the first ones right before the first that has one. Where none has a time,
 * a row's place is when it came in.
 */
export function createPlacer(ref: string): Placer {
  let newest: number | null = null;
  return (rows, now) => {
    newest ??= believable(rows.find(({ line }) => line.at !== null)?.line.at ?? null, now);
    return rows.map(({ line: { at, line, deploymentId, source }, kind }) => {
      if (newest !== null) newest = Math.max(newest, believable(at, now) ?? newest);
      return { at, line, deploymentId, source, ref, kind, orderAt: newest ?? now };
    });
  };
}

const believable = (at: number | null, now: number): number | null =>
  at !== null && at > now + mostAheadMs ? now : at;

/** Two sorted runs as one; of rows of the same time, those of the first run come first. */
export function mergeSorted(first: readonly LogEntry[], second: readonly LogEntry[]): readonly LogEntry[] {
  if (first.length === 0) return second;
  if (second.length === 0) return first;
  const merged: LogEntry[] = [];
  let [left, right] = [0, 0];
  for (;;) {
    const [a, b] = [first[left], second[right]];
    if (a === undefined && b === undefined) return merged;
    if (b === undefined || (a !== undefined && a.orderAt <= b.orderAt)) {
      if (a !== undefined) merged.push(a);
      left += 1;
    } else {
      merged.push(b);
      right += 1;
    }
  }
}

/** Rows of several resources, each resource's in their order, put into the order of the timeline. */
export const inOrder = (entries: readonly LogEntry[]): readonly LogEntry[] =>
  isInOrder(entries) ? entries : entries.toSorted((a, b) => a.orderAt - b.orderAt);

const isInOrder = (entries: readonly LogEntry[]): boolean =>
  entries.every((entry, index) => index === 0 || (entries[index - 1]?.orderAt ?? 0) <= entry.orderAt);
