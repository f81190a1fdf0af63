import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { WebhookEvent } from '../../src/model/webhook.ts';
import { webhooks as cyberpanel } from '../../src/providers/cyberpanel/webhooks.ts';
import { webhooks as hostwares } from '../../src/providers/hostwares/webhooks.ts';
import { type Receiver, type ReceiverLimits, startReceiver } from '../../src/webhooks/receiver.ts';

export const secret = 'planted-webhook-secret-1234';
export const startedAt = Date.parse('2026-11-01T12:00:00Z');

export const paths = { signed: '/webhooks/cyber-token', unsigned: '/webhooks/wares-token' } as const;

export type TestReceiver = Receiver & {
  readonly port: number;
  readonly events: readonly WebhookEvent[];
  /** Both of its faces, in ms. */
  readonly clock: { time: number };
};

/** A receiver on a free port, with a CyberPanel and a Hostwares behind it, on a clock that stands still. */
export async function openTestReceiver(limits?: ReceiverLimits): Promise<TestReceiver> {
  const clock = { time: startedAt };
  const events: WebhookEvent[] = [];
  const opened = await startReceiver({
    listen: { host: '127.0.0.1', port: 0 },
    routes: [
      { provider: 'cyber', paths: [paths.signed], webhooks: cyberpanel, secret },
      { provider: 'wares', paths: [paths.unsigned], webhooks: hostwares, secret },
    ],
    clock: { now: () => clock.time, elapsed: () => clock.time },
    onEvent: (event) => events.push(event),
    ...(limits === undefined ? {} : { limits }),
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  onTestFinished(opened.value.close);
  return { ...opened.value, events, clock, port: Number(opened.value.address.split(':')[1]) };
}

/** What CyberPanel sends, as its page has it. */
export const completed = (given: { readonly at?: number; readonly id?: unknown } = {}): string =>
  JSON.stringify({
    event: 'vps.deployment.completed',
    timestamp: new Date(given.at ?? startedAt).toISOString(),
    data: { vps_id: given.id ?? 46, name: 'web-9', status: 'running', ip_address: '203.0.113.9' },
  });

/** What Hostwares sends. */
export const siteEvent = (at = startedAt, site = 'cm1'): string =>
  JSON.stringify({
    id: 'evt_1',
    event: 'deployment.completed',
    timestamp: new Date(at).toISOString(),
    data: { site_id: site, site_name: 'shop', status: 'RUNNING' },
  });

export const signed = (body: string | Uint8Array, key = secret): Record<string, string> => ({
  'x-webhook-signature': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
});

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
};

export type Asked = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array;
};

/** One request on a connection of its own. */
export const send = (
  port: number,
  { method = 'POST', path = paths.signed, headers = {}, body = '' }: Asked,
) =>
  new Promise<Answer>((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

/** A bare connection, and all that comes over it until it is ended over there. */
export function dial(port: number, first = ''): { readonly socket: Socket; readonly all: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
  });
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += String(chunk);
  });
  socket.on('error', () => {});
  if (first !== '') socket.write(first);
  return { socket, all: new Promise((resolve) => socket.on('close', () => resolve(text))) };
}

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
