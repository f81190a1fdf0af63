import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { followAction } from '../../src/actions/follow.ts';
import { knownDeployments } from '../../src/actions/known-deployments.ts';
import { knownDuration } from '../../src/actions/known-durations.ts';
import type { Accepted, Deed, Target } from '../../src/model/action.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { type Routes, startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testApp } from '../support/resources.ts';

const accepted: Accepted = {
  message: 'initiated',
  deploymentId: null,
  actionId: null,
  status: null,
  created: null,
  oneTimeSecret: null,
};

/** A clock that jumps: no test waits. The wall clock is set by so much at the first sleep. */
const jumpingClock = (setByMs = 0) => {
  let elapsed = 0;
  return {
    now: () => elapsed + (elapsed === 0 ? 0 : setByMs),
    elapsed: () => elapsed,
    sleep: async (ms: number) => {
      elapsed += ms;
    },
  };
};

/** A state, an HTTP status, or the state of another server that was created then. */
type Seen = string | number | readonly [state: string, createdAt: string];

const timed = (state: Exclude<Seen, number> | undefined) => {
  const [status, createdAt] = typeof state === 'object' ? state : [state, '2026-01-01T00:00:00Z'];
  return { status, createdAt };
};

/** Follows a verb at a server that is in these states one after the other, a number being an HTTP status. */
async function follow(
  verb: 'stop' | 'reboot' | 'delete' | 'start',
  before: string,
  states: readonly Seen[],
  clock = jumpingClock(),
) {
  let looks = -1;
  const last = states.at(-1);
  const api = await startApi({
    'GET /api/v1/servers/s1': () => {
      const state = looks < 0 ? before : (states[looks] ?? last);
      looks += 1;
      return typeof state === 'number'
        ? { status: state, body: { success: false, message: `answered ${state}` } }
        : { body: { success: true, data: { id: 's1', name: 'web-01', ...timed(state) } } };
    },
  });
  const connected = connectTestProvider('sparrowhost', api.url, { name: 'sparrow' });
  const read = await connected.provider.readServer?.('s1', never);
  if (read?.ok !== true) throw new Error('the server cannot be read');
  looks = 0;
  const target: Target = { kind: 'server', resource: read.value.resource };
  const lines: string[] = [];
  const ending = await followAction(
    connected,
    { target, deed: { verb } },
    accepted,
    { clock, deadlineMs: 600_000, onProgress: (line) => lines.push(line) },
    never,
  );
  const took = knownDuration(connected.memory, 'sparrow/s1', verb)?.ms;
  return { ending, lines, looks, took, seconds: clock.elapsed() / 1_000 };
}

describe('where a verb ends', () => {
  test.each([
    {
      verb: 'stop',
      before: 'running',
      states: ['running', 'stopping', 'stopped'],
      want: { ok: true, status: 'stopped' },
    },
    {
      verb: 'start',
      before: 'stopped',
      states: ['starting', 'running'],
      want: { ok: true, status: 'running' },
    },
    {
      verb: 'reboot',
      before: 'running',
      states: ['running', 'rebooting', 'running'],
      want: { ok: true, status: 'running' },
    },
    {
      verb: 'delete',
      before: 'stopped',
      states: ['stopped', 'stopped', 404],
      want: { ok: true, message: 'gone' },
    },
    { verb: 'delete', before: 'error', states: ['error', 404], want: { ok: true, message: 'gone' } },
    {
      verb: 'start',
      before: 'error',
      states: ['error', 'starting', 'running'],
      want: { ok: true, status: 'running' },
    },
    { verb: 'start', before: 'stopped', states: ['starting', 'error'], want: { ok: false, status: 'error' } },
    {
      verb: 'stop',
      before: 'running',
      states: [404, 404, 'stopping', 404, 404, 404, 404],
      want: { ok: false, message: 'it is gone', isOverdue: false },
    },
    { verb: 'stop', before: 'running', states: [403], want: { ok: false, isOverdue: true } },
  ] as const)('$verb of a $before one: $states', async ({ verb, before, states, want }) => {
    const { ending, looks } = await follow(verb, before, states);
    expect(ending).toMatchObject(want);
    expect(looks).toBe(states.length);
  });
});

test.each([
  { verb: 'stop', ok: false },
  { verb: 'delete', ok: true },
] as const)('another one with the id of the target is not the target: $verb', async ({ verb, ok }) => {
  const { ending } = await follow(verb, 'running', [['stopped', '2026-06-01T00:00:00Z']]);
  expect(ending).toMatchObject({ ok, message: 'it is gone, another one has its id now', status: 'deleted' });
});

test('a reboot that was too fast to be seen has ended after a while, not at once', async () => {
  const { ending, seconds } = await follow('reboot', 'running', ['running']);
  expect(ending).toMatchObject({ ok: true, status: 'running' });
  expect(seconds).toBeGreaterThan(15);
  expect(seconds).toBeLessThan(60);
});

test('what never ends is given up at the deadline, looked at ever less often', async () => {
  const { ending, looks, lines, seconds } = await follow('stop', 'running', ['stopping']);
  expect(ending).toEqual({
    ok: false,
    isOverdue: true,
    resource: null,
    status: null,
    message: 'not finished after 600 s: stopping',
  });
  expect(seconds).toBe(600);
  expect(looks).toBeLessThan(40);
  expect(lines).toEqual(['stopping']);
});

test('a state that nobody documented is told in its own word', async () => {
  const { ending, lines } = await follow('stop', 'running', ['powered_off']);
  expect(lines).toEqual(['powered_off']);
  expect(ending.message).toBe('not finished after 600 s: powered_off');
});

test.each([3_600_000, -3_600_000])('a clock that is set by %i ms ends and prolongs nothing', async (ms) => {
  const ended = await follow('reboot', 'running', ['running'], jumpingClock(ms));
  expect(ended).toMatchObject({ ending: { ok: true }, seconds: expect.closeTo(19, 0), took: 19_000 });
  const given = await follow('stop', 'running', ['stopping'], jumpingClock(ms));
  expect(given).toMatchObject({ ending: { isOverdue: true }, seconds: 600 });
});

test.each([
  { state: 'running', want: 'deployed' },
  { state: 'failed', want: 'failed' },
])('how a deployment ended is remembered: $state', async ({ state, want }) => {
  const api = await startApi({
    'GET /api/v1/nestdeploy/apps/a1': {
      body: { success: true, data: { id: 'a1', name: 'shop', status: state } },
    },
  });
  const connected = connectTestProvider('sparrowhost', api.url, { name: 'sparrow' });
  const read = await connected.provider.readApp?.('a1', never);
  if (read?.ok !== true) throw new Error('the app cannot be read');
  const target: Target = { kind: 'app', resource: { ...read.value.resource, status: 'building' } };
  const deed: Deed = { verb: 'deploy' };
  await followAction(
    connected,
    { target, deed },
    { ...accepted, deploymentId: 'dep_1' },
    { clock: jumpingClock(), deadlineMs: 60_000, onProgress: () => {} },
    never,
  );
  expect(knownDeployments(connected.memory, 'sparrow/a1')).toMatchObject([{ id: 'dep_1', status: want }]);
});

describe('a deployment at a provider that lists them ends as it does itself', () => {
  const old = { _id: 'd1', status: 'Deployed', createdAt: '2026-01-01T00:00:00Z' };
  const other = { _id: 'd9', status: 'Deployed', createdAt: '2026-01-03T00:00:00Z' };
  /** The clock of these tests begins with 1970. */
  const again = (status: string) => ({ _id: 'd2', status, createdAt: '1969-12-31T00:00:00Z' });
  const begun = (status: string) => ({ _id: 'd2', status, createdAt: '2026-01-02T00:00:00Z' });

  test.each([
    {
      name: 'deployed',
      lists: [[old], [begun('Queued'), old], [begun('Deployed'), old]],
      want: { ok: true, message: 'running', isOverdue: false },
      remembered: ['deployed'],
    },
    {
      name: 'failed',
      lists: [
        [begun('Pending'), old],
        [begun('TimedOut'), old],
      ],
      want: { ok: false, message: 'the deployment is TimedOut', isOverdue: false },
      remembered: ['failed'],
    },
    {
      name: 'canceled by somebody, and the one before it still runs',
      lists: [
        [begun('Pending'), old],
        [begun('Canceled'), old],
      ],
      want: { ok: false, message: 'the deployment is Canceled', isOverdue: false },
      remembered: ['failed'],
    },
    {
      name: 'still under way when another one is there',
      lists: [
        [other, begun('Pending'), old],
        [other, begun('Failed'), old],
      ],
      want: { ok: false, message: 'the deployment is Failed', isOverdue: false },
      remembered: ['failed'],
    },
    {
      name: 'deployed again under the id that it had, and failed',
      lists: [[again('Deployed')], [again('Queued')], [again('Failed')]],
      want: { ok: false, message: 'the deployment is Failed', isOverdue: false },
      remembered: ['failed'],
    },
    {
      name: 'deployed again under the id that it had, so fast that nobody saw it',
      lists: [[again('Deployed')]],
      want: { ok: true, message: 'running', isOverdue: false },
      remembered: ['deployed'],
    },
    {
      name: 'deleted meanwhile',
      lists: [[begun('Pending'), old], [old]],
      want: { ok: false, message: expect.stringContaining('tells no more how it ended'), isOverdue: true },
      remembered: [],
    },
  ])('$name', async ({ lists, want, remembered }) => {
    let looks = 0;
    const api = await startApi({
      'GET /v1/api-keys/scope': {
        body: { user: {}, organizations: [{ id: 'o1', name: 'org', username: 'org', appType: 'app' }] },
      },
      'GET /v1/project/p1': { body: { _id: 'p1', name: 'shop', latestDeployment: old } },
      'GET /v1/project/p1/deployments': () => {
        const body = lists[Math.min(looks, lists.length - 1)] ?? [];
        looks += 1;
        return { body };
      },
    });
    const connected = connectTestProvider('spheron', api.url, { name: 'sph' });
    const resource = testApp({ provider: 'sph', providerType: 'spheron', id: 'p1', kind: 'project' });
    const ending = await followAction(
      connected,
      { target: { kind: 'app', resource }, deed: { verb: 'deploy' } },
      { ...accepted, deploymentId: 'd2' },
      { clock: jumpingClock(), deadlineMs: 60_000, onProgress: () => {} },
      never,
    );
    expect(ending).toMatchObject(want);
    expect(knownDeployments(connected.memory, resource.ref).map(({ status }) => status)).toEqual(remembered);
  });
});

describe('a deployment at a provider that lists none ends as its log tells', () => {
  const told = (status: string) => `data: ${JSON.stringify({ type: 'done', status })}\n\n`;

  /** Follows the deployment of an app that is in these states; its log is open from the first look on. */
  async function deploy(
    states: readonly string[],
    { end, status = 'building' }: { readonly end: { after: number; says: string } | null; status?: string },
  ) {
    let looks = -1;
    const opened = Promise.withResolvers<ServerResponse>();
    const api = await startApi({
      'GET /api/v1/nestdeploy/apps/a1/logs': (_request, answered) => {
        answered.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
        opened.resolve(answered);
        return undefined;
      },
      'GET /api/v1/nestdeploy/apps/a1': async () => {
        const log = looks < 0 || status === 'failed' ? null : await opened.promise;
        const state = states[Math.min(Math.max(looks, 0), states.length - 1)];
        if (end !== null && looks === end.after) log?.write(told(end.says));
        looks += 1;
        return { body: { success: true, data: { id: 'a1', name: 'shop', status: state } } };
      },
    });
    const connected = connectTestProvider('sparrowhost', api.url, { name: 'sparrow' });
    const read = await connected.provider.readApp?.('a1', never);
    if (read?.ok !== true) throw new Error('the app cannot be read');
    const clock = jumpingClock();
    const ending = await followAction(
      connected,
      {
        target: { kind: 'app', resource: { ...read.value.resource, status: 'running' } },
        deed: { verb: 'deploy' },
      },
      { ...accepted, deploymentId: 'dep_2', status },
      { clock, deadlineMs: 600_000, onProgress: () => {} },
      never,
    );
    const remembered = knownDeployments(connected.memory, 'sparrow/a1').map((known) => known.status);
    const log = api.requests.find(({ path }) => path.includes('/logs'));
    return { ending, remembered, log, seconds: clock.now() / 1_000 };
  }

  test('it failed, and the version before it runs on', async () => {
    const { ending, remembered, log } = await deploy(['building', 'running'], {
      end: { after: 1, says: 'failed' },
    });
    expect(ending).toMatchObject({ ok: false, message: 'the deployment is failed', status: 'running' });
    expect(remembered).toEqual(['failed']);
    expect(log?.path).toContain('deploymentId=dep_2');
  });

  test('it has not begun yet while what runs is the version before', async () => {
    const { ending } = await deploy([...Array<string>(6).fill('running'), 'building', 'failed'], {
      end: null,
    });
    expect(ending).toMatchObject({ ok: false, message: 'it is now failed' });
  });

  test('a log that stays open behind the end does not hold it up for long', async () => {
    const { ending, seconds } = await deploy(['building', 'running'], { end: null });
    expect(ending).toMatchObject({ ok: true, message: 'running' });
    expect(seconds).toBeLessThan(90);
  });

  test('one whose answer says that it failed has failed', async () => {
    const { ending } = await deploy(['running'], { end: null, status: 'failed' });
    expect(ending).toMatchObject({ ok: false, message: 'the deployment is failed' });
  });
});

test('a deployment that was canceled from here is not remembered as a good one', async () => {
  const api = await startApi({
    'GET /api/v1/nestdeploy/apps/a1': {
      body: { success: true, data: { id: 'a1', name: 'shop', status: 'running' } },
    },
  });
  const connected = connectTestProvider('sparrowhost', api.url, { name: 'sparrow' });
  const resource = testApp({ provider: 'sparrow', id: 'a1', ref: 'sparrow/a1' });
  const ending = await followAction(
    connected,
    { target: { kind: 'app', resource }, deed: { verb: 'cancel' } },
    { ...accepted, deploymentId: 'dep_1' },
    { clock: jumpingClock(), deadlineMs: 60_000, onProgress: () => {} },
    never,
  );
  expect(ending.ok).toBe(true);
  expect(knownDeployments(connected.memory, 'sparrow/a1')).toEqual([]);
});

/** Follows the creation of VPS 46. */
async function followCreation(
  routes: Routes,
  data: JsonObject = { vps_id: 46, name: 'new.example.com', status: 'deploying' },
) {
  const api = await startApi(routes);
  const connected = connectTestProvider('cyberpanel', api.url, { name: 'cyber' });
  const fields = {
    hostname: 'new.example.com',
    plan_id: '1',
    location_code: 'la',
    template_id: '9000',
    root_password: 'secret123',
  };
  const request = { create: 'server', provider: 'cyber', fields } as const;
  const prepared = await connected.provider.prepare?.(request, never);
  if (prepared?.ok !== true) throw new Error('the create is not prepared');
  const created = prepared.value.read({ success: true, data });
  const lines: string[] = [];
  const ending = await followAction(
    connected,
    request,
    created,
    { clock: jumpingClock(), deadlineMs: 600_000, onProgress: (line) => lines.push(line) },
    never,
  );
  return { ending, lines };
}

test('a server of which the reply does not say which it is cannot be followed, and is not said to be there', async () => {
  const { ending } = await followCreation({}, { vps_id: null, name: 'new.example.com' });
  expect(ending).toMatchObject({
    ok: false,
    isOverdue: true,
    message: expect.stringContaining('does not say what was created'),
  });
});

test('a server that is being set up: a bar with its tasks, to the end', async () => {
  const tasks = [
    { name: 'validate_resources', status: 'completed', order: 1 },
    { name: 'configure_network', status: 'in_progress', order: 2 },
  ];
  const replies = [
    {
      deployment_status: 'in_progress',
      current_task: 'configure_network',
      progress_percent: 70,
      tasks,
      is_ready: false,
    },
    { deployment_status: 'completed', current_task: null, progress_percent: 100, is_ready: true },
  ];
  const { ending, lines } = await followCreation({
    'GET /vps/46': { status: 404, body: {} },
    'GET /vps/46/deployment': () => ({ body: { success: true, data: replies.shift() ?? {} } }),
  });
  expect(ending).toMatchObject({ ok: true });
  expect(lines).toEqual(['██████████████░░░░░░ 70 % configure_network, 1 of 2 tasks']);
});

test('a secret that was typed is in nothing that is told on the way or at the end', async () => {
  const replies = [
    { deployment_status: 'in_progress', current_task: 'set root to secret123', progress_percent: 70 },
    { deployment_status: 'failed', error: 'secret123 is not allowed' },
  ];
  const { ending, lines } = await followCreation({
    'GET /vps/46': { status: 404, body: {} },
    'GET /vps/46/deployment': () => ({ body: { success: true, data: replies.shift() ?? {} } }),
  });
  expect(ending).toMatchObject({ ok: false, message: '*** is not allowed' });
  expect(lines).toEqual(['██████████████░░░░░░ 70 % set root to ***']);
});

test.each([
  { status: 'running', want: { ok: true, status: 'running' } },
  { status: 'error', want: { ok: false, status: 'error' } },
])('a server whose tasks nobody knows of is looked at itself: $status', async ({ status, want }) => {
  const states = ['deploying', status];
  const { ending } = await followCreation({
    'GET /vps/46': () => ({
      body: { success: true, data: { id: 46, name: 'new.example.com', status: states.shift() ?? status } },
    }),
    'GET /vps/46/deployment': { status: 404, body: { success: false, error_code: 'VPS_NOT_FOUND' } },
  });
  expect(ending).toMatchObject({ ...want, isOverdue: false });
});

/** Follows a task of ServerPilot's of which this is told whenever it is asked for. */
async function followTask(reply: { readonly status?: number; readonly body: object }) {
  const api = await startApi({
    'GET /servers/s1': { body: { data: { id: 's1', name: 'web-01', lastconn: 1 } } },
    'GET /actions/task1': reply,
  });
  const connected = connectTestProvider('serverpilot', api.url, { name: 'pilot' });
  const read = await connected.provider.readServer?.('s1', never);
  if (read?.ok !== true) throw new Error('the server cannot be read');
  const ending = await followAction(
    connected,
    { target: { kind: 'server', resource: read.value.resource }, deed: { verb: 'update', fields: {} } },
    { ...accepted, actionId: 'task1' },
    { clock: jumpingClock(), deadlineMs: 600_000, onProgress: () => {} },
    never,
  );
  return { ending, asked: api.requests.filter(({ path }) => path.startsWith('/actions/')).length };
}

test.each([
  { word: 'ERROR', ok: false },
  { word: 'Success', ok: true },
])('the word of a task in other letters ends it: $word', async ({ word, ok }) => {
  const { ending } = await followTask({ body: { data: { id: 'task1', status: word } } });
  expect(ending).toMatchObject({ ok, isOverdue: false });
});

/** Follows an update of one of Spheron's instances, whose deployment is in these states one after the other. */
async function followUpdate(states: readonly string[]) {
  const left = [...states];
  const api = await startApi({
    'GET /v1/compute-instance/i1': { body: { instance: { _id: 'i1', name: 'web', state: 'Active' } } },
    'GET /v1/compute-instance/deployment/d2': () => ({
      body: { deployment: { _id: 'd2', type: 'UPDATE', status: left.length > 1 ? left.shift() : left[0] } },
    }),
  });
  const connected = connectTestProvider('spheron', api.url, { name: 'compute' });
  const read = await connected.provider.readServer?.('i1', never);
  if (read?.ok !== true) throw new Error('the instance cannot be read');
  return followAction(
    connected,
    { target: { kind: 'server', resource: read.value.resource }, deed: { verb: 'update', fields: {} } },
    { ...accepted, deploymentId: 'd2', actionId: 'd2' },
    { clock: jumpingClock(), deadlineMs: 600_000, onProgress: () => {} },
    never,
  );
}

test.each([
  { name: 'that went well', states: ['Queued', 'Pending', 'Deployed'], want: { ok: true, isOverdue: false } },
  { name: 'that failed', states: ['Pending', 'Failed'], want: { ok: false, isOverdue: false } },
  { name: 'that another followed', states: ['Deprecated'], want: { ok: true, isOverdue: false } },
  { name: 'that never ends', states: ['Pending'], want: { ok: false, isOverdue: true } },
])('an update of an instance ends as its deployment does: one $name', async ({ states, want }) => {
  expect(await followUpdate(states)).toMatchObject(want);
});

test('a task that its provider has forgotten is not asked for again, and has not failed', async () => {
  const { ending, asked } = await followTask({ status: 404, body: { error: { message: 'no action' } } });
  expect(ending).toMatchObject({
    isOverdue: true,
    message: expect.stringMatching(/tells no more how it ended/),
  });
  expect(asked).toBe(1);
});
