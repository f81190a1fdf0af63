import { describe, expect, test } from 'vitest';
import { type Reply, startApi } from '../support/api.ts';
import { createTestClient } from '../support/http-client.ts';
import { never } from '../support/provider.ts';
import { createRecordingClock } from '../support/recording-clock.ts';

const ok: Reply = { body: { done: true } };

async function play(
  replies: readonly Reply[],
  {
    method = 'GET',
    random = 0.5,
  }: { readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; readonly random?: number } = {},
) {
  let turn = 0;
  const api = await startApi({ [`${method} /x`]: () => replies[Math.min(turn++, replies.length - 1)] ?? ok });
  const clock = createRecordingClock();
  const client = createTestClient(api.url, { clock, random: () => random });
  const result = await client.request({ method, path: '/x', signal: never });
  return { result, clock, requests: api.requests.length };
}

const seconds = (count: number): Readonly<Record<string, string>> => ({ 'retry-after': String(count) });

describe('a GET is tried again', () => {
  test.each<{ name: string; replies: readonly Reply[]; sleeps: readonly number[]; isOk: boolean }>([
    { name: 'after a 500', replies: [{ status: 500 }, ok], sleeps: [500], isOk: true },
    {
      name: 'twice, with growing waits',
      replies: [{ status: 502 }, { status: 503 }, ok],
      sleeps: [500, 1_000],
      isOk: true,
    },
    { name: 'not a third time', replies: [{ status: 500 }], sleeps: [500, 1_000], isOk: false },
    {
      name: 'when the provider says so',
      replies: [{ status: 429, headers: seconds(3) }, ok],
      sleeps: [3_000],
      isOk: true,
    },
    {
      name: 'also where a 503 names a time',
      replies: [{ status: 503, headers: seconds(2) }, ok],
      sleeps: [2_000],
      isOk: true,
    },
    {
      name: 'never when that is longer than a caller would wait',
      replies: [{ status: 429, headers: seconds(30) }, ok],
      sleeps: [],
      isOk: false,
    },
    {
      name: 'a second later where a 429 names no time',
      replies: [{ status: 429 }, ok],
      sleeps: [1_000],
      isOk: true,
    },
    { name: 'not after a 404', replies: [{ status: 404 }, ok], sleeps: [], isOk: false },
    { name: 'not after a 401', replies: [{ status: 401 }, ok], sleeps: [], isOk: false },
    { name: 'not after a 501', replies: [{ status: 501 }, ok], sleeps: [], isOk: false },
    { name: 'not after a strange body', replies: [{ body: '<html>' }, ok], sleeps: [], isOk: false },
  ])('$name', async ({ replies, sleeps, isOk }) => {
    const { result, clock, requests } = await play(replies);
    expect(result.ok).toBe(isOk);
    expect(clock.sleeps).toEqual(sleeps);
    expect(requests).toBe(sleeps.length + 1);
  });

  test.each([
    { random: 0, sleeps: [0, 0] },
    { random: 0.999, sleeps: [999, 1_998] },
  ])('with full jitter: $random', async ({ random, sleeps }) => {
    const { clock } = await play([{ status: 500 }], { random });
    expect(clock.sleeps).toEqual(sleeps);
  });

  test('not when the caller has given up meanwhile', async () => {
    const giveUp = new AbortController();
    const api = await startApi({ 'GET /x': { status: 500 } });
    const clock = {
      ...createRecordingClock(),
      sleep: async () => {
        giveUp.abort();
      },
    };
    const result = await createTestClient(api.url, { clock }).request({
      method: 'GET',
      path: '/x',
      signal: giveUp.signal,
    });
    expect(result).toMatchObject({ ok: false, problem: { code: 'server', status: 500 } });
    expect(api.requests).toHaveLength(1);
  });
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
  'a %s is sent once, whatever comes back',
  async (method) => {
    for (const reply of [{ status: 500 }, { status: 429, headers: seconds(1) }, { status: 503 }]) {
      const { result, clock, requests } = await play([reply, ok], { method });
      expect(result.ok).toBe(false);
      expect({ requests, sleeps: clock.sleeps }).toEqual({ requests: 1, sleeps: [] });
    }
  },
);

test('after a 429 nothing is sent until the time the provider named, and the caller hears of it at once', async () => {
  const api = await startApi({ 'GET /x': { status: 429, headers: seconds(40) } });
  const clock = createRecordingClock();
  const client = createTestClient(api.url, { clock });
  const request = { method: 'GET', path: '/x', signal: never } as const;
  await client.request(request);
  const second = await client.request(request);
  expect(second).toMatchObject({
    ok: false,
    problem: { code: 'rate-limited', message: 'asked us to wait 40 s', retryAt: clock.now() + 40_000 },
  });
  expect(api.requests).toHaveLength(1);
  await clock.sleep(40_001, never);
  api.route({ 'GET /x': ok });
  expect((await client.request(request)).ok).toBe(true);
});

test('a timer that is a little early does not end in a refusal of our own', async () => {
  let elapsed = 0;
  const clock = {
    now: () => Math.round(1_800_000_000_000 + elapsed),
    elapsed: () => elapsed,
    sleep: async (ms: number) => {
      elapsed += Math.max(0, ms - 0.4);
    },
  };
  let turn = 0;
  const api = await startApi({
    'GET /x': () => {
      turn += 1;
      return turn < 3 ? { status: 429, headers: seconds(2) } : ok;
    },
  });
  const client = createTestClient(api.url, { clock });
  expect(await client.request({ method: 'GET', path: '/x', signal: never })).toMatchObject({ ok: true });
  expect(elapsed).toBeGreaterThanOrEqual(4_000);
});
