import type { HttpClient } from '../../http/http-client.ts';
import type { ReadError } from '../../http/read-json.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Result } from '../../model/result.ts';
import { readData } from '../envelope.ts';
import { errorSentence, isRefusal } from '../error-sentence.ts';

/**
 * Every path in one place. Those of the VPS part are documented; of NestDeploy's the page shows the log's and the
 * creation's, the others follow the same pattern.
 */
export const paths = {
  account: '/api/v1/account',
  servers: '/api/v1/servers',
  server: (id: string) => `/api/v1/servers/${encodeURIComponent(id)}`,
  serverActions: (id: string) => `/api/v1/servers/${encodeURIComponent(id)}/actions`,
  apps: '/api/v1/nestdeploy/apps',
  app: (id: string) => `/api/v1/nestdeploy/apps/${encodeURIComponent(id)}`,
  appActions: (id: string) => `/api/v1/nestdeploy/apps/${encodeURIComponent(id)}/actions`,
  appDeploy: (id: string) => `/api/v1/nestdeploy/apps/${encodeURIComponent(id)}/deploy`,
  appDomains: (id: string) => `/api/v1/nestdeploy/apps/${encodeURIComponent(id)}/domains`,
  appEnv: (id: string) => `/api/v1/nestdeploy/apps/${encodeURIComponent(id)}/env`,
  appLogs: (id: string) => `/api/v1/nestdeploy/apps/${encodeURIComponent(id)}/logs`,
} as const;

/** One function per endpoint; each gives the `data` of the envelope. */
export function createSparrowClient(http: HttpClient, provider: string) {
  const get = async (path: string, what: string, signal: AbortSignal): Promise<Result<JsonValue>> =>
    readData(await http.request({ method: 'GET', path, signal }), what, provider);
  return {
    getAccount: (signal: AbortSignal) => get(paths.account, 'the account', signal),
    getServers: (signal: AbortSignal) => get(paths.servers, 'the servers', signal),
    getServer: (id: string, signal: AbortSignal) => get(paths.server(id), 'the server', signal),
    getApps: (signal: AbortSignal) => get(paths.apps, 'the apps', signal),
    getApp: (id: string, signal: AbortSignal) => get(paths.app(id), 'the app', signal),
  };
}

/** `{"success":false,"message":"…"}`: there is no machine-readable code beside the HTTP status. */
export const readSparrowError: ReadError = (body, status) => {
  return status < 400 && !isRefusal(body) ? null : { message: errorSentence(body) };
};
