import { expect, test } from 'vitest';
import { type Bench, dig, idOf, rowsAt, second, startBench } from './support.ts';

const apps = '/api/v1/nestdeploy/apps';

/** Collects the `data:` payloads of a stream; `until` reads on until they satisfy a condition or the stream ends. */
const payloadsOf = (response: Response) => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('no body');
  const payloads: unknown[] = [];
  let rest = '';
  let isOver = false;
  const until = async (isEnough: (payloads: readonly unknown[]) => boolean): Promise<readonly unknown[]> => {
    while (!isOver && !isEnough(payloads)) {
      const { value, done } = await reader.read();
      isOver = done;
      const events = (rest + (value ?? '')).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) payloads.push(JSON.parse(event.replace(/^data: /, '')));
    }
    return payloads;
  };
  return { until, toEnd: () => until(() => false), cancel: () => reader.cancel() };
};

const appPath = async (bench: Bench, name: string): Promise<string> =>
  `${apps}/${idOf(rowsAt((await bench.ask('sparrow', `GET ${apps}`)).body, 'data'), name)}`;

const hasDone = (payloads: readonly unknown[]): boolean =>
  payloads.some((one) => dig(one, 'type') === 'done');

test('a build is told as it happens and ends with its outcome', async () => {
  const bench = await startBench();
  const path = await appPath(bench, 'docs-site');
  await bench.ask('sparrow', `POST ${path}/deploy`);
  bench.advance(5 * second);
  const response = await bench.open('sparrow', `${path}/logs`);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const log = payloadsOf(response);
  const early = (await log.until((seen) => seen.length > 0)).length;
  expect(early).toBeGreaterThan(0);
  bench.advance(60 * second);
  const all = await log.toEnd();
  expect(all.length).toBeGreaterThan(early);
  expect(all[0]).toEqual({
    line: expect.stringMatching(/^\[nixpacks\]|^\[static\]/),
    ts: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
  expect(all.at(-1)).toEqual({ type: 'done', status: 'running' });
});

test('a running app is told from its history on, without end', async () => {
  const bench = await startBench();
  const log = payloadsOf(await bench.open('sparrow', `${await appPath(bench, 'docs-site')}/logs`));
  const isRequest = (one: unknown): boolean =>
    /^GET \/|^\{"level"|^WARN|^ERROR/.test(String(dig(one, 'line')));
  const history = (await log.until((seen) => seen.some(isRequest))).length;
  bench.advance(30 * second);
  const after = await log.until((seen) => seen.length > history);
  expect(after.length).toBeGreaterThan(history);
  expect(hasDone(after)).toBe(false);
  await log.cancel();
});

test('a new deployment takes over the stream of a running app', async () => {
  const bench = await startBench();
  const path = await appPath(bench, 'docs-site');
  const log = payloadsOf(await bench.open('sparrow', `${path}/logs`));
  await log.until((seen) => seen.length > 20);
  await bench.ask('sparrow', `POST ${path}/deploy`);
  bench.advance(60 * second);
  expect((await log.toEnd()).at(-1)).toEqual({ type: 'done', status: 'running' });
});

test.each([
  { app: 'checkout-api', status: 'failed' },
  { app: 'status-page', status: 'stopped' },
  { app: 'landing-page', status: 'idle' },
])('the log of $app, which is $status, ends', async ({ app, status }) => {
  const bench = await startBench();
  const log = payloadsOf(await bench.open('sparrow', `${await appPath(bench, app)}/logs`));
  expect((await log.toEnd()).at(-1)).toEqual({ type: 'done', status });
});

test('one deployment is told by its id, an unknown one is not found', async () => {
  const bench = await startBench();
  const path = await appPath(bench, 'docs-site');
  const deployed = await bench.ask('sparrow', `POST ${path}/deploy`);
  const id = dig(deployed.body, 'data', 'deploymentId');
  bench.advance(60 * second);
  await bench.ask('sparrow', `POST ${path}/deploy`);
  const log = payloadsOf(await bench.open('sparrow', `${path}/logs?deploymentId=${id}`));
  const all = await log.toEnd();
  expect(all.at(-1)).toEqual({ type: 'done', status: 'running' });
  expect(all.every((one) => String(dig(one, 'ts') ?? '') < '2026-06-01T12:01')).toBe(true);
  expect((await bench.open('sparrow', `${path}/logs?deploymentId=dep_unknown`)).status).toBe(404);
});

test('a reset fault cuts an open stream', async () => {
  const bench = await startBench();
  const log = payloadsOf(await bench.open('sparrow', `${await appPath(bench, 'docs-site')}/logs`));
  await log.until((seen) => seen.length > 0);
  bench.simulator.setFault('sparrowhost', 'reset');
  await expect(log.toEnd()).rejects.toThrow();
});

test('closing the simulator ends open streams', async () => {
  const bench = await startBench();
  const log = payloadsOf(await bench.open('sparrow', `${await appPath(bench, 'docs-site')}/logs`));
  await log.until((seen) => seen.length > 0);
  await bench.simulator.close();
  await expect(log.toEnd().catch(() => 'cut')).resolves.toBeDefined();
});
