import type { HttpClient } from '../../http/http-client.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Result } from '../../model/result.ts';
import { askedFor } from '../asked-for.ts';
import { readData } from '../envelope.ts';

/** One function per endpoint; each answers what stands under `data`, unread. */
export type CyberPanelClient = ReturnType<typeof createCyberPanelClient>;

/** The longest page there is. (Vendor docs, "List VPS Instances".) */
export const vpsPageSize = 100;

export function createCyberPanelClient(http: HttpClient, provider: string) {
  const get = async (
    path: string,
    what: string,
    signal: AbortSignal,
    rest: Pick<HttpRequest, 'query' | 'isAuthorized'> = {},
  ): Promise<Result<JsonValue>> =>
    readData(await http.request({ method: 'GET', path, signal, ...rest }), what, provider);

  const vpsPath = (id: string, rest = '') => `/vps/${encodeURIComponent(id)}${rest}`;

  const part = async (id: string, rest: string, what: string, signal: AbortSignal) =>
    askedFor(await get(vpsPath(id, rest), what, signal), id, provider, 'vps_id');

  return {
    /** Wants no key. */
    health: (signal: AbortSignal) => get('/health', 'its health', signal, { isAuthorized: false }),
    /** Wants no key. */
    scopes: (signal: AbortSignal) => get('/scopes', 'the scopes', signal, { isAuthorized: false }),
    test: (signal: AbortSignal) => get('/test', 'the key test', signal),
    account: (signal: AbortSignal) => get('/account', 'the account', signal),
    billing: (signal: AbortSignal) => get('/billing', 'the billing', signal),
    apiKeys: (signal: AbortSignal) => get('/account/api-keys', 'the API keys', signal),
    apiKeyUsage: (id: string, limit: number, signal: AbortSignal) =>
      get(`/account/api-keys/${encodeURIComponent(id)}/usage`, "a key's usage", signal, {
        query: { limit, offset: 0 },
      }),
    vpsPage: (offset: number, signal: AbortSignal) =>
      get('/vps', 'the VPS list', signal, { query: { limit: vpsPageSize, offset } }),
    vps: (id: string, signal: AbortSignal) => get(vpsPath(id), 'the VPS', signal),
    summary: (signal: AbortSignal) => get('/vps/summary', 'the summary', signal),
    status: (id: string, signal: AbortSignal) => part(id, '/status', 'the live status', signal),
    plans: (signal: AbortSignal) => get('/vps/plans', 'the plans', signal),
    locations: (signal: AbortSignal) => get('/vps/locations', 'the locations', signal),
    templates: (signal: AbortSignal) => get('/vps/templates', 'the templates', signal),
    deployment: (id: string, signal: AbortSignal) => part(id, '/deployment', 'the deployment', signal),
    /** With its envelope, whose sentence may tell why a deployment failed. */
    deploymentReply: (id: string, signal: AbortSignal) =>
      http.request({ method: 'GET', path: vpsPath(id, '/deployment'), signal }),
    snapshots: (id: string, signal: AbortSignal) => part(id, '/snapshots', 'the snapshots', signal),
    /** Each call opens a session of its own. */
    console: (id: string, signal: AbortSignal) => part(id, '/console', 'the console', signal),
  };
}
