import type { ConfigWorld, Preferences } from '../config/config.ts';
import type { FetchSettings, PooledFetch } from '../http/create-fetch.ts';
import type { Actor } from '../journal/entry.ts';
import type { Guide } from '../model/guide.ts';
import type { Clock } from '../runtime/deps.ts';
import type { Session } from './session.ts';

/** Where text goes: a stream, and what is known of the terminal behind it. */
export type Output = {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Width in cells; undefined where there is no terminal. */
  readonly columns: number | undefined;
};

/** What the first frame needs to know. */
export type Look = Preferences;

/** Everything the command line meets outside of itself. */
export type World = ConfigWorld & {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether keys can be read. */
  readonly isInteractive: boolean;
  /** Asks on stderr and reads one line from the terminal; an empty one when there is no more to read. */
  readonly ask: (question: string) => Promise<string>;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
  readonly nodeVersion: string;
  /** Whose name stands in the journal. */
  readonly actor: Actor;
  readonly clock: Clock;
  /** [0, 1) */
  readonly random: () => number;
  readonly createFetch: (settings: FetchSettings) => Promise<PooledFetch>;
  /** A new folder that only its owner may enter. */
  readonly makeTemporaryFolder: () => Promise<string>;
  /** Aborts when the process is asked to end. */
  readonly signal: AbortSignal;
  /** Done on every way out, newest first. */
  readonly defer: (cleanup: () => void | Promise<void>) => void;
  /** Told of every secret that is read, so that no crash report shows it. */
  readonly noteSecret: (value: string) => void;
  /** Keeps what nobody expected; gives the path of the report, or null where it cannot be written. */
  readonly report: (error: unknown) => string | null;
  /**
   * Draws the dashboard, as it was left where there is a state folder, then connects: where there is a guide, when that
   * is through. Resolves when the user has left it; rejects with what `connect` throws.
   */
  readonly openDashboard: (
    look: Look & { readonly stateFolder: string | null },
    connect: () => Promise<Session>,
    guide?: Guide,
  ) => Promise<void>;
  /** The same line by line, for terminals that cannot draw and for screen readers. */
  readonly openPlain: (connect: () => Promise<Session>) => Promise<void>;
  /** Providers that are connected already: commands that are typed there use them. */
  readonly session?: Session;
};
