import { readFileSync } from 'node:fs';
import { constants, createSecureServer, type Http2ServerRequest } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createTestClient } from '../support/http-client.ts';
import { never } from '../support/provider.ts';
import { startRawServer } from '../support/raw-server.ts';

/** An authority of the tests alone; the key belongs to all of its certificates. */
const pem = (name: string) => readFileSync(new URL(`../support/tls/${name}.pem`, import.meta.url), 'utf8');

/** A server of HTTP/2 and HTTP/1 that answers a GET, and does with everything else what it is told. */
async function startHttp2Api(onWrite: (request: Http2ServerRequest) => void) {
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const server = createSecureServer({ key: pem('key'), cert: pem('trusted'), allowHTTP1: true });
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('request', (request, response) => {
    request.on('error', () => {});
    response.on('error', () => {});
    seen.push(`${request.httpVersion} ${request.method} ${request.url}`);
    if (request.method === 'GET') response.end('{}');
    else if (request.httpVersion === '2.0') onWrite(request);
    else request.socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const { NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

test.each<{ name: string; onWrite: (request: Http2ServerRequest) => void }>([
  { name: 'refuses the streams', onWrite: ({ stream }) => stream.close(NGHTTP2_REFUSED_STREAM) },
  { name: 'says goodbye while they are under way', onWrite: ({ stream }) => stream.session?.goaway() },
])('writes are sent once to a server of HTTP/2 that $name', async ({ onWrite }) => {
  const api = await startHttp2Api(onWrite);
  const client = createTestClient(api.url, { ca: pem('authority') });
  expect(await client.request({ method: 'GET', path: '/list', signal: never })).toMatchObject({ ok: true });
  const paths = ['/1', '/2', '/3', '/4'];
  const writes = paths.map((path) => client.request({ method: 'POST', path, signal: never }));
  for (const result of await Promise.all(writes)) expect(result).toMatchObject({ ok: false });
  expect(api.seen.filter((line) => line.startsWith('2.0 GET'))).toHaveLength(1);
  const posts = api.seen.filter((line) => line.includes('POST')).map((line) => line.split(' ')[2]);
  expect(posts.sort()).toEqual(paths);
});

test('a write does not go out over a connection that the server may be closing', async () => {
  const used = new WeakSet<Socket>();
  const server = await startRawServer((socket) => {
    // As if it had closed the idle connection at this very moment.
    if (used.has(socket)) socket.resetAndDestroy();
    else socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}');
    used.add(socket);
  });
  const client = createTestClient(server.url);
  await client.request({ method: 'GET', path: '/list', signal: never });
  // The connection is free again by then.
  await setImmediate();
  const write = await client.request({ method: 'POST', path: '/reboot', body: {}, signal: never });
  expect(write).toMatchObject({ ok: true });
});

test.each([
  { name: 'with a body', body: { action: 'reboot' } },
  { name: 'without one', body: undefined },
])('a write $name is sent once to a server that calls it misdirected', async ({ body }) => {
  const server = await startRawServer((socket) => {
    socket.end('HTTP/1.1 421 Misdirected Request\r\ncontent-length: 2\r\n\r\n{}');
  });
  const client = createTestClient(server.url);
  const write = await client.request({
    method: 'POST',
    path: '/reboot',
    ...(body === undefined ? {} : { body }),
    signal: never,
  });
  expect(write).toMatchObject({ ok: false, problem: { status: 421, message: 'answered with status 421' } });
  expect(server.requests()).toBe(1);
});

test('of a reply over HTTP/2 that ends before its length no part is taken for the whole', async () => {
  const server = createSecureServer({ key: pem('key'), cert: pem('trusted') });
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    stream.respond({ ':status': 200, 'content-type': 'application/json', 'content-length': '100' });
    stream.write('{"a":1}', () => stream.close(NGHTTP2_NO_ERROR));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createTestClient(url, { ca: pem('authority') });
  expect(await client.request({ method: 'GET', path: '/list', signal: never })).toMatchObject({
    ok: false,
    problem: { code: 'network' },
  });
});
