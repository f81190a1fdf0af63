import type { HttpClient } from '../../http/http-client.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { JsonValue } from '../../model/json.ts';
import { mapResult, type Result } from '../../model/result.ts';
import { askedFor } from '../asked-for.ts';
import { readData } from '../envelope.ts';
import { withoutSecrets } from './without-secrets.ts';

/** One function per endpoint; each answers what stands under `data`. Lists are whole: there are no pages. */
export type ServerPilotClient = ReturnType<typeof createServerPilotClient>;

export function createServerPilotClient(http: HttpClient, provider: string) {
  const get = async (
    path: string,
    what: string,
    signal: AbortSignal,
    rest: Pick<HttpRequest, 'isVerbatim'> = {},
  ): Promise<Result<JsonValue>> =>
    readData(await http.request({ method: 'GET', path, signal, ...rest }), what, provider);

  const item = async (
    path: string,
    id: string,
    what: string,
    signal: AbortSignal,
    rest: Pick<HttpRequest, 'isVerbatim'> = {},
  ): Promise<Result<JsonValue>> =>
    askedFor(await get(`${path}/${encodeURIComponent(id)}`, what, signal, rest), id, provider);

  return {
    servers: (signal: AbortSignal) => get('/servers', 'the server list', signal),
    server: (id: string, signal: AbortSignal) => item('/servers', id, 'the server', signal),
    systemUsers: (signal: AbortSignal) => get('/sysusers', 'the system users', signal),
    systemUser: (id: string, signal: AbortSignal) => item('/sysusers', id, 'the system user', signal),
    /** Without the TLS keys that the API sends along. */
    apps: async (signal: AbortSignal) =>
      mapResult(await get('/apps', 'the app list', signal), withoutSecrets),
    /** Without its TLS key. */
    app: async (id: string, signal: AbortSignal) =>
      mapResult(await item('/apps', id, 'the app', signal), withoutSecrets),
    /** The same with its texts as they were sent: to write them back, not to show them. */
    appVerbatim: async (id: string, signal: AbortSignal) =>
      mapResult(await item('/apps', id, 'the app', signal, { isVerbatim: true }), withoutSecrets),
    databases: (signal: AbortSignal) => get('/dbs', 'the database list', signal),
    database: (id: string, signal: AbortSignal) => item('/dbs', id, 'the database', signal),
    sshKeys: (signal: AbortSignal) => get('/sshkeys', 'the SSH keys', signal),
    action: (id: string, signal: AbortSignal) => item('/actions', id, 'the action', signal),
  };
}
