import type { Ledger, Share } from '../budget/ledger.ts';
import type { Clock } from '../runtime/deps.ts';

/** Where nothing could be written it is tried again after so long. */
const retryMs = 30_000;

/** A ledger that tells nothing until it can be opened, then what was to be told. */
export function openedOnceThereIsRoom(open: () => Ledger | null, clock: Clock): Ledger {
  let ledger = open();
  let triedAt = clock.elapsed();
  let untold: Share | null = null;
  const opened = (): Ledger | null => {
    if (ledger !== null || clock.elapsed() - triedAt < retryMs) return ledger;
    triedAt = clock.elapsed();
    ledger = open();
    if (untold !== null) ledger?.publish(untold);
    return ledger;
  };
  return {
    publish: (share) => {
      untold = share;
      opened()?.publish(share);
    },
    leave: (share) => ledger?.leave(share),
    withdraw: () => ledger?.withdraw(),
    read: () => opened()?.read() ?? [],
  };
}
