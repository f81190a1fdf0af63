import { expect, test } from 'vitest';
import { act, prepareAction } from '../../src/actions/act.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import type { ActionRequest, Target } from '../../src/model/action.ts';
import type { ProviderType } from '../../src/providers/registry.ts';
import { systemClock } from '../../src/runtime/system-clock.ts';
import { type Routes, startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testApp, testServer } from '../support/resources.ts';
import { makeFolder } from '../support/run-fleetop.ts';

const actor = { user: 'ann', host: 'here', pid: 1, processStart: null };

const vps: Target = { kind: 'server', resource: testServer({ provider: 'p', id: '45' }) };
const pilot: Target = { kind: 'server', resource: testServer({ provider: 'p', id: 's1' }) };
const project: Target = { kind: 'app', resource: testApp({ provider: 'p', id: 'p1', kind: 'project' }) };

const instance: Target = { kind: 'server', resource: testServer({ provider: 'p', id: 'i1' }) };
const site: Target = { kind: 'app', resource: testApp({ provider: 'p', id: 'cm1', kind: 'site' }) };
const database: Target = { kind: 'app', resource: testApp({ provider: 'p', id: 'db1', kind: 'database' }) };
const service = {
  name: 'web',
  image: 'nginx',
  tag: '1',
  serviceCount: 1,
  ports: [],
  agreedMachineImage: { machineType: 'Ventus Nano' },
};

type Given = {
  readonly type: ProviderType;
  readonly request: ActionRequest;
  readonly routes: Readonly<Record<string, unknown>>;
};

const cases = (id: (own: string) => string) =>
  [
    {
      name: 'SparrowHost, rename',
      type: 'sparrowhost',
      request: { target: pilot, deed: { verb: 'rename', name: 'web-02' } },
      routes: { 'PATCH /api/v1/servers/s1': { success: true, data: { id: id('s1'), name: 'web-02' } } },
    },
    {
      name: 'CyberPanel, stop',
      type: 'cyberpanel',
      request: { target: vps, deed: { verb: 'stop' } },
      routes: { 'POST /vps/45/stop': { success: true, data: { id: id('45'), status: 'stopped' } } },
    },
    {
      name: 'CyberPanel, delete',
      type: 'cyberpanel',
      request: { target: vps, deed: { verb: 'delete' } },
      routes: { 'POST /vps/45/delete': { success: true, data: { vps_id: id('45'), deleted: true } } },
    },
    {
      name: 'CyberPanel, snapshot',
      type: 'cyberpanel',
      request: {
        target: vps,
        deed: { verb: 'snapshot', name: 'before', description: null, includesRam: false },
      },
      routes: {
        'POST /vps/45/snapshots/create': { success: true, data: { vps_id: id('45'), snapshot: {} } },
      },
    },
    {
      name: 'ServerPilot, update',
      type: 'serverpilot',
      request: { target: pilot, deed: { verb: 'update', fields: { firewall: 'true' } } },
      routes: { 'POST /servers/s1': { actionid: 'a1', data: { id: id('s1') } } },
    },
    {
      name: 'Spheron, redeploy',
      type: 'spheron',
      request: { target: project, deed: { verb: 'redeploy' } },
      routes: {
        'GET /v1/project/p1/deployments': { deployments: [{ _id: 'd1', project: 'p1', status: 'Deployed' }] },
        'POST /v1/deployment/d1/redeploy': { success: true, deploymentId: 'd2', projectId: id('p1') },
      },
    },
    {
      name: 'Spheron, update',
      type: 'spheron',
      request: { target: instance, deed: { verb: 'update', fields: { tag: '2' } } },
      routes: {
        'GET /v1/api-keys/scope': { organizations: [{ id: 'o1', appType: 'compute' }] },
        'GET /v1/compute-instance/i1': { instance: { _id: 'i1', activeDeployment: 'd1' } },
        'GET /v1/compute-instance/deployment/d1': { deployment: { _id: 'd1', services: [service] } },
        'PATCH /v1/compute-instance/i1/update': { computeInstanceId: id('i1'), computeDeploymentId: 'd2' },
      },
    },
    {
      name: 'Hostwares, stop',
      type: 'hostwares',
      request: { target: site, deed: { verb: 'stop' } },
      routes: { 'PATCH /sites/cm1': { id: id('cm1'), name: 'shop', status: 'STOPPED' } },
    },
    {
      name: 'Hostwares, stop, told under a noun',
      type: 'hostwares',
      request: { target: site, deed: { verb: 'stop' } },
      routes: { 'PATCH /sites/cm1': { site: { id: id('cm1'), name: 'shop', status: 'STOPPED' } } },
    },
    {
      name: 'Hostwares, delete of a database',
      type: 'hostwares',
      request: { target: database, deed: { verb: 'delete' } },
      routes: { 'DELETE /databases/db1': { id: id('db1'), name: 'orders', status: 'DELETING' } },
    },
  ] as const satisfies readonly (Given & { readonly name: string })[];

async function outcomeOf({ type, request, routes }: Given) {
  const replies: Routes = Object.fromEntries(
    Object.entries(routes).map(([route, body]) => [route, { body }]),
  );
  const api = await startApi(replies);
  const connected = connectTestProvider(type, api.url, { name: 'p' });
  const prepared = await prepareAction(connected, request, never);
  if (!prepared.ok) throw new Error(prepared.problem.message);
  const deps = { clock: systemClock, random: Math.random };
  const journal = openJournal(makeFolder(), deps.clock.now, () => {});
  const outcome = await act(connected, request, prepared.value, { journal, actor, deps }, never);
  return { outcome, writes: api.requests.filter(({ method }) => method !== 'GET').length };
}

test.each(cases((own) => own))('$name: a reply about the target is accepted', async (given) => {
  expect(await outcomeOf(given)).toMatchObject({ outcome: { type: 'accepted' }, writes: 1 });
});

test.each(cases(() => '999'))(
  '$name: after a reply about another resource it is not known whether it happened',
  async (given) => {
    expect(await outcomeOf(given)).toMatchObject({
      outcome: {
        type: 'unknown',
        problem: {
          code: 'protocol',
          message: expect.stringContaining(
            `answered about 999 and not about ${given.request.target.resource.id}: not known whether it happened`,
          ),
          retryable: false,
        },
      },
      writes: 1,
    });
  },
);

test('what begins with a deployment of its own tells its id at Hostwares, and is accepted', async () => {
  const routes = { 'PATCH /sites/cm1': { id: 'dep_1', status: 'DEPLOYING' } };
  const request: ActionRequest = { target: site, deed: { verb: 'deploy' } };
  expect(await outcomeOf({ type: 'hostwares', request, routes })).toMatchObject({
    outcome: { type: 'accepted' },
    writes: 1,
  });
});
