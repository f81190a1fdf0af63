import type { Use } from './uses.ts';

/** What one process tells the others of its part in a key's budget. Times are ms of {@link Clock.elapsed}. */
export type Share = {
  /** What it sent, oldest first. */
  readonly uses: readonly Use[];
  /** Places it has taken and may use at any moment, requests without a reply among them. */
  readonly open: number;
  /** Until when the provider asked to send nothing; 0 when it did not. */
  readonly blockedUntil: number;
  /** Whether it goes on asking by itself, so that the pace has to be divided. */
  readonly isPolling: boolean;
};

/**
 * Where the processes of one machine that use the same key tell each other what they send. Who wants places
 * publishes first and reads then: of two that do so at once at least one sees the other, and gives back what is too
 * much. So nothing has to be locked, and nothing hangs on a process that ended.
 */
export type Ledger = {
  /** Replaces what this process told before. */
  readonly publish: (share: Share) => void;
  /** The last that this process tells here: it counts on as what a process told that has ended. */
  readonly leave: (share: Share) => void;
  /** Takes back what was told: the same is told elsewhere. */
  readonly withdraw: () => void;
  /** What the others told. Open places of one that has ended count as used. */
  readonly read: () => readonly Share[];
};

/** Opens the ledger of a key; null where there is none. The key itself is written nowhere. */
export type OpenLedger = (key: string) => Ledger | null;
