import type { Result } from '../model/result.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type HttpRequest = {
  readonly method: Method;
  /** Appended to the base URL; its variable parts are already encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** False for the few endpoints that want no key. Default true. */
  readonly isAuthorized?: boolean;
  /**
   * The reply's body comes with its texts as they were sent, control characters included: for values that are sent
   * back, never for one that is shown. A refusal's sentence is plain text all the same.
   */
  readonly isVerbatim?: true;
  readonly signal: AbortSignal;
};

export type HttpReply = {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | null };
  /** UTF-8, size-capped; empty for an empty body. */
  readonly text: string;
};

/** One request over the wire: a reply of whatever status, or why none came. */
export type Exchange = (request: HttpRequest) => Promise<Result<HttpReply>>;

/** The address of a request below a base URL. The path never leaves the base's origin. */
export function requestUrl(baseUrl: string, request: Pick<HttpRequest, 'path' | 'query'>): string {
  const url = new URL(baseUrl.replace(/\/+$/, '') + request.path);
  for (const [key, value] of Object.entries(request.query ?? {}))
    if (value !== undefined) url.searchParams.set(key, String(value));
  return url.href;
}
