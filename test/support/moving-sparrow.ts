import { setTimeout as delay } from 'node:timers/promises';
import { startApi, type TestApi } from './api.ts';
import { sparrowRow } from './sparrow-servers.ts';
import type { TestTerminal } from './terminal.ts';

export type FakeServer = { readonly id: string; name: string; status: string };

const rowOf = (server: FakeServer) => sparrowRow({ ...server, ipv4: '192.0.2.10' });

/** A SparrowHost whose servers a test moves about; it remembers what was sent to change them. */
export async function startSparrow(servers: FakeServer[], onAction?: () => void) {
  const data = (value: unknown) => ({ body: { success: true, data: value } });
  const api = await startApi({
    'GET /api/v1/account': data({
      id: 'a',
      name: 'Ops',
      email: 'ops@example.com',
      balance: '2500.00',
      currency: 'INR',
    }),
    'GET /api/v1/nestdeploy/apps': data([]),
    'GET /api/v1/servers': () => data(servers.map(rowOf)),
    ...Object.fromEntries(
      ['alpha', 'beta', 'gamma'].flatMap((id) => [
        [
          `GET /api/v1/servers/id-${id}`,
          () => {
            const server = servers.find((one) => one.id === `id-${id}`);
            return server === undefined
              ? { status: 404, body: { success: false, message: 'gone' } }
              : data(rowOf(server));
          },
        ],
        [
          `POST /api/v1/servers/id-${id}/actions`,
          onAction === undefined
            ? ({ body }: { readonly body: string }) => {
                const server = servers.find((one) => one.id === `id-${id}`);
                if (server !== undefined && /shutdown|stop/.test(body)) server.status = 'stopped';
                return data({ message: 'initiated' });
              }
            : () => void onAction(),
        ],
      ]),
    ),
  });
  return {
    api,
    config: `providers:\n  - name: sparrow\n    type: sparrowhost\n    apiKey: sph_key\n    baseUrl: ${api.url}\n    pollInterval: 1s\n`,
  };
}

export const three = (): FakeServer[] =>
  ['alpha', 'beta', 'gamma'].map((name) => ({
    id: `id-${name}`,
    name: `${name}.example.com`,
    status: 'running',
  }));

/** What was sent to change something. */
export const sent = (api: TestApi) =>
  api.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, body }) => ({ method, path, body }));

/** Presses a key now and then, as a person would, until the screen shows what is wanted. */
export async function pressUntil(
  terminal: TestTerminal,
  key: string,
  wanted: (text: string) => boolean,
): Promise<void> {
  for (let press = 0; press < 40 && !wanted(terminal.text()); press += 1) {
    terminal.write(key);
    await delay(500);
  }
  await terminal.waitFor(wanted);
}
