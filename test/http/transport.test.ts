import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { createTestClient } from '../support/http-client.ts';
import { never } from '../support/provider.ts';
import { startRawServer } from '../support/raw-server.ts';

const get = { method: 'GET', path: '/servers', signal: never } as const;

const head = (status: string, ...headers: readonly string[]): string =>
  [`HTTP/1.1 ${status}`, 'content-type: application/json', ...headers, '', ''].join('\r\n');

const whole = (body: Buffer | string, ...headers: readonly string[]) =>
  Buffer.concat([
    Buffer.from(head('200 OK', `content-length: ${Buffer.byteLength(body)}`, ...headers)),
    Buffer.from(body),
  ]);

describe('no reply that can be used', () => {
  test.each<{
    name: string;
    answer: (socket: Socket) => void;
    code: string;
    message: RegExp;
    timeoutMs?: number;
    /** A GET is tried again where that may help. */
    requests: number;
  }>([
    {
      name: 'a connection reset before the reply',
      answer: (socket) => socket.resetAndDestroy(),
      code: 'network',
      message: /closed before the reply ended/,
      requests: 3,
    },
    {
      name: 'a 407, of which the cause has no words',
      answer: (socket) => socket.end(head('407 Proxy Authentication Required', 'content-length: 0')),
      code: 'network',
      message: /^the request failed: \w/,
      requests: 3,
    },
    {
      name: 'not modified, where nothing was known',
      answer: (socket) => socket.end(head('304 Not Modified')),
      code: 'protocol',
      message: /^answered with status 304$/,
      requests: 1,
    },
    {
      name: 'a connection closed before the reply',
      answer: (socket) => socket.end(),
      code: 'network',
      message: /closed before the reply ended/,
      requests: 3,
    },
    {
      name: 'a connection reset in the middle of the body',
      answer: (socket) => {
        socket.write(`${head('200 OK', 'content-length: 100')}{"servers"`, () => socket.resetAndDestroy());
      },
      code: 'network',
      message: /closed before the reply ended|broke off/,
      requests: 3,
    },
    {
      name: 'a body shorter than its content-length',
      answer: (socket) => socket.end(`${head('200 OK', 'content-length: 100')}{"servers"`),
      code: 'network',
      message: /closed before the reply ended|broke off/,
      requests: 3,
    },
    {
      name: 'a chunked body without its end',
      answer: (socket) => socket.end(`${head('200 OK', 'transfer-encoding: chunked')}4\r\n{"a"\r\n`),
      code: 'network',
      message: /closed before the reply ended|broke off/,
      requests: 3,
    },
    {
      name: 'a chunked body without its end on a connection for one reply',
      answer: (socket) =>
        socket.end(`${head('200 OK', 'transfer-encoding: chunked', 'connection: close')}4\r\n{"a"\r\n`),
      code: 'network',
      message: /closed before the reply ended/,
      requests: 3,
    },
    {
      name: 'a server that never answers',
      answer: () => {},
      code: 'timeout',
      message: /^no reply within 0\.1 s$/,
      timeoutMs: 100,
      requests: 3,
    },
    {
      name: 'a body that trickles past the deadline',
      answer: (socket) => {
        socket.write(head('200 OK', 'transfer-encoding: chunked'));
        const drip = setInterval(() => socket.write('1\r\n \r\n'), 20);
        socket.on('close', () => clearInterval(drip));
      },
      code: 'timeout',
      message: /^no reply within 0\.15 s$/,
      timeoutMs: 150,
      requests: 3,
    },
    {
      name: 'something that is not HTTP',
      answer: (socket) => socket.end('220 mail.example.com ESMTP\r\n'),
      code: 'protocol',
      message: /not HTTP/,
      requests: 1,
    },
    {
      name: 'a damaged gzip body',
      answer: (socket) => {
        const body = gzipSync(JSON.stringify({ servers: Array.from({ length: 50 }, (_, id) => ({ id })) }));
        socket.end(whole(body.fill(0xff, 20, 40), 'content-encoding: gzip'));
      },
      code: 'protocol',
      message: /compressed reply is damaged/,
      requests: 1,
    },
    ...['gzip', 'br', 'zstd', 'deflate'].map((encoding) => ({
      name: `plain JSON that calls itself ${encoding}`,
      answer: (socket: Socket) => socket.end(whole('{"servers": []}', `content-encoding: ${encoding}`)),
      code: 'protocol' as const,
      message: /compressed reply is damaged/,
      requests: 1,
    })),
    {
      name: 'a web page',
      answer: (socket) => socket.end(whole('<!DOCTYPE html><title>Parked</title>')),
      code: 'protocol',
      message: /a web page instead of JSON/,
      requests: 1,
    },
    {
      name: 'JSON that breaks off',
      answer: (socket) => socket.end(whole('{"servers": [{"id": 1')),
      code: 'protocol',
      message: /damaged JSON/,
      requests: 1,
    },
    {
      name: 'headers without end',
      answer: (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        for (let index = 0; index < 1_000; index += 1) socket.write(`x-${index}: ${'y'.repeat(100)}\r\n`);
      },
      code: 'protocol',
      message: /more headers than any reply needs/,
      requests: 1,
    },
    {
      name: 'chunks without end',
      answer: (socket) => {
        socket.write(head('200 OK', 'transfer-encoding: chunked'));
        const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
        const pour = () => {
          while (!socket.destroyed && socket.write(chunk));
        };
        socket.on('drain', pour);
        pour();
      },
      code: 'protocol',
      message: /larger than 64 MiB/,
      requests: 1,
    },
    {
      name: 'JSON with something behind it',
      answer: (socket) => socket.end(whole('{"a":1}</html>')),
      code: 'protocol',
      message: /damaged JSON/,
      requests: 1,
    },
    {
      name: 'HTTP/1.0 that ends in the middle, and says so by nothing',
      answer: (socket) => socket.end('HTTP/1.0 200 OK\r\n\r\n{"servers": [{"id": 1'),
      code: 'protocol',
      message: /damaged JSON/,
      requests: 1,
    },
    {
      name: 'plain words',
      answer: (socket) => socket.end(whole('OK')),
      code: 'protocol',
      message: /something else instead of JSON/,
      requests: 1,
    },
    {
      name: 'a body over the cap, small on the wire',
      answer: (socket) =>
        socket.end(whole(gzipSync(Buffer.alloc(65 * 1024 * 1024, 0x20)), 'content-encoding: gzip')),
      code: 'protocol',
      message: /larger than 64 MiB/,
      requests: 1,
    },
  ])('$name', async ({ answer, code, message, timeoutMs = 5_000, requests }) => {
    const server = await startRawServer(answer);
    const result = await createTestClient(server.url, { timeoutMs }).request(get);
    expect(result).toMatchObject({ ok: false, problem: { provider: 'acme', code } });
    expect(result.ok ? '' : result.problem.message).toMatch(message);
    expect(server.requests()).toBe(requests);
  });

  test('a refused connection', async () => {
    const api = await startApi({});
    await api.close();
    const result = await createTestClient(api.url).request(get);
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'network', message: 'the connection was refused', status: null, retryable: true },
    });
  });

  test('a request that the caller gives up is no fault of the provider', async () => {
    const giveUp = new AbortController();
    const server = await startRawServer(() => giveUp.abort());
    const result = await createTestClient(server.url).request({ ...get, signal: giveUp.signal });
    expect(result).toMatchObject({ ok: false, problem: { message: 'cancelled', retryable: false } });
    expect(server.requests()).toBe(1);
  });
});

describe('a reply that can be used', () => {
  test.each([
    { name: 'gzip', body: whole(gzipSync('{"a":1}'), 'content-encoding: gzip'), want: { a: 1 } },
    { name: 'brotli', body: whole(brotliCompressSync('{"a":1}'), 'content-encoding: br'), want: { a: 1 } },
    { name: 'deflate', body: whole(deflateSync('{"a":1}'), 'content-encoding: deflate'), want: { a: 1 } },
    { name: 'an empty body', body: whole(''), want: undefined },
    { name: 'nothing but white space', body: whole(' \r\n\t '), want: undefined },
    { name: '204', body: Buffer.from(head('204 No Content')), want: undefined },
    { name: 'a byte order mark', body: whole('\ufeff{"a":1}'), want: { a: 1 } },
    {
      name: 'invalid UTF-8, shown as replacement characters',
      body: whole(Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xc3]), Buffer.from('"}')])),
      want: { a: '\ufffd\ufffd' },
    },
    {
      name: 'control characters behind JSON escapes',
      body: whole('{"a\\u001b[2J":["\\u001b]0;x\\u0007","\\u202ereversed","\\ud800","tab\\tend"]}'),
      want: { 'a␛[2J': ['␛]0;x␇', '\ufffdreversed', '\ufffd', 'tab end'] },
    },
    {
      name: 'control characters of the C1 block sent as they are',
      body: whole('{"a":"\u009b31mred"}'),
      want: { a: '\ufffd31mred' },
    },
  ])('$name', async ({ body, want }) => {
    const server = await startRawServer((socket) => socket.end(body));
    const result = await createTestClient(server.url).request(get);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.value.body).toEqual(want);
  });

  test('a character split between two packets', async () => {
    const body = Buffer.from('{"name":"サーバー"}');
    const server = await startRawServer((socket) => {
      socket.write(head('200 OK', `content-length: ${body.byteLength}`));
      socket.write(body.subarray(0, 11), () => setImmediate(() => socket.end(body.subarray(11))));
    });
    const result = await createTestClient(server.url).request(get);
    expect(result).toMatchObject({ ok: true, value: { body: { name: 'サーバー' } } });
  });

  test('nesting deeper than any stack is a problem, not a crash', async () => {
    const depth = 200_000;
    const server = await startRawServer((socket) =>
      socket.end(whole(`["\\u0041",${'['.repeat(depth)}${']'.repeat(depth)}]`)),
    );
    const result = await createTestClient(server.url).request(get);
    expect(result).toMatchObject({ ok: false, problem: { code: 'protocol' } });
  });
});

test.each(['/servers/..', '/servers/%2e%2E/x', '/servers/.', '/servers/.%2e/'])(
  'a request that would fold upward, to %s, is not sent',
  async (path) => {
    const api = await startApi({});
    expect(await createTestClient(api.url).request({ ...get, path })).toMatchObject({
      ok: false,
      problem: { code: 'invalid', isUnsent: true },
    });
    expect(api.requests).toEqual([]);
  },
);

describe('the key', () => {
  test.each([301, 302, 303, 307, 308])('is not sent to where a %i points', async (status) => {
    const elsewhere = await startApi({ 'GET /servers': { body: {} } });
    const api = await startApi({
      'GET /servers': { status, headers: { location: `${elsewhere.url}/servers` }, body: '' },
    });
    const result = await createTestClient(api.url).request(get);
    expect(result).toMatchObject({ ok: false, problem: { code: 'protocol', status } });
    expect(result.ok ? '' : result.problem.message).toContain(elsewhere.url);
    expect(api.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer key-1234567']);
    expect(elsewhere.requests).toEqual([]);
  });

  test('is not followed to another path of the same host either', async () => {
    const api = await startApi({
      'GET /servers': { status: 302, headers: { location: '/login' }, body: '' },
      'GET /login': { body: {} },
    });
    await createTestClient(api.url).request(get);
    expect(api.requests.map(({ path }) => path)).toEqual(['/servers']);
  });

  test('is left out where an endpoint wants none', async () => {
    const api = await startApi({ 'GET /servers': { body: {} } });
    await createTestClient(api.url).request({ ...get, isAuthorized: false });
    expect(api.requests[0]?.headers.authorization).toBeUndefined();
  });
});
