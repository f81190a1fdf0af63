import { inOrder } from '../../logs/order.ts';
import type { LogEntry } from '../../model/log-line.ts';

/** Rows of several logs, held back so that they come out in the order of the timeline. */
export type OrderedOutput = {
  readonly add: (entries: readonly LogEntry[]) => void;
  /** From now on rows come out as they come in. */
  readonly release: () => void;
  readonly isHeld: () => boolean;
};

/** With more than this many the older half comes out: memory is bounded. */
const mostHeld = 100_000;

/** What is printed cannot be put before what was printed already: rows wait for {@link OrderedOutput.release}. */
export function createOrderedOutput(print: (entries: readonly LogEntry[]) => void): OrderedOutput {
  let held: LogEntry[] = [];
  let isHeld = true;
  const letOut = (count: number) => {
    const rows = inOrder(held);
    held = rows.slice(count);
    print(rows.slice(0, count));
  };
  return {
    add: (entries) => {
      if (!isHeld) return print(entries);
      for (const entry of entries) held.push(entry);
      if (held.length > mostHeld) letOut(mostHeld / 2);
    },
    release: () => {
      isHeld = false;
      letOut(held.length);
    },
    isHeld: () => isHeld,
  };
}
