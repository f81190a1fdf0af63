import type { OpenLedger } from '../budget/ledger.ts';
import type { Config } from '../config/config.ts';
import type { ConfigEdit } from '../config/edit-text.ts';
import type { WriteLock } from '../http/write-lock.ts';
import type { Actor } from '../journal/entry.ts';
import type { Journal } from '../journal/open-journal.ts';
import type { Problem } from '../model/problem.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Memory } from '../providers/provider.ts';
import type { BalanceSamples } from '../state/balance-samples.ts';
import type { KnownTargets } from '../state/known-targets.ts';
import type { Connections } from './connections.ts';

/** What outlives the process, in the state folder: the same before and after a change of the configuration. */
export type SessionState = {
  /** What is done from here is written there. */
  readonly journal: Journal;
  /** Balances as they were read, here and before. */
  readonly balances: BalanceSamples;
  /** What is remembered of a provider between runs. */
  readonly memoryOf: (provider: string) => Memory;
  /** Names for the shell's completion. */
  readonly targets: KnownTargets;
  /** Where the fleetops of this machine share a key's budget. */
  readonly openLedger: OpenLedger;
};

/** Providers connected and ready to be asked. */
export type Session = {
  readonly config: Config;
  readonly providers: readonly ConnectedProvider[];
  /** Where the journal and what is remembered lie. */
  readonly stateFolder: string;
  /** Calls back with the remarks of the start, and with later ones as they come. */
  readonly followNotices: (listen: (notice: string) => void) => void;
  readonly state: SessionState;
  /** Who acts. */
  readonly actor: Actor;
  /** What the providers hold open, those of the sessions before among them. */
  readonly connections: Connections;
  /** Where the trace of `--verbose` goes. */
  readonly traceTo: (line: string) => void;
  /** The lock over all writes of these providers. */
  readonly lock: WriteLock;
  /** The file it came from, while a dashboard runs on it. */
  readonly live?: LiveConfig;
};

/** What became of a changed file: the session that follows from it, or why the one before stays. */
export type ConfigChange =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly message: string };

/** The configuration's file while a dashboard runs on it. */
export type LiveConfig = {
  readonly path: string;
  /** False: what runs came from the environment. */
  readonly hasFile: () => boolean;
  readonly save: (edits: readonly ConfigEdit[]) => Promise<Problem | null>;
  /** Takes up the file whenever it changes, until the signal aborts. */
  readonly follow: (onChange: (change: ConfigChange) => void, signal: AbortSignal) => void;
};
