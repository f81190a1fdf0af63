import type { HttpClient } from '../../http/http-client.ts';
import type { HttpRequest } from '../../http/request.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { mapResult, type Result } from '../../model/result.ts';
import { askedFor } from '../asked-for.ts';

/** Every path in one place, as the vendor's API page lists them. */
export const paths = {
  sites: '/sites',
  site: (id: string) => `/sites/${encodeURIComponent(id)}`,
  databases: '/databases',
  database: (id: string) => `/databases/${encodeURIComponent(id)}`,
  webhooks: '/webhooks',
  credits: '/credits',
  transactions: '/credits/transactions',
  packages: '/credits/packages',
} as const;

export type HostwaresClient = ReturnType<typeof createHostwaresClient>;

/** One function per endpoint; each gives the body, a list without the wrapper it may come in. */
export function createHostwaresClient(http: HttpClient, provider: string) {
  const get = async (
    path: string,
    signal: AbortSignal,
    rest: Pick<HttpRequest, 'isVerbatim'> = {},
  ): Promise<Result<JsonValue>> =>
    mapResult(await http.request({ method: 'GET', path, signal, ...rest }), ({ body }) => toJson(body));
  const list = async (path: string, name: string, signal: AbortSignal): Promise<Result<JsonValue>> =>
    mapResult(await get(path, signal), (body) => unwrapped(body, name));
  const site = async (id: string, signal: AbortSignal, rest: Pick<HttpRequest, 'isVerbatim'> = {}) =>
    askedFor(await get(paths.site(id), signal, rest), id, provider);
  return {
    getSites: (signal: AbortSignal) => list(paths.sites, 'sites', signal),
    getSite: (id: string, signal: AbortSignal) => site(id, signal),
    /** With its texts as they were sent: to write them back, not to show them. */
    getSiteVerbatim: (id: string, signal: AbortSignal) => site(id, signal, { isVerbatim: true }),
    getDatabases: (signal: AbortSignal) => list(paths.databases, 'databases', signal),
    getDatabase: async (id: string, signal: AbortSignal) =>
      askedFor(await get(paths.database(id), signal), id, provider),
    getCredits: (signal: AbortSignal) => get(paths.credits, signal),
    getTransactions: (signal: AbortSignal) => list(paths.transactions, 'transactions', signal),
    getPackages: (signal: AbortSignal) => list(paths.packages, 'packages', signal),
  };
}

/** The lists are bare arrays; the names that other APIs wrap theirs in are read as well. */
const unwrapped = (body: JsonValue, name: string): JsonValue =>
  isJsonObject(body) ? ([body[name], body['data'], body['items']].find(Array.isArray) ?? body) : body;

/** An empty or a scalar body has nothing that we could read. */
const toJson = (body: unknown): JsonValue => (Array.isArray(body) || isJsonObject(body) ? body : null);
