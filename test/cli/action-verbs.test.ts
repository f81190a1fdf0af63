import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lastGood } from '../../src/model/deployment.ts';
import { appStatusOf } from '../../src/model/status.ts';
import { startApi } from '../support/api.ts';
import { makeFolder, runFleetop } from '../support/run-fleetop.ts';
import {
  entry,
  journalEntries,
  journalText,
  ok,
  runOnTerminal,
  server,
  startSparrow,
  writes,
} from './action-support.ts';

const shop = server('a1', 'shop');
const appActions = 'POST /api/v1/nestdeploy/apps/a1/actions';
const appDeploy = 'POST /api/v1/nestdeploy/apps/a1/deploy';

const startPilot = async (routes: Parameters<typeof startApi>[0]) => {
  const api = await startApi({
    'GET /servers/p1': { body: { data: { id: 'p1', name: 'db' } } },
    ...routes,
  });
  return {
    api,
    config: `providers:\n${entry('pilot', api.url, '    clientId: cid-123456\n', 'serverpilot')}`,
  };
};

const siteDeployment = (_id: string, status: string) => ({ _id, status, createdAt: '2026-01-01T00:00:00Z' });

const production = { _id: 'e1', name: 'Production', status: 'ACTIVE' };

/** A project of Spheron, with these deployments. */
const startSites = async (deployments: readonly object[], routes: Parameters<typeof startApi>[0] = {}) => {
  const project = { _id: 'p1', name: 'shop', environmentVariables: [], deploymentEnvironments: [production] };
  const api = await startApi({
    'GET /v1/api-keys/scope': {
      body: { user: {}, organizations: [{ id: 'o1', name: 'org', username: 'org', appType: 'app' }] },
    },
    'GET /v1/organization/o1/projects': { body: { projects: [project] } },
    'GET /v1/project/p1': { body: project },
    'GET /v1/project/p1/deployments': { body: deployments },
    ...routes,
  });
  return { api, config: `providers:\n${entry('sites', api.url, '', 'spheron')}` };
};

describe('deployments', () => {
  test.each([
    { name: 'the newest is live', statuses: ['Deployed', 'Deployed'], want: 'dep2' },
    { name: 'the newest failed', statuses: ['Failed', 'Deployed', 'Deployed'], want: 'dep3' },
    { name: 'one is on its way', statuses: ['Queued', 'Deployed', 'Failed', 'Deployed'], want: 'dep4' },
    { name: 'none before the live one', statuses: ['Failed', 'Deployed', 'Failed'], want: null },
    {
      name: 'a preview is no production',
      statuses: ['Deployed', 'Deployed', 'Deployed', 'Deployed'],
      places: ['Preview', 'Production', 'Preview', 'Production'],
      want: 'dep4',
    },
    {
      name: 'nobody can tell which of several is production',
      statuses: ['Deployed', 'Deployed', 'Deployed'],
      places: ['eu', 'us', 'eu'],
      want: null,
    },
    {
      name: 'all of one place, whatever it is called',
      statuses: ['Deployed', 'Deployed'],
      places: ['eu', 'eu'],
      want: 'dep2',
    },
  ])('the last good one: $name', ({ statuses, places = [], want }) => {
    const rows = statuses.map((word, index) => ({
      id: `dep${index + 1}`,
      app: 'spheron/p',
      status: appStatusOf(word),
      providerStatus: word,
      createdAt: null,
      endedAt: null,
      commit: null,
      environment: places[index] ?? null,
      source: 'provider' as const,
    }));
    expect(lastGood(rows)?.id ?? null).toBe(want);
  });

  test('rollback without an id, where several environments are all there is to go by: exit 2, nothing sent', async () => {
    const { api, config } = await startSites([
      { ...siteDeployment('d2', 'Deployed'), deploymentEnvironmentName: 'eu' },
      { ...siteDeployment('d1', 'Deployed'), deploymentEnvironmentName: 'us' },
    ]);
    const run = await runFleetop(['rollback', 'shop', '--yes'], { config });
    expect(run.stderr).toContain('deployments of shop go to several environments (eu, us): name one');
    expect(run.code).toBe(2);
    const listed = await runFleetop(['deployments', 'shop'], { config });
    expect(listed.stdout).toMatch(/ENVIRONMENT/);
    expect(listed.stdout).toMatch(/d1 .*us/);
    expect(writes(api)).toEqual([]);
  });

  test('a cancel that came too late, told with status 200: exit 1, and the journal says so', async () => {
    const home = makeFolder();
    const { api, config } = await startSites([siteDeployment('d2', 'Queued')], {
      'POST /v1/deployment/d2/cancel': {
        body: { message: 'The deployment has ended', canceled: false, killing: false },
      },
    });
    const run = await runFleetop(['cancel', 'shop', '--json'], { config, home });
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({
      accepted: false,
      error: { code: 'conflict', message: 'The deployment has ended', status: 200 },
    });
    expect(journalEntries(home).at(-1)).toMatchObject({ type: 'outcome', ok: false });
    expect(writes(api)).toEqual(['POST /v1/deployment/d2/cancel']);
  });

  test('what was done to an app that is failed does not read as if it had failed', async () => {
    const { config } = await startSites([siteDeployment('d2', 'Failed')], {
      'POST /v1/project/p1/environment-variables': { body: {} },
    });
    const run = await runFleetop(['env', 'set', 'shop', 'A=1'], { config });
    expect(run).toMatchObject({ code: 0, stdout: 'env shop (sites/p1): variable added, shop is failed\n' });
  });

  test('one that was canceled is listed by their word', async () => {
    const { config } = await startSites([siteDeployment('d2', 'Canceled')]);
    expect((await runFleetop(['deployments', 'shop'], { config })).stdout).toMatch(/d2 +Canceled/);
  });

  test('deploy remembers its id; rollback without one wants an earlier good one', async () => {
    let count = 0;
    const { api, config } = await startSparrow(
      [],
      {
        [appDeploy]: () => {
          count += 1;
          return ok({ deploymentId: `dep_${count}`, status: count === 3 ? 'failed' : 'deployed' });
        },
        [appActions]: ok({ deploymentId: 'dep_1', status: 'building' }),
      },
      [shop],
    );
    const home = makeFolder();
    const first = await runFleetop(['deploy', 'shop', '--json'], { config, home });
    expect(JSON.parse(first.stdout)).toMatchObject({
      action: 'deploy',
      deploymentId: 'dep_1',
      status: 'deployed',
    });
    const early = await runFleetop(['rollback', 'shop', '--yes'], { config, home });
    expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining('--deployment ID') });
    await runFleetop(['deploy', 'shop'], { config, home });
    await runFleetop(['deploy', 'shop'], { config, home });
    const listed = await runFleetop(['deployments', 'shop', '--json'], { config, home });
    expect(JSON.parse(listed.stdout).deployments).toMatchObject([
      { id: 'dep_3', app: 'sparrow/a1', status: 'failed', source: 'remembered', commit: null },
      { id: 'dep_2', app: 'sparrow/a1', status: 'running', source: 'remembered' },
      { id: 'dep_1', app: 'sparrow/a1', status: 'running', source: 'remembered', endedAt: null },
    ]);
    const back = await runOnTerminal(['rollback', 'shop'], { config, home, answer: 'y' });
    expect(back).toMatchObject({ code: 0, stderr: expect.stringContaining('back to deployment dep_1') });
    expect(api.requests.filter(({ method }) => method === 'POST').at(-1)).toMatchObject({
      path: '/api/v1/nestdeploy/apps/a1/actions',
      body: '{"action":"rollback","deploymentId":"dep_1"}',
    });
  });

  test('a path that is not there: the other spelling, once', async () => {
    const { api, config } = await startSparrow([], { [appActions]: ok({ message: 'redeploy initiated' }) }, [
      shop,
    ]);
    expect(await runFleetop(['deploy', 'shop'], { config })).toMatchObject({ code: 0 });
    expect(writes(api)).toEqual([appDeploy, appActions]);
  });

  test.each(['cancel', 'authorize'])('%s where the provider cannot: exit 2', async (verb) => {
    const { api, config } = await startSparrow([], {}, [shop]);
    const done = await runFleetop([verb, 'shop', '--json'], { config });
    expect(done.code).toBe(2);
    expect(JSON.parse(done.stdout)).toMatchObject({ action: verb, error: { code: 'unsupported' } });
    expect(writes(api)).toEqual([]);
  });
});

describe('--wait', () => {
  const stepping = (advance: () => void) => {
    let now = Date.parse('2026-11-01T12:00:00Z');
    return {
      now: () => now,
      elapsed: () => now,
      sleep: async (ms: number) => {
        now += ms;
        advance();
      },
    };
  };

  test.each([
    { name: 'settles', states: ['stopping', 'stopped'], code: 0, error: null, status: 'stopped' },
    { name: 'fails', states: ['stopping', 'error'], code: 1, error: { code: 'server' }, status: 'error' },
    { name: 'never settles', states: ['stopping'], code: 1, error: { code: 'timeout' }, status: 'stopping' },
  ])('a server that $name: exit $code', async ({ states, code, error, status }) => {
    let looks = -1;
    const { config, api } = await startSparrow([server('s1', 'web-01')], {
      'POST /api/v1/servers/s1/actions': ok({ message: 'stop initiated', status: 'stopping' }),
      'GET /api/v1/servers/s1': () =>
        ok(server('s1', 'web-01', looks < 0 ? 'running' : (states[looks] ?? states.at(-1)))),
    });
    const clock = stepping(() => {
      looks += 1;
    });
    const done = await runOnTerminal(['stop', 'sparrow/s1', '--yes', '--wait', '--json'], { config, clock });
    expect(done.code).toBe(code);
    expect(JSON.parse(done.stdout)).toMatchObject({ accepted: true, error, status });
    expect(done.stderr).toContain('web-01: stopping');
    expect(writes(api)).toHaveLength(1);
  });

  test('a state that was there at once is said once', async () => {
    const { config } = await startSparrow([server('s1', 'web-01')], {
      'POST /api/v1/servers/s1/actions': ok({ message: 'start initiated' }),
    });
    const clock = stepping(() => {});
    const done = await runOnTerminal(['start', 'sparrow/s1', '--wait'], { config, clock });
    expect(done.stdout).toMatch(/^start web-01 \(sparrow\/s1\): running[^,]*\n$/);
  });
});

describe('create', () => {
  const created = { body: { data: { id: 'p9', name: 'web99', apikey: 'planted-one-time-secret' } } };

  test('what was made and its one-time secret, which is nowhere else', async () => {
    const { api, config } = await startPilot({ 'POST /servers': created });
    const home = makeFolder();
    const words = ['create', 'server', 'pilot', '--set', 'name=web99', '--verbose'];
    const done = await runFleetop([...words, '--json'], { config, home });
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({
      action: 'create',
      target: 'pilot/p9',
      accepted: true,
      created: { ref: 'pilot/p9', name: 'web99' },
      oneTimeSecret: { apikey: 'planted-one-time-secret' },
    });
    expect(done.stderr + journalText(home)).not.toContain('planted-one-time-secret');
    expect(writes(api)).toEqual(['POST /servers']);
    expect(journalText(home)).toContain('"name":"web99"');
    const text = await runFleetop(words, { config });
    expect(text.stdout).toContain('apikey: planted-one-time-secret');
  });

  test.each([
    {
      words: ['create', 'server', 'sparrow', '--set', 'name=x'],
      want: 'name must be 3 to 63 characters',
      code: 'usage',
    },
    { words: ['create', 'server', 'sparrow', '--set', 'colour=red'], want: 'colour', code: 'usage' },
    {
      words: ['create', 'server', 'sparrow', '--set', 'hunter22'],
      want: 'value 1 of 1 is no key=value',
      code: 'usage',
    },
    {
      words: ['create', 'server', 'sparrow', '--set', 'a=1', 'a=2'],
      want: 'a is given twice',
      code: 'usage',
    },
    {
      words: ['create', 'server', 'sparrow', '--set', 'a=@/nowhere'],
      want: 'cannot be read (ENOENT)',
      code: 'usage',
    },
    {
      words: ['create', 'user', 'sparrow'],
      want: 'SparrowHost has no create user: only server, app',
      code: 'unsupported',
    },
    { words: ['create', 'server', 'sparow'], want: 'did you mean "sparrow"?', code: 'usage' },
    { words: ['create', 'server'], want: 'wants the name of a provider', code: 'usage' },
    { words: ['create'], want: 'create needs one of server, app, database, user', code: 'usage' },
  ])('$words: exit 2, nothing asked', async ({ words, want, code }) => {
    const { api, config } = await startSparrow([]);
    const done = await runFleetop([...words, '--json'], { config });
    expect(done).toMatchObject({ code: 2, stderr: expect.stringContaining(want) });
    expect(JSON.parse(done.stdout)).toMatchObject({ error: { code, provider: null } });
    expect(done.stderr).not.toContain('hunter22');
    expect(api.requests).toEqual([]);
  });

  test('a value from a file is sent as it stands there, or not at all', async () => {
    const { api, config } = await startSparrow([]);
    const home = makeFolder();
    writeFileSync(join(home, 'latin1'), Buffer.from('caf\u00e9', 'latin1'));
    writeFileSync(join(home, 'utf8'), '\ufeffcaf\u00e9\r\n');
    const set = ['create', 'app', 'sparrow', '--dry-run', '--json', '--set', 'name=x'];
    const run = (file: string) =>
      runFleetop([...set, 'repoUrl=https://github.com/a/b', 'branch=main', `publishDir=@${file}`], {
        config,
        home,
      });
    expect(await run('latin1')).toMatchObject({ code: 2, stderr: expect.stringContaining('UTF-8') });
    expect(await run('utf8')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"publishDir": "caf\u00e9"'),
    });
    expect(api.requests).toEqual([]);
  });

  test('--help lists what the provider takes', async () => {
    const { api, config } = await startSparrow([]);
    const done = await runFleetop(['create', 'server', 'sparrow', '--help'], { config });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toMatch(/Usage: fleetop create server/);
    expect(done.stdout).toMatch(/^ {2}productId +required /m);
    expect(done.stdout).toMatch(/^ {2}sshKeyId +optional /m);
    expect(api.requests).toEqual([]);
    expect(await runFleetop(['create', 'server', '--help'])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('secrets that are typed', () => {
  const secret = 'planted-password-1';
  const database = { id: 'd1', name: 'orders', appid: 'x', serverid: 'p1', user: { id: 'u1', name: 'o' } };
  const routes = {
    'GET /servers/d1': { status: 404, body: {} },
    'GET /apps/d1': { status: 404, body: {} },
    'GET /dbs/d1': { body: { data: database } },
    // A provider that repeats what it was told.
    'POST /dbs/d1': { status: 400, body: { error: { message: `the password ${secret} is too weak` } } },
  };

  test.each([{ from: '@' }, { from: '-' }])(
    'from $from: sent, and neither shown nor kept',
    async ({ from }) => {
      const { api, config } = await startPilot(routes);
      const home = makeFolder();
      const file = join(home, 'secret');
      writeFileSync(file, `${secret}\n`);
      const words = [
        'update',
        'pilot/d1',
        '--set',
        `user.password=${from === '@' ? `@${file}` : '-'}`,
        '--verbose',
      ];
      const done = await runOnTerminal([...words, '--json'], { config, home, input: `${secret}\n` });
      expect(done.code).toBe(1);
      expect(api.requests.find(({ method }) => method === 'POST')?.body).toContain(`"${secret}"`);
      expect(done.stdout).toContain('the password *** is too weak');
      expect(done.stdout + done.stderr + journalText(home)).not.toContain(secret);
      expect(journalText(home)).toContain('"user.password":"***"');
      const dry = await runOnTerminal([...words, '--dry-run'], { config, input: secret });
      expect(dry.stdout).toContain('"password": "***"');
      expect(dry.stdout + dry.stderr).not.toContain(secret);
    },
  );

  test('environment values', async () => {
    const { api, config } = await startSparrow(
      [],
      {
        'PUT /api/v1/nestdeploy/apps/a1/env': {
          status: 400,
          body: { success: false, message: `bad ${secret}` },
        },
      },
      [shop],
    );
    const home = makeFolder();
    const words = ['env', 'set', 'shop', `TOKEN=${secret}`, '--verbose'];
    const refused = await runFleetop(words, { config, home });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--replace') });
    expect(writes(api)).toEqual([]);
    const sent = await runFleetop([...words, '--replace', '--json'], { config, home });
    expect(sent.code).toBe(1);
    expect(api.requests.find(({ method }) => method === 'PUT')?.body).toBe(`{"env":{"TOKEN":"${secret}"}}`);
    expect(sent.stdout + sent.stderr + refused.stderr + journalText(home)).not.toContain(secret);
    expect(journalText(home)).toContain('"TOKEN":"***"');
  });
});

test('a dry run shows the field of one of several services, and none of their variables', async () => {
  const instance = { _id: 'i1', name: 'gpu', state: 'Active', activeDeployment: 'c1' };
  const service = (name: string) => ({
    name,
    image: 'nginx',
    tag: '1',
    serviceCount: 1,
    ports: [],
    env: [{ value: 'PASSWORD=planted-variable', isSecret: true }],
    command: [],
    args: [],
    customServiceSpecs: { storage: '1Gi' },
    agreedMachineImage: { machineType: 'Ventus Nano', cpu: 1, memory: '1Gi', storage: '1Gi' },
    healthCheck: { path: '/', port: { containerPort: 80, exposedPort: 80 } },
  });
  const api = await startApi({
    'GET /v1/api-keys/scope': {
      body: { user: {}, organizations: [{ id: 'o1', name: 'org', username: 'org', appType: 'compute' }] },
    },
    'GET /v1/compute-instance': { body: { instances: [instance] } },
    'GET /v1/compute-instance/i1': { body: { success: true, instance } },
    'GET /v1/compute-instance/deployment/c1': {
      body: { deployment: { _id: 'c1', status: 'Deployed', services: [service('web'), service('db')] } },
    },
  });
  const config = `providers:\n${entry('comp', api.url, '', 'spheron')}`;
  const words = ['update', 'gpu', '--set', 'web.tag=release-42', '--dry-run', '--json'];
  const dry = await runFleetop(words, { config });
  expect(dry.stdout).toContain('release-42');
  expect(dry.stdout).not.toContain('planted-variable');
  expect(writes(api)).toEqual([]);
});

describe('lists of one target', () => {
  const site = {
    id: 'h1',
    name: 'blog',
    status: 'running',
    envVariables: [{ key: 'A', value: 'planted-env' }],
  };

  test('env list shows values on demand only', async () => {
    const api = await startApi({
      'GET /sites/h1': { body: site },
      'GET /databases/h1': { status: 404, body: {} },
    });
    const config = `providers:\n${entry('host', api.url, '', 'hostwares')}`;
    const [hidden, shown] = await Promise.all([
      runFleetop(['env', 'list', 'host/h1', '--json'], { config }),
      runFleetop(['env', 'list', 'host/h1', '--json', '--reveal'], { config }),
    ]);
    expect(JSON.parse(hidden.stdout)).toMatchObject({ errors: [], env: [{ name: 'A', value: '***' }] });
    expect(hidden.stdout + hidden.stderr).not.toContain('planted-env');
    expect(JSON.parse(shown.stdout).env).toEqual([{ name: 'A', value: 'planted-env' }]);
  });

  test.each([
    { words: ['env', 'list', 'shop'], key: 'env' },
    { words: ['snapshot', 'list', 'web-01'], key: 'snapshots' },
    { words: ['console', 'web-01'], key: 'url' },
  ])('$words where the provider has none: exit 2, the shape stays', async ({ words, key }) => {
    const { config } = await startSparrow([server('s1', 'web-01')], {}, [shop]);
    const done = await runFleetop([...words, '--json'], { config });
    expect(done.code).toBe(2);
    const printed = JSON.parse(done.stdout);
    expect(printed).toMatchObject({ errors: [{ code: 'unsupported' }] });
    expect(printed).toHaveProperty(key);
  });

  test('domain list', async () => {
    const { config } = await startSparrow(
      [],
      { 'GET /api/v1/nestdeploy/apps/a1': ok({ ...shop, customDomains: ['shop.example.com'] }) },
      [shop],
    );
    const done = await runFleetop(['domain', 'list', 'sparrow/a1', '--json'], { config });
    expect(JSON.parse(done.stdout).domains).toEqual([
      { host: 'shop.example.com', verified: null, certificate: null },
    ]);
  });
});

describe('at CyberPanel', () => {
  const vps = { id: 7, hostname: 'shop.example.com', status: 'running' };
  const startCyber = async (routes: Parameters<typeof startApi>[0]) => {
    const api = await startApi({
      'GET /vps/7': { body: { success: true, data: { vps, ...vps } } },
      ...routes,
    });
    return { api, config: `providers:\n${entry('cyber', api.url, '', 'cyberpanel')}` };
  };

  test('snapshot create sends its options', async () => {
    const { api, config } = await startCyber({
      'POST /vps/7/snapshots/create': { body: { success: true, message: 'made' } },
    });
    const words = ['snapshot', 'create', 'cyber/7', 'before', '--description', 'why', '--include-ram'];
    expect(await runFleetop(words, { config })).toMatchObject({ code: 0 });
    expect(api.requests.find(({ method }) => method === 'POST')?.body).toBe(
      '{"name":"before","description":"why","include_ram":true}',
    );
    const bad = await runFleetop(['snapshot', 'create', 'cyber/7', 'be-fore'], { config });
    expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('underscores') });
    expect(writes(api)).toHaveLength(1);
  });
});
