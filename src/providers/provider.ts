import type { RateLimits } from '../budget/limits.ts';
import type { HttpClient, HttpSettings } from '../http/http-client.ts';
import type { Method } from '../http/request.ts';
import type { Accepted, ActionRequest, Forms } from '../model/action.ts';
import type { App } from '../model/app.ts';
import type { AccountIdentity, Billing } from '../model/billing.ts';
import type { Deployment } from '../model/deployment.ts';
import type { ProviderLacks } from '../model/fleet-event.ts';
import type { JsonObject } from '../model/json.ts';
import type { LogEvent } from '../model/log-line.ts';
import type { Metrics } from '../model/metrics.ts';
import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { Server } from '../model/server.ts';
import type { WebhookMessage } from '../model/webhook.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Secret } from '../runtime/secret.ts';

export type { Forms } from '../model/action.ts';

/** A list as far as it could be read: a row that could not be is a problem, the others are items. */
export type Listing<T> = {
  readonly items: readonly T[];
  readonly problems: readonly Problem[];
};

/** One resource in full: ours, and the provider's own fields with secrets masked. */
export type Described<T> = { readonly resource: T; readonly details: JsonObject };

/**
 * What a provider can be asked. `check` each must answer; the other members say, by being there, what it can do.
 * Nothing rejects; an expected failure is a Problem. All texts that come out are plain text.
 */
export type Provider = {
  /** Is the host there and the key good: whose account it is, and sentences worth showing (scopes, expiry). */
  readonly check: (signal: AbortSignal) => Promise<Result<Checked>>;
  /** Every server, all pages. `metrics` is null in a list; what only a detail tells is null unless remembered. */
  readonly listServers?: (signal: AbortSignal) => Promise<Result<Listing<Server>>>;
  /** One server in full; an id that is none is a `not-found` problem. */
  readonly readServer?: (id: string, signal: AbortSignal) => Promise<Result<Described<Server>>>;
  /** The same server in one request, where {@link Provider.readServer} takes several: to see how it is. */
  readonly peekServer?: (id: string, signal: AbortSignal) => Promise<Result<Server>>;
  /** Present where the list lacks plan or price: the row with them, by one request, remembered for later lists. */
  readonly completeServer?: (server: Server, signal: AbortSignal) => Promise<Result<Server>>;
  /** True when {@link Provider.completeServer} would add something to this row. */
  readonly isIncomplete?: (server: Server) => boolean;
  /** Present where the provider has live metrics. Null: none right now, as of a stopped server. */
  readonly readMetrics?: (server: Server, signal: AbortSignal) => Promise<Result<Metrics | null>>;
  /** A server's snapshots, as the provider orders them. */
  readonly listSnapshots?: (serverId: string, signal: AbortSignal) => Promise<Result<Listing<Snapshot>>>;
  /** Opens a console session: the address for a browser, and until when it works (epoch ms). */
  readonly openConsole?: (serverId: string, signal: AbortSignal) => Promise<Result<ConsoleSession>>;
  /** How the work stands that an action began, by the id the action's reply gave. */
  readonly readAction?: (actionId: string, signal: AbortSignal) => Promise<Result<ActionState>>;
  /** How far the provider is in setting up a server that was just created. */
  readonly readProgress?: (serverId: string, signal: AbortSignal) => Promise<Result<Progress>>;
  /** Every app, site, project and database. */
  readonly listApps?: (signal: AbortSignal) => Promise<Result<Listing<App>>>;
  /** One app in full; an id that is none is a `not-found` problem. */
  readonly readApp?: (id: string, signal: AbortSignal) => Promise<Result<Described<App>>>;
  /** Newest first. */
  readonly listDeployments?: (appId: string, signal: AbortSignal) => Promise<Result<Listing<Deployment>>>;
  /** Parts of it may fail (a scope is missing): they are in `problems`, the rest in `billing`. */
  readonly readBilling?: (signal: AbortSignal) => Promise<Result<BillingReading>>;
  /** What else the account has that belongs to no server or app: keys and their use, plans on sale, members. */
  readonly readAccount?: (signal: AbortSignal) => Promise<Result<JsonObject>>;
  /**
   * Follows an app's log until its stream is over (the last event is `done`) or the signal aborts. Resolves with
   * the problem that ended it, where one did; reconnects by itself after a broken stream, marked by a `gap` event.
   */
  readonly followLog?: (
    app: App,
    options: FollowOptions,
    onEvent: (event: LogEvent) => void,
    signal: AbortSignal,
  ) => Promise<Result<void>>;
  /** The same for what a server prints, where the provider gives that. */
  readonly followServerLog?: (
    server: Server,
    options: FollowOptions,
    onEvent: (event: LogEvent) => void,
    signal: AbortSignal,
  ) => Promise<Result<void>>;
  /**
   * Turns an action into the request that carries it out, without sending it: checks every rule the vendor documents
   * (an `invalid` problem names the field and what is allowed), and reads what the request needs (the present map
   * before a merge, the newest deployment). A verb the provider does not have is an `unsupported` problem that says so.
   */
  readonly prepare?: (request: ActionRequest, signal: AbortSignal) => Promise<Result<Prepared>>;
  /** The fields that `create` and `update` take, by kind; what is absent cannot be created, or changed. */
  readonly forms?: Forms;
  /** Environment variables of an app; `value` is null where the provider does not tell it. */
  readonly listEnv?: (appId: string, signal: AbortSignal) => Promise<Result<readonly EnvEntry[]>>;
  /** An app's domains, in the provider's order. */
  readonly listDomains?: (appId: string, signal: AbortSignal) => Promise<Result<readonly DomainEntry[]>>;
  /** What the provider sends by itself to an address that it was given. */
  readonly webhooks?: Webhooks;
};

/** Where `forms.create.webhook` is there, a receiver is registered by creating one. */
export type Webhooks = {
  /**
   * The header with `sha256=` and the HMAC-SHA256 of the raw body in hex. Null: how they are signed is not known, so
   * nothing shows who sent one.
   */
  readonly signatureHeader: string | null;
  /** Reads a body that was JSON; null: of a shape we don't know. */
  readonly read: (body: unknown) => WebhookMessage | null;
  /** Where a receiver is named with each creation of a server: the fields that take its address and the secret. */
  readonly createFields?: { readonly url: string; readonly secret: string };
};

export type FollowOptions = {
  /** Null: the newest. */
  readonly deploymentId: string | null;
  /** Told when the provider has begun to answer: from then on silence means that there is nothing to tell. */
  readonly onOpen?: () => void;
};

/** A request that changes something, as it will be sent. */
export type WriteRequest = {
  readonly method: Exclude<Method, 'GET'>;
  readonly path: string;
  readonly body?: JsonObject;
};

export type Prepared = {
  readonly request: WriteRequest;
  /** Another spelling of the same, tried after a 404 or 405 only: those say that nothing happened. */
  readonly fallback: WriteRequest | null;
  /** Reads the reply of an accepted request. A reply of a shape we don't know was accepted all the same. */
  readonly read: (body: unknown) => Accepted;
  /** Their sentence where a reply that is no failure by its status tells that nothing was done; else null. */
  readonly refusalIn?: (body: unknown) => string | null;
  /** The id of the resource that the reply is about, where it is documented to tell that; null: it does not tell. */
  readonly answeredId?: (body: unknown) => string | null;
};

export type EnvEntry = { readonly name: string; readonly value: string | null };

export type DomainEntry = {
  readonly host: string;
  readonly isVerified: boolean | null;
  readonly certificate: string | null;
};

export type Snapshot = {
  readonly name: string;
  readonly description: string | null;
  /** Epoch ms. */
  readonly createdAt: number | null;
  readonly includesRam: boolean | null;
};

export type ConsoleSession = { readonly url: string; readonly expiresAt: number | null };

export type Progress = {
  readonly state: 'running' | 'succeeded' | 'failed';
  readonly percent: number | null;
  /** The task under way, by the provider's name. */
  readonly task: string | null;
  readonly tasks: readonly { readonly name: string; readonly status: string }[];
  /** What went wrong, where it says. */
  readonly message: string | null;
};

/** `open`: not finished yet. */
export type ActionState = { readonly status: 'open' | 'success' | 'error' };

export type Checked = {
  readonly account: AccountIdentity | null;
  /** One short sentence each, for `doctor`: "scopes: vps:read, billing:read". */
  readonly notes: readonly string[];
  /** Things that work but should be looked at: "the key has no billing:read scope". */
  readonly warnings: readonly string[];
};

export type BillingReading = { readonly billing: Billing; readonly problems: readonly Problem[] };

export type SecretName = 'apiKey' | 'clientId';

/** Everything the rest of the program knows of a provider type before it is connected. */
export type ProviderDefinition = {
  /** As the vendor writes it: "SparrowHost". */
  readonly title: string;
  /** Documented base URL; the configuration's `baseUrl` replaces it whole. */
  readonly baseUrl: string;
  /** Documented, or where nothing is documented assumed. */
  readonly limits: RateLimits;
  /** The secrets it needs, each with the environment variable that is read without a configuration file. */
  readonly secrets: Readonly<Partial<Record<SecretName, string>>> & { readonly apiKey: string };
  /** Where the vendor has nothing of a kind, the sentence the panes show for it. */
  readonly lacks: ProviderLacks;
  /** Every action that some row of a kind may have, so that a row that cannot be read is known to lack the others. */
  readonly verbs: {
    readonly server: readonly Server['actions'][number][];
    readonly app: readonly App['actions'][number][];
  };
  /** True: it has {@link Provider.webhooks}. */
  readonly sendsWebhooks?: true;
  /** Loads the adapter: only what is configured, and after the first frame. */
  readonly load: () => Promise<CreateProvider>;
};

export type CreateProvider = (context: ProviderContext) => Provider;

export type ProviderContext = {
  /** The configured name: first part of every reference. */
  readonly name: string;
  readonly secrets: { readonly apiKey: Secret; readonly clientId: Secret | null };
  readonly deps: Deps;
  /**
   * The key's own HTTP client: base URL, budget, timeouts and trace are set already, and a rejected key is read again.
   * Prepared requests are sent through it too, so what `readError` says of a reply holds for them.
   */
  readonly connect: (
    settings: Pick<HttpSettings, 'authorize' | 'readError'> & Partial<Pick<HttpSettings, 'onRejectedKey'>>,
  ) => HttpClient;
  /** The address of a path, for streams that {@link HttpClient} cannot read. */
  readonly streamUrl: (path: string, query?: Readonly<Record<string, string | undefined>>) => string;
  /** Small facts of this provider that outlive the process (plan and price of a server). */
  readonly memory: Memory;
};

/** A small JSON store, one a provider. Reading never fails: what is missing or damaged is undefined. */
export type Memory = {
  readonly get: (key: string) => unknown;
  readonly set: (key: string, value: unknown) => void;
  /** For what several fleetops add to: `change` may be called again, with what another has written by then. */
  readonly update: (key: string, change: (before: unknown) => unknown) => void;
};
