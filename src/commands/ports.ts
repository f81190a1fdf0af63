import type { AccountReport } from '../billing/account-report.ts';
import type { ActivityRow } from '../listing/activity-columns.ts';
import type { ColumnChoice } from '../listing/arrange-columns.ts';
import type { Column } from '../listing/column.ts';
import type {
  ActionRequest,
  CreatableKind,
  FieldChoices,
  Forms,
  OneTimeSecret,
  Target,
} from '../model/action.ts';
import type { App } from '../model/app.ts';
import type { Deployment } from '../model/deployment.ts';
import type { ListName } from '../model/fleet-event.ts';
import type { Guide, GuideFinding, GuideKey } from '../model/guide.ts';
import type { JsonObject } from '../model/json.ts';
import type { TimelineEvent } from '../model/log-line.ts';
import type { LogTarget } from '../model/log-target.ts';
import type { LoginSession } from '../model/login-session.ts';
import type { Opened } from '../model/machine.ts';
import type { OperatorSign } from '../model/operator-sign.ts';
import type { PastDeed } from '../model/past-deed.ts';
import type { Problem } from '../model/problem.ts';
import type { Related } from '../model/related.ts';
import type { Result } from '../model/result.ts';
import type { Server } from '../model/server.ts';
import type { Subject } from '../model/subject.ts';
import type { SettingValue } from '../store/settings.ts';

/** What the dashboard's forms ask for. */
export type FormPorts = {
  /** The fields that a provider takes; undefined where it takes none, or is not connected. */
  readonly forms: (provider: string) => Forms | undefined;
  /** What a provider lists for the fields of a creation. */
  readonly choices: (provider: string, kind: CreatableKind, signal: AbortSignal) => Promise<FieldChoices>;
  /** What the provider's own rules find wrong with an action; null: nothing. Changes nothing. */
  readonly check: (request: ActionRequest, signal: AbortSignal) => Promise<Problem | null>;
};

/** What is shown in a pane that can be exported: its rows, filtered and in their order, and the columns chosen. */
export type ShownView =
  | ShownRows<'servers', Server>
  | ShownRows<'apps', App>
  | ShownRows<'billing', AccountReport>
  | ShownRows<'activity', ActivityRow>
  | ShownRows<'sessions', LoginSession>;

type ShownRows<Pane, Row> = {
  readonly pane: Pane;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
};

export const exportFormats = ['txt', 'csv', 'json', 'md'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** A one-time address of a console: whoever has it is in, so it is written nowhere. */
export type WebConsole = {
  readonly url: string;
  /** Epoch ms. */
  readonly expiresAt: number | null;
};

/** What leads from a row to the world outside of the lists. */
export type OutsidePorts = {
  /** The words of the command that leads into a server; the problem says why there is none. */
  readonly sshCommand: (server: Server) => Result<readonly string[]>;
  readonly openConsole: (server: Server, signal: AbortSignal) => Promise<Result<WebConsole>>;
  /** What the provider tells that belongs to a resource, and its lists do not have. */
  readonly readRelated: (target: Target, signal: AbortSignal) => Promise<Related>;
  /** The journal of a resource, newest first. */
  readonly readDeeds: (ref: string) => Promise<readonly PastDeed[]>;
  readonly exportView: (view: ShownView, format: ExportFormat) => Promise<string>;
};

/** What the machine that the dashboard runs on can do for it. */
export type MachinePorts = {
  /** Puts a text into the clipboard of the terminal, which never says whether it did; `too-long`: not even sent. */
  readonly copy: (text: string) => 'sent' | 'too-long';
  readonly openUrl: (url: string) => Promise<Opened>;
  /**
   * Writes a file for its owner only: the whole of it, or nothing. A relative path begins in the folder that fleetop was
   * started in, `~/` is the home folder. The value is its full path, a `conflict` that it is there already.
   */
  readonly saveFile: (
    name: string,
    pieces: Iterable<string>,
    options: { readonly isReplacing: boolean; readonly signal?: AbortSignal },
  ) => Promise<Result<string>>;
};

/** What the dashboard writes to files. */
export type FilePorts = {
  /**
   * As {@link MachinePorts.saveFile} to a new file; one that is there already is left as it is, which is a `usage`
   * problem.
   */
  readonly saveText: (path: string, pieces: Iterable<string>, signal: AbortSignal) => Promise<Result<string>>;
};

/** How several targets are worked on. */
export type Several = {
  /** True: go on with the others after one has failed. */
  readonly keepGoing: boolean;
};

/** The guided start, with the newest test to be given up. */
export type GuidePort = Omit<Guide, 'check'> & {
  readonly check: (key: GuideKey) => Promise<Result<GuideFinding>>;
  readonly cancel: () => void;
};

/** What is written at a place of the configuration; null takes it away. */
export type ConfigValue = SettingValue | readonly (string | ColumnChoice)[];

/** The configuration's file. */
export type ConfigFilePort = {
  readonly path: string;
  /** False: what runs came from the environment. */
  readonly hasFile: () => boolean;
  /** Sets values at their places, or takes them away (null); what went wrong, or null. */
  readonly save: (
    edits: readonly { readonly path: readonly string[]; readonly value: ConfigValue }[],
  ) => Promise<Problem | null>;
};

/** The themes there are. The one that is chosen stands in the view. */
export type Themes = {
  /** `auto`, which goes with the terminal's background, then the names in themes/, once they are read. */
  readonly names: () => readonly string[];
  /** Chooses one, by name or path, and draws in it; resolves with what is wrong with it, or null. */
  readonly wear: (nameOrPath: string) => Promise<string | null>;
  /** Draws frames and signs in ASCII, or in all that the terminal has. */
  readonly setAscii: (isWanted: boolean) => Promise<void>;
  /** The terminal has told its background: with `auto` that decides. */
  readonly setBackground: (background: 'dark' | 'light') => Promise<void>;
};

/** What the dashboard can ask for of the world behind the store. What is absent is not to be had. */
export type FleetPorts = Partial<FormPorts & OutsidePorts & FilePorts> & {
  /** Refreshes this list of all providers now; without a list, everything. */
  readonly refresh: (list?: ListName) => void;
  readonly setPaused: (isPaused: boolean) => void;
  /** What the operator looks at has changed. */
  readonly reconsider: () => void;
  /** Told of the operator; without it nobody minds. */
  readonly notice?: (sign: OperatorSign) => void;
  /** All that a provider says of a server, an app or the account, secrets masked. */
  readonly describe: (subject: Subject, signal: AbortSignal) => Promise<Result<JsonObject>>;
  /**
   * Follows the logs of servers and apps as one timeline until each has ended or the signal aborts. What comes in is
   * handed over once a frame; a provider without a log is told as a failure in its own sentence.
   */
  readonly followLogs: (
    targets: readonly LogTarget[],
    onEvents: (events: readonly TimelineEvent[]) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  /** Deployments of an app, newest first: the provider's own list, else those that fleetop remembers. */
  readonly deployments: (app: App, signal: AbortSignal) => Promise<Result<readonly Deployment[]>>;
  /** Carries out what was confirmed; how it goes comes back through the store, what is told once by `onSecret` alone. */
  readonly carryOut: (
    requests: readonly ActionRequest[],
    several: Several,
    onSecret: (secret: OneTimeSecret) => void,
  ) => void;
  /** Whether a reference stands under the configuration's `protected`. */
  readonly isProtected: (ref: string) => boolean;
  /** Locks all writes below every caller, or takes that off again. */
  readonly setLocked: (isLocked: boolean) => void;
};
