import { expect, test } from 'vitest';
import { createFixedWindow, createSlidingWindow } from '../../src/simulator/rate-window.ts';
import { accessTo, minute, second, startBench } from './support.ts';

const spend = async (request: () => Promise<{ status: number }>, count: number): Promise<number[]> => {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) statuses.push((await request()).status);
  return statuses;
};

test('CyberPanel tells its minute in headers and how long to wait', async () => {
  const bench = await startBench();
  const first = await bench.ask('cyber', 'GET /vps/summary');
  expect(first.headers.get('x-ratelimit-limit')).toBe('60');
  expect(first.headers.get('x-ratelimit-remaining')).toBe('59');
  await spend(() => bench.ask('cyber', 'GET /vps/summary'), 59);
  bench.advance(15 * second);
  const over = await bench.ask('cyber', 'GET /vps/summary');
  expect(over.status).toBe(429);
  expect(over.headers.get('retry-after')).toBe('45');
  expect(over.body).toEqual({
    success: false,
    error: 'Rate limit exceeded',
    error_code: 'RATE_LIMIT_EXCEEDED',
    message: 'You have exceeded the per minute rate limit. Please retry after 45 seconds.',
  });
  bench.advance(45 * second);
  expect((await bench.ask('cyber', 'GET /vps/summary')).status).toBe(200);
});

test('the hour runs out before its minutes do', { timeout: 20_000 }, async () => {
  const bench = await startBench();
  for (let round = 0; round < 20; round += 1) {
    expect(await spend(() => bench.ask('cyber', 'GET /test'), 50)).not.toContain(429);
    bench.advance(minute);
  }
  const over = await bench.ask('cyber', 'GET /test');
  expect(over.status).toBe(429);
  expect(over.headers.get('retry-after')).toBe('2400');
  expect(over.headers.get('x-ratelimit-limit')).toBe('60');
});

test('Hostwares limits without Retry-After', async () => {
  const bench = await startBench();
  await spend(() => bench.ask('hostwares', 'GET /credits'), 60);
  const over = await bench.ask('hostwares', 'GET /credits');
  expect(over.body).toEqual({ error: 'RATE_LIMITED', message: expect.any(String), statusCode: 429 });
  expect(over.headers.get('retry-after')).toBeNull();
  expect(over.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(Number(over.headers.get('x-ratelimit-reset'))).toBe(Date.UTC(2026, 5, 1, 12, 1) / 1_000);
});

test('SparrowHost limits without any header', async () => {
  const bench = await startBench();
  const statuses = await spend(() => bench.ask('sparrow', 'GET /api/v1/account'), 121);
  expect(statuses.indexOf(429)).toBe(120);
  const over = await bench.ask('sparrow', 'GET /api/v1/account');
  expect([...over.headers.keys()].filter((name) => /rate|retry/.test(name))).toEqual([]);
});

test('limits can be left out', async () => {
  const bench = await startBench({ limits: false });
  expect(await spend(() => bench.ask('hostwares', 'GET /credits'), 70)).not.toContain(429);
});

test('a fleet too large for the default has raised limits, and says so everywhere', async () => {
  const bench = await startBench({ servers: 10_000, apps: 0 });
  const { headers } = await bench.ask('cyber', 'GET /vps?limit=100');
  const entry = bench.simulator.providers.find(({ name }) => name === 'cyber');
  expect(entry?.rateLimit).toEqual({ perMinute: 240, perHour: 14_400 });
  expect(headers.get('x-ratelimit-limit')).toBe('240');
  expect(bench.simulator.configYaml()).toContain('rateLimit: { perMinute: 240, perHour: 14400 }');
});

test('a wrong key uses up nothing', async () => {
  const bench = await startBench();
  const { baseUrl } = accessTo(bench.simulator, 'cyber');
  await spend(() => fetch(`${baseUrl}/vps`, { headers: { authorization: 'Bearer nobody' } }), 5);
  expect((await bench.ask('cyber', 'GET /vps')).headers.get('x-ratelimit-remaining')).toBe('59');
});

test.each([
  {
    name: 'a fixed window lets a burst pass at its edge',
    create: createFixedWindow,
    want: [true, true, false, true, true],
  },
  { name: 'a sliding window does not', create: createSlidingWindow, want: [true, true, false, true, false] },
])('$name', ({ create, want }) => {
  const window = create(2, minute);
  const times = [0, 50 * second, 55 * second, 60 * second, 61 * second];
  expect(times.map((at) => window.take(at).isAllowed)).toEqual(want);
});
