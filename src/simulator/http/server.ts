import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FaultBoard } from '../faults.ts';
import type { Random } from '../random.ts';
import type { RequestLog } from '../request-log.ts';
import type { ProviderType } from '../types.ts';
import { answer, type Service } from './answer.ts';
import type { Api } from './api.ts';
import { json } from './reply.ts';
import { createRouter } from './router.ts';
import { createOpenStreams, type Damage, sendReply } from './send.ts';

export type ServerParts = {
  readonly apis: readonly Api[];
  readonly faults: FaultBoard;
  readonly log: RequestLog;
  readonly now: () => number;
  readonly random: Random;
};

export type RunningServer = {
  readonly port: number;
  /** Cuts open streams, of one provider or of all. */
  readonly cutStreams: (provider: ProviderType | null) => void;
  readonly close: () => Promise<void>;
};

/** Serves every API under `/TYPE` on 127.0.0.1. Rejects when the port is taken. */
export const listen = async (parts: ServerParts, port: number): Promise<RunningServer> => {
  const services = new Map<string, Service>(
    parts.apis.map((api) => [api.type, { api, router: createRouter(api.routes) }]),
  );
  const streams = createOpenStreams(parts.now);
  const waiting = new Set<() => void>();
  const delay = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        waiting.delete(done);
        resolve();
      }
      waiting.add(done);
    });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, type = '', ...rest] = url.pathname.split('/');
    const service = services.get(type);
    const method = request.method ?? 'GET';
    if (service === undefined) {
      sendReply(response, json(404, { error: `no simulated API at /${type}` }), 'none');
      return;
    }
    const provider = service.api.type;
    if (parts.faults.has(provider, 'slow')) await delay(2_000 + 2_000 * parts.random());
    const path = `/${rest.join('/')}`;
    const damage = damageFor(parts.faults, service.api);
    const at = parts.now();
    const match = service.router(method, path);
    const note = (status: number): void =>
      parts.log.add({
        at,
        provider,
        method,
        path: path + url.search,
        route: match.kind === 'found' ? match.pattern : null,
        status,
        authorization: request.headers.authorization !== undefined,
      });
    if (damage === 'reset-before') {
      note(0);
      request.socket.resetAndDestroy();
      return;
    }
    const reply = await answer(
      service,
      { request, method, path, query: url.searchParams },
      parts.faults,
      parts.now,
    );
    note(reply.status);
    if (response.destroyed) return;
    if (reply.kind === 'stream') streams.open(provider, response, reply, damage);
    else sendReply(response, reply, damage);
  };

  const server = createServer((request, response) => {
    // A client that leaves in the middle of a reply is no failure of ours.
    response.on('error', () => response.destroy());
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else sendReply(response, json(500, { error: `simulator: ${String(error)}` }), 'none');
    });
  });
  // Longer than any client keeps an idle connection: else one is closed just as a request goes out on it.
  server.keepAliveTimeout = 120_000;
  await started(server, port);
  const address = server.address();
  let closing: Promise<void> | undefined;
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    cutStreams: streams.cut,
    close() {
      closing ??= new Promise((resolve) => {
        for (const done of [...waiting]) done();
        streams.endAll();
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
};

const started = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

/** A write that is reset inside its reply has happened, one reset before has not: a client cannot tell them apart. */
const damageFor = (faults: FaultBoard, api: Api): Damage => {
  if (faults.has(api.type, 'reset')) {
    return faults.turn(api.type, 'reset') % 2 === 0 ? 'reset-before' : 'reset-inside';
  }
  if (faults.has(api.type, 'truncated')) {
    return faults.turn(api.type, 'truncated') % 2 === 0 ? 'short-length' : 'cut-json';
  }
  return 'none';
};
