import { describe, expect, onTestFinished, test } from 'vitest';
import type { Accepted, ActionRequest, Deed, Fields } from '../../src/model/action.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { Result } from '../../src/model/result.ts';
import type { ConnectedProvider } from '../../src/providers/connect.ts';
import type { Prepared, Progress } from '../../src/providers/provider.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { type Reply, type Routes, startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testApp, testServer } from '../support/resources.ts';

const to = (deed: Deed, id = '45'): ActionRequest => ({
  target: { kind: 'server', resource: testServer({ id, name: 'web' }) },
  deed,
});

const snapshot = (given: Partial<Extract<Deed, { verb: 'snapshot' }>> = {}): ActionRequest =>
  to({ verb: 'snapshot', name: 'pre_upgrade', description: null, includesRam: false, ...given });

const create = (fields: Fields): ActionRequest => ({ create: 'server', provider: 'cyber', fields });

const order: Fields = {
  hostname: 'my-server.example.com',
  plan_id: '1',
  location_code: 'la',
  template_id: '9000',
  root_password: 'SecurePass123',
};

const orderBody = { ...order, plan_id: 1 };

const createReply = {
  success: true,
  data: {
    vps_id: 46,
    name: 'my-server.example.com',
    status: 'deploying',
    ip_address: '74.81.40.146',
    plan: { id: 1, name: 'Starter', price: '6.00' },
    location: 'la',
    template: '9000',
    deployment_url: '/api/v1/vps/46/deployment',
    estimated_time_seconds: 180,
    webhook_configured: true,
  },
  message: 'VPS deployment started. Use the deployment endpoint to check progress.',
};

const powerReply = (word: string, status: string): Reply => ({
  body: {
    success: true,
    data: { id: 45, vmid: 281, name: 'web', status, ip_address: '74.81.40.145' },
    message: `VPS ${word} successfully`,
  },
});

const preparedBy = (connected: ConnectedProvider, request: ActionRequest): Promise<Result<Prepared>> =>
  connected.provider.prepare?.(request, never) ?? Promise.reject(new Error('no writes'));

/** Prepares and sends through the provider's own client; the reply read. */
async function act(connected: ConnectedProvider, request: ActionRequest): Promise<Accepted> {
  const prepared = await preparedBy(connected, request);
  if (!prepared.ok) throw new Error(prepared.problem.message);
  const reply = await connected.send(prepared.value.request, never);
  if (!reply.ok) throw new Error(reply.problem.message);
  return prepared.value.read(reply.value.body);
}

async function refusal(request: ActionRequest): Promise<Problem> {
  const api = await startApi({});
  const prepared = await preparedBy(connectTestProvider('cyberpanel', api.url, { name: 'cyber' }), request);
  expect(api.requests).toEqual([]);
  if (prepared.ok) throw new Error('prepared');
  return prepared.problem;
}

const plain = { deploymentId: null, actionId: null, created: null, oneTimeSecret: null };

describe('cyberpanel sends', () => {
  test.each<{
    name: string;
    request: ActionRequest;
    path: string;
    body?: unknown;
    reply: Reply;
    want: Partial<Accepted>;
  }>([
    {
      name: 'start',
      request: to({ verb: 'start' }),
      path: '/vps/45/start',
      reply: powerReply('started', 'running'),
      want: { ...plain, message: 'VPS started successfully', status: 'running' },
    },
    {
      name: 'stop',
      request: to({ verb: 'stop' }),
      path: '/vps/45/stop',
      reply: powerReply('stopped', 'stopped'),
      want: { ...plain, message: 'VPS stopped successfully', status: 'stopped' },
    },
    {
      name: 'reboot',
      request: to({ verb: 'reboot' }),
      path: '/vps/45/restart',
      reply: powerReply('restarted', 'running'),
      want: { ...plain, message: 'VPS restarted successfully', status: 'running' },
    },
    {
      name: 'delete',
      request: to({ verb: 'delete' }),
      path: '/vps/45/delete',
      reply: {
        body: {
          success: true,
          data: { deleted: true, vps_id: 45, name: 'web', vmid: 281 },
          message: 'VPS "web" deleted successfully',
        },
      },
      want: { ...plain, message: 'VPS "web" deleted successfully', status: null },
    },
    {
      name: 'an id that is no path',
      request: to({ verb: 'start' }, '../45?x'),
      path: '/vps/..%2F45%3Fx/start',
      reply: powerReply('started', 'running'),
      want: { status: 'running' },
    },
    {
      name: 'snapshot',
      request: snapshot(),
      path: '/vps/45/snapshots/create',
      body: { name: 'pre_upgrade', include_ram: false },
      reply: {
        body: {
          success: true,
          data: { vps_id: 45, snapshot: { name: 'pre_upgrade', created_at: '2026-01-05T16:00:00Z' } },
          message: 'Snapshot created successfully',
        },
      },
      want: { ...plain, message: 'Snapshot created successfully', status: null },
    },
    {
      name: 'snapshot with everything',
      request: snapshot({ name: 'A_1', description: 'Before 24.04', includesRam: true }),
      path: '/vps/45/snapshots/create',
      body: { name: 'A_1', description: 'Before 24.04', include_ram: true },
      reply: { body: { success: true, data: {} } },
      want: { message: 'snapshot initiated' },
    },
    {
      name: 'create',
      request: create(order),
      path: '/vps/create',
      body: orderBody,
      reply: { body: createReply },
      want: {
        message: createReply.message,
        status: 'deploying',
        deploymentId: null,
        actionId: null,
        oneTimeSecret: null,
        created: testServer({
          provider: 'cyber',
          providerType: 'cyberpanel',
          id: '46',
          name: 'my-server.example.com',
          status: 'provisioning',
          providerStatus: 'deploying',
          ipv4: '74.81.40.146',
          region: 'la',
          plan: 'Starter',
          price: { amount: '6.00', currency: 'USD', per: 'month' },
          actions: ['start', 'stop', 'reboot', 'snapshot', 'console', 'delete'],
        }),
      },
    },
    {
      name: 'create with everything',
      request: create({
        ...order,
        root_password: ' blanks stay 1 ',
        ssh_key: 'ssh-rsa AAAA joe\n',
        webhook_url: 'https://hooks.example.com/a?b=c',
        webhook_secret: 's3cret',
      }),
      path: '/vps/create',
      body: {
        ...orderBody,
        root_password: ' blanks stay 1 ',
        ssh_key: 'ssh-rsa AAAA joe',
        webhook_url: 'https://hooks.example.com/a?b=c',
        webhook_secret: 's3cret',
      },
      reply: { body: createReply },
      want: { status: 'deploying' },
    },
    {
      name: 'create with empty optional fields',
      request: create({ ...order, ssh_key: '', webhook_url: '', webhook_secret: '' }),
      path: '/vps/create',
      body: orderBody,
      reply: { body: createReply },
      want: { status: 'deploying' },
    },
  ])('$name', async ({ request, path, body, reply, want }) => {
    const api = await startApi({ [`POST ${path}`]: reply });
    const accepted = await act(connectTestProvider('cyberpanel', api.url, { name: 'cyber' }), request);
    const writes = api.requests.filter(({ method }) => method !== 'GET');
    expect(writes.map((seen) => `${seen.method} ${seen.path}`)).toEqual([`POST ${path}`]);
    const [seen] = writes;
    expect(seen?.headers.authorization).toBe('Bearer test-key');
    expect(seen?.body === '' ? undefined : JSON.parse(seen?.body ?? '')).toEqual(body);
    expect(accepted).toMatchObject(want);
  });

  test('nothing twice: no action has another spelling', async () => {
    const connected = connectTestProvider('cyberpanel', 'http://127.0.0.1:1');
    for (const request of [to({ verb: 'stop' }), snapshot(), create(order)])
      expect(await preparedBy(connected, request)).toMatchObject({ ok: true, value: { fallback: null } });
  });
});

describe('cyberpanel reads a reply', () => {
  test.each<{ name: string; request: ActionRequest; body: unknown; want: Partial<Accepted> }>([
    {
      name: 'that is empty',
      request: to({ verb: 'reboot' }),
      body: undefined,
      want: { message: 'reboot initiated', status: null },
    },
    {
      name: 'that is a list',
      request: to({ verb: 'stop' }),
      body: [1],
      want: { message: 'stop initiated', status: null },
    },
    {
      name: 'that is a text',
      request: to({ verb: 'delete' }),
      body: 'ok',
      want: { message: 'delete initiated' },
    },
    {
      name: 'with a status that is none',
      request: to({ verb: 'start' }),
      body: { data: { status: 7 }, message: 9 },
      want: { message: 'start initiated', status: null },
    },
    {
      name: 'with null data',
      request: to({ verb: 'start' }),
      body: { success: true, data: null },
      want: { status: null },
    },
    { name: 'to a snapshot, empty', request: snapshot(), body: {}, want: { message: 'snapshot initiated' } },
    {
      name: 'to a create, empty',
      request: create(order),
      body: undefined,
      want: { message: 'create initiated', created: null, status: null },
    },
    {
      name: 'to a create, without an id',
      request: create(order),
      body: { data: { name: 'x', status: 'deploying' } },
      want: { created: null, status: 'deploying' },
    },
  ])('$name', async ({ request, body, want }) => {
    const prepared = await preparedBy(connectTestProvider('cyberpanel', 'http://127.0.0.1:1'), request);
    expect(prepared.ok && prepared.value.read(body)).toMatchObject({ ...plain, ...want });
  });

  test('to a create that tells the id only', async () => {
    const prepared = await preparedBy(
      connectTestProvider('cyberpanel', 'http://127.0.0.1:1', { name: 'cyber' }),
      create(order),
    );
    expect(
      prepared.ok && prepared.value.read({ data: { vps_id: '46', plan: 'x', location: { code: 'la' } } }),
    ).toMatchObject({
      created: { ref: 'cyber/46', name: '46', status: 'unknown', plan: null, region: null, price: null },
    });
  });
});

describe('cyberpanel refuses', () => {
  const long = `${'a'.repeat(60)}.`;
  const hostname = 'hostname is no fully qualified domain name: it takes a full name such as web.example.com';
  const password = (wrong: string) =>
    `root_password ${wrong}: it takes 8 to 72 characters with letters and digits`;

  test.each<{ name: string; fields: Fields; message: string }>([
    {
      name: 'nothing at all',
      fields: {},
      message:
        "missing: hostname (a full name such as web.example.com), plan_id (a plan's number), location_code (a location's code such as la), template_id (a template's id such as 9000), root_password (8 to 72 characters with letters and digits)",
    },
    {
      name: 'a missing and an empty field',
      fields: { ...order, plan_id: '', root_password: '' },
      message:
        "missing: plan_id (a plan's number), root_password (8 to 72 characters with letters and digits)",
    },
    {
      name: 'a misspelt field',
      fields: { ...order, plan: '1', hostnme: 'x' },
      message:
        'unknown field "plan": known are hostname, plan_id, location_code, template_id, root_password, ssh_key, webhook_url, webhook_secret; unknown field "hostnme": did you mean "hostname"?',
    },
    { name: 'a host name of one label', fields: { ...order, hostname: 'web' }, message: hostname },
    {
      name: 'a host name with an underscore',
      fields: { ...order, hostname: 'my_web.example.com' },
      message: hostname,
    },
    {
      name: 'a label that ends with a dash',
      fields: { ...order, hostname: 'web-.example.com' },
      message: hostname,
    },
    { name: 'an empty label', fields: { ...order, hostname: 'web..example.com' }, message: hostname },
    { name: 'an address', fields: { ...order, hostname: '10.0.0.11' }, message: hostname },
    {
      name: 'a label of 64',
      fields: { ...order, hostname: `${'a'.repeat(64)}.example.com` },
      message: hostname,
    },
    {
      name: 'a host name of more than 253',
      fields: { ...order, hostname: `${long.repeat(4)}example.com` },
      message: hostname,
    },
    {
      name: 'a blank host name',
      fields: { ...order, hostname: ' ' },
      message: 'missing: hostname (a full name such as web.example.com)',
    },
    {
      name: 'a plan that is no number',
      fields: { ...order, plan_id: 'Starter' },
      message: "plan_id is no whole number: it takes a plan's number",
    },
    {
      name: 'a fractional plan',
      fields: { ...order, plan_id: '1.5' },
      message: "plan_id is no whole number: it takes a plan's number",
    },
    {
      name: 'a blank location',
      fields: { ...order, location_code: ' ' },
      message: "missing: location_code (a location's code such as la)",
    },
    {
      name: 'a blank template',
      fields: { ...order, template_id: '\t' },
      message: "missing: template_id (a template's id such as 9000)",
    },
    {
      name: 'a password of 7',
      fields: { ...order, root_password: 'abcdef1' },
      message: password('is too short'),
    },
    {
      name: 'a password of 73',
      fields: { ...order, root_password: `a1${'x'.repeat(71)}` },
      message: password('is too long'),
    },
    {
      name: 'a password without digits',
      fields: { ...order, root_password: 'abcdefgh' },
      message: password('is too weak, it wants both letters and digits'),
    },
    {
      name: 'a password without letters',
      fields: { ...order, root_password: '12345678' },
      message: password('is too weak, it wants both letters and digits'),
    },
    {
      name: 'a private key',
      fields: { ...order, ssh_key: '-----BEGIN OPENSSH PRIVATE KEY-----' },
      message: 'ssh_key is a private key: it takes a public SSH key for root',
    },
    {
      name: 'a webhook that is no address',
      fields: { ...order, webhook_url: 'hooks.example.com' },
      message:
        'webhook_url is no web address: it takes an http or https address that is told when the deployment ends',
    },
    {
      name: 'a webhook over ftp',
      fields: { ...order, webhook_url: 'ftp://hooks.example.com' },
      message:
        'webhook_url is no web address: it takes an http or https address that is told when the deployment ends',
    },
    {
      name: 'two wrong fields',
      fields: { ...order, plan_id: 'x', root_password: 'x' },
      message: `plan_id is no whole number: it takes a plan's number; ${password('is too short')}`,
    },
  ])('to create with $name', async ({ fields, message }) => {
    expect(await refusal(create(fields))).toMatchObject({ code: 'invalid', provider: 'cyber', message });
  });

  const offers: Routes = {
    'GET /vps/plans': { body: { success: true, data: { plans: [{ id: 1 }, { id: 2 }] } } },
    'GET /vps/locations': {
      body: { success: true, data: { locations: [{ code: 'la' }, { code: '\u001b[2Jde' }] } },
    },
    'GET /vps/templates': { body: { success: true, data: { templates: [{ id: '9000' }, { id: 101 }] } } },
  };

  test.each<{ name: string; given: Fields; routes?: Routes; message: string | null }>([
    { name: 'what is on offer', given: {}, message: null },
    {
      name: 'a plan that is not',
      given: { plan_id: '7' },
      message: 'plan_id is none that there is: it takes 1, 2',
    },
    {
      name: 'a location and a template that are not',
      given: { location_code: 'mars', template_id: 'x' },
      message:
        'location_code is none that there is: it takes la, ␛[2Jde; template_id is none that there is: it takes 9000, 101',
    },
    {
      name: 'a plan, where the plans cannot be read',
      given: { plan_id: '7' },
      routes: { ...offers, 'GET /vps/plans': { status: 403, body: {} } },
      message: null,
    },
  ])('to create with $name: checked by what the API lists', async ({ given, routes = offers, message }) => {
    const api = await startApi(routes);
    const connected = connectTestProvider('cyberpanel', api.url, { name: 'cyber' });
    const prepared = await preparedBy(connected, create({ ...order, ...given }));
    expect(api.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(prepared.ok ? null : prepared.problem.message).toBe(message);
    if (!prepared.ok) expect(prepared.problem).toMatchObject({ code: 'invalid', status: null });
  });

  test.each(['abcdefg1', `a1${'x'.repeat(70)}`, 'pässwört1'])(
    'not a password that is good: %s',
    async (root_password) => {
      const prepared = await preparedBy(
        connectTestProvider('cyberpanel', 'http://127.0.0.1:1'),
        create({ ...order, root_password }),
      );
      expect(prepared.ok).toBe(true);
    },
  );

  test.each([
    { name: 'no name', given: '', message: 'name is missing: it takes letters, digits and underscores' },
    {
      name: 'a hyphen',
      given: 'pre-upgrade',
      message: 'name has other characters: it takes letters, digits and underscores',
    },
    {
      name: 'a letter beyond ASCII',
      given: 'für',
      message: 'name has other characters: it takes letters, digits and underscores',
    },
  ])('a snapshot with $name', async ({ given, message }) => {
    expect(await refusal(snapshot({ name: given }))).toMatchObject({ code: 'invalid', message });
  });

  const noApps = (verb: string) => `CyberPanel Cloud's API has no apps, so no ${verb}`;
  test.each<{ request: ActionRequest; message: string }>([
    {
      request: to({ verb: 'shutdown' }),
      message: 'CyberPanel does not tell a graceful stop from a hard one: use stop',
    },
    { request: to({ verb: 'rename', name: 'x' }), message: "CyberPanel Cloud's API cannot rename a server" },
    { request: to({ verb: 'update', fields: {} }), message: "CyberPanel Cloud's API cannot update a server" },
    { request: to({ verb: 'deploy' }), message: noApps('deploy') },
    { request: to({ verb: 'redeploy' }), message: noApps('redeploy') },
    { request: to({ verb: 'cancel' }), message: noApps('cancel') },
    { request: to({ verb: 'authorize' }), message: noApps('authorize') },
    { request: to({ verb: 'rollback', deploymentId: 'd' }), message: noApps('rollback') },
    { request: to({ verb: 'env', change: 'unset', names: ['A'] }), message: noApps('env') },
    { request: to({ verb: 'domain', change: 'add', host: 'a.com' }), message: noApps('domain') },
    { request: to({ verb: 'ssl', mode: 'auto' }), message: noApps('ssl') },
    {
      request: { create: 'app', provider: 'cyber', fields: {} },
      message: "CyberPanel Cloud's API cannot create any app",
    },
    {
      request: { create: 'database', provider: 'cyber', fields: {} },
      message: "CyberPanel Cloud's API cannot create any database",
    },
    {
      request: { create: 'user', provider: 'cyber', fields: {} },
      message: "CyberPanel Cloud's API cannot create any user",
    },
    {
      request: { target: { kind: 'app', resource: testApp() }, deed: { verb: 'start' } },
      message: "CyberPanel Cloud's API has no apps",
    },
  ])('$message', async ({ request, message }) => {
    expect(await refusal(request)).toMatchObject({ code: 'unsupported', provider: 'cyber', message });
  });
});

test("cyberpanel's forms name the vendor's fields, what is required and what is secret", () => {
  const { forms } = connectTestProvider('cyberpanel', 'http://127.0.0.1:1').provider;
  const fields = forms?.create.server ?? [];
  expect(fields.filter((field) => field.isRequired).map((field) => field.name)).toEqual(Object.keys(order));
  expect(fields.filter((field) => field.isSecret).map((field) => field.name)).toEqual([
    'root_password',
    'webhook_secret',
  ]);
  expect(fields.filter((field) => !field.isRequired).map((field) => field.name)).toEqual([
    'ssh_key',
    'webhook_url',
    'webhook_secret',
  ]);
  expect(fields.flatMap(({ name, source }) => (source === undefined ? [] : [[name, source]]))).toEqual([
    ['plan_id', { list: 'plans', key: 'id' }],
    ['location_code', { list: 'locations', key: 'code' }],
    ['template_id', { list: 'templates', key: 'id' }],
  ]);
  expect({ create: Object.keys(forms?.create ?? {}), update: forms?.update }).toEqual({
    create: ['server'],
    update: {},
  });
});

describe('cyberpanel tells the progress of a deployment', () => {
  const underWay = {
    vps_id: 'a/b',
    deployment_status: 'in_progress',
    vps_status: 'deploying',
    current_task: 'configure_network',
    progress_percent: 70,
    tasks: [
      { name: 'start_vm', status: 'completed', order: 6 },
      { name: 'configure_network', status: 'in_progress', order: 7 },
      { name: 'finalize', status: 'pending', order: 10 },
    ],
    tasks_completed: 6,
    tasks_total: 10,
    started_at: '2026-01-05T15:00:00Z',
    is_ready: false,
  };
  const running: Progress = {
    state: 'running',
    percent: 70,
    task: 'configure_network',
    tasks: [
      { name: 'start_vm', status: 'completed' },
      { name: 'configure_network', status: 'in_progress' },
      { name: 'finalize', status: 'pending' },
    ],
    message: null,
  };
  const broken = [{ name: 'create_vm', status: 'failed' }];
  const finished = {
    deployment_status: 'completed',
    vps_status: 'running',
    current_task: null,
    progress_percent: 100,
    is_ready: true,
  };

  test.each<{ name: string; data: unknown; message?: string; want: Partial<Progress> }>([
    { name: 'under way', data: underWay, want: running },
    {
      name: 'done',
      data: finished,
      message: 'VPS deployment completed successfully',
      want: { state: 'succeeded', percent: 100, task: null, tasks: [], message: null },
    },
    { name: 'done, with no figure', data: { is_ready: true }, want: { state: 'succeeded', percent: 100 } },
    { name: 'done by its word', data: { deployment_status: 'Completed' }, want: { state: 'succeeded' } },
    {
      name: 'failed by its word',
      data: { ...underWay, deployment_status: 'FAILED', message: 'no address left' },
      want: { ...running, state: 'failed', message: 'no address left' },
    },
    {
      name: 'in error, told by the envelope',
      data: { deployment_status: 'deployment_error' },
      message: 'node is full',
      want: { state: 'failed', percent: null, task: null, message: 'node is full' },
    },
    {
      name: 'failed in the error field',
      data: { deployment_status: 'failed', error: 'out of disk' },
      want: { state: 'failed', message: 'out of disk' },
    },
    {
      name: 'failed by a task',
      data: { deployment_status: 'in_progress', is_ready: false, tasks: broken },
      want: { state: 'failed', task: 'create_vm', message: null },
    },
    {
      name: 'failed by the VPS',
      data: { deployment_status: 'ended', vps_status: 'error' },
      want: { state: 'failed' },
    },
    {
      name: 'ready after a task that failed',
      data: { is_ready: true, tasks: broken },
      want: { state: 'succeeded' },
    },
    {
      name: 'with a count of tasks only',
      data: { is_ready: false, tasks_completed: 3, tasks_total: 12 },
      want: { state: 'running', percent: 25 },
    },
    {
      name: 'with no tasks to count',
      data: { is_ready: false, tasks_completed: 0, tasks_total: 0 },
      want: { percent: null },
    },
    { name: 'beyond its figures', data: { is_ready: false, progress_percent: 130 }, want: { percent: 100 } },
    { name: 'below its figures', data: { is_ready: false, progress_percent: -1 }, want: { percent: 0 } },
    {
      name: 'with odd tasks',
      data: { is_ready: false, tasks: [null, { status: 'x' }, { name: 'a', status: 5 }] },
      want: { state: 'running', tasks: [{ name: 'a', status: '' }] },
    },
  ])('$name', async ({ data, message, want }) => {
    const api = await startApi({ 'GET /vps/a%2Fb/deployment': { body: { success: true, data, message } } });
    const { provider } = connectTestProvider('cyberpanel', api.url);
    expect(await provider.readProgress?.('a/b', never)).toMatchObject({ ok: true, value: want });
  });

  test.each<{ name: string; reply: Reply; code: string }>([
    { name: 'no status at all', reply: { body: { success: true, data: { vps_id: 46 } } }, code: 'protocol' },
    { name: 'no data', reply: { body: { success: true } }, code: 'protocol' },
    { name: 'a list', reply: { body: { success: true, data: [] } }, code: 'protocol' },
    {
      name: 'no such VPS',
      reply: { status: 404, body: { success: false, error_code: 'VPS_NOT_FOUND' } },
      code: 'not-found',
    },
  ])('not with $name', async ({ reply, code }) => {
    const api = await startApi({ 'GET /vps/46/deployment': reply });
    const { provider } = connectTestProvider('cyberpanel', api.url, { name: 'cyber' });
    expect(await provider.readProgress?.('46', never)).toMatchObject({
      ok: false,
      problem: { code, provider: 'cyber' },
    });
  });
});

test.each([
  {
    status: 400,
    body: { success: false, error: 'Insufficient', error_code: 'INSUFFICIENT_BALANCE', message: 'Add $6' },
    want: { code: 'payment', message: 'Add $6' },
  },
  {
    status: 500,
    body: { success: false, error_code: 'STOP_FAILED', message: 'VM 281 is locked' },
    want: { code: 'server', message: 'VM 281 is locked' },
  },
])(
  'cyberpanel: a refused write is sent once and keeps their sentence ($status)',
  async ({ status, body, want }) => {
    const api = await startApi({ 'POST /vps/45/stop': { status, body } });
    const connected = connectTestProvider('cyberpanel', api.url);
    const prepared = await preparedBy(connected, to({ verb: 'stop' }));
    if (!prepared.ok) throw new Error('not prepared');
    expect(await connected.send(prepared.value.request, never)).toMatchObject({ ok: false, problem: want });
    expect(api.requests).toHaveLength(1);
  },
);

describe('cyberpanel against the simulator', () => {
  async function connect() {
    let at = Date.parse('2026-11-21T12:00:00Z');
    const simulator = await startSimulator({ now: () => at, limits: false });
    onTestFinished(simulator.close);
    const entry = simulator.providers.find(({ type }) => type === 'cyberpanel');
    if (entry === undefined) throw new Error('no cyberpanel');
    const connected = connectTestProvider('cyberpanel', entry.baseUrl, { apiKey: entry.apiKey });
    const servers = async () => {
      const listed = await connected.provider.listServers?.(never);
      return listed?.ok ? listed.value.items : [];
    };
    const pass = (ms: number) => {
      at += ms;
    };
    return { connected, servers, pass };
  }

  test('power, snapshot and delete change the server', async () => {
    const { connected, servers, pass } = await connect();
    const server = (await servers()).find(({ status }) => status === 'running');
    if (server === undefined) throw new Error('no running server');
    const doIt = (deed: Deed) => act(connected, { target: { kind: 'server', resource: server }, deed });
    const status = async () => (await servers()).find(({ id }) => id === server.id)?.status;

    expect(await doIt({ verb: 'reboot' })).toMatchObject({ status: 'running' });
    pass(60_000);
    expect(await doIt({ verb: 'stop' })).toMatchObject({ status: 'stopped' });
    pass(60_000);
    expect(await status()).toBe('stopped');
    expect(await doIt({ verb: 'start' })).toMatchObject({ status: 'running' });
    pass(60_000);
    expect(await status()).toBe('running');

    await doIt({ verb: 'snapshot', name: 'before_it', description: 'why', includesRam: true });
    expect(await connected.provider.listSnapshots?.(server.id, never)).toMatchObject({
      value: {
        items: expect.arrayContaining([
          expect.objectContaining({ name: 'before_it', description: 'why', includesRam: true }),
        ]),
      },
    });

    await doIt({ verb: 'delete' });
    expect(await status()).toBeUndefined();
  });

  test('a created server goes through its deployment', async () => {
    const { connected, servers, pass } = await connect();
    const { created } = await act(connected, create({ ...order, webhook_url: 'https://hooks.example.com' }));
    expect(created).toMatchObject({ name: order['hostname'], status: 'provisioning', region: 'la' });
    const progress = async () => {
      const read = await connected.provider.readProgress?.(created?.id ?? '', never);
      return read?.ok ? read.value : null;
    };
    expect(await progress()).toMatchObject({ state: 'running', task: 'validate_resources' });
    expect((await progress())?.tasks).toHaveLength(10);
    pass(3_600_000);
    expect(await progress()).toMatchObject({ state: 'succeeded', percent: 100, task: null });
    expect((await servers()).find(({ id }) => id === created?.id)?.status).toBe('running');
  });
});
