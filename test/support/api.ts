import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Reply = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
};

export type SeenRequest = {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

export type Handler = (request: SeenRequest, response: ServerResponse) => Reply | Promise<Reply> | undefined;

export type TestApi = {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Replaces or adds routes while it runs. */
  readonly route: (routes: Routes) => void;
  readonly close: () => Promise<void>;
};

/** `GET /v1/x` → what to answer. The query is not part of the key. A handler may answer the socket itself and return undefined. */
export type Routes = Readonly<Record<string, Reply | Handler>>;

/** A real HTTP server on loopback with canned replies; it ends with the test. An unknown route answers 404. */
export async function startApi(routes: Routes): Promise<TestApi> {
  const table = new Map<string, Reply | Handler>(Object.entries(routes));
  const requests: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const seen = await readRequest(incoming);
    requests.push(seen);
    const route = table.get(`${seen.method} ${seen.path.split('?')[0]}`);
    const reply =
      typeof route === 'function' ? await route(seen, response) : (route ?? { status: 404, body: {} });
    if (reply !== undefined) answer(response, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    route: (more) => {
      for (const [key, value] of Object.entries(more)) table.set(key, value);
    },
    close,
  };
}

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  let body = '';
  for await (const chunk of incoming.setEncoding('utf8')) body += chunk;
  return { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body };
}

function answer(response: ServerResponse, reply: Reply): void {
  const body =
    typeof reply.body === 'string' ? reply.body : reply.body === undefined ? '' : JSON.stringify(reply.body);
  response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
  response.end(body);
}
