import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isPlainText } from '../../src/model/text.ts';
import { startReceiver } from '../../src/webhooks/receiver.ts';
import { createManualClock } from '../support/manual-clock.ts';
import {
  type Asked,
  completed,
  dial,
  openTestReceiver,
  paths,
  secret,
  send,
  signed,
  siteEvent,
  startedAt,
} from './support.ts';

const minute = 60_000;
const good = (body = completed()): Asked => ({ body, headers: signed(body) });

test('it listens at the address that it was given alone', async () => {
  const receiver = await openTestReceiver();
  const elsewhere = connect(receiver.port, '127.0.0.2');
  onTestFinished(() => void elsewhere.destroy());
  const answer = await new Promise((resolve) => {
    elsewhere.once('connect', () => resolve('connected'));
    elsewhere.once('error', () => resolve('refused'));
  });
  expect(answer).toBe('refused');
});

test('a signed event is taken, once, and told with what it is about', async () => {
  const receiver = await openTestReceiver();
  expect(await send(receiver.port, good())).toMatchObject({ status: 204, text: '' });
  expect(receiver.events).toEqual([
    {
      id: expect.any(String),
      provider: 'cyber',
      event: 'vps.deployment.completed',
      at: startedAt,
      receivedAt: startedAt,
      resourceId: '46',
      ref: 'cyber/46',
      name: 'web-9',
      status: 'running',
      end: 'succeeded',
      isVerified: true,
    },
  ]);
});

test.each<{ name: string; asked: Asked; want: number; counted: string }>([
  { name: 'unsigned', asked: { body: completed() }, want: 401, counted: 'unsigned' },
  {
    name: 'signed with another secret',
    asked: { body: completed(), headers: signed(completed(), 'another-secret-123456') },
    want: 401,
    counted: 'badly signed',
  },
  {
    name: 'signed for another body',
    asked: { body: completed({ id: 47 }), headers: signed(completed()) },
    want: 401,
    counted: 'badly signed',
  },
  {
    name: 'signed without its scheme',
    asked: {
      body: completed(),
      headers: { 'x-webhook-signature': signed(completed())['x-webhook-signature']?.slice(7) ?? '' },
    },
    want: 401,
    counted: 'badly signed',
  },
  {
    name: 'signed with more than a signature',
    asked: {
      body: completed(),
      headers: { 'x-webhook-signature': `${signed(completed())['x-webhook-signature']}00` },
    },
    want: 401,
    counted: 'badly signed',
  },
  {
    name: 'signed twice, once well',
    asked: {
      body: completed(),
      headers: {
        'x-webhook-signature': [signed(completed())['x-webhook-signature'] ?? '', `sha256=${'0'.repeat(64)}`],
      },
    },
    want: 401,
    counted: 'badly signed',
  },
  {
    name: 'older than five minutes',
    asked: good(completed({ at: startedAt - 5 * minute - 1 })),
    want: 409,
    counted: 'stale',
  },
  {
    name: 'from more than five minutes ahead',
    asked: good(completed({ at: startedAt + 5 * minute + 1 })),
    want: 409,
    counted: 'stale',
  },
  {
    name: 'signed, without a time',
    asked: good('{"event":"vps.deployment.completed","data":{"vps_id":46}}'),
    want: 400,
    counted: 'unreadable',
  },
  { name: 'signed, no JSON', asked: good('{"event":'), want: 400, counted: 'unreadable' },
  {
    name: 'larger than 64 KiB, signed',
    asked: good(completed({ id: 'x'.repeat(64 * 1024) })),
    want: 413,
    counted: 'too large',
  },
  {
    name: 'far larger',
    asked: { body: 'x'.repeat(900_000), headers: { 'transfer-encoding': 'chunked' } },
    want: 413,
    counted: 'too large',
  },
  {
    name: 'at another path',
    asked: { ...good(), path: '/webhooks/other' },
    want: 404,
    counted: 'wrong path',
  },
  { name: 'at the root', asked: { method: 'GET', path: '/' }, want: 404, counted: 'wrong path' },
  { name: 'GET', asked: { method: 'GET' }, want: 405, counted: 'wrong method' },
  { name: 'PUT', asked: { ...good(), method: 'PUT' }, want: 405, counted: 'wrong method' },
])('$name: refused with $want, counted, and no event', async ({ asked, want, counted }) => {
  const receiver = await openTestReceiver();
  const answer = await send(receiver.port, asked);
  expect(answer.status).toBe(want);
  expect(receiver.events).toEqual([]);
  expect([...receiver.tally()]).toEqual([[counted, 1]]);
  expect(answer.headers['allow']).toBe(want === 405 ? 'POST' : undefined);
  // A status and its name: the same for everybody.
  expect(answer.text).toMatch(/^[A-Z][A-Za-z ]+\n$/);
  expect(Object.keys(answer.headers).sort()).toEqual(
    ['connection', 'content-length', 'content-type', 'date', ...(want === 405 ? ['allow'] : [])].sort(),
  );
});

describe('a body that came before', () => {
  test('is refused for as long as its time would let it in', async () => {
    const receiver = await openTestReceiver();
    const body = completed({ at: startedAt + 5 * minute });
    const statuses: number[] = [];
    const sendOther = () => send(receiver.port, good(completed({ at: receiver.clock.time, id: 'other' })));
    for (const passed of [0, 0, 5, 10, 10.1]) {
      receiver.clock.time = startedAt + passed * minute;
      await sendOther();
      statuses.push((await send(receiver.port, good(body))).status);
    }
    expect(statuses).toEqual([204, 409, 409, 409, 409]);
    expect(receiver.events.filter(({ ref }) => ref === 'cyber/46')).toHaveLength(1);
  });

  test('badly signed first, does not keep the good one out', async () => {
    const receiver = await openTestReceiver();
    await send(receiver.port, { body: completed(), headers: signed(completed(), 'another-secret-123456') });
    expect(await send(receiver.port, good())).toMatchObject({ status: 204 });
  });
});

describe('what nobody signs', () => {
  const post = (port: number, body: string) => send(port, { path: paths.unsigned, body });

  test('is an event that nothing stands behind', async () => {
    const receiver = await openTestReceiver();
    expect(await post(receiver.port, siteEvent())).toMatchObject({ status: 204 });
    expect(receiver.events).toMatchObject([
      { provider: 'wares', ref: 'wares/cm1', event: 'deployment.completed', end: null, isVerified: false },
    ]);
    expect((await post(receiver.port, siteEvent())).status).toBe(409);
    expect((await post(receiver.port, siteEvent(startedAt - 6 * minute))).status).toBe(409);
  });

  test.each(['', '{"event":"ping"}', 'ping', '[]', '{"data":{}}'])(
    'a test ping of any shape is welcome, and no event: %j',
    async (body) => {
      const receiver = await openTestReceiver();
      for (let turn = 0; turn < 2; turn += 1) expect((await post(receiver.port, body)).status).toBe(204);
      expect(receiver.events).toEqual([]);
    },
  );

  test('is taken 30 times a minute, whoever sends it; what is signed goes on', async () => {
    const receiver = await openTestReceiver();
    const statuses: number[] = [];
    for (let turn = 0; turn < 32; turn += 1)
      statuses.push((await post(receiver.port, siteEvent(startedAt, `s${turn}`))).status);
    expect(statuses).toEqual([...Array(30).fill(204), 429, 429]);
    expect((await send(receiver.port, good())).status).toBe(204);
    receiver.clock.time += minute;
    expect((await post(receiver.port, siteEvent(startedAt, 'later'))).status).toBe(204);
  });
});

describe('clients that take their time', () => {
  /** Each with a time for the other part that nobody waits for. */
  const slowHead = { headersMs: 200, requestMs: 60_000 };
  const slowBody = { headersMs: 400, requestMs: 400 };
  const head = `POST ${paths.signed} HTTP/1.1\r\nHost: x\r\n`;

  test.each([
    { name: 'says nothing at all', first: '', limits: slowHead },
    { name: 'never ends its head', first: head, limits: slowHead },
    { name: 'never ends its body', first: `${head}Content-Length: 100\r\n\r\n{`, limits: slowBody },
    {
      name: 'never ends its chunks',
      first: `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`,
      limits: slowBody,
    },
  ])('one that $name is sent away', async ({ first, limits }) => {
    const receiver = await openTestReceiver(limits);
    const text = await dial(receiver.port, first).all;
    expect(text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect([...receiver.tally()]).toEqual([['too slow', 1]]);
  });

  test('one that trickles its head is sent away', async () => {
    const receiver = await openTestReceiver(slowHead);
    const { socket, all } = dial(receiver.port, head);
    const timer = setInterval(() => socket.write('X-A: b\r\n'), 20);
    expect(await all.finally(() => clearInterval(timer))).toContain('408 Request Timeout');
  });

  test('one whose body has no end is told so before it ends', async () => {
    const receiver = await openTestReceiver();
    const { socket, all } = dial(receiver.port, `${head}Content-Length: 99999999999\r\n\r\n`);
    socket.write(Buffer.alloc(2 * 1024 * 1024));
    expect(await all).toContain('413 Payload Too Large');
  });

  test('two hundred that hold their connections keep nobody out', async () => {
    const receiver = await openTestReceiver();
    const held = Array.from({ length: 200 }, () => dial(receiver.port, head));
    await Promise.all(held.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))));
    expect((await send(receiver.port, good())).status).toBe(204);
    expect(receiver.tally().get('crowded')).toBeGreaterThanOrEqual(168);
    // Long before any of them is too slow.
    await Promise.all(held.slice(0, 168).map(({ all }) => all));
    expect(receiver.tally().get('too slow')).toBeUndefined();
  });
});

test.each([
  ['no HTTP', 'hello\r\n\r\n', '400 Bad Request'],
  ['a head without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(9_000)}\r\n\r\n`, '400 Bad Request'],
  [
    'a request in a request',
    `${'POST'} ${paths.signed} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    '400 Bad Request',
  ],
  ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n', ''],
  [
    'another protocol',
    'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    '404 Not Found',
  ],
])('%s is refused', async (_name, text, want) => {
  const receiver = await openTestReceiver();
  expect(await dial(receiver.port, text).all).toContain(want);
  expect(receiver.events).toEqual([]);
});

test('a port that is taken is said, and the address that is not this machine’s', async () => {
  const receiver = await openTestReceiver();
  const rest = { routes: [], clock: createManualClock(), onEvent: () => {} };
  const listen = { host: '127.0.0.1', port: receiver.port };
  expect(await startReceiver({ ...rest, listen })).toMatchObject({
    ok: false,
    problem: {
      code: 'config',
      message: `webhooks cannot be received at ${receiver.address}: another program listens there`,
    },
  });
  expect(await startReceiver({ ...rest, listen: { host: '192.0.2.1', port: 0 } })).toMatchObject({
    problem: { message: expect.stringContaining('this machine has no such address') },
  });
});

test('an id that no address has room for is none: a part of it would be that of something else', async () => {
  const receiver = await openTestReceiver();
  const body = completed({ id: '4'.repeat(60_000) });
  expect((await send(receiver.port, good(body))).status).toBe(204);
  expect(receiver.events).toMatchObject([{ event: 'vps.deployment.completed', ref: null }]);
});

test('when it is closed its port is free at once, and nobody is kept waiting', async () => {
  const receiver = await openTestReceiver();
  const { socket, all } = dial(receiver.port, 'POST ');
  await new Promise((resolve) => socket.once('connect', resolve));
  receiver.close();
  await all;
  const again = await startReceiver({
    listen: { host: '127.0.0.1', port: receiver.port },
    routes: [],
    clock: createManualClock(),
    onEvent: () => {},
  });
  expect(again.ok).toBe(true);
  if (again.ok) again.value.close();
});

test('whatever a stranger sends: an answer of ours, and no event', async () => {
  const receiver = await openTestReceiver();
  const token = fc.stringMatching(/^[\w!#$%&'*+.^|~-]{1,20}$/);
  const fieldText = fc.stringMatching(/^[\x21-\x7e]{0,40}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('POST', 'GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'),
      fc.oneof(fc.constant(paths.signed), fc.webPath(), fc.constant('/'), fc.constant('*')),
      fc.dictionary(token, fieldText, { maxKeys: 4 }),
      fc.option(
        fc.oneof(fieldText, fc.stringMatching(/^sha256=[0-9a-fA-F]{64}$/), fc.constant(`sha256=${secret}`)),
        { nil: undefined },
      ),
      fc.oneof(fc.constant(completed()), fc.json(), fc.string()),
      async (method, path, extra, signature, body) => {
        const headers = Object.fromEntries(
          Object.entries(extra).filter(([name]) => !framing.has(name.toLowerCase())),
        );
        const answer = await send(receiver.port, {
          method,
          path: path === '' ? '/' : path,
          headers: signature === undefined ? headers : { ...headers, 'x-webhook-signature': signature },
          body,
        });
        expect([400, 401, 404, 405]).toContain(answer.status);
        expect(answer.text).not.toMatch(/cyber|wares|web-9/);
      },
    ),
    { numRuns: 150 },
  );
  expect(receiver.events).toEqual([]);
  expect((await send(receiver.port, good())).status).toBe(204);
});

/** Headers that say where a request ends, which is the sender's own affair. */
const framing: ReadonlySet<string> = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'upgrade',
  'expect',
  'host',
  'trailer',
  'te',
  'keep-alive',
]);

test('whatever is signed is read or refused, and its texts act on no terminal', async () => {
  const receiver = await openTestReceiver();
  const shapes = fc.oneof(
    fc.json(),
    fc
      .record({
        event: fc.oneof(fc.string(), fc.constant('vps.deployment.failed\u001b[2J')),
        timestamp: fc.constant(new Date(startedAt).toISOString()),
        data: fc.oneof(
          fc.jsonValue(),
          fc.record({
            vps_id: fc.jsonValue(),
            name: fc.constant('\u001b]0;x\u0007'),
            status: fc.jsonValue(),
          }),
        ),
      })
      .map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(shapes, async (body) => {
      const { status } = await send(receiver.port, good(body));
      expect([204, 400, 409]).toContain(status);
    }),
    { numRuns: 150 },
  );
  expect(receiver.events.length).toBeGreaterThan(0);
  for (const { event, name, status, ref } of receiver.events)
    for (const text of [event, name, status, ref]) expect(isPlainText(text ?? '')).toBe(true);
});
