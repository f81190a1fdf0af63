import { expect, test } from 'vitest';
import { createRedactor } from '../../src/http/redactor.ts';
import type { TraceEntry } from '../../src/http/trace.ts';
import { traceLine } from '../../src/http/trace.ts';
import { createKnownSecrets } from '../../src/runtime/known-secrets.ts';
import { startApi } from '../support/api.ts';
import { createTestClient } from '../support/http-client.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { never } from '../support/provider.ts';

const key = 'key-1234567';
const basic = Buffer.from(`client-55:${key}`).toString('base64');

test.each([
  {
    name: 'a bearer key',
    headers: { authorization: `Bearer ${key}` },
    echo: `bad key ${key}!`,
    want: 'bad key ***!',
  },
  { name: 'a bare key', headers: { 'x-api-key': key }, echo: `bad key ${key}!`, want: 'bad key ***!' },
  {
    name: 'basic credentials',
    headers: { authorization: `Basic ${basic}` },
    echo: `${basic} is client-55 with ${key}`,
    want: '*** is *** with ***',
  },
  {
    name: 'a password with colons',
    headers: { authorization: `Basic ${Buffer.from('client-55:ab:cd:ef').toString('base64')}` },
    echo: 'no ab:cd:ef here',
    want: 'no *** here',
  },
  {
    name: 'a key that another one begins with',
    headers: { 'x-client': 'key-1234567', authorization: 'Bearer key-1234567-and-more' },
    echo: 'bad key key-1234567-and-more!',
    want: 'bad key ***!',
  },
])('$name that a provider echoes is not in the problem', async ({ headers, echo, want }) => {
  const api = await startApi({ 'GET /x': { status: 401, body: { message: echo } } });
  const client = createTestClient(api.url, {
    authorize: async () => headers,
    readError: () => ({ message: echo }),
  });
  const result = await client.request({ method: 'GET', path: '/x', signal: never });
  expect(result).toMatchObject({ ok: false, problem: { code: 'auth', message: want } });
});

const odd = 'key+12/34"56==';

test.each([
  { name: 'an address', spelling: encodeURIComponent(odd) },
  { name: 'JSON', spelling: JSON.stringify(odd).slice(1, -1) },
  { name: 'JSON as PHP writes it', spelling: JSON.stringify(odd).slice(1, -1).replaceAll('/', '\\/') },
  { name: 'base64', spelling: Buffer.from(odd).toString('base64') },
  { name: 'base64 for addresses', spelling: Buffer.from(odd).toString('base64url') },
  {
    name: 'an address, as Basic authentication sends it',
    spelling: encodeURIComponent(Buffer.from(`client-55:${odd}`).toString('base64')),
  },
])('a key as it stands in $name is taken out, too', async ({ spelling }) => {
  const sent = Buffer.from(`client-55:${odd}`).toString('base64');
  const redactor = createRedactor(async () => ({ authorization: `Basic ${sent}` }));
  await redactor.authorize();
  expect(redactor.redact(`you sent ${spelling}!`)).toBe('you sent ***!');
  const known = createKnownSecrets({});
  known.note('client-55');
  known.note(odd);
  expect(known.redact(`you sent ${spelling}!`)).toBe('you sent ***!');
});

test('a key that comes back in the text of a reply is out of it, however JSON spells it', async () => {
  const slashed = 'key/1234/567';
  const text = JSON.stringify({ name: `of ${slashed}` }).replaceAll('/', '\\/');
  const api = await startApi({ 'GET /x': { body: text } });
  const client = createTestClient(api.url, { authorize: async () => ({ 'x-api-key': slashed }) });
  const result = await client.request({ method: 'GET', path: '/x', signal: never });
  expect(result).toMatchObject({ ok: true, value: { body: { name: 'of ***' } } });
});

test.each([{ length: 10 }, { length: 166 }, { length: 173 }, { length: 400 }])(
  'of a key in the address that a reply leads to no part is told, behind $length characters',
  async ({ length }) => {
    const long = 'x'.repeat(length);
    for (const location of [
      `https://other.example/${long}/${key}`,
      `https://other.example/?${long}=${key}`,
    ]) {
      const api = await startApi({ 'GET /x': { status: 302, headers: { location } } });
      const client = createTestClient(api.url, { authorize: async () => ({ 'x-api-key': key }) });
      const result = await client.request({ method: 'GET', path: '/x', signal: never });
      expect(result).toMatchObject({
        ok: false,
        problem: { message: expect.stringContaining('other.example') },
      });
      expect(JSON.stringify(result)).not.toContain(key.slice(0, 4));
    }
  },
);

test('of the address that a reply leads to no query is told: that may be the secret of somebody else', async () => {
  const location = 'https://other.example/login?ticket=of-another#of-another';
  const api = await startApi({ 'GET /x': { status: 302, headers: { location } } });
  const result = await createTestClient(api.url).request({ method: 'GET', path: '/x', signal: never });
  expect(result).toMatchObject({
    ok: false,
    problem: { message: 'redirects to https://other.example/login; the key is not sent there' },
  });
});

test('the trace has neither headers nor bodies', async () => {
  const api = await startApi({ 'POST /x': { status: 422, body: { message: `no ${key}` } } });
  const entries: TraceEntry[] = [];
  const client = createTestClient(api.url, { trace: (entry) => void entries.push(entry) });
  await client.request({ method: 'POST', path: '/x', body: { password: 'secret-99' }, signal: never });
  expect(entries.map(traceLine)).toEqual([expect.stringMatching(/^acme POST \/x 422 \d+ ms$/)]);
  expect(JSON.stringify(entries)).not.toMatch(/key-1234567|secret-99/);
});

test('a rejected key is told of, so that a changed one is read again', async () => {
  let rejections = 0;
  const api = await startApi({ 'GET /x': { status: 401, body: {} }, 'GET /y': { status: 403, body: {} } });
  const client = createTestClient(api.url, {
    onRejectedKey: () => {
      rejections += 1;
    },
  });
  await client.request({ method: 'GET', path: '/y', signal: never });
  expect(rejections).toBe(0);
  await client.request({ method: 'GET', path: '/x', signal: never });
  expect(rejections).toBe(1);
});

test('whatever status means a bad key there is told of as well', async () => {
  let rejections = 0;
  const api = await startApi({ 'GET /x': { status: 403, body: 'no JSON' }, 'GET /y': { status: 404 } });
  const client = createTestClient(api.url, {
    readError: (_, status) => ({ message: null, ...(status === 403 ? { code: 'auth' } : {}) }),
    onRejectedKey: () => {
      rejections += 1;
    },
  });
  await client.request({ method: 'GET', path: '/y', signal: never });
  expect(rejections).toBe(0);
  expect(await client.request({ method: 'GET', path: '/x', signal: never })).toMatchObject({
    problem: { code: 'auth', status: 403 },
  });
  expect(rejections).toBe(1);
});

test('how long a reply took is told, whatever the clock is set to meanwhile', async () => {
  const clock = createManualClock();
  const api = await startApi({
    'GET /x': () => {
      clock.jump(-3_600_000);
      return { body: {} };
    },
  });
  const client = createTestClient(api.url, { clock });
  await client.request({ method: 'GET', path: '/x', signal: never });
  expect(client.usage().latencyMs).toBe(0);
});

test('the usage counts what was sent, and only a 2xx as a success', async () => {
  const api = await startApi({ 'GET /x': { status: 404, body: {} }, 'GET /y': { body: {} } });
  const client = createTestClient(api.url);
  expect(client.usage()).toMatchObject({ requests: 0, latencyMs: null, lastSuccessAt: null });
  await client.request({ method: 'GET', path: '/x', signal: never });
  expect(client.usage()).toMatchObject({ requests: 1, lastSuccessAt: null });
  await client.request({ method: 'GET', path: '/y', signal: never });
  expect(client.usage()).toMatchObject({ requests: 2, lastSuccessAt: expect.any(Number) });
  await client.spend(never);
  expect(client.usage().requests).toBe(3);
});

test('of keys that are made anew again and again the newest are taken out', async () => {
  let count = 0;
  const redactor = createRedactor(async () => {
    count += 1;
    return { authorization: `Bearer made-anew-${count}.` };
  });
  for (let turn = 0; turn < 1_000; turn += 1) await redactor.authorize();
  expect(redactor.redact('made-anew-1. made-anew-900. made-anew-1000.')).toBe('made-anew-1. *** ***');
});

test.each([
  { name: 'words', message: `${'word '.repeat(199)}secret-of-another ${'word '.repeat(9_000)}` },
  { name: 'one word', message: 'x'.repeat(2_000_000) },
])(
  'of a long message of $name as much is kept as anybody reads, and no part of a word',
  async ({ message }) => {
    const api = await startApi({ 'GET /x': { status: 400, body: { message } } });
    const client = createTestClient(api.url, { readError: () => ({ message }) });
    const result = await client.request({ method: 'GET', path: '/x', signal: never });
    const told = result.ok ? '' : result.problem.message;
    expect(told.endsWith(` … (${message.length} characters)`)).toBe(true);
    expect(told.length).toBeLessThan(1_050);
    expect(told).toMatch(/^(word )*… \(|^ … \(/);
  },
);
