import { expect, test } from 'vitest';
import { faultNames, faultProviders, parseFault } from '../../src/simulator/index.ts';
import { accessTo, type Bench, dig, rowsAt, startBench, startTime } from './support.ts';

const servers = '/api/v1/servers';

/** What a client sees of one request: its status and whether the body could be read as JSON. */
const outcome = async (bench: Bench, path = servers): Promise<{ status: number; text: string | null }> => {
  const { baseUrl, authorization } = accessTo(bench.simulator, 'sparrow');
  try {
    const response = await fetch(baseUrl + path, { headers: { authorization } });
    const text = await response.text().catch(() => null);
    return { status: response.status, text };
  } catch {
    return { status: 0, text: null };
  }
};

const isJson = (text: string | null): boolean => {
  try {
    return text !== null && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
};

test('server-error is the documented body, now and then a page of a proxy', async () => {
  const bench = await startBench();
  bench.simulator.setFault('sparrowhost', 'server-error');
  const [first, second, third] = [await outcome(bench), await outcome(bench), await outcome(bench)];
  expect(first).toEqual({ status: 500, text: expect.stringContaining('"success":false') });
  expect(second.status).toBe(500);
  expect(third).toEqual({ status: 502, text: expect.stringMatching(/^<html>/) });
});

test('reset breaks the connection before the reply, then inside it', async () => {
  const bench = await startBench();
  bench.simulator.setFault('sparrowhost', 'reset');
  expect(await outcome(bench)).toEqual({ status: 0, text: null });
  expect(await outcome(bench)).toEqual({ status: 200, text: null });
  expect(bench.simulator.requests().map(({ status }) => status)).toEqual([0, 200]);
});

test('truncated is shorter than promised, then JSON cut in half', async () => {
  const bench = await startBench();
  bench.simulator.setFault('sparrowhost', 'truncated');
  expect(await outcome(bench)).toEqual({ status: 200, text: null });
  const cut = await outcome(bench);
  expect(cut.text).not.toBeNull();
  expect(isJson(cut.text)).toBe(false);
});

test('wrong-shape is another shape, then one bad row among good ones', async () => {
  const bench = await startBench();
  const good = rowsAt((await bench.ask('sparrow', `GET ${servers}`)).body, 'data');
  bench.simulator.setFault('sparrowhost', 'wrong-shape');
  expect(dig((await bench.ask('sparrow', `GET ${servers}`)).body, 'data')).toBeUndefined();
  const rows = rowsAt((await bench.ask('sparrow', `GET ${servers}`)).body, 'data');
  expect(rows).toHaveLength(good.length);
  expect(rows.filter((row, index) => JSON.stringify(row) !== JSON.stringify(good[index]))).toHaveLength(1);
});

test('slow is late and otherwise right', { timeout: 20_000 }, async () => {
  const bench = await startBench();
  bench.simulator.setFault('sparrowhost', 'slow');
  const before = performance.now();
  expect((await outcome(bench)).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(1_900);
});

test.each([
  { provider: 'sparrow', path: servers, limited: 429, lost: 401 },
  { provider: 'cyber', path: '/vps', limited: 429, lost: 401 },
  { provider: 'hostwares', path: '/sites', limited: 429, lost: 401 },
  { provider: 'spheron-sites', path: '/v1/api-keys/scope', limited: 429, lost: 403 },
  { provider: 'pilot', path: '/servers', limited: 429, lost: 401 },
])('$provider: rate-limited and auth-lost, until cleared', async ({ provider, path, limited, lost }) => {
  const bench = await startBench({ faults: [{ provider: null, name: 'rate-limited' }] });
  expect((await bench.ask(provider, `GET ${path}`)).status).toBe(limited);
  bench.simulator.setFault(null, 'auth-lost');
  expect((await bench.ask(provider, `GET ${path}`)).status).toBe(lost);
  bench.simulator.clearFaults();
  expect((await bench.ask(provider, `GET ${path}`)).status).toBe(200);
});

test('a forced limit shows in the headers like a real one', async () => {
  const bench = await startBench({ faults: [{ provider: 'hostwares', name: 'rate-limited' }] });
  const { headers } = await bench.ask('hostwares', 'GET /sites');
  expect(headers.get('x-ratelimit-remaining')).toBe('0');
  expect(Number(headers.get('x-ratelimit-reset')) * 1_000).toBeGreaterThan(startTime);
});

test('a fault of one provider leaves the others alone', async () => {
  const bench = await startBench({ faults: [{ provider: 'cyberpanel', name: 'server-error' }] });
  expect((await bench.ask('cyber', 'GET /vps')).status).toBe(500);
  expect((await bench.ask('sparrow', `GET ${servers}`)).status).toBe(200);
});

test('a write that is reset inside its reply has happened', async () => {
  const bench = await startBench();
  const id = dig((await bench.ask('sparrow', `GET ${servers}`)).body, 'data', 0, 'id');
  const stop = () => bench.ask('sparrow', `POST ${servers}/${id}/actions`, { action: 'stop' });
  bench.simulator.setFault('sparrowhost', 'reset');
  const status = async () => {
    bench.simulator.clearFaults();
    return dig((await bench.ask('sparrow', `GET ${servers}/${id}`)).body, 'data', 'status');
  };
  await expect(stop()).rejects.toThrow();
  expect(await status()).toBe('running');
  bench.simulator.setFault('sparrowhost', 'reset');
  await expect(stop()).rejects.toThrow();
  expect(await status()).toBe('stopped');
});

test.each([
  { text: 'slow', want: { provider: null, name: 'slow' } },
  { text: 'cyberpanel:auth-lost', want: { provider: 'cyberpanel', name: 'auth-lost' } },
  { text: 'cyber:auth-lost', want: { provider: 'cyberpanel', name: 'auth-lost' } },
  { text: 'nobody:slow', want: null },
  { text: 'hostwares:nothing', want: null },
  { text: 'hostwares:slow:slow', want: null },
  { text: '', want: null },
])('the fault $text', ({ text, want }) => {
  expect(parseFault(text)).toEqual(want);
});

test('every account can be named as its configuration does, and by its type', async () => {
  const { simulator } = await startBench();
  for (const { name, type } of simulator.providers) {
    expect(parseFault(`${name}:slow`)?.provider).toBe(type);
    expect(parseFault(`${type}:slow`)?.provider).toBe(type);
    expect(faultProviders).toContain(name);
  }
});

test('every fault can be named', () => {
  expect(faultNames.map((name) => parseFault(name)?.name)).toEqual([...faultNames]);
});
