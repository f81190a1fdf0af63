import type { Rates } from '../billing/rates.ts';
import type { ConfiguredColumns } from '../listing/list-id.ts';
import type { LayoutName } from '../model/layout-name.ts';
import type { Notify } from '../model/notify.ts';
import { defaultThresholds, type Thresholds } from '../model/thresholds.ts';
import type { ProviderSettings } from '../providers/connect.ts';
import type { Secret } from '../runtime/secret.ts';

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

/** How to get into a server: with the system's own ssh. Null: as the user's ssh configuration has it. */
export type SshWay = {
  /** The program and the words that always follow it. */
  readonly command: readonly string[];
  /** May hold `{name}`, `{provider}` and `{region}` of the server, and so may `jump`. */
  readonly user: string | null;
  readonly port: number | null;
  /** `[user@]host[:port]`, several with commas between. */
  readonly jump: string | null;
};

/** What is different for a provider or a server. What is left out is as for all others. */
export type SshOverride = Partial<SshWay> & {
  readonly isProbed?: boolean;
  readonly intervalMs?: number;
};

/** The samples that are taken over ssh. Nothing connects anywhere unless `isEnabled`. */
export type ProbePreferences = {
  readonly isEnabled: boolean;
  /** References or names with `*`; null: every server. */
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[];
  /** Between two samples of a server. */
  readonly intervalMs: number;
  readonly connectTimeoutMs: number;
  /** Connections that are being opened at the same time. */
  readonly atOnce: number;
  /** Servers that are sampled: each takes a process of ssh here. */
  readonly most: number;
};

export type SshPreferences = SshWay & {
  /** Why no server is entered from here; left out: nothing is in the way. */
  readonly refusal?: string;
  readonly probe: ProbePreferences;
  /** By the provider's name. */
  readonly providers: ReadonlyMap<string, SshOverride>;
  /** By reference or name with `*`, in the file's order: what stands later wins, and over the provider's. */
  readonly servers: readonly (readonly [pattern: string, override: SshOverride])[];
};

/** Where the providers' webhooks are received. */
export type WebhookSettings = {
  readonly listen: { readonly host: string; readonly port: number };
  /** Under which the providers reach the receiver, without a slash at its end. */
  readonly publicUrl: string;
  /** At least {@link shortestWebhookSecret} characters, else it cannot be revealed. */
  readonly secret: Secret;
  /** What was said of it, as a digest; the same digest is the same receiver. */
  readonly mark: string;
};

/** Whoever guesses it can forge events. */
export const shortestWebhookSecret = 16;

/** What the user prefers, whatever the providers. */
export type Preferences = {
  /** A name in themes/, a path, or `auto`: by the terminal's background. */
  readonly theme: string;
  readonly readOnly: boolean;
  /** Whether the dashboard takes clicks and the wheel. */
  readonly mouse: boolean;
  /** Frames and signs in ASCII. */
  readonly ascii: boolean;
  /** References or names with `*`. */
  readonly protected: readonly string[];
  readonly thresholds: Thresholds;
  readonly columns: ConfiguredColumns;
  /** Which panes stand together; null: as it was left. */
  readonly layout: LayoutName | null;
  readonly notify: Notify;
  /** For one total of several currencies; null: none are set, and currencies stand side by side. */
  readonly rates: Rates | null;
  /** Command id to key. */
  readonly keys: Readonly<Record<string, string>>;
  /** Writes lock after this long without a key; null: never. */
  readonly lockWhenIdleMs: number | null;
  readonly ssh: SshPreferences;
};

/** A configuration that passed every check, defaults filled in. */
export type Config = Preferences & {
  readonly providers: readonly ProviderSettings[];
  /** Path of the file; null when the providers came from the environment. */
  readonly source: string | null;
  /** What the file said when it was read; null without one. */
  readonly text: string | null;
  /** By provider: what was said of it, as a digest; the same digest is the same provider. */
  readonly marks: ReadonlyMap<string, string>;
  /** Null: webhooks are not received. */
  readonly webhooks: WebhookSettings | null;
  /** To be shown at every start. */
  readonly warnings: readonly ConfigProblem[];
  /** Keys that stand in the file itself, for `doctor`. */
  readonly literalSecrets: readonly ConfigProblem[];
};

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export const defaultPreferences: Preferences = {
  theme: 'auto',
  readOnly: false,
  mouse: false,
  ascii: false,
  protected: [],
  columns: {},
  layout: null,
  thresholds: defaultThresholds,
  notify: 'off',
  rates: null,
  keys: {},
  lockWhenIdleMs: null,
  ssh: {
    command: ['ssh'],
    user: null,
    port: null,
    jump: null,
    probe: {
      isEnabled: false,
      include: null,
      exclude: [],
      intervalMs: 5_000,
      connectTimeoutMs: 10_000,
      atOnce: 8,
      most: 200,
    },
    providers: new Map(),
    servers: [],
  },
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
