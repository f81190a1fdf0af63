import { windowMs } from './limits.ts';

/** So many requests at a time, in ms of {@link Clock.elapsed}; a later end stands for requests not settled yet. */
export type Use = readonly [at: number, count: number];

/** When one process's requests were settled. Bounded: what is older than two minutes is kept in slots. */
export type UseLog = {
  readonly add: (at: number) => void;
  /** Oldest first. */
  readonly list: () => readonly Use[];
};

const exactMs = 120_000;
const slotMs = 10_000;
const longestMs = windowMs.hour;

export function createUseLog(): UseLog {
  let slots: Use[] = [];
  const exact: number[] = [];
  let listed: readonly Use[] | null = null;
  return {
    add: (at) => {
      listed = null;
      exact.push(at);
      if ((exact[0] ?? at) > at - exactMs - slotMs) return;
      const recent = exact.findIndex((time) => time > at - exactMs);
      slots = inSlots([
        ...slots.filter(([time]) => time > at - longestMs),
        ...exact.splice(0, recent).map((time): Use => [time, 1]),
      ]);
    },
    list: () => {
      listed ??= [...slots, ...exact.map((time): Use => [time, 1])];
      return listed;
    },
  };
}

/** One for each slot, at its newest request: so that none is forgotten early. */
export function inSlots(uses: readonly Use[]): Use[] {
  const bySlot = new Map<number, Use>();
  for (const [at, count] of uses) {
    const slot = Math.floor(at / slotMs);
    bySlot.set(slot, [at, count + (bySlot.get(slot)?.[1] ?? 0)]);
  }
  return [...bySlot.values()];
}

export const byTime = (uses: readonly Use[]): readonly Use[] => [...uses].sort((a, b) => a[0] - b[0]);

/** {@link byTime} of two lists, again only where one of them is another: each request asks several times. */
export function createMerge(): (some: readonly Use[], others: readonly Use[]) => readonly Use[] {
  let merged: readonly [some: readonly Use[], others: readonly Use[], both: readonly Use[]] = [[], [], []];
  return (some, others) => {
    if (others.length === 0) return some;
    if (merged[0] !== some || merged[1] !== others) merged = [some, others, byTime([...some, ...others])];
    return merged[2];
  };
}

/** How many of them a window that ends at `now` holds. */
export const usedIn = (uses: readonly Use[], lengthMs: number, now: number): number =>
  uses.reduce((sum, use) => (use[0] > now - lengthMs ? sum + use[1] : sum), 0);

/** How long until a window has room for one more, in ms; 0 now, null where no use that is known will leave it. */
export function roomAfterMs(
  uses: readonly Use[],
  lengthMs: number,
  room: number,
  now: number,
): number | null {
  let left = room;
  if (left >= 1) return 0;
  for (const [at, count] of uses) {
    if (at <= now - lengthMs) continue;
    left += count;
    if (left >= 1) return Math.ceil(at + lengthMs - now);
  }
  return null;
}

/**
 * The steadiest pace, in requests a ms, at which a window of which `room` is left never runs dry while it rolls on by
 * its whole length: at each moment no more may have been sent than there was room for and than has left it since.
 */
export function steadyPace(uses: readonly Use[], lengthMs: number, room: number, now: number): number {
  let free = room;
  let pace = Number.POSITIVE_INFINITY;
  for (const use of uses) {
    const afterMs = use[0] + lengthMs - now;
    if (afterMs <= 0) continue;
    if (afterMs > lengthMs) break;
    pace = Math.min(pace, Math.max(0, free) / afterMs);
    free += use[1];
  }
  return Math.min(pace, Math.max(0, free) / lengthMs);
}
