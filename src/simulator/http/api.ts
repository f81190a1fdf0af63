import type { Admission } from '../rate-window.ts';
import type { ProviderType } from '../types.ts';
import type { WebhookSender } from '../webhooks.ts';
import type { Headers } from './reply.ts';
import type { ApiKey, ErrorReplies, RouteTable } from './router.ts';

/** What the meter says of one request: the admission, and the headers every reply of this API carries. */
export type Metering = { readonly admission: Admission; readonly headers: Headers };

/** One provider's API: its routes and its ways of authorising, metering and failing. */
export type Api = {
  readonly type: ProviderType;
  readonly routes: RouteTable;
  readonly errors: ErrorReplies;
  /** The key behind an Authorization header, null if it is not one of ours. */
  readonly keyOf: (authorization: string) => ApiKey | null;
  /** Absent where the vendor documents no limit. With `forcedUntil` it answers as if used up until then. */
  readonly meter?: (key: ApiKey, now: number, forcedUntil: number | null) => Metering;
  /** Told of every metered reply: some APIs publish their own access log. */
  readonly noteUse?: (use: Use) => void;
};

export type Use = {
  readonly key: ApiKey;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ip: string;
  readonly at: number;
};

/** What every API is built from. `startedAt` and `now()` are epoch ms on the same clock. */
export type World = {
  readonly seed: number;
  readonly startedAt: number;
  readonly now: () => number;
  readonly hasLimits: boolean;
  /** How long setting up a machine takes. */
  readonly deploymentMs: number;
  readonly webhooks: WebhookSender;
};

/** A `keyOf` for `Authorization: Bearer KEY`. */
export const bearerKeys =
  (keys: readonly ApiKey[]): Api['keyOf'] =>
  (authorization) => {
    const secret = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    return keys.find((key) => key.secret === secret) ?? null;
  };
