import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { closed, makeFolder, runFleetop, startFleetop } from '../support/run-fleetop.ts';
import {
  entry,
  journalEntries,
  journalText,
  key,
  ok,
  runOnTerminal,
  server,
  sparrowRoutes,
  startSparrow,
  writes,
} from './action-support.ts';

const web = server('s1', 'web-01');
const reached = { ...web, ipv4: '192.0.2.7' };
const old = { ...web, createdAt: '2026-01-15T10:00:00.000Z' };
const power = 'POST /api/v1/servers/s1/actions';
const accepted = { [power]: ok({ message: 'reboot initiated' }) };

describe('one target', () => {
  test('an accepted action: one request, the documented JSON, both lines of the journal', async () => {
    const { api, config } = await startSparrow([web], accepted);
    const home = makeFolder();
    const done = await runFleetop(['reboot', 'sparrow/s1', '--yes', '--json'], { config, home });
    expect(done).toMatchObject({ code: 0, stderr: expect.not.stringContaining('failed') });
    expect(JSON.parse(done.stdout)).toEqual({
      action: 'reboot',
      target: 'sparrow/s1',
      accepted: true,
      message: 'reboot initiated',
      deploymentId: null,
      status: 'running',
      error: null,
    });
    const sent = api.requests.filter(({ method }) => method !== 'GET');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      body: '{"action":"reboot"}',
      headers: { authorization: `Bearer ${key}` },
    });
    const [intent, outcome, ...more] = journalEntries(home);
    expect(more).toEqual([]);
    expect(Object.keys(intent)).toEqual([
      'v',
      'type',
      'id',
      'at',
      'user',
      'host',
      'pid',
      'processStart',
      'provider',
      'target',
      'name',
      'action',
      'parameters',
      'stateBefore',
    ]);
    expect(intent).toMatchObject({
      v: 1,
      type: 'intent',
      target: 'sparrow/s1',
      name: 'web-01',
      action: 'reboot',
    });
    expect(outcome).toMatchObject({
      type: 'outcome',
      id: intent.id,
      ok: true,
      status: 200,
      stateAfter: 'running',
    });
  });

  test.each([
    { status: 400, code: 'invalid' },
    { status: 401, code: 'auth' },
    { status: 402, code: 'payment' },
    { status: 403, code: 'forbidden' },
    { status: 404, code: 'not-found' },
    { status: 409, code: 'conflict' },
    { status: 429, code: 'rate-limited' },
    { status: 200, code: 'invalid' },
  ])('refused with $status: exit 1, their sentence, the state read again', async ({ status, code }) => {
    const reply = { status, body: { success: false, message: `no, because ${status}` } };
    const { api, config } = await startSparrow([web], { [power]: reply });
    const home = makeFolder();
    const done = await runFleetop(['start', 'sparrow/s1', '--json'], { config, home });
    expect(done.code).toBe(1);
    expect(JSON.parse(done.stdout)).toMatchObject({
      accepted: false,
      message: `no, because ${status}`,
      error: { provider: 'sparrow', code, status },
    });
    expect(done.stderr).toContain(`no, because ${status}`);
    expect(writes(api)).toEqual([power]);
    expect(api.requests.at(-1)).toMatchObject({ method: 'GET', path: '/api/v1/servers/s1' });
    expect(done.stderr).toContain('web-01 is now running');
    expect(journalEntries(home)[1]).toMatchObject({ ok: false, status });
  });

  test.each([
    { name: 'a 500', reply: { status: 500, body: { success: false, message: 'oops' } } },
    { name: 'a gateway that gave up', reply: { status: 504, body: '<html>' } },
    { name: 'a success that is no JSON', reply: { body: '<!doctype html>' } },
  ])('$name: sent once, not known whether it happened', async ({ reply }) => {
    const { api, config } = await startSparrow([web], { [power]: reply });
    const home = makeFolder();
    const done = await runFleetop(['start', 'sparrow/s1', '--json'], { config, home });
    expect(done.code).toBe(1);
    expect(JSON.parse(done.stdout)).toMatchObject({
      accepted: false,
      message: expect.stringContaining('not known whether it happened'),
      status: 'running',
      error: { retryable: false },
    });
    expect(writes(api)).toEqual([power]);
    expect(journalEntries(home)[1]).toMatchObject({ ok: null });
  });

  test('a delete without an answer: sent once, and told that nothing is there any more', async () => {
    let isGone = false;
    const { api, config } = await startSparrow([web], {
      'DELETE /api/v1/servers/s1': (_request, response) => {
        isGone = true;
        response.socket?.destroy();
        return undefined;
      },
      'GET /api/v1/servers/s1': () =>
        isGone ? { status: 404, body: { success: false, message: 'none' } } : ok(web),
    });
    const home = makeFolder();
    const done = await runFleetop(['delete', 'web-01', '--confirm', 'web-01'], { config, home });
    expect(done.code).toBe(1);
    expect(done.stderr).toContain('not known whether it happened; it is gone now');
    expect(journalEntries(home)[1]).toMatchObject({ ok: null, message: expect.stringContaining('gone now') });
    expect(writes(api)).toEqual(['DELETE /api/v1/servers/s1']);
  });

  test.each([
    { name: 'reset', options: [], answer: 'reset' },
    { name: 'silent', options: ['--timeout', '1'], answer: 'silence' },
  ])('a connection that is $name after the request: sent once, not known', async ({ options, answer }) => {
    const { api, config } = await startSparrow([web], {
      [power]: (_request, response) => {
        if (answer === 'reset') response.socket?.destroy();
        return undefined;
      },
    });
    const done = await runFleetop(['start', 'sparrow/s1', ...options], { config });
    expect(done).toMatchObject({ code: 1, stdout: '' });
    expect(done.stderr).toContain('not known whether it happened');
    expect(done.stderr).toContain('web-01 is now running');
    expect(writes(api)).toEqual([power]);
  });
});

describe('questions', () => {
  test.each(['stop', 'shutdown', 'reboot', 'rollback'])(
    '%s without a terminal and without --yes: exit 2, nobody is asked anything',
    async (verb) => {
      const { api, config } = await startSparrow([web], accepted);
      const done = await runFleetop([verb, 'sparrow/s1', '--json'], { config });
      expect(done.code).toBe(2);
      expect(JSON.parse(done.stdout)).toMatchObject({ error: { code: 'usage', provider: null } });
      expect(done.stderr).toContain('--yes');
      expect(api.requests).toEqual([]);
    },
  );

  test.each([
    { answer: 'y', code: 0, sent: 1 },
    { answer: 'YES', code: 0, sent: 1 },
    { answer: '', code: 2, sent: 0 },
    { answer: 'n', code: 2, sent: 0 },
    { answer: 'yup', code: 2, sent: 0 },
  ])('answered "$answer"', async ({ answer, code, sent }) => {
    const { api, config } = await startSparrow([reached], accepted);
    const done = await runOnTerminal(['stop', 'web-01'], { config, answer });
    expect(done.code).toBe(code);
    expect(done.asked).toEqual(['Go on? [y/N] ']);
    expect(done.stderr).toContain('web-01 (sparrow/s1, SparrowHost, 192.0.2.7), now running: a power cut');
    expect(writes(api)).toHaveLength(sent);
  });

  test.each([
    { name: 'another name', after: { ...web, name: 'db-01' }, want: 'is now called db-01' },
    { name: 'another state', after: { ...web, status: 'stopped' }, want: 'is now stopped, not running' },
    {
      name: 'the id of one that is gone',
      after: { ...web, createdAt: '2026-11-21T10:00:00.000Z' },
      want: 'is now another one',
    },
  ])('a target that has $name when the answer comes is left alone', async ({ after, want }) => {
    const { api, config } = await startSparrow([old], accepted);
    const done = await runOnTerminal(['reboot', 'sparrow/s1'], {
      config,
      answer: () => {
        api.route({ 'GET /api/v1/servers/s1': ok(after) });
        return 'y';
      },
    });
    expect(done.code).toBe(1);
    expect(done.stderr).toContain(want);
    expect(writes(api)).toEqual([]);
  });

  test.each([
    { pattern: 'sparrow/*', answer: 'y', sent: 0 },
    { pattern: 'web-*', answer: 'web-01', sent: 1 },
    { pattern: 'sparrow/s1', answer: 'web', sent: 0 },
    { pattern: 'db-*', answer: 'y', sent: 1 },
  ])('protected is $pattern, answered "$answer"', async ({ pattern, answer, sent }) => {
    const { api } = await startSparrow([web], accepted);
    const config = `protected: ["${pattern}"]\nproviders:\n${entry('sparrow', api.url)}`;
    const done = await runOnTerminal(['reboot', 'web-01'], { config, answer });
    expect(done.code).toBe(sent === 1 ? 0 : 2);
    expect(writes(api)).toHaveLength(sent);
  });

  test('start asks nothing, on a terminal either', async () => {
    const { api, config } = await startSparrow([web], accepted);
    const done = await runOnTerminal(['start', 'web-01'], { config });
    expect(done).toMatchObject({ code: 0, asked: [] });
    expect(writes(api)).toEqual([power]);
  });
});

describe('delete', () => {
  const deletion = { 'DELETE /api/v1/servers/s1': ok({ message: 'deletion initiated' }) };

  test.each([
    { words: [], requests: 0, want: '--confirm NAME' },
    { words: ['--yes'], requests: 0, want: '--confirm NAME' },
    { words: ['--confirm', 'web-1'], requests: 2, want: 'its name is "web-01", not "web-1"' },
    { words: ['--confirm', 'WEB-01'], requests: 2, want: 'not "WEB-01"' },
  ])('$words is refused with exit 2', async ({ words, requests, want }) => {
    const { api, config } = await startSparrow([web], deletion);
    const done = await runFleetop(['delete', 'sparrow/s1', ...words], { config });
    expect(done).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(want) });
    expect(writes(api)).toEqual([]);
    expect(api.requests).toHaveLength(requests);
  });

  test('the present name opens the way, once', async () => {
    const { api, config } = await startSparrow([web], deletion);
    const done = await runFleetop(['delete', 'sparrow/s1', '--confirm', 'web-01'], { config });
    expect(done.code).toBe(0);
    expect(writes(api)).toEqual(['DELETE /api/v1/servers/s1']);
  });

  test('the name may be typed with accented letters of one character each', async () => {
    const { api, config } = await startSparrow([server('s1', 'cafe\u0301')], deletion);
    const done = await runFleetop(['delete', 'caf\u00e9', '--confirm', 'caf\u00e9'], { config });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(writes(api)).toEqual(['DELETE /api/v1/servers/s1']);
  });

  test('the name in the list is old: the one read for it counts', async () => {
    const { api, config } = await startSparrow([web], {
      ...deletion,
      'GET /api/v1/servers/s1': ok({ ...web, name: 'db-01' }),
    });
    const done = await runFleetop(['delete', 'web-01', '--confirm', 'web-01'], { config });
    expect(done).toMatchObject({ code: 2, stderr: expect.stringContaining('"db-01"') });
    expect(writes(api)).toEqual([]);
  });
});

describe('a name that no keyboard has', () => {
  const hostile = server('s1', 'we\u0007b');
  const deletion = { 'DELETE /api/v1/servers/s1': ok({ message: 'deletion initiated' }) };

  test('is confirmed by the id, as the refusal says', async () => {
    const { api, config } = await startSparrow([hostile], deletion);
    const refused = await runFleetop(['delete', 'sparrow/s1', '--confirm', 'web'], { config });
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('(its id does, as this cannot'),
    });
    expect(writes(api)).toEqual([]);
    const done = await runFleetop(['delete', 'sparrow/s1', '--confirm', 's1'], { config });
    expect(done.code).toBe(0);
    expect(writes(api)).toEqual(['DELETE /api/v1/servers/s1']);
  });

  test('of a protected server is asked for by its id', async () => {
    const { api, config } = await startSparrow([hostile], { 'POST /api/v1/servers/s1/power': ok({}) });
    const done = await runOnTerminal(['stop', 'sparrow/s1'], {
      config: `${config}protected: ["sparrow/*"]\n`,
      answer: 's1',
    });
    expect(done.asked).toEqual(['Its name cannot be typed: type its id to go on: ']);
    expect(writes(api)).toHaveLength(1);
  });

  test.each([
    { words: ['rename', 'sparrow/s1', 'we\u001b[31mb'], what: 'name' },
    { words: ['rename', 'sparrow/s1', 'web\u202etxt'], what: 'name' },
  ])('is not given: $words', async ({ words, what }) => {
    const { api, config } = await startSparrow([web]);
    const done = await runFleetop([...words, '--json'], { config });
    expect(done.code).toBe(2);
    expect(JSON.parse(done.stdout)).toMatchObject({
      error: { code: 'usage', message: expect.stringContaining(`the ${what} has control characters`) },
    });
    expect(writes(api)).toEqual([]);
  });
});

describe('dry run', () => {
  test('prints the request without the key and sends nothing', async () => {
    const { api, config } = await startSparrow([web], accepted);
    const home = makeFolder();
    const done = await runFleetop(['stop', 'web-01', '--dry-run', '--json'], { config, home });
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toEqual({
      requests: [
        {
          method: 'POST',
          url: `${api.url}/api/v1/servers/s1/actions`,
          headers: expect.objectContaining({
            authorization: 'Bearer ***',
            'content-type': 'application/json',
          }),
          body: { action: 'stop' },
        },
      ],
    });
    expect(writes(api)).toEqual([]);
    expect(journalText(home)).toBe('');
    const text = await runFleetop(['stop', 'web-01', '--dry-run'], { config });
    expect(text.stdout).toContain(`POST ${api.url}/api/v1/servers/s1/actions`);
    expect(text.stdout + text.stderr + done.stderr + done.stdout).not.toContain(key);
  });

  test('what is set is not shown', async () => {
    const { api, config } = await startSparrow([], {}, [server('a1', 'shop')]);
    const words = ['env', 'set', 'shop', 'NAME=planted-value', 'PORT=1', '--replace', '--dry-run', '--json'];
    const done = await runFleetop(words, { config });
    expect(JSON.parse(done.stdout).requests[0]).toMatchObject({
      method: 'PUT',
      body: { env: { NAME: '***', PORT: '***' } },
    });
    expect(writes(api)).toEqual([]);
  });
});

describe('targets', () => {
  const twins = async (more: Parameters<typeof sparrowRoutes>[1] = {}) => {
    const [a, b] = [
      await startApi(sparrowRoutes([web], accepted)),
      await startApi(sparrowRoutes([web], { ...accepted, ...more })),
    ];
    return { a, b, config: `providers:\n${entry('one', a.url)}${entry('two', b.url)}` };
  };

  test('a name that two have: the candidates, exit 2, nothing sent', async () => {
    const { a, b, config } = await twins();
    const done = await runFleetop(['start', 'web-01', '--json'], { config });
    expect(done.code).toBe(2);
    expect(JSON.parse(done.stdout)).toMatchObject({
      action: 'start',
      accepted: false,
      error: { code: 'usage' },
    });
    expect(done.stderr).toContain('one/s1 (server web-01), two/s1 (server web-01)');
    expect([...writes(a), ...writes(b)]).toEqual([]);
  });

  test.each(['start', 'stop'])('%s: a name is not unique while a list cannot be read', async (verb) => {
    const { a, b, config } = await twins({ 'GET /api/v1/servers': { status: 403, body: {} } });
    const done = await runFleetop([verb, 'web-01', '--yes'], { config });
    expect(done).toMatchObject({ code: 2, stderr: expect.stringContaining('use the reference one/s1') });
    expect([...writes(a), ...writes(b)]).toEqual([]);
    const byReference = await runFleetop([verb, 'one/s1', '--yes'], { config });
    expect(byReference.code).toBe(0);
    expect([...writes(a), ...writes(b)]).toEqual([power]);
  });

  test.each([
    { verb: 'reboot', code: 0, name: 'apps there have no reboot' },
    { verb: 'stop', code: 2, name: 'the app may have that name' },
  ])('$verb with an app that cannot be read: $name', async ({ verb, code }) => {
    const { api, config } = await startSparrow([web], {
      ...accepted,
      'GET /api/v1/nestdeploy/apps': ok([{ name: 'no id' }]),
    });
    const done = await runFleetop([verb, 'web-01', '--yes'], { config });
    expect(done).toMatchObject({ code, stderr: expect.stringContaining('row 1 in a shape') });
    expect(writes(api)).toEqual(code === 0 ? [power] : []);
  });

  test('a whole list that cannot hold the verb does not count either', async () => {
    const { api, config } = await startSparrow([web], accepted);
    const pilot = await startApi({});
    const more = entry('pilot', pilot.url, '    clientId: cid-123456\n', 'serverpilot');
    const done = await runFleetop(['reboot', 'web-01', '--yes'], { config: `${config}${more}` });
    expect(done).toMatchObject({ code: 0, stderr: expect.stringContaining('pilot: ') });
    expect(writes(api)).toEqual([power]);
  });

  test.each([
    { words: ['start', 'nobody'], want: 'there is no server or app of the name or id "nobody"\n' },
    { words: ['start', 'web01'], want: 'of the name or id "web01": did you mean "web-01"?' },
    { words: ['start', 'sparrow/nobody'], want: 'there is no server or app sparrow/nobody' },
  ])('$words: exit 2', async ({ words, want }) => {
    const { config } = await startSparrow([web]);
    expect(await runFleetop(words, { config })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(want),
    });
  });

  test('a verb that its provider does not have: exit 2 and the reason', async () => {
    const pilot = await startApi({ 'GET /servers/p1': { body: { data: { id: 'p1', name: 'db' } } } });
    const rest = '    clientId: cid-123456\n';
    const config = `providers:\n${entry('pilot', pilot.url, rest, 'serverpilot')}`;
    const done = await runFleetop(['stop', 'pilot/p1', '--yes', '--json'], { config });
    expect(done.code).toBe(2);
    expect(JSON.parse(done.stdout)).toMatchObject({
      error: { code: 'unsupported', message: 'ServerPilot has no power control' },
    });
    expect(writes(pilot)).toEqual([]);
  });
});

describe('read-only: exit 2, nobody is asked anything', () => {
  test.each([
    { name: 'the option', words: ['--read-only'], top: '', own: '' },
    { name: 'the configuration', words: [], top: 'readOnly: true\n', own: '' },
    { name: 'the provider', words: [], top: '', own: '    readOnly: true\n' },
  ])('$name', async ({ words, top, own }) => {
    const { api } = await startSparrow([web], accepted);
    const config = `${top}providers:\n${entry('sparrow', api.url, own)}`;
    for (const verb of [
      ['start', 'sparrow/s1'],
      ['stop', 'sparrow/s1'],
      ['delete', 'sparrow/s1'],
      ['delete', 'sparrow/s1', '--confirm', 'web-01'],
      ['create', 'server', 'sparrow'],
    ]) {
      const done = await runFleetop([...verb, ...words, '--json'], { config });
      expect(done.code).toBe(2);
      expect(JSON.parse(done.stdout)).toMatchObject({ error: { code: 'read-only', provider: null } });
    }
    expect(api.requests).toEqual([]);
  });
});

describe('several targets', () => {
  const fleet = Array.from({ length: 50 }, (_, index) => server(`s${index + 1}`, `web-${index + 1}`));
  const references = fleet.map(({ id }) => `sparrow/${id}`);
  const actions = Object.fromEntries(
    fleet.map(({ id }) => [
      `POST /api/v1/servers/${id}/actions`,
      id === 's7'
        ? { status: 409, body: { success: false, message: 'not now' } }
        : ok({ message: 'stop initiated' }),
    ]),
  );

  test('one first, then waves of five; the seventh of fifty fails and no new wave begins', async () => {
    const { api, config } = await startSparrow(fleet, actions);
    const done = await runFleetop(['stop', ...references, '--yes', '--json'], { config });
    expect(done.code).toBe(3);
    const { results } = JSON.parse(done.stdout);
    expect(results.map(({ target }: { target: string }) => target)).toEqual(references);
    expect(writes(api)).toHaveLength(11);
    expect(writes(api)[0]).toBe('POST /api/v1/servers/s1/actions');
    expect(results[6]).toMatchObject({ accepted: false, error: { code: 'conflict', message: 'not now' } });
    expect(results.filter(({ accepted }: { accepted: boolean }) => accepted)).toHaveLength(10);
    expect(results[49]).toMatchObject({ accepted: false, message: expect.stringContaining('not begun') });
  });

  test('--keep-going: all of them, exit 3', async () => {
    const { api, config } = await startSparrow(fleet, actions);
    const done = await runFleetop(['stop', ...references, '--yes', '--keep-going', '--json'], { config });
    expect(done.code).toBe(3);
    expect(writes(api)).toHaveLength(50);
  });

  test('the first fails: it alone was sent, exit 1', async () => {
    const { api, config } = await startSparrow(fleet, actions);
    const done = await runFleetop(['start', 'sparrow/s7', 'sparrow/s8', 'sparrow/s9'], { config });
    expect(done.code).toBe(1);
    expect(writes(api)).toEqual(['POST /api/v1/servers/s7/actions']);
  });

  test('one word is unknown: nothing is sent, exit 2; with --keep-going the rest is, exit 3', async () => {
    const { api, config } = await startSparrow(fleet, actions);
    const words = ['start', 'web-1', 'web-99'];
    expect(await runFleetop(words, { config })).toMatchObject({ code: 2 });
    expect(writes(api)).toEqual([]);
    expect(await runFleetop([...words, '--keep-going'], { config })).toMatchObject({ code: 3 });
    expect(writes(api)).toEqual(['POST /api/v1/servers/s1/actions']);
  });

  test('what two words name is done once', async () => {
    const { api, config } = await startSparrow(fleet, actions);
    const done = await runFleetop(['start', 'web-1', 'sparrow/s1', 's1', '--json'], { config });
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout).results).toHaveLength(1);
    expect(writes(api)).toEqual(['POST /api/v1/servers/s1/actions']);
  });
});

describe('the journal', () => {
  test('an intent outlives the process, as outcome unknown', async () => {
    let arrived = () => {};
    const hanging = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { config } = await startSparrow([web], {
      [power]: () => {
        arrived();
        return undefined;
      },
    });
    const home = makeFolder();
    const child = startFleetop(['start', 'sparrow/s1'], { config, home });
    await hanging;
    const gone = closed(child);
    child.kill('SIGKILL');
    await gone;
    expect(journalEntries(home)).toMatchObject([{ type: 'intent', action: 'start', target: 'sparrow/s1' }]);
    const [text, json] = await Promise.all([
      runFleetop(['journal'], { home }),
      runFleetop(['journal', '--json'], { home }),
    ]);
    expect(text).toMatchObject({ code: 0, stdout: expect.stringMatching(/start.*web-01 +outcome unknown/) });
    expect(JSON.parse(json.stdout)).toEqual({ entries: journalEntries(home) });
    // The demo has done nothing yet, whatever was done at the configured providers.
    const demo = await runFleetop(['journal', '--demo', '--json'], { home });
    expect(JSON.parse(demo.stdout)).toEqual({ entries: [] });
  });

  test('of many years shows the newest, and goes further back when told to', async () => {
    const home = makeFolder();
    const folder = join(home, '.local/state/fleetop');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const day = 24 * 60 * 60_000;
    const intents = Array.from({ length: 1_100 }, (_, at) => ({
      v: 1,
      type: 'intent',
      id: `i${at}`,
      at: new Date(Date.now() - (1_099 - at) * day).toISOString(),
      user: 'ann',
      host: 'elsewhere',
      pid: 1,
      processStart: null,
      provider: 'sparrow',
      target: 'sparrow/s1',
      name: `web-${at}`,
      action: 'start',
      parameters: {},
      stateBefore: null,
    }));
    const lines = intents.map((entry) => `${JSON.stringify(entry)}\n`);
    writeFileSync(join(folder, 'journal-2025-01-01.jsonl'), lines.slice(0, 500).join(''));
    writeFileSync(join(folder, 'journal.jsonl'), lines.slice(500).join(''));
    const journal = async (...words: string[]) => {
      const { code, stdout, stderr } = await runFleetop(['journal', '--json', ...words], { home });
      const { entries } = JSON.parse(stdout);
      return { code, stderr, shown: `${entries.length} from ${entries[0]?.id}` };
    };
    expect(await journal()).toEqual({ code: 0, stderr: '', shown: '1100 from i0' });
    const table = await runFleetop(['journal'], { home });
    expect(table.stdout.trimEnd().split('\n')).toHaveLength(1 + 1_000);
    expect(table.stderr).toBe('only the newest 1000 actions: --limit or --since goes further back\n');
    expect(await journal('--limit', '3')).toEqual({ code: 0, stderr: '', shown: '3 from i1097' });
    expect(await journal('--limit', '2000')).toEqual({ code: 0, stderr: '', shown: '1100 from i0' });
    expect(await journal('--since', '50d')).toEqual({ code: 0, stderr: '', shown: '50 from i1050' });
    expect(await journal('--since', '50d', '--limit', '9')).toMatchObject({ shown: '9 from i1091' });
    for (const words of [
      ['--limit', '0'],
      ['--limit', 'x'],
      ['--since', 'x'],
    ])
      expect(await runFleetop(['journal', ...words], { home })).toMatchObject({ code: 2 });
  });

  test('one that cannot be written refuses the action', async () => {
    const { api, config } = await startSparrow([web], accepted);
    const home = makeFolder();
    mkdirSync(join(home, '.local/state/fleetop/journal.jsonl'), { recursive: true });
    const done = await runFleetop(['start', 'sparrow/s1'], { config, home });
    expect(done).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be written (EISDIR)') });
    expect(writes(api)).toEqual([]);
    expect(await runFleetop(['servers'], { config, home })).toMatchObject({ code: 0 });
  });
});
