import type { Clock } from '../runtime/deps.ts';
import type { Ledger, Share } from './ledger.ts';
import { byTime, type Use } from './uses.ts';

/**
 * Places of the shared budget, taken several at a time so that not every request writes to the ledger, and given back
 * where they were not used in time.
 */
export type Lots = {
  /** What the others have sent or may send, oldest first, as it was told at most `maxAgeMs` ago. */
  readonly others: (maxAgeMs: number) => readonly Use[];
  /** Until when one of the others was asked to send nothing. */
  readonly blockedUntil: () => number;
  /** How many processes, this one included, divide the pace among them. */
  readonly pollers: () => number;
  /** Takes a place; `fits` tells how many the windows have room for. False where none is left after all. */
  readonly take: (wanted: number, fits: (others: readonly Use[]) => number) => boolean;
  /** Places taken and not used. */
  readonly left: () => number;
  /** Tells for the last time what was sent; places that were not used are free. */
  readonly leave: () => void;
  /** Takes everything back that was told. */
  readonly withdraw: () => void;
  /** Lets the others know at once: they send nothing either while the provider wants nothing sent. */
  readonly tell: () => void;
};

/** Places are taken for so much time at once, so that not each is told to the others by itself. */
export const lotMs = 5_000;

/** The same without anybody else. */
export const aloneLots: Lots = {
  others: () => [],
  blockedUntil: () => 0,
  pollers: () => 1,
  take: () => true,
  left: () => 0,
  leave: () => {},
  withdraw: () => {},
  tell: () => {},
};

export function createLots(ledger: Ledger, mine: () => Share, clock: Clock): Lots {
  let told: readonly Share[] = [];
  let uses: readonly Use[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let lot = { left: 0, endsAt: 0 };
  let isOpenTold = false;

  const publish = () => {
    const share = mine();
    const open = share.open + lot.left;
    isOpenTold = open > 0;
    ledger.publish({ ...share, open });
  };
  const read = () => {
    readAt = clock.elapsed();
    told = ledger.read();
    uses = byTime(told.flatMap((share) => share.uses));
  };
  const giveBack = () => {
    const hadLeft = lot.left > 0;
    lot = { left: 0, endsAt: 0 };
    if (hadLeft || isOpenTold) publish();
  };
  /** Looked at with every request and every look at the usage: that needs no timer. */
  const expire = () => {
    if (lot.left > 0 && clock.elapsed() >= lot.endsAt) giveBack();
  };
  return {
    others: (maxAgeMs) => {
      if (clock.elapsed() - readAt >= maxAgeMs) read();
      return uses;
    },
    blockedUntil: () => Math.max(0, ...told.map((share) => share.blockedUntil)),
    pollers: () => 1 + told.filter((share) => share.isPolling).length,
    take: (wanted, fits) => {
      expire();
      if (lot.left === 0) {
        const endsAt = clock.elapsed() + lotMs;
        lot = { left: wanted, endsAt };
        publish();
        read();
        lot = { left: Math.max(0, Math.min(wanted, Math.floor(fits(uses)))), endsAt };
        if (lot.left < wanted) publish();
        if (lot.left === 0) return false;
      }
      lot = { ...lot, left: lot.left - 1 };
      return true;
    },
    left: () => {
      expire();
      return lot.left;
    },
    leave: () => ledger.leave({ ...mine(), isPolling: false }),
    withdraw: ledger.withdraw,
    tell: publish,
  };
}
