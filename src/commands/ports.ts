import type { ActionRequest, CreatableKind, FieldChoices, Forms, OneTimeSecret } from '../model/action.ts';
import type { App } from '../model/app.ts';
import type { Deployment } from '../model/deployment.ts';
import type { ListName } from '../model/fleet-event.ts';
import type { JsonObject } from '../model/json.ts';
import type { TimelineEvent } from '../model/log-line.ts';
import type { LogTarget } from '../model/log-target.ts';
import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { Subject } from '../model/subject.ts';

/** What the dashboard's forms ask for. */
export type FormPorts = {
  /** The fields that a provider takes; undefined where it takes none, or is not connected. */
  readonly forms: (provider: string) => Forms | undefined;
  /** What a provider lists for the fields of a creation. */
  readonly choices: (provider: string, kind: CreatableKind, signal: AbortSignal) => Promise<FieldChoices>;
  /** What the provider's own rules find wrong with an action; null: nothing. Changes nothing. */
  readonly check: (request: ActionRequest, signal: AbortSignal) => Promise<Problem | null>;
};

/** What the dashboard writes to files. */
export type FilePorts = {
  /**
   * Writes a text to a new file for its owner only: the whole of it, or nothing. A relative path begins in the folder
   * that fleetop was started in, `~/` is the home folder. Answers where it is; one that is there already is left as
   * it is, which is a `usage` problem.
   */
  readonly saveText: (path: string, pieces: Iterable<string>, signal: AbortSignal) => Promise<Result<string>>;
};

/** How several targets are worked on. */
export type Several = {
  /** True: go on with the others after one has failed. */
  readonly keepGoing: boolean;
};

/** What the dashboard can ask for of the world behind the store. Without the ports of forms and files there are none. */
export type FleetPorts = Partial<FormPorts & FilePorts> & {
  /** Refreshes this list of all providers now; without a list, everything. */
  readonly refresh: (list?: ListName) => void;
  readonly setPaused: (isPaused: boolean) => void;
  /** What the operator looks at has changed. */
  readonly reconsider: () => void;
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
