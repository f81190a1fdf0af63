import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import type { WebhookEvent } from '../model/webhook.ts';
import type { Clock } from '../runtime/deps.ts';
import { createDeliver, type Deliver, type Route } from './deliver.ts';
import { isRefusal, type Outcome, outcomeStatus, type Tally } from './outcomes.ts';
import { readBody } from './read-body.ts';

export type ReceiverOptions = {
  readonly listen: { readonly host: string; readonly port: number };
  readonly routes: readonly Route[];
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  readonly onEvent: (event: WebhookEvent) => void;
  readonly onRefused?: (outcome: Outcome) => void;
  /** How long a client may take, in ms. */
  readonly limits?: ReceiverLimits;
};

export type ReceiverLimits = { readonly headersMs: number; readonly requestMs: number };

export type Receiver = {
  /** `127.0.0.1:8787` */
  readonly address: string;
  /** What became of all requests so far. */
  readonly tally: () => Tally;
  readonly close: () => void;
};

const usualLimits: ReceiverLimits = { headersMs: 5_000, requestMs: 10_000 };
/** How often the two are looked at. */
const lookMs = 500;
/** Of more connections the oldest is ended for the newest: who holds many open keeps nobody else out. */
const mostConnections = 32;
const mostHeaderBytes = 8 * 1024;

/**
 * Listens for webhooks. Every answer is a status and its name, the same for everybody. What went wrong at the start is a
 * `config` problem, as when another program has the port.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Result<Receiver>> {
  const { listen, clock, onEvent, onRefused = () => {}, limits = usualLimits } = options;
  const routes = options.routes.flatMap((route) => {
    const deliver = createDeliver(route, clock);
    return route.paths.map((path) => ({ digest: digestOf(path), deliver }));
  });
  const tally = new Map<Outcome, number>();
  const count = (outcome: Outcome) => {
    tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
    if (isRefusal(outcome)) onRefused(outcome);
  };

  const judge = async (request: IncomingMessage): Promise<Verdict | null> => {
    const deliver = delivererOf(request.url ?? '', routes);
    if (deliver === null) return { outcome: 'wrong path', event: null };
    if (request.method !== 'POST') return { outcome: 'wrong method', event: null };
    const body = await readBody(request);
    if (body === null) return null;
    return body === 'too large' ? { outcome: body, event: null } : deliver(request.headers, body);
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const verdict = await judge(request);
    // Who is gone gets no answer; who was too slow has had one.
    if (verdict === null || response.destroyed) return;
    count(verdict.outcome);
    answer(response, verdict.outcome);
    if (verdict.event !== null) onEvent(verdict.event);
  };

  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: lookMs,
      maxHeaderSize: mostHeaderBytes,
      keepAlive: false,
    },
    (request, response) => {
      response.on('error', () => {});
      void handle(request, response);
    },
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const outcome = outcomeOf(error);
    if (outcome !== null) count(outcome);
    refuse(socket, outcome);
  });
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const [oldest] = sockets;
    if (sockets.size <= mostConnections || oldest === undefined) return;
    sockets.delete(oldest);
    count('crowded');
    oldest.destroy();
  });

  const fault = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve);
    server.listen(listen.port, listen.host, () => {
      server.off('error', resolve);
      resolve(null);
    });
  });
  const address = addressText(listen.host, portOf(server.address()) ?? listen.port);
  if (fault !== null)
    return fail(problem('config', `webhooks cannot be received at ${address}: ${whyNot(fault)}`));
  // A socket that could not be taken on is no reason to stop.
  server.on('error', () => {});
  return succeed({
    address,
    tally: () => tally,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
}

type Verdict = ReturnType<Deliver>;

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Who takes what comes to a path, whatever query follows it; how long that takes tells nothing of the right one. */
function delivererOf(
  url: string,
  routes: readonly { readonly digest: Buffer; readonly deliver: Deliver }[],
): Deliver | null {
  const digest = digestOf(url.split('?', 1)[0] ?? '');
  return routes.filter((route) => timingSafeEqual(route.digest, digest))[0]?.deliver ?? null;
}

function answer(response: ServerResponse, outcome: Outcome): void {
  const status = outcomeStatus[outcome] ?? 400;
  const text = status === 204 ? '' : `${STATUS_CODES[status]}\n`;
  response.writeHead(status, {
    connection: 'close',
    ...(text === '' ? {} : { 'content-type': 'text/plain', 'content-length': text.length }),
    ...(status === 405 ? { allow: 'POST' } : {}),
    ...(status === 429 ? { 'retry-after': '60' } : {}),
  });
  response.end(text);
}

/** What never became a request; null for a connection that was lost. */
function outcomeOf({ code }: NodeJS.ErrnoException): Outcome | null {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'too slow';
  return code === 'ECONNRESET' || code === 'EPIPE' ? null : 'not HTTP';
}

function refuse(socket: Duplex, outcome: Outcome | null): void {
  if (outcome === null || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = outcomeStatus[outcome] ?? 400;
  const text = `${STATUS_CODES[status]}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
    () => socket.destroy(),
  );
}

const portOf = (address: ReturnType<ReturnType<typeof createServer>['address']>): number | null =>
  typeof address === 'object' ? (address?.port ?? null) : null;

const addressText = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

function whyNot({ code }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EADDRINUSE':
      return 'another program listens there';
    case 'EACCES':
      return 'a port below 1024 is not everybody’s';
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine has no such address';
    default:
      return code ?? 'unknown';
  }
}
