import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { type Handler, type Routes, startApi } from '../support/api.ts';
import { closed, makeFolder, runFleetop, startFleetop, waitForText } from '../support/run-fleetop.ts';
import { entry, ok, server, sparrowRoutes, startSparrow } from './action-support.ts';

const logPath = (app: string) => `GET /api/v1/nestdeploy/apps/${app}/logs`;

const message = (line: string, ts: string | null = null) => ({ line, ts });
const done = (status: string) => ({ type: 'done', status });

/** A log that says this and then ends, or is silent. */
const stream =
  (messages: readonly unknown[], ending: 'end' | 'stay' = 'end'): Handler =>
  (_, response) => {
    begin(response);
    for (const one of messages) response.write(`data: ${JSON.stringify(one)}\n\n`);
    if (ending === 'end') response.end();
    return undefined;
  };

const begin = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
};

/** A SparrowHost account with these apps, each of the log that is given. */
const apps = (logs: Readonly<Record<string, Handler>>, routes: Routes = {}) =>
  startSparrow(
    [server('s1', 'web-01')],
    { ...Object.fromEntries(Object.entries(logs).map(([id, log]) => [logPath(id), log])), ...routes },
    Object.keys(logs).map((id) => server(id, `name-${id}`)),
  );

const parsed = (stdout: string): readonly unknown[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const built = '[build] npm run build...';

describe('one log', () => {
  test('is printed line by line, and its end told beside it', async () => {
    const { config, api } = await apps({
      a: stream([message(built), message('x\u001b[2J'), done('running')]),
    });
    const { code, stdout, stderr } = await runFleetop(['logs', 'name-a'], { config });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${built}\nx␛[2J\n` });
    expect(stderr).toBe('name-a: the deployment has ended: running\n');
    expect(api.requests.at(-1)).toMatchObject({ headers: { authorization: 'Bearer planted-key-123456' } });
  });

  test('as JSON has one object a line, and one for its end', async () => {
    const { config, api } = await apps({
      a: stream([message(built, '2026-05-20T08:30:01Z'), message('ready'), done('running')]),
    });
    const words = ['logs', 'sparrow/a', '--deployment', 'dep_1', '--json'];
    const { code, stdout, stderr } = await runFleetop(words, { config });
    expect(parsed(stdout)).toEqual([
      {
        at: '2026-05-20T08:30:01.000Z',
        line: built,
        deploymentId: 'dep_1',
        source: 'build',
        target: 'sparrow/a',
      },
      { at: null, line: 'ready', deploymentId: 'dep_1', source: null, target: 'sparrow/a' },
      { done: true, status: 'running', target: 'sparrow/a' },
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(api.requests.at(-1)?.path).toBe('/api/v1/nestdeploy/apps/a/logs?deploymentId=dep_1');
  });

  test('of a deployment that failed is exit 1', async () => {
    const { config } = await apps({ a: stream([message(built), done('failed')]) });
    expect(await runFleetop(['logs', 'sparrow/a'], { config })).toMatchObject({
      code: 1,
      stdout: `${built}\n`,
    });
  });

  test('that falls silent is told after 2 s, without having ended', async () => {
    const { config } = await apps({ a: stream([message('ready')], 'stay') });
    const startedAt = performance.now();
    const { code, stdout } = await runFleetop(['logs', 'sparrow/a', '--json'], { config });
    expect(performance.now() - startedAt).toBeGreaterThan(2_000);
    expect(parsed(stdout)).toMatchObject([
      { line: 'ready' },
      { done: true, status: null, target: 'sparrow/a' },
    ]);
    expect(code).toBe(0);
  });

  test('with --follow stays through the silence, until its own end', async () => {
    let end = () => {};
    const { config } = await apps({
      a: (_, response) => {
        begin(response);
        response.write(`data: ${JSON.stringify(message('ready'))}\n\n`);
        end = () => response.write(`data: ${JSON.stringify(done('failed'))}\n\n`);
        return undefined;
      },
    });
    const child = startFleetop(['logs', 'sparrow/a', '--follow'], { config });
    await waitForText(child.stdout, /ready\n/);
    end();
    expect(await closed(child)).toBe(1);
  });

  test('a connection that breaks is a visible mark, and is opened again', async () => {
    let turn = 0;
    const log: Handler = (request, response) => {
      turn += 1;
      if (turn > 1)
        return stream([
          message('one', '2026-05-20T08:30:01Z'),
          message('two', '2026-05-20T08:30:02Z'),
          done('running'),
        ])(request, response);
      begin(response);
      response.write(`data: ${JSON.stringify(message('one', '2026-05-20T08:30:01Z'))}\n\n`, () =>
        response.socket?.end(),
      );
      return undefined;
    };
    const { config } = await apps({ a: log });
    const { code, stdout } = await runFleetop(['logs', 'sparrow/a'], { config });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'one\n— lines may be missing here —\ntwo\n' });
  });

  test('--since leaves out what is older; a line without a time is as old as the one before it', async () => {
    const old = '2026-05-20T08:30:01Z';
    const recent = new Date(Date.now() - 60_000).toISOString();
    const log = stream([
      message('old', old),
      message('old too'),
      message('new', recent),
      message('new too'),
      done('running'),
    ]);
    const { config } = await apps({ a: log });
    const lines = async (since: string) =>
      (await runFleetop(['logs', 'sparrow/a', '--since', since], { config })).stdout;
    expect(await lines('15m')).toBe('new\nnew too\n');
    expect(await lines('2026-05-20T08:30:01.5Z')).toBe('new\nnew too\n');
    expect(await lines('2026-05-20')).toBe('old\nold too\nnew\nnew too\n');
  });

  test('a closed pipe is exit 0, quietly, and an interrupt 130', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => message(`line ${index} ${'x'.repeat(80)}`));
    const { config } = await apps({ a: stream(many, 'stay'), b: stream([message('ready')], 'stay') });
    const child = startFleetop(['logs', 'sparrow/a', '--follow'], { config });
    let said = '';
    child.stderr?.on('data', (text) => {
      said += String(text);
    });
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect([await closed(child), said]).toEqual([0, '']);
    const other = startFleetop(['logs', 'sparrow/b', '--follow'], { config });
    other.stdout?.once('data', () => other.kill('SIGINT'));
    expect(await closed(other)).toBe(130);
  });
});

describe('several logs', () => {
  test('have labels of the same width on the screen', async () => {
    const at = (second: number) => `2026-05-20T08:30:0${second}Z`;
    const { config } = await startSparrow(
      [server('s1', 'web-01')],
      {
        [logPath('a')]: stream([message('first', at(1)), done('running')]),
        [logPath('b')]: stream([message('second', at(2)), done('running')]),
      },
      [server('a', '店舗'), server('b', 'website')],
    );
    const { stdout } = await runFleetop(['logs', 'sparrow/a', 'sparrow/b'], { config });
    expect(stdout).toBe('店舗    │ first\nwebsite │ second\n');
  });

  test('are merged by time, each line behind the label of its app', async () => {
    const at = (second: number) => `2026-05-20T08:30:0${second}Z`;
    const { config } = await apps({
      a: stream([message('a1', at(1)), message('a3', at(3)), done('running')]),
      b: stream([message('b2', at(2)), message('b4', at(4)), done('running')]),
    });
    const { code, stdout } = await runFleetop(['logs', 'name-a', 'sparrow/b', 'sparrow/a'], { config });
    expect(stdout).toBe('name-a │ a1\nname-b │ b2\nname-a │ a3\nname-b │ b4\n');
    expect(code).toBe(0);
    const coloured = await runFleetop(['logs', 'name-a', 'name-b'], { config, env: { FORCE_COLOR: '1' } });
    expect(coloured.stdout).toContain('\u001b[36mname-a │\u001b[0m a1\n\u001b[33mname-b │\u001b[0m b2\n');
    const json = await runFleetop(['logs', 'name-a', 'name-b', '--json'], { config });
    expect(parsed(json.stdout)).toMatchObject([
      { line: 'a1', target: 'sparrow/a' },
      { line: 'b2', target: 'sparrow/b' },
      { line: 'a3' },
      { line: 'b4' },
      { done: true, status: 'running' },
      { done: true, status: 'running' },
    ]);
  });

  test('what one gives is printed when the other fails: exit 3', async () => {
    const { config } = await apps({
      a: stream([message('a1'), done('running')]),
      b: () => ({ status: 403, body: { success: false, message: 'nestdeploy:read required' } }),
    });
    const { code, stdout, stderr } = await runFleetop(
      ['logs', 'sparrow/a', 'sparrow/b', 'sparrow/none', '--json'],
      { config },
    );
    expect(code).toBe(3);
    const [unknown, ...rest] = parsed(stdout);
    expect(unknown).toMatchObject({ error: { code: 'usage' } });
    expect(rest).toHaveLength(3);
    expect(rest).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ line: 'a1', target: 'sparrow/a' }),
        { done: true, status: 'running', target: 'sparrow/a' },
        {
          done: true,
          status: null,
          target: 'sparrow/b',
          error: expect.objectContaining({ code: 'forbidden', provider: 'sparrow' }),
        },
      ]),
    );
    expect(stderr).toMatch(/nestdeploy:read required/);
  });
});

describe('what cannot be followed', () => {
  const pilotRoutes: Routes = {
    'GET /v1/apps': { body: { data: [{ id: 'p1', name: 'name-a', serverid: 's' }] } },
    'GET /v1/apps/p1': { body: { data: { id: 'p1', name: 'name-a', serverid: 's' } } },
    'GET /v1/servers': { body: { data: [] } },
    'GET /v1/sysusers': { body: { data: [] } },
    'GET /v1/dbs': { body: { data: [] } },
  };

  test('says so in its own sentence, and does not stand in the way of one that can', async () => {
    const api = await startApi({
      ...sparrowRoutes([], { [logPath('a')]: stream([message('a1'), done('running')]) }, [
        server('a', 'name-a'),
      ]),
      ...pilotRoutes,
    });
    const config = `providers:\n${entry('sparrow', api.url)}${entry('pilot', `${api.url}/v1`, '    clientId: c\n', 'serverpilot')}`;
    const refused = await runFleetop(['logs', 'pilot/p1'], { config });
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/ServerPilot has no logs in its API: they are files on the server/);
    expect(parsed((await runFleetop(['logs', 'pilot/p1', '--json'], { config })).stdout)).toMatchObject([
      { error: { code: 'unsupported', provider: 'pilot' } },
    ]);
    expect(await runFleetop(['logs', 'name-a'], { config })).toMatchObject({ code: 0, stdout: 'a1\n' });
  });

  test.each([
    { words: ['sparrow/a', '--since', 'yesterday'], says: /--since: "yesterday" is no time/ },
    {
      words: ['sparrow/a', 'sparrow/b', '--deployment', 'd'],
      says: /--deployment names a deployment of one app/,
    },
    { words: [], says: /missing required argument/ },
  ])('usage: logs $words', async ({ words, says }) => {
    const { config, api } = await apps({ a: stream([]) });
    const { code, stdout, stderr } = await runFleetop(['logs', ...words], { config });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
    expect(api.requests).toEqual([]);
  });

  test('every log that fails is exit 1', async () => {
    const { config } = await apps({
      a: () => ({ status: 401, body: { success: false, message: 'revoked' } }),
    });
    const { code, stderr } = await runFleetop(['logs', 'sparrow/a'], { config });
    expect(code).toBe(1);
    expect(stderr).toMatch(/sparrow: key rejected: revoked/);
  });
});

test('the end of a followed deployment is remembered for a rollback', async () => {
  const { config, api } = await apps(
    { a: stream([message(built, '2026-05-20T08:30:01Z'), done('running')]) },
    { 'POST /api/v1/nestdeploy/apps/a/actions': ok({ message: 'rollback initiated' }) },
  );
  const home = { config, home: makeFolder() };
  for (const id of ['dep_1', 'dep_2']) await runFleetop(['logs', 'sparrow/a', '--deployment', id], home);
  const listed = await runFleetop(['deployments', 'sparrow/a', '--json'], home);
  expect(JSON.parse(listed.stdout)).toMatchObject({
    deployments: [
      { status: 'running', source: 'remembered' },
      { status: 'running', source: 'remembered' },
    ],
  });
  await runFleetop(['rollback', 'sparrow/a', '--yes'], home);
  expect(api.requests.find(({ method }) => method === 'POST')?.body).toMatch(/"deploymentId":"dep_[12]"/);
});
