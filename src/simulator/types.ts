/** The five provider types, as in a fleetop configuration. */
export type ProviderType = 'sparrowhost' | 'cyberpanel' | 'hostwares' | 'spheron' | 'serverpilot';

export const providerTypes: readonly ProviderType[] = [
  'sparrowhost',
  'cyberpanel',
  'hostwares',
  'spheron',
  'serverpilot',
];

/** What can go wrong on purpose, in the order the command line lists it. */
export const faultNames = [
  'slow',
  'server-error',
  'reset',
  'truncated',
  'rate-limited',
  'wrong-shape',
  'auth-lost',
  'wrong-signature',
] as const;

export type FaultName = (typeof faultNames)[number];

/** A fault and whom it hits: `null` is every provider. */
export type FaultSetting = { readonly provider: ProviderType | null; readonly name: FaultName };

export type SimulatorOptions = {
  /** TCP port on 127.0.0.1; 0 (the default) takes any free one. */
  readonly port?: number;
  /** Servers over all providers, 1 to 10000; default 40. */
  readonly servers?: number;
  /** Apps, sites and projects over all providers, databases not counted; default 24. */
  readonly apps?: number;
  /** Same seed and same clock: same fleet, same keys. Default 1. */
  readonly seed?: number;
  readonly faults?: readonly FaultSetting[];
  /** Epoch milliseconds; default `Date.now`. Every state that changes by itself is derived from it. */
  readonly now?: () => number;
  /** How long setting up a CyberPanel machine takes, in ms; default 180,000, the vendor's own estimate. */
  readonly deploymentMs?: number;
  /** Whether the documented rate limits are enforced; default true. */
  readonly limits?: boolean;
};

/** Requests allowed per key. */
export type RateLimit = { readonly perMinute: number; readonly perHour?: number };

/** What a client needs to reach one simulated account. */
export type ProviderEntry = {
  readonly name: string;
  readonly type: ProviderType;
  readonly baseUrl: string;
  readonly apiKey: string;
  /** ServerPilot only: the user name of its Basic authentication. */
  readonly clientId?: string;
  /** Only where the key's limits differ from the documented default. */
  readonly rateLimit?: RateLimit;
};

/** One answered request. */
export type RequestEntry = {
  /** Epoch milliseconds on the simulator's clock. */
  readonly at: number;
  readonly provider: ProviderType;
  readonly method: string;
  /** As sent after `/TYPE`, with its query string. */
  readonly path: string;
  /** The documented route that it met, such as `GET /servers/:id`; null: none. */
  readonly route: string | null;
  /** The HTTP status; 0 where the connection was reset before any. */
  readonly status: number;
  /** Whether an Authorization header came with it, right or wrong. */
  readonly authorization: boolean;
};

export type Simulator = {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  readonly providers: readonly ProviderEntry[];
  /** Keys that may only read, for the two providers with scopes. Not in `providers` nor in the configuration. */
  readonly readOnlyKeys: { readonly sparrowhost: string; readonly cyberpanel: string };
  /** A ready fleetop configuration for `providers`. */
  readonly configYaml: () => string;
  /** Adds a fault; several may hold at once. Every request is hit until `clearFaults`; `reset` cuts open streams too. */
  readonly setFault: (provider: ProviderType | null, name: FaultName) => void;
  readonly clearFaults: () => void;
  /** The newest 5000 requests, oldest first. */
  readonly requests: () => readonly RequestEntry[];
  /** Ends open streams and sockets, then the server. Safe to call twice. */
  readonly close: () => Promise<void>;
};
