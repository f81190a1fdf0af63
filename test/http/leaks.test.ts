import { getEventListeners } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createFetch } from '../../src/http/create-fetch.ts';
import { followEvents } from '../../src/http/event-stream.ts';
import { createTestClient } from '../support/http-client.ts';
import { startRawServer } from '../support/raw-server.ts';

const head = (status: string, ...headers: readonly string[]) =>
  [`HTTP/1.1 ${status}`, 'content-type: application/json', ...headers, '', ''].join('\r\n');

/** What a bad network does to a reply, one after the other, with a good one between them. */
const answers: readonly ((socket: Socket) => void)[] = [
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.end(),
  (socket) => socket.end(`${head('200 OK', 'content-length: 100')}{"half`),
  (socket) => socket.end(`${head('200 OK', 'transfer-encoding: chunked')}4\r\n{"a"\r\n`),
  (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'),
  (socket) => socket.end(`${head('200 OK', 'content-length: 15')}<html>portal!!!`),
  (socket) => socket.write(`${head('503 Service Unavailable', 'content-length: 2')}{}`),
  (socket) => socket.write(`${head('302 Found', 'location: /login', 'content-length: 0')}`),
  () => {},
];

const good = (socket: Socket) => socket.write(`${head('200 OK', 'content-length: 7')}{"a":1}`);

const openHandles = () =>
  process.getActiveResourcesInfo().filter((kind) => /TCPSocket|Timeout|TLS|GetAddrInfo/.test(kind)).length;

test('1,000 requests over a bad network leave no socket, timer or listener behind', async () => {
  let count = 0;
  const server = await startRawServer((socket) => {
    count += 1;
    const answer = count % 2 === 0 ? good : answers[(count >> 1) % answers.length];
    answer?.(socket);
  });
  const before = openHandles();
  const { fetch, close } = createFetch({ timeoutMs: 30, noProxy: undefined });
  const client = createTestClient(server.url, { fetch, timeoutMs: 30 });
  const stop = new AbortController();
  const outcomes = { good: 0, bad: 0 };
  for (let turn = 0; turn < 1_000; turn += 1) {
    // What changes something is sent once: each turn is one request.
    const result = await client.request({ method: 'POST', path: '/x', signal: stop.signal });
    outcomes[result.ok ? 'good' : 'bad'] += 1;
  }
  expect(outcomes.good).toBeGreaterThan(400);
  expect(outcomes.bad).toBeGreaterThan(400);
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  await close();
  await expect.poll(openHandles, { timeout: 5_000 }).toBeLessThanOrEqual(before);
});

test('a reply that came in time leaves no timer until its deadline', async () => {
  const server = await startRawServer(good);
  const before = openHandles();
  const { fetch, close } = createFetch({ timeoutMs: 60_000, noProxy: undefined });
  const client = createTestClient(server.url, { fetch, timeoutMs: 60_000 });
  const { signal } = new AbortController();
  for (let turn = 0; turn < 20; turn += 1)
    expect(await client.request({ method: 'GET', path: '/x', signal })).toMatchObject({ ok: true });
  await close();
  await expect.poll(openHandles, { timeout: 5_000 }).toBeLessThanOrEqual(before);
});

/** How a stream may end, from there or from here. */
const endings: readonly ((socket: Socket) => void)[] = [
  (socket) => socket.write('data: two\n\ndata: three\n\n'),
  (socket) => socket.end(),
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.write('data: end\n\n'),
];

test('1,000 streams that were opened, broken and left leave nothing behind either', async () => {
  let count = 0;
  const server = await startRawServer((socket) => {
    count += 1;
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: line\n\n', () =>
      endings[count % endings.length]?.(socket),
    );
  });
  const before = openHandles();
  const { fetch, close } = createFetch({ timeoutMs: 1_000, noProxy: undefined });
  const clock = {
    now: Date.now,
    elapsed: () => performance.now(),
    sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
  };
  const app = new AbortController();
  for (let turn = 0; turn < 1_000; turn += 1) {
    const left = new AbortController();
    const signal = AbortSignal.any([app.signal, left.signal]);
    let lines = 0;
    await followEvents(
      {
        provider: 'acme',
        url: server.url,
        authorize: async () => ({ authorization: 'Bearer key-1234567' }),
        readError: () => null,
        spend: async () => !signal.aborted,
        onRejectedKey: () => {},
      },
      {
        onMessage: (data) => {
          lines += 1;
          // Somebody looks at another log.
          if (turn % 2 === 0 || lines === 3) left.abort();
          return data === 'end' ? 'end' : 'more';
        },
        onClosed: () => 'end',
        onGap: () => left.abort(),
      },
      { fetch, clock, random: () => 0 },
      signal,
    );
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  }
  expect(count).toBeGreaterThanOrEqual(1_000);
  await close();
  await expect.poll(openHandles, { timeout: 5_000 }).toBeLessThanOrEqual(before);
});
