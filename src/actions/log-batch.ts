import { inOrder } from '../logs/order.ts';
import type { LogEntry, TimelineEvent } from '../model/log-line.ts';
import type { Clock } from '../runtime/deps.ts';

/** Collects what several streams tell and hands it over once a frame. */
export type LogBatch = {
  readonly entry: (entry: LogEntry) => void;
  readonly event: (event: Exclude<TimelineEvent, { type: 'entries' }>) => void;
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
  let entries: LogEntry[] = [];
  let events: TimelineEvent[] = [];
  let isWaiting = false;
  const closing = new AbortController();
  const over = AbortSignal.any([signal, closing.signal]);
  const flush = () => {
    if (signal.aborted || entries.length + events.length === 0) return;
    const rows: readonly TimelineEvent[] =
      entries.length === 0 ? [] : [{ type: 'entries', entries: inOrder(entries) }];
    const batch = [...rows, ...events];
    entries = [];
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
    entry: (entry) => {
      entries.push(entry);
      wake();
    },
    event: (event) => {
      events.push(event);
      wake();
    },
    close: () => {
      flush();
      closing.abort();
    },
  };
}
