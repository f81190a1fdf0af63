import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createFetch } from '../../src/http/create-fetch.ts';
import { maxMessageBytes } from '../../src/http/event-connection.ts';
import { type EventHandlers, type EventStreamSettings, followEvents } from '../../src/http/event-stream.ts';
import type { Clock } from '../../src/runtime/deps.ts';
import { SecretUnreadable } from '../../src/runtime/secret.ts';
import { type Handler, startApi, type TestApi } from '../support/api.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { never } from '../support/provider.ts';

const eventStream = { 'content-type': 'text/event-stream' };

/** Sends what it is given as an event stream, then ends it, breaks it, or leaves it open. */
const stream =
  (chunks: readonly (string | Uint8Array)[], ending: 'end' | 'break' | 'stay'): Handler =>
  (_, response) => {
    response.writeHead(200, eventStream);
    void sendChunks(response, chunks).then(() => {
      if (ending === 'end') response.end();
      // Without the last chunk of its encoding the reply is visibly cut short.
      if (ending === 'break') response.socket?.end();
    });
    return undefined;
  };

async function sendChunks(response: ServerResponse, chunks: readonly (string | Uint8Array)[]): Promise<void> {
  for (const chunk of chunks) await new Promise((resolve) => response.write(chunk, resolve));
}

/** Answers each request with the next of these, the last one again and again. */
const inTurn = (...handlers: readonly Handler[]): Handler => {
  let turn = 0;
  return (request, response) => {
    const handler = handlers[Math.min(turn, handlers.length - 1)];
    turn += 1;
    return handler?.(request, response);
  };
};

type Followed = {
  readonly seen: string[];
  readonly spent: () => number;
  readonly rejectedKeys: () => number;
  readonly end: ReturnType<typeof followEvents>;
};

type Options = Partial<EventHandlers> & {
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly spend?: EventStreamSettings['spend'];
  readonly authorize?: EventStreamSettings['authorize'];
  readonly refusalMs?: number;
};

/** Follows `/log`, noting every call; ends at the message `end`. */
function follow(api: Pick<TestApi, 'url'>, options: Options = {}): Followed {
  const { fetch, close } = createFetch({ timeoutMs: options.timeoutMs ?? 5_000, noProxy: undefined });
  onTestFinished(close);
  const seen: string[] = [];
  let spent = 0;
  let rejectedKeys = 0;
  const end = followEvents(
    {
      provider: 'acme',
      url: `${api.url}/log?deployment=d1`,
      ...(options.refusalMs === undefined ? {} : { refusalMs: options.refusalMs }),
      authorize: options.authorize ?? (async () => ({ authorization: 'Bearer s3cret-key' })),
      readError: (_, status) => (status === 418 ? { message: 'no s3cret-key here' } : null),
      spend:
        options.spend ??
        (async () => {
          spent += 1;
          return true;
        }),
      onRejectedKey: () => {
        rejectedKeys += 1;
      },
    },
    {
      onMessage: (data, isCut) => {
        seen.push(isCut ? `(cut after ${data.length})` : data);
        return options.onMessage?.(data, isCut) ?? (data === 'end' ? 'end' : 'more');
      },
      onClosed: () => {
        seen.push('(closed)');
        return options.onClosed?.() ?? 'end';
      },
      onGap: (isBroken) => {
        seen.push('(gap)');
        options.onGap?.(isBroken);
      },
    },
    { fetch, clock: options.clock ?? impatientClock, random: () => 0.5 },
    options.signal ?? never,
  );
  return { seen, spent: () => spent, rejectedKeys: () => rejectedKeys, end };
}

const impatientClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
};

test('sends the key, asks for events, and hands over each message until it has enough', async () => {
  const api = await startApi({
    'GET /log': stream(['data: one\n\ndata: two\ndata: lines\n', '\ndata: end\n\ndata: late\n\n'], 'stay'),
  });
  const followed = follow(api);
  expect(await followed.end).toEqual({ ok: true, value: undefined });
  expect(followed.seen).toEqual(['one', 'two\nlines', 'end']);
  expect(followed.spent()).toBe(1);
  expect(api.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /log?deployment=d1']);
  expect(api.requests[0]?.headers).toMatchObject({
    authorization: 'Bearer s3cret-key',
    accept: 'text/event-stream',
    'user-agent': 'fleetop',
  });
});

test('a message cut anywhere, with any line ending, a comment and a byte order mark is read all the same', async () => {
  const text = '\ufeff: hello\r\ndata: gr\u00fc\u00dfe \u{1f680}\r\n\r\ndata: end\r\r';
  const bytes = [...Buffer.from(text)].map((byte) => Buffer.of(byte));
  const api = await startApi({ 'GET /log': stream(bytes, 'stay') });
  const followed = follow(api);
  await followed.end;
  expect(followed.seen).toEqual(['gr\u00fc\u00dfe \u{1f680}', 'end']);
});

test.each([
  { name: 'broken stream', ending: 'break', seen: ['one', '(gap)', 'two', 'end'] },
  { name: 'stream ended by the server', ending: 'end', seen: ['one', '(closed)', '(gap)', 'two', 'end'] },
] as const)('a $name is opened again, and the gap told', async ({ ending, seen }) => {
  const api = await startApi({
    'GET /log': inTurn(stream(['data: one\n\n'], ending), stream(['data: two\n\ndata: end\n\n'], 'stay')),
  });
  const followed = follow(api, { onClosed: () => 'more' });
  expect(await followed.end).toMatchObject({ ok: true });
  expect(followed.seen).toEqual(seen);
  expect(followed.spent()).toBe(2);
});

test.each([
  {
    name: 'a stream ended by the server',
    handler: stream(['data: one\n\n'], 'end'),
    seen: ['one', '(closed)'],
  },
  { name: '204', handler: () => ({ status: 204 }), seen: ['(closed)'] },
])('$name is the end when the reader says so', async ({ handler, seen }) => {
  const api = await startApi({ 'GET /log': handler });
  const followed = follow(api);
  expect(await followed.end).toMatchObject({ ok: true });
  expect(followed.seen).toEqual(seen);
  expect(api.requests).toHaveLength(1);
});

test('a broken stream is opened again behind the last id that was given', async () => {
  const api = await startApi({
    'GET /log': inTurn(
      stream(['data: no id yet\n\n'], 'break'),
      stream(['id: 7\ndata: x\n\n', 'data: y\n\n', 'id: 8\n'], 'break'),
      stream(['id: gr\u00fc\u00df\ndata: an id that no header can hold\n\n'], 'break'),
      stream(['id\ndata: ids are over\n\n'], 'break'),
      stream(['data: end\n\n'], 'end'),
    ),
  });
  await follow(api).end;
  expect(api.requests.map(({ headers }) => headers['last-event-id'])).toEqual([
    undefined,
    undefined,
    '7',
    '7',
    undefined,
  ]);
});

test('waits longer from break to break, and briefly again after a connection that held', async () => {
  let openFor = 0;
  const waits: number[] = [];
  const api = await startApi({ 'GET /log': stream(['data: x\n\n'], 'break') });
  const abort = new AbortController();
  let time = 0;
  const followed = follow(api, {
    signal: abort.signal,
    clock: {
      now: () => time,
      elapsed: () => time,
      sleep: async (ms) => {
        waits.push(ms);
        openFor = waits.length === 3 ? 5_000 : 0;
        if (waits.length === 5) abort.abort();
      },
    },
    onMessage: () => {
      time += openFor;
      return 'more';
    },
  });
  expect(await followed.end).toMatchObject({ ok: true });
  expect(waits).toEqual([500, 1_000, 2_000, 500, 1_000]);
});

test.each([
  { status: 400, code: 'invalid' },
  { status: 401, code: 'auth' },
  { status: 402, code: 'payment' },
  { status: 403, code: 'forbidden' },
  { status: 404, code: 'not-found' },
  { status: 409, code: 'conflict' },
  { status: 418, code: 'invalid', message: 'no *** here' },
  { status: 501, code: 'server' },
])('$status ends it for good: $code', async ({ status, code, message }) => {
  const api = await startApi({ 'GET /log': { status, body: {} } });
  const followed = follow(api);
  const problem = { provider: 'acme', code, status, ...(message === undefined ? {} : { message }) };
  expect(await followed.end).toMatchObject({ ok: false, problem });
  expect(api.requests).toHaveLength(1);
  expect(followed.rejectedKeys()).toBe(status === 401 ? 1 : 0);
});

test.each([
  { name: 'JSON', reply: { body: { ok: true } } },
  { name: 'a web page', reply: { body: '<!doctype html>', headers: { 'content-type': 'text/html' } } },
  { name: 'nothing', reply: { body: '' } },
  { name: 'a lookalike type', reply: { body: '', headers: { 'content-type': 'text/event-streams' } } },
])('$name in place of a stream is a protocol problem', async ({ reply }) => {
  const api = await startApi({ 'GET /log': reply });
  expect(await follow(api).end).toMatchObject({ ok: false, problem: { code: 'protocol', status: 200 } });
  expect(api.requests).toHaveLength(1);
});

test('a key that comes back in a message is taken out of it', async () => {
  const api = await startApi({ 'GET /log': stream(['data: you sent s3cret-key\n\n'], 'stay') });
  const lines: string[] = [];
  const followed = follow(api, {
    onMessage: (data) => {
      lines.push(data);
      return 'end';
    },
  });
  expect(await followed.end).toMatchObject({ ok: true });
  expect(lines).toEqual(['you sent ***']);
});

test('a redirect is not followed: the key stays where it belongs', async () => {
  const other = await startApi({ 'GET /log': stream(['data: end\n\n'], 'stay') });
  const api = await startApi({ 'GET /log': { status: 302, headers: { location: `${other.url}/log` } } });
  expect(await follow(api).end).toMatchObject({ ok: false, problem: { code: 'protocol', status: 302 } });
  expect(other.requests).toEqual([]);
});

test.each([
  {
    name: 'a failing server',
    handler: () => ({ status: 500, body: {} }),
    problem: { code: 'server', status: 500 },
  },
  {
    name: 'a socket that is reset',
    handler: (_: unknown, response: ServerResponse) => void response.socket?.destroy(),
    problem: { code: 'network', status: null },
  },
])('$name is tried three times before the first message, then told', async ({ handler, problem }) => {
  const api = await startApi({ 'GET /log': handler });
  const followed = follow(api);
  expect(await followed.end).toMatchObject({ ok: false, problem });
  expect(api.requests).toHaveLength(3);
  expect(followed.spent()).toBe(3);
});

test('a server that never answers is a timeout', async () => {
  const api = await startApi({ 'GET /log': () => undefined });
  expect(await follow(api, { timeoutMs: 40 }).end).toMatchObject({ ok: false, problem: { code: 'timeout' } });
});

test('a refusal whose text never ends is told by its status', async () => {
  const api = await startApi({
    'GET /log': (_, response) => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.write('{"message": "this plan has no');
      return undefined;
    },
  });
  expect(await follow(api, { refusalMs: 40 }).end).toMatchObject({
    ok: false,
    problem: { code: 'forbidden', status: 403 },
  });
  expect(api.requests).toHaveLength(1);
});

test('of a refusal no more is read than its sentence needs', async () => {
  const api = await startApi({
    'GET /log': (_, response) => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.write('x'.repeat(100_000));
      return undefined;
    },
  });
  expect(await follow(api, { refusalMs: 600_000 }).end).toMatchObject({
    ok: false,
    problem: { code: 'forbidden', status: 403 },
  });
});

test('a key that cannot be read is told without a request', async () => {
  const api = await startApi({});
  const authorize = async () => {
    throw new SecretUnreadable('SPARROW_KEY is not set');
  };
  expect(await follow(api, { authorize }).end).toMatchObject({
    ok: false,
    problem: { code: 'auth', message: 'SPARROW_KEY is not set' },
  });
  expect(api.requests).toEqual([]);
});

test('a wait the server asks for is kept when it is short, told when it is long', async () => {
  const waits: number[] = [];
  const clock: Clock = {
    now: () => 1_000_000,
    elapsed: () => 1_000_000,
    sleep: async (ms) => void waits.push(ms),
  };
  const limited = (seconds: string) => () => ({ status: 429, headers: { 'retry-after': seconds }, body: {} });
  const api = await startApi({ 'GET /log': inTurn(limited('4'), limited('60')) });
  expect(await follow(api, { clock }).end).toMatchObject({
    ok: false,
    problem: { code: 'rate-limited', status: 429, retryAt: 1_060_000 },
  });
  expect(waits).toEqual([4_000]);
});

test('once it was open, a server in trouble is waited for, however long', async () => {
  const failing: Handler = () => ({ status: 503, body: {} });
  const limited: Handler = () => ({ status: 429, headers: { 'retry-after': '60' }, body: {} });
  const api = await startApi({
    'GET /log': inTurn(
      stream(['data: one\n\n'], 'break'),
      ...[failing, failing, limited, failing, failing],
      stream(['data: end\n\n'], 'stay'),
    ),
  });
  const followed = follow(api);
  expect(await followed.end).toMatchObject({ ok: true });
  expect(followed.seen).toEqual(['one', '(gap)', 'end']);
  expect(followed.spent()).toBe(7);
});

test('a message longer than the cap is cut there, and the stream goes on behind it', async () => {
  const chunk = 'x'.repeat(1024 * 1024);
  const flood = Array.from({ length: 20 }, () => chunk);
  const api = await startApi({
    'GET /log': stream(['data: one\n\ndata: ', ...flood, '\ndata: still\n', '\ndata: end\n\n'], 'stay'),
  });
  const followed = follow(api);
  expect(await followed.end).toMatchObject({ ok: true });
  // Of the bytes of the message six are `data: `.
  expect(followed.seen).toEqual(['one', `(cut after ${maxMessageBytes - 6})`, 'end']);
});

test.each([
  {
    name: 'while the budget is waited for',
    spend: (signal: AbortSignal) => aborted(signal).then(() => false),
  },
  { name: 'while the connection opens', handler: () => undefined },
  { name: 'while the stream is silent', handler: stream(['data: one\n\n'], 'stay') },
  {
    name: 'while it waits to open again',
    handler: stream(['data: one\n\n'], 'break'),
    clock: createManualClock(),
  },
])('aborted $name it ends at once and leaves nothing behind', async ({ handler, spend, clock }) => {
  const abort = new AbortController();
  let isClosed = false;
  const api = await startApi({
    'GET /log': (request, response) => {
      response.once('close', () => {
        isClosed = true;
      });
      return handler?.(request, response);
    },
  });
  const followed = follow(api, {
    signal: abort.signal,
    ...(spend === undefined ? {} : { spend }),
    ...(clock === undefined ? {} : { clock }),
  });
  await until(() => {
    if (spend !== undefined) return true;
    if (clock !== undefined) return clock.sleepers() === 1;
    return api.requests.length === 1;
  });
  abort.abort();
  expect(await followed.end).toEqual({ ok: true, value: undefined });
  if (api.requests.length > 0) await until(() => isClosed);
  expect(clock?.sleepers() ?? 0).toBe(0);
});

test('a stream that ended by itself leaves no listener on the signal', async () => {
  const { signal } = new AbortController();
  const listening = countListeners(signal);
  const api = await startApi({ 'GET /log': stream(['data: one\n\n'], 'end') });
  const followed = follow(api, { signal });
  await until(() => listening() === 1);
  await followed.end;
  expect(listening()).toBe(0);
});

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

/** How many listeners of the abort are there now. */
const countListeners = (signal: AbortSignal) => () => getEventListeners(signal, 'abort').length;

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
