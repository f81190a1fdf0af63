import type { Config } from '../config/config.ts';
import type { WriteLock } from '../http/write-lock.ts';
import type { Actor } from '../journal/entry.ts';
import type { Journal } from '../journal/open-journal.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { BalanceSamples } from '../state/balance-samples.ts';

/** Providers connected and ready to be asked. */
export type Session = {
  readonly config: Config;
  readonly providers: readonly ConnectedProvider[];
  /** Where the journal and what is remembered lie. */
  readonly stateFolder: string;
  /** What is done from here is written there, by this actor. */
  readonly journal: Journal;
  readonly actor: Actor;
  /** Balances as they were read, here and before. */
  readonly balances: BalanceSamples;
  /** The operator's lock over all writes of these providers. */
  readonly lock: WriteLock;
};
