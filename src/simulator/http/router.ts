import type { JsonReply, Reply } from './reply.ts';

export type ApiKey = {
  readonly secret: string;
  readonly scopes: ReadonlySet<string>;
};

/** One authorised request as a handler sees it. */
export type Call = {
  /** A `:name` of the route, decoded. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  /** The parsed JSON body; undefined when there was none. */
  readonly body: unknown;
  readonly key: ApiKey;
  readonly ip: string;
};

export type Handler = (call: Call) => Reply;

export type Route = {
  /** Any one of these suffices; none: any valid key. */
  readonly scopes?: readonly string[];
  /** Answered without a key. */
  readonly isOpen?: boolean;
  readonly handle: Handler;
};

/** `'GET /servers/:id'` to what answers it. */
export type RouteTable = Readonly<Record<string, Route | Handler>>;

export type Match =
  | {
      readonly kind: 'found';
      /** As in the table: `GET /servers/:id`. */
      readonly pattern: string;
      readonly route: Route;
      readonly param: (name: string) => string;
    }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'not-found' };

/** How an API words the failures that do not belong to one endpoint. */
export type ErrorReplies = {
  readonly badRequest: (message: string) => JsonReply;
  readonly unauthorized: (hasKey: boolean) => JsonReply;
  readonly forbidden: (scopes: readonly string[]) => JsonReply;
  readonly notFound: (method: string, path: string) => JsonReply;
  readonly wrongMethod: (method: string, path: string) => JsonReply;
  readonly rateLimited: (resetAt: number, now: number) => JsonReply;
  readonly serverError: () => JsonReply;
};

type Compiled = {
  readonly pattern: string;
  readonly method: string;
  readonly segments: readonly string[];
  readonly route: Route;
};

/** Finds the route of a request. A literal segment wins over a `:name`; a slash at the end is ignored. */
export const createRouter = (table: RouteTable): ((method: string, path: string) => Match) => {
  const bySegments = new Map<number, Compiled[]>();
  for (const [pattern, entry] of Object.entries(table)) {
    const [method = '', path = ''] = pattern.split(' ');
    const segments = split(path);
    const route = typeof entry === 'function' ? { handle: entry } : entry;
    const group = bySegments.get(segments.length) ?? [];
    group.push({ pattern, method, segments, route });
    bySegments.set(segments.length, group);
  }
  for (const group of bySegments.values()) group.sort((a, b) => rank(a.segments) - rank(b.segments));

  return (method, path) => {
    const segments = split(path);
    const fitting = (bySegments.get(segments.length) ?? []).filter((entry) => fits(entry.segments, segments));
    const found = fitting.find((entry) => entry.method === method);
    if (found !== undefined) {
      const { pattern, route } = found;
      return { kind: 'found', pattern, route, param: (name) => paramOf(found.segments, segments, name) };
    }
    if (fitting.length === 0) return { kind: 'not-found' };
    return { kind: 'wrong-method', allowed: fitting.map((entry) => entry.method) };
  };
};

const split = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

/** Orders patterns so that an earlier literal comes first. */
const rank = (segments: readonly string[]): number =>
  segments.reduce((sum, segment) => sum * 2 + (segment.startsWith(':') ? 1 : 0), 0);

const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.every((part, index) => part.startsWith(':') || part === segments[index]);

const paramOf = (pattern: readonly string[], segments: readonly string[], name: string): string => {
  const segment = segments[pattern.indexOf(`:${name}`)];
  if (segment === undefined) throw new Error(`the route has no :${name}`);
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
