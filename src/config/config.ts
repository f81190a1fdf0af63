import type { Rates } from '../billing/rates.ts';
import type { ColumnChoice } from '../listing/arrange-columns.ts';
import { defaultThresholds, type Thresholds } from '../model/thresholds.ts';
import type { ProviderSettings } from '../providers/connect.ts';

/** Something in the configuration that is wrong, or worth a warning, and where it stands. */
export type ConfigProblem = {
  /** Path of the file; empty for what came from the environment. */
  readonly file: string;
  /** 1-based; null where no line can be named. */
  readonly line: number | null;
  /** `providers[0].pollInterval`; empty for the file as a whole. */
  readonly key: string;
  /** What is wrong and what is allowed. Never holds a secret. */
  readonly message: string;
};

/** How a new problem is told beside the screen: not at all, by the terminal's bell, or by its notification (OSC 9). */
export type Notify = 'off' | 'bell' | 'osc9';

/** What the user prefers, whatever the providers. */
export type Preferences = {
  /** A name in themes/, or a path. */
  readonly theme: string;
  readonly readOnly: boolean;
  /** References or names with `*`. */
  readonly protected: readonly string[];
  readonly thresholds: Thresholds;
  /** The columns of each list, in their order; a list that is not named has all that fit. */
  readonly columns: {
    readonly servers?: readonly ColumnChoice[] | undefined;
    readonly apps?: readonly ColumnChoice[] | undefined;
  };
  readonly notify: Notify;
  /** For one total of several currencies; null: none are set, and currencies stand side by side. */
  readonly rates: Rates | null;
  /** Command id to key. */
  readonly keys: Readonly<Record<string, string>>;
  /** Writes lock after this long without a key; null: never. */
  readonly lockWhenIdleMs: number | null;
};

/** A configuration that passed every check, defaults filled in. */
export type Config = Preferences & {
  readonly providers: readonly ProviderSettings[];
  /** Path of the file; null when the providers came from the environment. */
  readonly source: string | null;
  /** To be shown at every start. */
  readonly warnings: readonly ConfigProblem[];
  /** Keys that stand in the file itself, for `doctor`. */
  readonly literalSecrets: readonly ConfigProblem[];
};

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export const defaultPreferences: Preferences = {
  theme: 'midnight',
  readOnly: false,
  protected: [],
  columns: {},
  thresholds: defaultThresholds,
  notify: 'off',
  rates: null,
  keys: {},
  lockWhenIdleMs: null,
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** What reading a configuration depends on. */
export type ConfigWorld = {
  readonly env: Environment;
  readonly homeFolder: string;
  /** The names in themes/; left out: any name is accepted. */
  readonly themes?: readonly string[] | undefined;
  /** What `keys` may name, read where a file may have such a map; left out: any id is accepted. */
  readonly knownKeys?: () => Promise<KnownKeys>;
};

/** The dashboard's commands, as far as a map of keys is concerned. */
export type KnownKeys = {
  readonly commandIds: readonly string[];
  /** The keys of a map that mean something else already, a sentence each, by command id. */
  readonly faults: (keys: Readonly<Record<string, string>>) => ReadonlyMap<string, string>;
};
