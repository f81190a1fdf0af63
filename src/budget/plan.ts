import { listShare } from './pace-bucket.ts';

/** What there is to ask one provider for, again and again. */
export type Demand<List extends string> = RowDemand & {
  /** What polling may send, in requests a minute. */
  readonly pacePerMinute: number;
  /** 1: somebody is looking; less: so much less is spent. */
  readonly attention: number;
  readonly lists: readonly ListDemand<List>[];
};

/** Servers that are asked for one by one: under the cursor, else on the screen, else needed, else. */
export type RowDemand = {
  readonly selected: number;
  readonly visible: number;
  readonly needed: number;
  readonly rest: number;
  /** Whether a sort needs them, which moves rows, and not thresholds alone, which hold for a while. */
  readonly isComparing?: boolean;
};

export type ListDemand<List extends string> = {
  readonly name: List;
  /** What one reading takes: every page is a request. */
  readonly requests: number;
  /** Shortest time between two readings. */
  readonly wantedMs: number;
  readonly isOnScreen: boolean;
};

/** How old each may become, in ms: as fresh as wanted where the pace carries that, else as fresh as it does carry. */
export type Plan<List extends string> = {
  readonly lists: ReadonlyMap<List, number>;
  readonly selectedMs: number;
  readonly visibleMs: number;
  readonly neededMs: number;
  readonly restMs: number;
};

/** How old a reading may become where the pace allows it. */
export const wantedMs = {
  selected: 5_000,
  visible: 15_000,
  compared: 30_000,
  needed: 60_000,
  rest: 60_000,
} as const;

/**
 * Who gets how much of the pace. Lists take theirs from all of it; then each class of rows takes its share of what
 * the ones before have left, or less where it wants less.
 */
const shares = { selected: 0.7, visible: 0.8, needed: 0.8, rest: 1 } as const;

/** A list that no pane shows is read so much less often; what the header counts still comes from it. */
const offScreenFactor = 4;

/** Divides a key's pace: every interval that comes out can be held at the same time as all others. */
export function planFor<List extends string>(demand: Demand<List>): Plan<List> {
  const { attention } = demand;
  const pace = Math.max(Number.EPSILON, (demand.pacePerMinute / 60_000) * attention);
  const wantedOf = (list: ListDemand<List>) =>
    (list.wantedMs * (list.isOnScreen ? 1 : offScreenFactor)) / attention;
  const wish = sum(demand.lists.map((list) => list.requests / wantedOf(list)));
  const stretch = Math.max(1, wish / (pace * listShare));
  let left = pace - wish / stretch;
  const wantedRows = {
    ...wantedMs,
    needed: demand.isComparing === true ? wantedMs.compared : wantedMs.needed,
  };
  const next = (name: (typeof order)[number]): number => {
    const count = demand[name];
    const isLast = afterOf(name).every((later) => demand[later] === 0);
    const share = isLast && name !== 'selected' ? 1 : shares[name];
    const ms = Math.max(wantedRows[name] / attention, count / Math.max(Number.EPSILON, left * share));
    left -= count / ms;
    return ms;
  };
  return {
    lists: new Map(demand.lists.map((list) => [list.name, wantedOf(list) * stretch])),
    selectedMs: next('selected'),
    visibleMs: next('visible'),
    neededMs: next('needed'),
    restMs: next('rest'),
  };
}

const order = ['selected', 'visible', 'needed', 'rest'] as const;

const afterOf = (name: (typeof order)[number]) => order.slice(order.indexOf(name) + 1);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
