import { describe, expect, onTestFinished, test } from 'vitest';
import type { ActionRequest, CreatableKind, Deed } from '../../src/model/action.ts';
import type { ConnectedProvider } from '../../src/providers/connect.ts';
import type { Prepared } from '../../src/providers/provider.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { type Reply, type Routes, startApi, type TestApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testApp, testServer } from '../support/resources.ts';

const org = '63f4a1c2b3d4e5f607182930';
const projectId = '64a0b1c2d3e4f5061728394a';
const instanceId = '65b1c2d3e4f5061728394a5b';
const orderId = '65b1c2d3e4f5061728394aff';
const projectPath = `/v1/project/${projectId}`;
const instancePath = `/v1/compute-instance/${instanceId}`;
const olderPath = `/v1/cluster-instance/${instanceId}`;

const onApp = (deed: Deed, id = projectId): ActionRequest => ({
  target: {
    kind: 'app',
    resource: testApp({ provider: 'spheron', providerType: 'spheron', id, kind: 'project' }),
  },
  deed,
});

const onServer = (deed: Deed, id = instanceId): ActionRequest => ({
  target: { kind: 'server', resource: testServer({ provider: 'spheron', providerType: 'spheron', id }) },
  deed,
});

const setEnv = (values: Readonly<Record<string, string>>, isWhole = false): ActionRequest =>
  onApp({ verb: 'env', change: 'set', values, isWhole });

const unsetEnv = (...names: string[]): ActionRequest => onApp({ verb: 'env', change: 'unset', names });

const domain = (change: 'add' | 'remove' | 'verify', host: string): ActionRequest =>
  onApp({ verb: 'domain', change, host });

const createOf = (kind: CreatableKind): ActionRequest => ({ create: kind, provider: 'spheron', fields: {} });

const update = (fields: Readonly<Record<string, string>>): ActionRequest =>
  onServer({ verb: 'update', fields });

const deployment = (id: string, status: string, hour: number) => ({
  _id: id,
  status,
  project: projectId,
  createdAt: new Date(Date.UTC(2024, 2, 1, hour)).toISOString(),
});

const production = { _id: 'e1', name: 'Production', branches: ['main'], status: 'ACTIVE' };
const development = { _id: 'e2', name: 'Development', branches: [], status: 'ACTIVE' };

const project = {
  _id: projectId,
  name: 'shop',
  environmentVariables: [
    { _id: 'v1', name: 'DB_URL', value: 'postgres://x', deploymentEnvironments: [production] },
    { _id: 'v2', name: 'BY_ID', value: '1', deploymentEnvironments: ['e2', 'e9'] },
    { _id: 'v3', name: 'NOWHERE', value: '', deploymentEnvironments: [] },
    { _id: 'v4', name: 'TWICE', value: 'a', deploymentEnvironments: [production] },
    { _id: 'v5', name: 'TWICE', value: 'b', deploymentEnvironments: [development] },
  ],
  deploymentEnvironments: [production, development],
};

const service = (name: string) => ({
  name,
  branch: '',
  folderName: '',
  protocol: 'akash',
  image: 'nginx',
  tag: 'latest',
  serviceCount: 1,
  buildImage: false,
  ports: [{ containerPort: 80, exposedPort: 31_234, global: true }],
  env: [{ value: 'PASSWORD=secret=env', isSecret: true }],
  command: ['serve'],
  args: ['--verbose'],
  region: 'us-east',
  customServiceSpecs: { storage: '10Gi' },
  agreedMachineImage: {
    machineId: 'm1',
    machineType: 'Ventus Nano',
    agreementDate: 1,
    cpu: 0.5,
    memory: '512Mi',
    storage: '10Gi',
    defaultDailyTopUp: 0.2,
  },
  scalable: false,
  autoscalingRules: null,
  healthCheck: { path: '/', port: { containerPort: 8080, exposedPort: 31_234 }, status: 'Active' },
  template: null,
});

/** What {@link service} is in an update. */
const serviceRequest = (name: string) => ({
  name,
  image: 'nginx',
  tag: 'latest',
  serviceCount: 1,
  buildImage: false,
  ports: [{ containerPort: 80, exposedPort: 31_234, global: true }],
  env: [{ value: 'PASSWORD=secret=env', isSecret: true }],
  command: ['serve'],
  args: ['--verbose'],
  akashMachineImageName: 'Ventus Nano',
  customServiceSpecs: { storage: '10Gi' },
  healthCheck: { path: '/', port: 8080 },
});

const computeDeployment = (...services: readonly object[]): Reply => ({
  body: { deployment: { _id: orderId, status: 'Deployed', services }, liveLogs: [] },
});

const deploymentsRoute = `GET ${projectPath}/deployments`;
const servicesRoute = `GET /v1/compute-instance/deployment/${orderId}`;

const reads: Routes = {
  'GET /v1/api-keys/scope': {
    body: { user: { id: 'u1' }, organizations: [{ id: org, name: 'Acme', appType: 'compute' }] },
  },
  [deploymentsRoute]: { body: [deployment('d2', 'Deployed', 2), deployment('d1', 'Deployed', 1)] },
  [`GET ${projectPath}`]: { body: project },
  [`GET ${projectPath}/domains`]: {
    body: {
      domains: [
        { _id: 'dom1', name: 'shop.example.com', type: 'subdomain', verified: true },
        { _id: 'dom2', name: 'new.example.com', type: 'subdomain', verified: false },
        { _id: 'dom3', name: 'odd.example.com', type: 'subdomain' },
      ],
    },
  },
  [`GET ${instancePath}`]: {
    body: { success: true, instance: { _id: instanceId, state: 'Active', activeDeployment: orderId } },
  },
  [servicesRoute]: computeDeployment(service('web')),
};

const connect = async (routes: Routes = {}): Promise<{ api: TestApi; spheron: ConnectedProvider }> => {
  const api = await startApi({ ...reads, ...routes });
  return { api, spheron: connectTestProvider('spheron', api.url) };
};

const prepare = async (spheron: ConnectedProvider, request: ActionRequest) => {
  const prepared = await spheron.provider.prepare?.(request, never);
  if (prepared === undefined) throw new Error('Spheron cannot prepare');
  return prepared;
};

const prepared = async (spheron: ConnectedProvider, request: ActionRequest): Promise<Prepared> => {
  const result = await prepare(spheron, request);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
};

/** The writes that reached the API; a prepare alone must leave none. */
const writesIn = (api: TestApi) =>
  api.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, body }) => ({ method, path, body: body === '' ? null : JSON.parse(body) }));

const failed = (status: string): Routes => ({
  [deploymentsRoute]: { body: [deployment('d3', status, 3), deployment('d2', 'Deployed', 2)] },
});

const newestRoute = 'GET /v1/compute-instance/deployment/cd2';

/** An instance whose newest deployment is not the active one, and in this state. */
const updating = (status: string): Routes => ({
  [`GET ${instancePath}`]: {
    body: {
      instance: {
        _id: instanceId,
        state: 'Active',
        activeDeployment: orderId,
        deployments: [orderId, 'cd2'],
      },
    },
  },
  [newestRoute]: { body: { deployment: { _id: 'cd2', status } } },
});

type WriteCase = {
  readonly name: string;
  readonly request: ActionRequest;
  readonly routes?: Routes;
  readonly method: string;
  readonly path: string;
  /** Null: no body at all. */
  readonly body: unknown;
};

const added = (environments: readonly string[], ...pairs: readonly (readonly [string, string])[]) => ({
  environmentVariables: pairs.map(([name, value]) => ({ name, value, environments })),
});

const updated = (...services: readonly object[]) => ({
  services,
  organizationId: org,
  uniqueTopicId: '00000000-0000-4000-8000-000000000000',
});

const redeployNewest = { method: 'POST', path: '/v1/deployment/d2/redeploy', body: null };

const writes: readonly WriteCase[] = [
  { name: 'deploy', request: onApp({ verb: 'deploy' }), ...redeployNewest },
  { name: 'redeploy', request: onApp({ verb: 'redeploy' }), ...redeployNewest },
  {
    name: 'redeploy of the newest, in whatever order they come',
    request: onApp({ verb: 'redeploy' }),
    routes: {
      [deploymentsRoute]: { body: [deployment('d1', 'Deployed', 1), deployment('d2', 'Failed', 2)] },
    },
    ...redeployNewest,
  },
  {
    name: 'redeploy of the newest that went to production',
    request: onApp({ verb: 'redeploy' }),
    routes: {
      [deploymentsRoute]: {
        body: [
          { ...deployment('d3', 'Failed', 3), deploymentEnvironmentName: 'Preview' },
          { ...deployment('d2', 'Deployed', 2), deploymentEnvironmentName: 'Production' },
        ],
      },
    },
    ...redeployNewest,
  },
  ...['PreQueue', 'Queued', 'Pending', 'AuthorizationNeeded', 'pending'].map((status) => ({
    name: `cancel of one that is ${status}`,
    request: onApp({ verb: 'cancel' }),
    routes: failed(status),
    method: 'POST',
    path: '/v1/deployment/d3/cancel',
    body: null,
  })),
  {
    name: 'cancel of an older one that still runs',
    request: onApp({ verb: 'cancel' }),
    routes: { [deploymentsRoute]: { body: [deployment('d2', 'Failed', 2), deployment('d1', 'Queued', 1)] } },
    method: 'POST',
    path: '/v1/deployment/d1/cancel',
    body: null,
  },
  {
    name: 'authorize',
    request: onApp({ verb: 'authorize' }),
    routes: {
      [deploymentsRoute]: {
        body: [deployment('d3', 'Queued', 3), deployment('d2', 'AuthorizationNeeded', 2)],
      },
    },
    method: 'POST',
    path: '/v1/deployment/d2/authorize',
    body: null,
  },
  {
    name: 'rollback',
    request: onApp({ verb: 'rollback', deploymentId: 'd1' }),
    routes: {
      'GET /v1/deployment/d1': {
        body: { deployment: { ...deployment('d1', 'Deployed', 1), project }, liveLogs: [] },
      },
    },
    method: 'POST',
    path: '/v1/deployment/d1/redeploy',
    body: null,
  },
  {
    name: 'rollback where the project is given by its id',
    request: onApp({ verb: 'rollback', deploymentId: 'd1' }),
    routes: { 'GET /v1/deployment/d1': { body: { deployment: deployment('d1', 'deployed', 1) } } },
    method: 'POST',
    path: '/v1/deployment/d1/redeploy',
    body: null,
  },
  {
    name: 'env set of a new variable',
    request: setEnv({ NEW: 'a=b' }),
    method: 'POST',
    path: `${projectPath}/environment-variables`,
    body: added(['Production', 'Development'], ['NEW', 'a=b']),
  },
  {
    name: 'env set of several new variables',
    request: setEnv({ NEW: '1', OTHER: '' }),
    method: 'POST',
    path: `${projectPath}/environment-variables`,
    body: added(['Production', 'Development'], ['NEW', '1'], ['OTHER', '']),
  },
  {
    name: 'env set where the project does not name its environments',
    request: setEnv({ NEW: '1' }),
    routes: {
      [`GET ${projectPath}`]: { body: { ...project, deploymentEnvironments: undefined } },
      [`GET ${projectPath}/deployment-environments`]: { body: { result: [development] } },
    },
    method: 'POST',
    path: `${projectPath}/environment-variables`,
    body: added(['Development'], ['NEW', '1']),
  },
  {
    name: 'env set of the whole map where nothing is left over',
    request: setEnv({ NEW: '1' }, true),
    routes: { [`GET ${projectPath}`]: { body: { ...project, environmentVariables: [] } } },
    method: 'POST',
    path: `${projectPath}/environment-variables`,
    body: added(['Production', 'Development'], ['NEW', '1']),
  },
  {
    name: 'env set of an existing variable, in its own environments',
    request: setEnv({ DB_URL: 'postgres://y' }),
    method: 'PUT',
    path: `${projectPath}/environment-variables/v1`,
    body: { name: 'DB_URL', value: 'postgres://y', environments: ['Production'] },
  },
  {
    name: 'env set of a variable whose environments are ids',
    request: setEnv({ BY_ID: '2' }),
    method: 'PUT',
    path: `${projectPath}/environment-variables/v2`,
    body: { name: 'BY_ID', value: '2', environments: ['Development', 'e9'] },
  },
  {
    name: 'env set of a variable without environments',
    request: setEnv({ NOWHERE: '2' }),
    method: 'PUT',
    path: `${projectPath}/environment-variables/v3`,
    body: { name: 'NOWHERE', value: '2', environments: ['Production', 'Development'] },
  },
  {
    name: 'env unset',
    request: unsetEnv('DB_URL'),
    method: 'DELETE',
    path: `${projectPath}/environment-variables/v1`,
    body: null,
  },
  ...(
    [
      ['example.com', 'domain', 'example.com'],
      ['Example.COM.', 'domain', 'example.com'],
      ['shop.example.com', 'subdomain', 'shop.example.com'],
      ['example.co.uk', 'domain', 'example.co.uk'],
      ['shop.example.co.uk', 'subdomain', 'shop.example.co.uk'],
      ['www.co.com', 'subdomain', 'www.co.com'],
      ['münchen.example', 'domain', 'münchen.example'],
      ['shop.eth', 'ens-domain', 'shop.eth'],
      ['www.shop.eth', 'ens-domain', 'www.shop.eth'],
      ['shop/', 'handshake-domain', 'shop'],
      ['shop', 'handshake-domain', 'shop'],
      ['www.shop/', 'handshake-subdomain', 'www.shop'],
    ] as const
  ).map(([host, type, name]) => ({
    name: `domain add of ${host}`,
    request: domain('add', host),
    method: 'POST',
    path: `${projectPath}/domains`,
    body: { type, name },
  })),
  {
    name: 'domain verify',
    request: domain('verify', 'New.example.com'),
    method: 'PATCH',
    path: `${projectPath}/domains/dom2/verify`,
    body: {},
  },
  {
    name: 'domain remove',
    request: domain('remove', 'shop.example.com'),
    method: 'DELETE',
    path: `${projectPath}/domains/dom1`,
    body: null,
  },
  {
    name: 'update of the only service',
    request: update({ image: 'localhost:5000/httpd', tag: ' 2.4 ', serviceCount: '3' }),
    method: 'PATCH',
    path: `${instancePath}/update`,
    body: updated({ ...serviceRequest('web'), image: 'localhost:5000/httpd', tag: '2.4', serviceCount: 3 }),
  },
  {
    name: 'update of one service of two',
    request: update({ 'my.api.tag': '2' }),
    routes: { [servicesRoute]: computeDeployment(service('web'), service('my.api')) },
    method: 'PATCH',
    path: `${instancePath}/update`,
    body: updated(serviceRequest('web'), { ...serviceRequest('my.api'), tag: '2' }),
  },
  {
    name: 'update of a service with everything that is optional',
    request: update({ tag: '2' }),
    routes: {
      [servicesRoute]: computeDeployment({
        ...service('web'),
        command: null,
        healthCheck: { path: '/health' },
        privateImageConfig: { dockerRegistryURL: 'r', dockerUserName: 'u', dockerPasswordOrToken: 'p' },
        agreedMachineImage: {
          machineType: 'Custom Plan',
          cpu: 2,
          memory: '4Gi',
          storage: '40Gi',
          persistentStorage: { size: '5Gi', class: 'beta3', mountPoint: '/data' },
        },
        autoscalingRules: {
          numberOfChecks: 5,
          minimumInstances: 1,
          maximumInstances: 3,
          plan: 'relax',
          timeWindow: 60,
          scaleUp: { cpuThreshold: { step: 1 } },
          scaleDown: { cpuThreshold: { step: 1 } },
          cooldown: 300,
          averageCpuUtilization: 4,
        },
      }),
    },
    method: 'PATCH',
    path: `${instancePath}/update`,
    body: updated({
      ...serviceRequest('web'),
      tag: '2',
      command: [],
      akashMachineImageName: 'Custom Plan',
      customServiceSpecs: {
        storage: '40Gi',
        cpu: 2,
        memory: '4Gi',
        persistentStorage: { size: '5Gi', class: 'beta3', mountPoint: '/data' },
      },
      privateImageConfig: { dockerRegistryURL: 'r', dockerUserName: 'u', dockerPasswordOrToken: 'p' },
      healthCheck: { path: '/health', port: 80 },
      autoscalingRules: {
        minimumInstances: 1,
        maximumInstances: 3,
        plan: 'relax',
        timeWindow: 60,
        scaleUp: { cpuThreshold: { step: 1 } },
        scaleDown: { cpuThreshold: { step: 1 } },
        cooldown: 300,
      },
    }),
  },
  ...['Failed', 'Deprecated', 'NEVER-HEARD-OF'].map((status) => ({
    name: `update after another that is ${status}`,
    request: update({ tag: '2' }),
    routes: updating(status),
    method: 'PATCH',
    path: `${instancePath}/update`,
    body: updated({ ...serviceRequest('web'), tag: '2' }),
  })),
  {
    name: 'update after another that is there no more',
    request: update({ tag: '2' }),
    routes: { ...updating(''), [newestRoute]: { status: 404, body: {} } },
    method: 'PATCH',
    path: `${instancePath}/update`,
    body: updated({ ...serviceRequest('web'), tag: '2' }),
  },
  {
    name: 'update sends the texts of every service as they are',
    request: update({ 'web.tag': '2' }),
    routes: {
      [servicesRoute]: computeDeployment(service('web'), {
        ...service('api'),
        env: [{ value: 'PEM=a\nb\tc\u200b' }],
        args: ['x\r\n\u001b\u2424'],
      }),
    },
    method: 'PATCH',
    path: `${instancePath}/update`,
    body: updated(
      { ...serviceRequest('web'), tag: '2' },
      { ...serviceRequest('api'), env: [{ value: 'PEM=a\nb\tc\u200b' }], args: ['x\r\n\u001b\u2424'] },
    ),
  },
  {
    name: 'update of a service that has nothing optional',
    request: update({ tag: '2' }),
    routes: {
      [servicesRoute]: computeDeployment({
        name: 'web',
        image: 'nginx',
        tag: 'latest',
        serviceCount: 1,
        ports: [],
        agreedMachineImage: { machineType: 'Ventus Nano' },
        healthCheck: { path: '', status: 'Unknown' },
      }),
    },
    method: 'PATCH',
    path: `${instancePath}/update`,
    body: updated({
      name: 'web',
      image: 'nginx',
      tag: '2',
      serviceCount: 1,
      buildImage: false,
      ports: [],
      env: [],
      command: [],
      args: [],
      akashMachineImageName: 'Ventus Nano',
    }),
  },
  {
    name: 'delete of an instance closes it',
    request: onServer({ verb: 'delete' }),
    method: 'POST',
    path: `${instancePath}/close`,
    body: null,
  },
];

describe('sends exactly the documented request, once', () => {
  test.each(writes)('$name', async ({ request, routes, method, path, body }) => {
    const { api, spheron } = await connect({ ...routes, [`${method} ${path}`]: { body: {} } });
    const ready = await prepared(spheron, request);
    expect(writesIn(api)).toEqual([]);
    expect(await spheron.send(ready.request, never)).toMatchObject({ ok: true });
    expect(writesIn(api)).toEqual([{ method, path, body }]);
    const sent = api.requests.find((seen) => seen.method !== 'GET');
    expect(sent?.headers['authorization']).toBe('Bearer test-key');
    expect(sent?.headers['content-type']).toBe(body === null ? undefined : 'application/json');
  });

  test.each([
    {
      name: 'close',
      request: onServer({ verb: 'delete' }),
      fallback: { method: 'POST', path: `${olderPath}/close` },
    },
    {
      name: 'update',
      request: update({ tag: '2' }),
      fallback: {
        method: 'PATCH',
        path: `${olderPath}/update`,
        body: updated({ ...serviceRequest('web'), tag: '2' }),
      },
    },
  ] as const)('$name has the older path as its fallback', async ({ request, fallback }) => {
    const { spheron } = await connect();
    expect((await prepared(spheron, request)).fallback).toEqual(fallback);
  });

  test.each(writes.filter(({ path }) => !path.includes('instance')))(
    '$name has no fallback',
    async ({ request, routes }) => {
      const { spheron } = await connect(routes);
      expect((await prepared(spheron, request)).fallback).toBeNull();
    },
  );

  test.each([
    { name: 'an app', request: onApp({ verb: 'rollback', deploymentId: 'a/b?' }, 'p/1') },
    { name: 'an instance', request: onServer({ verb: 'delete' }, 'i/1') },
    { name: 'a project', request: onApp({ verb: 'domain', change: 'add', host: 'example.com' }, 'p/1') },
  ])('encodes the ids of $name', async ({ request }) => {
    const { spheron } = await connect({
      'GET /v1/deployment/a%2Fb%3F': { body: { deployment: { status: 'Deployed', project: 'p/1' } } },
    });
    const { path } = (await prepared(spheron, request)).request;
    expect(path).toMatch(
      /^\/v1\/(deployment\/a%2Fb%3F\/redeploy|compute-instance\/i%2F1\/close|project\/p%2F1\/domains)$/,
    );
  });
});

const hosts = [
  '',
  ' ',
  'https://example.com',
  'example.com/shop',
  'example.com:80',
  'a..b',
  '-a.com',
  'a b.com',
  '192.0.2.1',
  `${'a'.repeat(64)}.com`,
  `${'a.'.repeat(127)}com`,
];

describe('refuses before anything is sent', () => {
  test.each<{ name: string; request: ActionRequest; routes?: Routes; code: string; message: RegExp }>([
    {
      name: 'deploy of a project without a deployment',
      request: onApp({ verb: 'deploy' }),
      routes: { [deploymentsRoute]: { body: [] } },
      code: 'invalid',
      message: /no deployment yet/,
    },
    {
      name: 'redeploy when a deployment cannot be read',
      request: onApp({ verb: 'redeploy' }),
      routes: { [deploymentsRoute]: { body: [{ status: 'Queued' }, deployment('d1', 'Deployed', 1)] } },
      code: 'protocol',
      message: /the deployments, row 1/,
    },
    ...(['redeploy', 'deploy', 'cancel'] as const).map((verb) => ({
      name: `${verb} when the list has a deployment of another project`,
      request: onApp({ verb }),
      routes: {
        [deploymentsRoute]: {
          body: [{ ...deployment('d9', 'Queued', 9), project: 'other' }, deployment('d1', 'Queued', 1)],
        },
      },
      code: 'protocol',
      message: /the deployments, row 1 in a shape we don't know at project/,
    })),
    {
      name: 'redeploy when there is no list',
      request: onApp({ verb: 'redeploy' }),
      routes: { [deploymentsRoute]: { body: {} } },
      code: 'protocol',
      message: /no list/,
    },
    {
      name: 'redeploy when the list fails',
      request: onApp({ verb: 'redeploy' }),
      routes: { [deploymentsRoute]: { status: 404, body: { message: 'Project not found' } } },
      code: 'not-found',
      message: /^Project not found$/,
    },
    ...['Deployed', 'Failed', 'Canceled', 'Killing', 'TimedOut', 'Strange'].map((status) => ({
      name: `cancel when the newest is ${status}`,
      request: onApp({ verb: 'cancel' }),
      routes: failed(status),
      code: 'conflict',
      message: new RegExp(`running or waiting: the newest is ${status}`),
    })),
    {
      name: 'cancel when there is none',
      request: onApp({ verb: 'cancel' }),
      routes: { [deploymentsRoute]: { body: [] } },
      code: 'conflict',
      message: /there is none/,
    },
    {
      name: 'cancel when the list fails',
      request: onApp({ verb: 'cancel' }),
      routes: { [deploymentsRoute]: { status: 403, body: {} } },
      code: 'auth',
      message: /rejected/,
    },
    {
      name: 'authorize when none waits for it',
      request: onApp({ verb: 'authorize' }),
      routes: failed('Queued'),
      code: 'conflict',
      message: /waits for authorization: the newest is Queued/,
    },
    {
      name: 'authorize when the list fails',
      request: onApp({ verb: 'authorize' }),
      routes: { [deploymentsRoute]: { status: 400, body: { message: 'no' } } },
      code: 'invalid',
      message: /^no$/,
    },
    ...['', ' ', '.', '..'].map((deploymentId) => ({
      name: `rollback to "${deploymentId}"`,
      request: onApp({ verb: 'rollback', deploymentId }),
      code: 'invalid',
      message: /^deploymentId: is required/,
    })),
    {
      name: 'rollback to a deployment that is not there',
      request: onApp({ verb: 'rollback', deploymentId: 'd9' }),
      code: 'not-found',
      message: /./,
    },
    {
      name: "rollback to another project's deployment",
      request: onApp({ verb: 'rollback', deploymentId: 'd1' }),
      routes: {
        'GET /v1/deployment/d1': {
          body: { deployment: { ...deployment('d1', 'Deployed', 1), project: { _id: 'other' } } },
        },
      },
      code: 'invalid',
      message: /^deploymentId: d1 belongs to another project$/,
    },
    {
      name: 'rollback to a deployment that failed',
      request: onApp({ verb: 'rollback', deploymentId: 'd1' }),
      routes: { 'GET /v1/deployment/d1': { body: { deployment: deployment('d1', 'Failed', 1) } } },
      code: 'invalid',
      message: /^deploymentId: d1 is Failed, it must be Deployed$/,
    },
    {
      name: 'rollback when the deployment does not say its project',
      request: onApp({ verb: 'rollback', deploymentId: 'd1' }),
      routes: { 'GET /v1/deployment/d1': { body: { deployment: { status: 'Deployed' } } } },
      code: 'protocol',
      message: /the deployment .* at deployment\.project/,
    },
    { name: 'env set of nothing', request: setEnv({}), code: 'invalid', message: /^name: at least one/ },
    {
      name: 'env set without a name',
      request: setEnv({ ' ': 'x' }),
      code: 'invalid',
      message: /^name: .*must not be empty/,
    },
    {
      name: 'env set of a new and an existing variable',
      request: setEnv({ NEW: 'hidden', DB_URL: 'hidden' }),
      code: 'invalid',
      message: /"DB_URL" is there already: nothing was sent\. Set it by itself; then set "NEW"$/,
    },
    {
      name: 'env set of several existing variables',
      request: setEnv({ BY_ID: 'hidden', DB_URL: 'hidden' }),
      code: 'invalid',
      message: /"DB_URL", "BY_ID" are there already: nothing was sent\. Set each of them by itself$/,
    },
    {
      name: 'env set of a variable that is there twice',
      request: setEnv({ TWICE: 'hidden' }),
      code: 'conflict',
      message: /there are 2 variables "TWICE"/,
    },
    {
      name: 'env set of the whole map where variables would be left over',
      request: setEnv({ DB_URL: 'hidden', TWICE: 'hidden' }, true),
      code: 'invalid',
      message: /cannot replace the whole map.*unset "BY_ID", "NOWHERE" first/,
    },
    {
      name: 'env set where there is no environment at all',
      request: setEnv({ NEW: '1' }),
      routes: {
        [`GET ${projectPath}`]: { body: { ...project, deploymentEnvironments: [] } },
        [`GET ${projectPath}/deployment-environments`]: { body: { result: [] } },
      },
      code: 'conflict',
      message: /no deployment environment/,
    },
    {
      name: 'env set where the environments cannot be read',
      request: setEnv({ NEW: '1' }),
      routes: {
        [`GET ${projectPath}`]: { body: { ...project, deploymentEnvironments: [] } },
        [`GET ${projectPath}/deployment-environments`]: { body: { result: [{ branches: [] }] } },
      },
      code: 'protocol',
      message: /the deployment environments/,
    },
    {
      name: 'env set where the environments fail',
      request: setEnv({ NOWHERE: '1' }),
      routes: { [`GET ${projectPath}`]: { body: { ...project, deploymentEnvironments: null } } },
      code: 'not-found',
      message: /./,
    },
    {
      name: 'env set where the variables are not told',
      request: setEnv({ NEW: '1' }),
      routes: { [`GET ${projectPath}`]: { body: { _id: projectId } } },
      code: 'protocol',
      message: /the project's variables/,
    },
    {
      name: 'env set where a variable cannot be read',
      request: setEnv({ NEW: '1' }),
      routes: { [`GET ${projectPath}`]: { body: { ...project, environmentVariables: [{ name: 'NEW' }] } } },
      code: 'protocol',
      message: /environmentVariables\.0\._id/,
    },
    { name: 'env unset of nothing', request: unsetEnv(), code: 'invalid', message: /^name: is required/ },
    { name: 'env unset of ""', request: unsetEnv(''), code: 'invalid', message: /^name: is required/ },
    {
      name: 'env unset of several',
      request: unsetEnv('DB_URL', 'BY_ID'),
      code: 'invalid',
      message: /^name: Spheron removes one variable at a time/,
    },
    {
      name: 'env unset of a variable that is not there',
      request: unsetEnv('db_url'),
      code: 'not-found',
      message: /no variable "db_url"/,
    },
    {
      name: 'env unset of a variable that is there twice',
      request: unsetEnv('TWICE'),
      code: 'conflict',
      message: /there are 2 variables "TWICE"/,
    },
    {
      name: 'env unset where the project fails',
      request: unsetEnv('DB_URL'),
      routes: { [`GET ${projectPath}`]: { status: 404, body: {} } },
      code: 'not-found',
      message: /./,
    },
    ...hosts.map((host) => ({
      name: `domain add of "${host.slice(0, 30)}"`,
      request: domain('add', host),
      code: 'invalid',
      message: /^host: ".*" is no host name/,
    })),
    {
      name: 'domain verify of no host name',
      request: domain('verify', 'https://x'),
      code: 'invalid',
      message: /^host: /,
    },
    {
      name: 'domain verify of one that is not there',
      request: domain('verify', 'other.example.com'),
      code: 'not-found',
      message: /no domain "other\.example\.com": the project has shop\.example\.com, new/,
    },
    {
      name: 'domain remove where there is none',
      request: domain('remove', 'other.example.com'),
      routes: { [`GET ${projectPath}/domains`]: { body: { domains: [] } } },
      code: 'not-found',
      message: /the project has none$/,
    },
    {
      name: 'domain remove where the domains cannot be read',
      request: domain('remove', 'shop.example.com'),
      routes: { [`GET ${projectPath}/domains`]: { body: { domains: [{ name: 'shop.example.com' }] } } },
      code: 'protocol',
      message: /the domains/,
    },
    {
      name: 'domain remove where the domains fail',
      request: domain('remove', 'shop.example.com'),
      routes: { [`GET ${projectPath}/domains`]: { status: 409, body: { message: 'busy' } } },
      code: 'conflict',
      message: /^busy$/,
    },
    {
      name: 'update of nothing',
      request: update({}),
      code: 'invalid',
      message: /^nothing to change: image, tag, serviceCount/,
    },
    {
      name: 'update of an unknown field',
      request: update({ imgae: 'x' }),
      code: 'invalid',
      message: /^imgae: is no field of an update: did you mean "image"\?$/,
    },
    {
      name: 'update of a field that is like none',
      request: update({ memory: '4Gi' }),
      code: 'invalid',
      message: /^memory: is no field of an update: known are image, tag, serviceCount$/,
    },
    {
      name: 'update of an unknown service',
      request: update({ 'wbe.tag': '2' }),
      code: 'invalid',
      message: /^wbe\.tag: there is no service "wbe": did you mean "web"\?$/,
    },
    {
      name: 'update that does not say which service',
      request: update({ tag: '2' }),
      routes: { [servicesRoute]: computeDeployment(service('web'), service('api')) },
      code: 'invalid',
      message: /^tag: the instance has several services: say web\.tag or api\.tag$/,
    },
    {
      name: 'update that says a field twice',
      request: update({ tag: '2', 'web.tag': '3' }),
      code: 'invalid',
      message: /^web\.tag: is given twice$/,
    },
    ...['', 'a b'].flatMap((value) =>
      (['image', 'tag'] as const).map((field) => ({
        name: `update with ${field} "${value}"`,
        request: update({ [field]: value }),
        code: 'invalid',
        message: new RegExp(`^${field}: must be the .* without spaces$`),
      })),
    ),
    {
      name: 'update with a tag in the image',
      request: update({ image: 'localhost:5000/nginx:1' }),
      code: 'invalid',
      message: /^image: must not hold a tag: that is the field tag$/,
    },
    ...['', '0', '-1', '1.5', 'two', '1e3', '99999999'].map((value) => ({
      name: `update with serviceCount "${value}"`,
      request: update({ serviceCount: value }),
      code: 'invalid',
      message: /^serviceCount: must be a whole number, at least 1$/,
    })),
    {
      name: 'update with several wrong fields',
      request: update({ serviceCount: '0', tga: '1' }),
      code: 'invalid',
      message: /^serviceCount: .*; tga: .*"tag"/,
    },
    {
      name: 'update of an instance without a deployment',
      request: update({ tag: '2' }),
      routes: { [`GET ${instancePath}`]: { body: { instance: { _id: instanceId, state: 'Starting' } } } },
      code: 'conflict',
      message: /no deployment/,
    },
    {
      name: 'update of an instance that is not there',
      request: update({ tag: '2' }),
      routes: { [`GET ${instancePath}`]: { status: 404, body: {} } },
      code: 'not-found',
      message: /./,
    },
    {
      name: 'update when the deployment fails',
      request: update({ tag: '2' }),
      routes: { [servicesRoute]: { status: 400, body: { message: 'no such deployment' } } },
      code: 'invalid',
      message: /^no such deployment$/,
    },
    ...(['image', 'ports', 'agreedMachineImage', 'serviceCount'] as const).map((field) => ({
      name: `update when a service does not tell its ${field}`,
      request: update({ tag: '2' }),
      routes: { [servicesRoute]: computeDeployment({ ...service('web'), [field]: undefined }) },
      code: 'protocol',
      message: new RegExp(`services in a shape we don't know at services\\.0\\.${field}`),
    })),
    {
      name: 'update when there are no services',
      request: update({ tag: '2' }),
      routes: { [servicesRoute]: computeDeployment() },
      code: 'protocol',
      message: /the deployment's services/,
    },
    {
      name: 'update of an unknown service, where another has a hostile name',
      request: update({ 'we.tag': '2' }),
      routes: { [servicesRoute]: computeDeployment(service('w\u001be\n'), service('other-one')) },
      code: 'invalid',
      message: /^we\.tag: there is no service "we": did you mean "w␛e␊"\?$/,
    },
    {
      name: 'update when the scope fails',
      request: update({ tag: '2' }),
      routes: { 'GET /v1/api-keys/scope': { status: 401, body: {} } },
      code: 'auth',
      message: /rejected/,
    },
    ...['Queued', 'pending'].map((status) => ({
      name: `update while another is ${status}`,
      request: update({ tag: '2' }),
      routes: updating(status),
      code: 'conflict',
      message: /^another update is under way: wait until deployment cd2 has ended$/,
    })),
    {
      name: 'update where it cannot be read whether another is under way',
      request: update({ tag: '2' }),
      routes: { ...updating(''), [newestRoute]: { status: 400, body: { message: 'no such window' } } },
      code: 'invalid',
      message: /^no such window$/,
    },
    {
      name: 'update at the older generation',
      request: update({ tag: '2' }),
      routes: {
        [`GET ${instancePath}`]: { status: 404, body: {} },
        [`GET ${olderPath}`]: { body: { instance: { _id: instanceId, activeOrder: orderId } } },
        [`GET /v1/cluster-instance/order/${orderId}`]: {
          body: { order: { _id: orderId, clusterInstanceConfiguration: { tag: '1' } } },
        },
      },
      code: 'unsupported',
      message: /API of 2023/,
    },
  ])('$name', async ({ request, routes, code, message }) => {
    const { api, spheron } = await connect(routes);
    const result = await prepare(spheron, request);
    expect(result).toMatchObject({ ok: false, problem: { code, provider: 'spheron' } });
    const said = result.ok ? '' : result.problem.message;
    expect(said).toMatch(message);
    expect(said).not.toContain('hidden');
    expect(writesIn(api)).toEqual([]);
  });
});

const projectDeeds: readonly Deed[] = [
  { verb: 'start' },
  { verb: 'stop' },
  { verb: 'shutdown' },
  { verb: 'reboot' },
  { verb: 'delete' },
  { verb: 'rename', name: 'x' },
  { verb: 'update', fields: { name: 'x' } },
  { verb: 'snapshot', name: 'x', description: null, includesRam: false },
  { verb: 'ssl', mode: 'auto' },
];

const instanceDeeds: readonly Deed[] = [
  { verb: 'start' },
  { verb: 'stop' },
  { verb: 'shutdown' },
  { verb: 'reboot' },
  { verb: 'rename', name: 'x' },
  { verb: 'snapshot', name: 'x', description: null, includesRam: false },
  { verb: 'ssl', mode: 'auto' },
  { verb: 'deploy' },
  { verb: 'redeploy' },
  { verb: 'cancel' },
  { verb: 'authorize' },
  { verb: 'rollback', deploymentId: 'd1' },
  { verb: 'env', change: 'unset', names: ['X'] },
  { verb: 'domain', change: 'add', host: 'example.com' },
];

test.each([401, 403])(
  'the token has its scope read again after a write was refused with %i',
  async (status) => {
    const { api, spheron } = await connect({ [`PATCH ${instancePath}/update`]: { status, body: '' } });
    const scopeReads = () => api.requests.filter(({ path }) => path === '/v1/api-keys/scope').length;
    const { request } = await prepared(spheron, update({ tag: '2' }));
    await prepared(spheron, update({ tag: '2' }));
    expect(scopeReads()).toBe(1);
    expect(await spheron.send(request, never)).toMatchObject({
      ok: false,
      problem: { code: 'auth', status, message: 'the token was rejected' },
    });
    await prepared(spheron, update({ tag: '2' }));
    expect(scopeReads()).toBe(2);
  },
);

describe('says what Spheron does not have, without asking it', () => {
  test.each<{ name: string; request: ActionRequest }>([
    ...projectDeeds.map((deed) => ({ name: `${deed.verb} of a project`, request: onApp(deed) })),
    ...instanceDeeds.map((deed) => ({ name: `${deed.verb} of an instance`, request: onServer(deed) })),
    ...(['server', 'app', 'database', 'user'] as const).map((kind) => ({
      name: `create of a ${kind}`,
      request: createOf(kind),
    })),
  ])('$name', async ({ request }) => {
    const { api, spheron } = await connect();
    expect(await prepare(spheron, request)).toMatchObject({
      ok: false,
      problem: { code: 'unsupported', message: expect.stringMatching(/Spheron/) },
    });
    expect(api.requests).toEqual([]);
  });

  test('power is named as what is missing', async () => {
    const { spheron } = await connect();
    expect(await prepare(spheron, onServer({ verb: 'stop' }))).toMatchObject({
      problem: { message: expect.stringMatching(/no power control/) },
    });
    expect(await prepare(spheron, onApp({ verb: 'stop' }))).toMatchObject({
      problem: { message: expect.stringMatching(/no power control/) },
    });
  });
});

const nothing = {
  deploymentId: null,
  actionId: null,
  status: null,
  created: null,
  oneTimeSecret: null,
};

const started = {
  success: true,
  message: 'Deployment started',
  topic: 't',
  deploymentId: 'd9',
  projectId,
  deployment: deployment('d9', 'Queued', 9),
};

describe('reads the replies', () => {
  const verified = (isVerified: unknown) => ({
    success: true,
    domain: { _id: 'dom2', verified: isVerified },
  });
  const waiting = failed('AuthorizationNeeded');
  test.each<{ name: string; request: ActionRequest; routes?: Routes; body: unknown; want: object }>([
    {
      name: 'redeploy',
      request: onApp({ verb: 'redeploy' }),
      body: started,
      want: { message: 'Deployment started', deploymentId: 'd9', status: 'Queued' },
    },
    {
      name: 'redeploy with the deployment only',
      request: onApp({ verb: 'redeploy' }),
      body: { deployment: { _id: 'd9' } },
      want: { message: 'redeploy initiated', deploymentId: 'd9' },
    },
    {
      name: 'redeploy, empty',
      request: onApp({ verb: 'redeploy' }),
      body: undefined,
      want: { message: 'redeploy initiated' },
    },
    {
      name: 'authorize, empty',
      request: onApp({ verb: 'authorize' }),
      routes: waiting,
      body: {},
      want: { message: 'authorize initiated', deploymentId: 'd3' },
    },
    {
      name: 'cancel of a build',
      request: onApp({ verb: 'cancel' }),
      routes: waiting,
      body: { message: 'Killing it', canceled: false, killing: true },
      want: { message: 'Killing it', deploymentId: 'd3', status: 'Killing' },
    },
    {
      name: 'cancel of what waits',
      request: onApp({ verb: 'cancel' }),
      routes: waiting,
      body: { message: 'Canceled', canceled: true, killing: false },
      want: { message: 'Canceled', deploymentId: 'd3', status: 'Canceled' },
    },
    {
      name: 'cancel that says neither',
      request: onApp({ verb: 'cancel' }),
      routes: waiting,
      body: { canceled: false },
      want: { message: 'cancel initiated', deploymentId: 'd3' },
    },
    {
      name: 'a variable added',
      request: setEnv({ NEW: '1' }),
      body: { environmentVariables: [{ _id: 'v9', name: 'NEW', value: '1' }] },
      want: { message: 'variable added' },
    },
    {
      name: 'variables added',
      request: setEnv({ NEW: '1', OTHER: '2' }),
      body: {},
      want: { message: 'variables added' },
    },
    {
      name: 'a variable changed',
      request: setEnv({ DB_URL: '1' }),
      body: { updated: {} },
      want: { message: 'variable changed' },
    },
    {
      name: 'a variable removed',
      request: unsetEnv('DB_URL'),
      body: { success: true },
      want: { message: 'variable removed' },
    },
    {
      name: 'a domain added',
      request: domain('add', 'example.com'),
      body: { domain: { _id: 'dom9' } },
      want: { message: 'domain added as domain; it has to be verified' },
    },
    {
      name: 'a domain removed',
      request: domain('remove', 'new.example.com'),
      body: undefined,
      want: { message: 'domain removed' },
    },
    {
      name: 'a domain verified',
      request: domain('verify', 'new.example.com'),
      body: verified(true),
      want: { message: 'domain verified' },
    },
    {
      name: 'a domain not verified yet',
      request: domain('verify', 'new.example.com'),
      body: verified(false),
      want: { message: 'domain not verified yet: check its DNS records' },
    },
    {
      name: 'a domain of which nothing is told',
      request: domain('verify', 'new.example.com'),
      body: verified('yes'),
      want: { message: 'verification initiated' },
    },
    {
      name: 'update',
      request: update({ tag: '2' }),
      body: { computeProjectId: 'p', computeInstanceId: instanceId, computeDeploymentId: 'cd9', topic: 't' },
      want: { message: 'update initiated', deploymentId: 'cd9', actionId: 'cd9' },
    },
    {
      name: 'close',
      request: onServer({ verb: 'delete' }),
      body: { message: 'Closing', success: true },
      want: { message: 'Closing' },
    },
  ])('$name', async ({ request, routes, body, want }) => {
    const { spheron } = await connect(routes);
    expect((await prepared(spheron, request)).read(body)).toEqual({ ...nothing, ...want });
  });

  test.each([null, 'text', 7, [], [1], { message: 7, deploymentId: {}, deployment: 'x', canceled: 'yes' }])(
    'a strange one is accepted all the same: %j',
    async (body) => {
      const { spheron } = await connect();
      const { read } = await prepared(spheron, onServer({ verb: 'delete' }));
      expect(read(body)).toEqual({ ...nothing, message: 'close initiated' });
      const verify = await prepared(spheron, domain('verify', 'new.example.com'));
      expect(verify.read(body)).toEqual({ ...nothing, message: 'verification initiated' });
    },
  );
});

describe('lists', () => {
  test('variables with their values', async () => {
    const { spheron } = await connect({
      [`GET ${projectPath}`]: {
        body: {
          environmentVariables: [
            { _id: 'v1', name: 'A', value: 'x' },
            { _id: 'v2', name: 'B' },
          ],
        },
      },
    });
    expect(await spheron.provider.listEnv?.(projectId, never)).toEqual({
      ok: true,
      value: [
        { name: 'A', value: 'x' },
        { name: 'B', value: null },
      ],
    });
  });

  test('domains', async () => {
    const { spheron } = await connect();
    expect(await spheron.provider.listDomains?.(projectId, never)).toEqual({
      ok: true,
      value: [
        { host: 'shop.example.com', isVerified: true, certificate: null },
        { host: 'new.example.com', isVerified: false, certificate: null },
        { host: 'odd.example.com', isVerified: null, certificate: null },
      ],
    });
  });

  test.each([
    { name: 'refused', reply: { status: 404, body: {} }, code: 'not-found' },
    { name: 'of another shape', reply: { body: { domains: 7, environmentVariables: 7 } }, code: 'protocol' },
  ])('neither when $name', async ({ reply, code }) => {
    const { spheron } = await connect({
      [`GET ${projectPath}`]: reply,
      [`GET ${projectPath}/domains`]: reply,
    });
    expect(await spheron.provider.listEnv?.(projectId, never)).toMatchObject({
      ok: false,
      problem: { code },
    });
    expect(await spheron.provider.listDomains?.(projectId, never)).toMatchObject({
      ok: false,
      problem: { code },
    });
  });
});

test('the forms: nothing to create, three fields of an instance to update', async () => {
  const { spheron } = await connect();
  const forms = spheron.provider.forms;
  expect(forms?.create).toEqual({});
  expect(Object.keys(forms?.update ?? {})).toEqual(['server']);
  expect(forms?.update.server?.map(({ name, isRequired, isSecret }) => [name, isRequired, isSecret])).toEqual(
    [
      ['image', false, false],
      ['tag', false, false],
      ['serviceCount', false, false],
    ],
  );
});

describe('against the simulator', () => {
  const simulate = async () => {
    let now = Date.parse('2026-11-01T12:00:00Z');
    const simulator = await startSimulator({ servers: 40, apps: 40, now: () => now, limits: false });
    onTestFinished(simulator.close);
    const as = (name: string): ConnectedProvider => {
      const entry = simulator.providers.find((one) => one.name === name);
      if (entry === undefined) throw new Error(`the simulator has no ${name}`);
      return connectTestProvider('spheron', entry.baseUrl, { apiKey: entry.apiKey });
    };
    const act = async (spheron: ConnectedProvider, request: ActionRequest) => {
      const { request: write, read } = await prepared(spheron, request);
      const reply = await spheron.send(write, never);
      if (!reply.ok) throw new Error(`${write.method} ${write.path}: ${reply.problem.message}`);
      return read(reply.value.body);
    };
    return {
      act,
      sites: as('spheron-sites'),
      compute: as('spheron-compute'),
      pass: (ms: number) => {
        now += ms;
      },
    };
  };

  const read = async <T>(result: Promise<{ ok: true; value: T } | { ok: false }> | undefined): Promise<T> => {
    const got = await result;
    if (got === undefined || !got.ok) throw new Error('could not be read');
    return got.value;
  };

  const projects = async (sites: ConnectedProvider) => {
    const { items } = await read(sites.provider.listApps?.(never));
    const deployments = await Promise.all(
      items.map(async (app) => (await read(sites.provider.listDeployments?.(app.id, never))).items),
    );
    return items.map((app, index) => ({ id: app.id, deployments: deployments[index] ?? [] }));
  };

  const newest = async (sites: ConnectedProvider, id: string) =>
    (await read(sites.provider.listDeployments?.(id, never))).items[0];

  test('redeploy begins a deployment, cancel ends it', async () => {
    const { act, sites, pass } = await simulate();
    const all = await projects(sites);
    const calm = all.find(({ deployments }) => deployments[0]?.providerStatus === 'Deployed');
    const id = calm?.id ?? '';
    expect(await prepare(sites, onApp({ verb: 'cancel' }, id))).toMatchObject({
      problem: { code: 'conflict' },
    });
    const accepted = await act(sites, onApp({ verb: 'redeploy' }, id));
    expect(accepted.deploymentId).not.toBeNull();
    expect(await newest(sites, id)).toMatchObject({ id: accepted.deploymentId, providerStatus: 'Queued' });
    pass(5_000);
    const canceled = await act(sites, onApp({ verb: 'cancel' }, id));
    expect(canceled).toMatchObject({ deploymentId: accepted.deploymentId, status: 'Killing' });
    pass(5_000);
    expect(await newest(sites, id)).toMatchObject({ providerStatus: 'Canceled' });
  });

  test('rollback deploys an earlier deployment again', async () => {
    const { act, sites } = await simulate();
    const all = await projects(sites);
    const two = all.find(({ deployments }) => deployments[1]?.providerStatus === 'Deployed');
    const [now, before] = two?.deployments ?? [];
    const accepted = await act(sites, onApp({ verb: 'rollback', deploymentId: before?.id ?? '' }, two?.id));
    expect((await newest(sites, two?.id ?? ''))?.id).toBe(accepted.deploymentId);
    expect(accepted.deploymentId).not.toBe(now?.id);
    const other = all.find(({ id, deployments }) => id !== two?.id && deployments.length > 0);
    const foreign = onApp({ verb: 'rollback', deploymentId: before?.id ?? '' }, other?.id);
    expect(await prepare(sites, foreign)).toMatchObject({ problem: { code: 'invalid' } });
  });

  test('authorize lets a waiting deployment run', async () => {
    const { act, sites } = await simulate();
    const all = await projects(sites);
    const held = all.find(({ deployments }) => deployments[0]?.providerStatus === 'AuthorizationNeeded');
    const accepted = await act(sites, onApp({ verb: 'authorize' }, held?.id));
    expect(accepted.deploymentId).toBe(held?.deployments[0]?.id);
    expect(await newest(sites, held?.id ?? '')).toMatchObject({ providerStatus: 'Queued' });
  });

  test('variables are added, changed and removed', async () => {
    const { act, sites } = await simulate();
    const [first] = await projects(sites);
    const id = first?.id ?? '';
    const values = (given: Readonly<Record<string, string>>) =>
      onApp({ verb: 'env', change: 'set', values: given, isWhole: false }, id);
    const list = async () => {
      const entries = await read(sites.provider.listEnv?.(id, never));
      return Object.fromEntries(entries.map(({ name, value }) => [name, value]));
    };
    const before = await list();
    await act(sites, values({ NEW: '1', OTHER: '' }));
    expect(await list()).toEqual({ ...before, NEW: '1', OTHER: '' });
    await act(sites, values({ NEW: '2' }));
    await act(sites, onApp({ verb: 'env', change: 'unset', names: ['OTHER'] }, id));
    expect(await list()).toEqual({ ...before, NEW: '2' });
    const details = await read(sites.provider.readApp?.(id, never));
    expect(JSON.stringify(details.details)).toMatch(
      /"name":"NEW","value":"[^"]*","deploymentEnvironments":\[\{/,
    );
  });

  test('domains are added, verified and removed', async () => {
    const { act, sites } = await simulate();
    const [first] = await projects(sites);
    const id = first?.id ?? '';
    const change = (kind: 'add' | 'verify' | 'remove') =>
      onApp({ verb: 'domain', change: kind, host: 'new.example.com' }, id);
    const find = async () => {
      const domains = await read(sites.provider.listDomains?.(id, never));
      return domains.find(({ host }) => host === 'new.example.com');
    };
    await act(sites, change('add'));
    expect(await find()).toMatchObject({ isVerified: false });
    expect(await act(sites, change('verify'))).toMatchObject({ message: 'domain verified' });
    expect(await find()).toMatchObject({ isVerified: true });
    await act(sites, change('remove'));
    expect(await find()).toBeUndefined();
  });

  test('an instance is updated, then closed', async () => {
    const { act, compute } = await simulate();
    const { items } = await read(compute.provider.listServers?.(never));
    const id = items.find(({ providerStatus }) => providerStatus === 'Active')?.id ?? '';
    const accepted = await act(
      compute,
      onServer({ verb: 'update', fields: { image: 'acme/web', tag: '7' } }, id),
    );
    const { details } = await read(compute.provider.readServer?.(id, never));
    expect(details).toMatchObject({
      instance: { activeDeployment: accepted.deploymentId },
      deployment: { services: [{ image: 'acme/web', tag: '7' }] },
    });
    await act(compute, onServer({ verb: 'delete' }, id));
    const closed = await read(compute.provider.readServer?.(id, never));
    expect(closed.resource).toMatchObject({ status: 'deleted', providerStatus: 'Closed' });
  });
});
