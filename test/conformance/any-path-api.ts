import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Answers one request by itself, down to the socket; leaving it open is an answer too. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export type AnyPathApi = {
  readonly url: string;
  readonly requests: readonly { readonly line: string; readonly authorization: string | undefined }[];
};

/** A real HTTP server on loopback that answers every method and path alike; it ends with the test. */
export async function startAnyPathApi(answer: Answer): Promise<AnyPathApi> {
  const requests: AnyPathApi['requests'][number][] = [];
  const server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    requests.push({ line, authorization: request.headers.authorization });
    request.resume();
    answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests };
}

/** A whole reply; a body that is no string is sent as JSON. */
export const reply =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

/** Half of what was announced, then the connection is gone. */
export const cutShort: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"success":true,"data":[', () => response.socket?.destroy());
};

export const reset: Answer = (response) => {
  response.socket?.resetAndDestroy();
};

export const silence: Answer = () => {};
