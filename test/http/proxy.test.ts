import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { createTestClient } from '../support/http-client.ts';
import { never } from '../support/provider.ts';

const pem = (name: string) => readFileSync(new URL(`../support/tls/${name}.pem`, import.meta.url), 'utf8');

const get = { method: 'GET', path: '/servers', signal: never } as const;
const key = 'key-1234567';

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A host whose certificate is for example.org. */
async function startHost() {
  const authorizations: (string | undefined)[] = [];
  const server = createTlsServer({ key: pem('key'), cert: pem('other-host') }, (request, response) => {
    authorizations.push(request.headers.authorization);
    response.end('{"a":1}');
  });
  const port = await listening(server);
  onTestFinished(() => server.closeAllConnections());
  return { port, authorizations };
}

/** A proxy that answers CONNECT with a tunnel to this port, whatever host is named, or with something else. */
async function startProxy(answer: number | string) {
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', (bytes) => {
      heads.push(bytes.toString('latin1'));
      if (typeof answer === 'string') return void socket.end(answer);
      const other = connect(answer, '127.0.0.1');
      sockets.add(other);
      other.on('error', () => socket.destroy());
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(other).pipe(socket);
    });
  });
  const port = await listening(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return { port, heads };
}

/** As the environment names it, for this test. */
function useProxy(url: string, name = 'HTTPS_PROXY'): void {
  const before = process.env[name];
  process.env[name] = url;
  onTestFinished(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
}

test('HTTPS_PROXY is asked for a tunnel, and never sees the key', async () => {
  const host = await startHost();
  const proxy = await startProxy(host.port);
  useProxy(`http://127.0.0.1:${proxy.port}`);
  const client = createTestClient('https://example.org', { ca: pem('authority') });
  expect(await client.request(get)).toMatchObject({ ok: true, value: { body: { a: 1 } } });
  expect(host.authorizations).toEqual([`Bearer ${key}`]);
  expect(proxy.heads).toEqual([expect.stringMatching(/^CONNECT example\.org:443 HTTP\/1\.1\r\n/)]);
  expect(proxy.heads.join()).not.toContain(key);
});

test('the certificate behind a tunnel is verified all the same', async () => {
  const host = await startHost();
  const proxy = await startProxy(host.port);
  useProxy(`http://127.0.0.1:${proxy.port}`);
  const client = createTestClient('https://api.example.com', { ca: pem('authority') });
  expect(await client.request(get)).toMatchObject({
    ok: false,
    problem: { code: 'network', isUnsent: true, message: expect.stringContaining('another host') },
  });
  expect(host.authorizations).toEqual([]);
});

test.each([
  {
    name: 'that wants a password',
    answer: 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n',
    says: /the proxy refused the connection \(407\)/,
    isUnsent: true,
  },
  {
    name: 'that finds no way',
    answer: 'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n',
    says: /the proxy refused the connection \(502\)/,
    isUnsent: true,
  },
  { name: 'that hangs up', answer: '', says: /connection was closed/, isUnsent: false },
])(
  'a proxy $name is told, without its password, and nothing was sent',
  async ({ answer, says, isUnsent }) => {
    const proxy = await startProxy(answer);
    useProxy(`http://user:planted-password@127.0.0.1:${proxy.port}`);
    const result = await createTestClient('https://example.org').request({ ...get, method: 'POST' });
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'network', message: expect.stringMatching(says), isUnsent },
    });
    expect(JSON.stringify(result)).not.toContain('planted-password');
    expect(proxy.heads.join()).not.toContain(key);
  },
);

test('a proxy that is named without http:// is found', async () => {
  const host = await startHost();
  const proxy = await startProxy(host.port);
  useProxy(`127.0.0.1:${proxy.port}`);
  const client = createTestClient('https://example.org', { ca: pem('authority') });
  expect(await client.request(get)).toMatchObject({ ok: true });
  expect(proxy.heads[0]).toMatch(/^CONNECT example\.org:443 /);
});

test.each([
  'no address of a proxy s3cret-99',
  'http://me:s3cret-99@[::1',
  'http://me:s3cret-99@127.0.0.1:99999',
  'http://me:%s3cret-99@127.0.0.1:1',
  'ftp://me:s3cret-99@127.0.0.1:1',
])(
  'a proxy as %j is told by the name of its variable alone, and this machine is asked directly',
  async (value) => {
    useProxy(value);
    const result = await createTestClient('https://example.org').request(get);
    expect(result).toMatchObject({
      ok: false,
      problem: {
        code: 'network',
        isUnsent: true,
        message: expect.stringMatching(/^HTTPS_PROXY is no address/),
      },
    });
    expect(JSON.stringify(result)).not.toContain('s3cret-99');
    const api = await startApi({ 'GET /servers': { body: {} } });
    expect(await createTestClient(api.url).request(get)).toMatchObject({ ok: true });
  },
);

test('a proxy that is not there', async () => {
  const proxy = createServer();
  const port = await listening(proxy);
  await new Promise((resolve) => proxy.close(resolve));
  useProxy(`http://127.0.0.1:${port}`);
  expect(await createTestClient('https://example.org').request(get)).toMatchObject({
    ok: false,
    problem: { code: 'network', isUnsent: true, message: 'the connection was refused' },
  });
});

test('what NO_PROXY names, and this machine, are asked directly', async () => {
  const proxy = await startProxy('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  useProxy(`http://127.0.0.1:${proxy.port}`);
  const api = await startApi({ 'GET /servers': { body: { a: 1 } } });
  expect(await createTestClient(api.url).request(get)).toMatchObject({ ok: true });
  const direct = createTestClient('https://api.nowhere.invalid', { noProxy: '.nowhere.invalid' });
  expect(await direct.request(get)).toMatchObject({
    ok: false,
    problem: { message: 'the host name does not resolve' },
  });
  expect(proxy.heads).toEqual([]);
});

test.each(['127.0.0.1', '127.0.0.2', 'localhost', '[::1]'])(
  'a key for %s, which may be sent in the open, is sent to no proxy, in no variable',
  async (host) => {
    const proxy = await startProxy('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    useProxy(`http://127.0.0.1:${proxy.port}`, 'HTTP_PROXY');
    const port = await listening(createServer((socket) => void socket.end()));
    const client = createTestClient(`http://${host}:${port}`);
    expect(await client.request({ ...get, method: 'POST' })).toMatchObject({ ok: false });
    expect(await client.request(get)).toMatchObject({ ok: false });
    expect(proxy.heads).toEqual([]);
  },
);

test('the certificate of a proxy is verified before it is told the password', async () => {
  let heads = 0;
  const proxy = createTlsServer({ key: pem('key'), cert: pem('other-host') }, () => {});
  proxy.on('connect', (_, socket) => {
    heads += 1;
    socket.destroy();
  });
  const port = await listening(proxy);
  useProxy(`https://user:planted-password@127.0.0.1:${port}`);
  useProxy('0', 'NODE_TLS_REJECT_UNAUTHORIZED');
  expect(await createTestClient('https://example.org').request(get)).toMatchObject({
    ok: false,
    problem: { code: 'network', message: expect.stringContaining('TLS certificate') },
  });
  expect(heads).toBe(0);
});
