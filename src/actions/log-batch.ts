import { inOrder, type Placer, type UnplacedRow } from '../logs/order.ts';
import type { TimelineEvent } from '../model/log-line.ts';
import type { Clock } from '../runtime/deps.ts';

/** Collects what several streams tell and hands it over once a frame. */
export type LogBatch = {
  /** A row of the resource whose rows `place` gives their places. */
  readonly row: (place: Placer, row: UnplacedRow) => void;
  /** Made when all rows that came before it have their places. */
  readonly event: (make: (now: number) => TimelineEvent) => void;
  /** Hands over what is left. */
  readonly close: () => void;
};

/**
 * The first thing that comes in begins a frame of `frameMs`; all that came until its end is handed over in one call,
 * rows in the order of the timeline and before what ended. After the signal nothing is.
 */
export function createLogBatch(
  clock: Clock,
  frameMs: number,
  onEvents: (events: readonly TimelineEvent[]) => void,
  signal: AbortSignal,
): LogBatch {
  let rows = new Map<Placer, UnplacedRow[]>();
  let events: ((now: number) => TimelineEvent)[] = [];
  let isWaiting = false;
  const closing = new AbortController();
  const over = AbortSignal.any([signal, closing.signal]);
  const flush = () => {
    if (signal.aborted || rows.size + events.length === 0) return;
    const now = clock.now();
    const entries = inOrder([...rows].flatMap(([place, own]) => place(own, now)));
    const lines: readonly TimelineEvent[] = entries.length === 0 ? [] : [{ type: 'entries', entries }];
    const batch = [...lines, ...events.map((make) => make(now))];
    rows = new Map();
    events = [];
    onEvents(batch);
  };
  const wake = () => {
    if (isWaiting) return;
    isWaiting = true;
    void clock.sleep(frameMs, over).then(() => {
      isWaiting = false;
      flush();
    });
  };
  return {
    row: (place, row) => {
      const own = rows.get(place);
      if (own === undefined) rows.set(place, [row]);
      else own.push(row);
      wake();
    },
    event: (make) => {
      events.push(make);
      wake();
    },
    close: () => {
      flush();
      closing.abort();
    },
  };
}
