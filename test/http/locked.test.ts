import { expect, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { createTestClient } from '../support/http-client.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { never } from '../support/provider.ts';

const post = { method: 'POST', path: '/x', signal: never } as const;
const unsent = { ok: false, problem: { code: 'read-only', isUnsent: true } };

test('a lock that closes while a write waits for its turn holds for it', async () => {
  const api = await startApi({ 'POST /x': { body: {} } });
  const clock = createManualClock();
  let isLocked = false;
  const client = createTestClient(api.url, {
    clock,
    limits: { perMinute: 2 },
    isReadOnly: () => isLocked,
  });
  await client.request(post);
  await client.request(post);
  const waiting = client.request(post);
  isLocked = true;
  await clock.advance(120_000);
  expect(await waiting).toMatchObject(unsent);
  expect(api.requests).toHaveLength(2);
});

test('a lock that closes while a write waits for its key holds for it', async () => {
  const api = await startApi({ 'POST /x': { body: {} } });
  const key = Promise.withResolvers<Readonly<Record<string, string>>>();
  let isLocked = false;
  const client = createTestClient(api.url, { authorize: () => key.promise, isReadOnly: () => isLocked });
  const waiting = client.request(post);
  await new Promise(setImmediate);
  isLocked = true;
  key.resolve({ authorization: 'Bearer key-1234567' });
  expect(await waiting).toMatchObject(unsent);
  expect(api.requests).toHaveLength(0);
});

test('a write that is cancelled while it waits for its key is known to be unsent', async () => {
  const api = await startApi({ 'POST /x': { body: {} } });
  const key = Promise.withResolvers<Readonly<Record<string, string>>>();
  const cancel = new AbortController();
  const client = createTestClient(api.url, { authorize: () => key.promise });
  const waiting = client.request({ ...post, signal: cancel.signal });
  await new Promise(setImmediate);
  cancel.abort();
  key.resolve({ authorization: 'Bearer key-1234567' });
  expect(await waiting).toMatchObject({ ok: false, problem: { message: 'cancelled', isUnsent: true } });
  expect(api.requests).toHaveLength(0);
});
