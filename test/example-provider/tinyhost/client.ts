import type { HttpClient } from '../../../src/http/http-client.ts';
import { isJsonObject } from '../../../src/model/json.ts';
import { mapResult } from '../../../src/model/result.ts';

/** Every path in one place, as the vendor's page lists them. */
export const paths = {
  account: '/account',
  servers: '/servers',
  server: (id: string) => `/servers/${encodeURIComponent(id)}`,
  power: (id: string) => `/servers/${encodeURIComponent(id)}/power`,
} as const;

export type TinyhostClient = ReturnType<typeof createTinyhostClient>;

/** One function for each endpoint. */
export function createTinyhostClient(http: HttpClient) {
  const get = async (path: string, signal: AbortSignal) =>
    mapResult(await http.request({ method: 'GET', path, signal }), ({ body }) => body);
  return {
    account: (signal: AbortSignal) => get(paths.account, signal),
    servers: async (signal: AbortSignal) =>
      mapResult(await get(paths.servers, signal), (body) => (isJsonObject(body) ? body['servers'] : body)),
    server: async (id: string, signal: AbortSignal) =>
      mapResult(await get(paths.server(id), signal), (body) => (isJsonObject(body) ? body['server'] : body)),
  };
}
