import { expect, test } from 'vitest';
import type { Deed, Target } from '../../src/model/action.ts';
import type { Result } from '../../src/model/result.ts';
import type { Provider } from '../../src/providers/provider.ts';
import type { ProviderType } from '../../src/providers/registry.ts';
import { startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testApp, testServer } from '../support/resources.ts';

type Call = (provider: Provider) => Promise<Result<unknown>> | undefined;

type Case = {
  readonly name: string;
  readonly type: ProviderType;
  /** What is read, each with the id that the reply tells. */
  readonly routes: (told: string) => Readonly<Record<string, unknown>>;
  readonly call: Call;
};

const prepare =
  (target: Target, deed: Deed): Call =>
  (provider) =>
    provider.prepare?.({ target, deed }, never);

const app = (id: string, kind: 'app' | 'site' | 'database' | 'project'): Target => ({
  kind: 'app',
  resource: testApp({ provider: 'p', id, kind }),
});
const server: Target = { kind: 'server', resource: testServer({ provider: 'p', id: 'own' }) };

const data = (body: unknown) => ({ success: true, data: body });
const site = (id: string) => ({ id, name: 'a', envVariables: [{ key: 'TOKEN', value: 'theirs' }] });
const project = (_id: string) => ({
  project: { _id, environmentVariables: [{ _id: 'v1', name: 'A' }], deploymentEnvironments: ['production'] },
});

const cases: readonly Case[] = [
  {
    name: "Hostwares, a change of a site's variables",
    type: 'hostwares',
    routes: (id) => ({ 'GET /sites/own': site(id) }),
    call: prepare(app('own', 'site'), { verb: 'env', change: 'set', values: { A: '1' }, isWhole: false }),
  },
  {
    name: "Hostwares, a site's variables",
    type: 'hostwares',
    routes: (id) => ({ 'GET /sites/own': site(id) }),
    call: (provider) => provider.listEnv?.('own', never),
  },
  {
    name: "ServerPilot, a change of an app's domains",
    type: 'serverpilot',
    routes: (id) => ({ 'GET /apps/own': { data: { id, domains: ['theirs.example'] } } }),
    call: prepare(app('own', 'app'), { verb: 'domain', change: 'add', host: 'new.example.com' }),
  },
  {
    name: "ServerPilot, a database's user",
    type: 'serverpilot',
    routes: (id) => ({ 'GET /dbs/own': { data: { id, user: { id: 'u1' } } } }),
    call: prepare(app('own', 'database'), { verb: 'update', fields: { 'user.password': 'longenough1' } }),
  },
  {
    name: 'ServerPilot, how an action stands',
    type: 'serverpilot',
    routes: (id) => ({ 'GET /actions/own': { data: { id, status: 'success' } } }),
    call: (provider) => provider.readAction?.('own', never),
  },
  {
    name: "CyberPanel, a VPS's console",
    type: 'cyberpanel',
    routes: (vps_id) => ({ 'GET /vps/own/console': data({ vps_id, console_url: 'https://a.example' }) }),
    call: (provider) => provider.openConsole?.('own', never),
  },
  {
    name: "CyberPanel, a VPS's snapshots",
    type: 'cyberpanel',
    routes: (vps_id) => ({ 'GET /vps/own/snapshots': data({ vps_id, snapshots: [] }) }),
    call: (provider) => provider.listSnapshots?.('own', never),
  },
  {
    name: "CyberPanel, a VPS's live status",
    type: 'cyberpanel',
    routes: (vps_id) => ({ 'GET /vps/own/status': data({ vps_id, cpu: { usage_percent: 99 } }) }),
    call: (provider) =>
      provider.readMetrics?.(testServer({ provider: 'p', id: 'own', status: 'running' }), never),
  },
  {
    name: 'CyberPanel, how far a VPS is',
    type: 'cyberpanel',
    routes: (vps_id) => ({ 'GET /vps/own/deployment': data({ vps_id, deployment_status: 'completed' }) }),
    call: (provider) => provider.readProgress?.('own', never),
  },
  {
    name: "Spheron, a change of a project's variables",
    type: 'spheron',
    routes: (id) => ({ 'GET /v1/project/own': project(id) }),
    call: prepare(app('own', 'project'), { verb: 'env', change: 'set', values: { A: '1' }, isWhole: false }),
  },
  {
    name: 'Spheron, a rollback to a deployment',
    type: 'spheron',
    routes: (_id) => ({
      'GET /v1/deployment/own': { deployment: { _id, status: 'Deployed', project: 'p1' } },
    }),
    call: prepare(app('p1', 'project'), { verb: 'rollback', deploymentId: 'own' }),
  },
  ...['instance', 'deployment'].map(
    (wrong): Case => ({
      name: `Spheron, an update of an instance, by its ${wrong}`,
      type: 'spheron',
      routes: (id) => ({
        'GET /v1/api-keys/scope': { user: {}, organizations: [{ id: 'o1', appType: 'compute' }] },
        'GET /v1/compute-instance/own': {
          instance: { _id: wrong === 'instance' ? id : 'own', activeDeployment: 'own' },
        },
        'GET /v1/compute-instance/deployment/own': {
          deployment: {
            _id: wrong === 'deployment' ? id : 'own',
            services: [
              {
                name: 'web',
                image: 'a',
                tag: '1',
                serviceCount: 1,
                ports: [],
                agreedMachineImage: { machineType: 's' },
              },
            ],
          },
        },
      }),
      call: prepare(server, { verb: 'update', fields: { tag: '2' } }),
    }),
  ),
  {
    name: "Spheron, a deployment's log",
    type: 'spheron',
    routes: (_id) => ({
      'GET /v1/deployment/own': { deployment: { _id, status: 'Deployed', logs: [] } },
    }),
    call: (provider) =>
      provider.followLog?.(
        testApp({ provider: 'p', id: 'p1', kind: 'project' }),
        { deploymentId: 'own' },
        () => {},
        never,
      ),
  },
];

async function resultOf({ type, routes, call }: Case, told: string) {
  const api = await startApi(
    Object.fromEntries(Object.entries(routes(told)).map(([route, body]) => [route, { body }])),
  );
  const { provider } = connectTestProvider(type, api.url, { name: 'p' });
  return call(provider);
}

test.each(cases)('$name: a reply about it is taken', async (given) => {
  expect(await resultOf(given, 'own')).toMatchObject({ ok: true });
});

test.each(cases)('$name: one about another resource is not', async (given) => {
  expect(await resultOf(given, 'other')).toMatchObject({
    ok: false,
    problem: { code: 'protocol', message: 'answered with another resource than was asked for' },
  });
});
