import type { Config } from '../config/config.ts';
import type { ConfigEdit } from '../config/edit-text.ts';
import type { WriteLock } from '../http/write-lock.ts';
import type { Actor } from '../journal/entry.ts';
import type { Journal } from '../journal/open-journal.ts';
import type { Problem } from '../model/problem.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Memory } from '../providers/provider.ts';

/** Providers connected and ready to be asked. */
export type Session = {
  readonly config: Config;
  readonly providers: readonly ConnectedProvider[];
  /** Where the journal and what is remembered lie. */
  readonly stateFolder: string;
  /** Remarks of the start. */
  readonly notices: readonly string[];
  /** What is done from here is written there, by this actor. */
  readonly journal: Journal;
  readonly actor: Actor;
  /** The lock over all writes of these providers. */
  readonly lock: WriteLock;
  /** What is remembered of a provider between runs. */
  readonly memoryOf: (provider: string) => Memory;
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
