import type { World } from '../http/api.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, Route, RouteTable } from '../http/router.ts';
import { loadPercent, memoryPercent } from '../signals.ts';
import { isoMs } from '../time.ts';
import type { Account } from './account.ts';
import {
  type ComputeDeployment,
  type ComputeFleet,
  computeRegions,
  type Instance,
  images,
  stateOf,
} from './compute-fleet.ts';
import { logReply } from './compute-log.ts';
import {
  activeOf,
  computeDeploymentBody,
  computeProjectBody,
  imageBody,
  instanceBody,
  instanceLog,
  topUp,
} from './compute-views.ts';
import { organizationOf } from './organizations.ts';
import { pageOf } from './page.ts';
import { fail, notFound, ok } from './replies.ts';

const scopes = ['compute'];

/** Finds the instance of `:id` for a handler. */
export const withInstance = (
  fleet: ComputeFleet,
  use: (instance: Instance, call: Call) => JsonReply,
): Route => ({
  scopes,
  handle: (call) => {
    const instance = fleet.instances.get(call.param('id'));
    return instance === undefined ? notFound('Compute instance') : use(instance, call);
  },
});

/** What compute tokens read: endpoints 44 to 46, 48 to 52, 57, 68, 69, 73 to 75, newer paths only. */
export const computeReads = (world: World, account: Account, fleet: ComputeFleet): RouteTable => {
  const { now } = world;

  const inOrganization = (use: (call: Call) => JsonReply): Route => ({
    scopes,
    handle: (call) =>
      organizationOf(account, call, call.param('id')) === undefined ? notFound('Organization') : use(call),
  });
  const inProject = (use: (instances: readonly Instance[], call: Call) => JsonReply): Route => ({
    scopes,
    handle: (call) => {
      const id = call.param('id');
      if (!fleet.projects.has(id)) return notFound('Compute project');
      return use(
        [...fleet.instances.values()].filter((instance) => instance.projectId === id),
        call,
      );
    },
  });
  const withDeployment = (
    use: (deployment: ComputeDeployment, instance: Instance, call: Call) => JsonReply,
  ): Route => ({
    scopes,
    handle: (call) => {
      const id = call.param('deploymentId');
      for (const instance of fleet.instances.values()) {
        const deployment = instance.deployments.find((one) => one.id === id);
        if (deployment !== undefined) return use(deployment, instance, call);
      }
      return notFound('Deployment');
    },
  });

  return {
    'GET /v1/organization/:id/compute-projects': inOrganization((call) =>
      ok({
        computeProjects: pageOf([...fleet.projects.values()], call.query).map((project) =>
          computeProjectBody(project, account.compute),
        ),
      }),
    ),
    'GET /v1/organization/:id/compute-projects/count': inOrganization(() =>
      ok({ count: fleet.projects.size }),
    ),
    'GET /v1/compute-project/:id': inProject((_, call) => {
      const project = fleet.projects.get(call.param('id'));
      return project === undefined
        ? notFound('Compute project')
        : ok(computeProjectBody(project, account.compute));
    }),
    'GET /v1/compute-project/:id/instances/count': inProject((instances) => {
      const count = (state: string): number =>
        instances.filter((one) => stateOf(one, now()) === state).length;
      return ok({
        active: count('Active'),
        starting: count('Starting'),
        failedToStart: count('Failed-start'),
        closed: count('Closed'),
        total: instances.length,
      });
    }),
    'GET /v1/compute-project/:id/funds-usage': inProject((instances) => {
      const reports = instances.map((instance) => topUp(instance, now()));
      const sum = (values: readonly number[]): number =>
        Math.round(values.reduce((a, b) => a + b, 0) * 100) / 100;
      return ok({
        dailyUsage: sum(reports.map((report) => report.dailyUsage)),
        usedTillNow: sum(reports.map((report) => report.usedTillNow)),
      });
    }),
    'GET /v1/compute-project/:id/instances': inProject((instances, call) =>
      ok({
        extendedInstances: pageOf(instances, call.query).map((instance) =>
          instanceBody(instance, now(), call.query.get('topupReport') === 'y'),
        ),
      }),
    ),
    'GET /v1/compute-instance': {
      scopes,
      handle: (call) => {
        if (organizationOf(account, call, call.query.get('organizationId')) === undefined) {
          return notFound('Organization');
        }
        const state = call.query.get('state');
        const projectId = call.query.get('computeProjectId');
        const at = now();
        const found = [...fleet.instances.values()].filter(
          (instance) =>
            (state === null || stateOf(instance, at) === state) &&
            (projectId === null || instance.projectId === projectId),
        );
        return ok({
          instances: pageOf(found, call.query).map((instance) => instanceBody(instance, at, false)),
        });
      },
    },
    'GET /v1/compute-instance/:id': withInstance(fleet, (instance, call) => {
      const hasReport = call.query.get('topupReport') === 'y';
      const body = { success: true, instance: instanceBody(instance, now(), false) };
      return ok(hasReport ? { ...body, topupReport: topUp(instance, now()) } : body);
    }),
    'GET /v1/compute-instance/:id/metrics': withInstance(fleet, (instance, call) => {
      const name = call.query.get('service');
      if (name === null || name === '') return fail(400, 'service is required');
      const service = activeOf(instance).services.find((one) => one.name === name);
      if (service === undefined) return notFound('Service');
      if (stateOf(instance, now()) !== 'Active') return fail(400, 'Instance is not active');
      // Percent, and kept above 1: the vendor states no unit, and below it a fraction could be meant.
      const cpu = Math.max(1.1, Math.round(loadPercent(service.cpu, now()) * 10) / 10);
      const memory = Math.round(memoryPercent(service.memory, now()) * 10) / 10;
      return ok({ metrics: { cpu, memory, timestamp: isoMs(now()) } });
    }),
    'GET /v1/compute-instance/deployment/:deploymentId': withDeployment((deployment, instance) => {
      const log = instanceLog(world, deployment);
      const length = log.length(now());
      const from = Math.max(0, length - 20);
      const liveLogs = Array.from({ length: length - from }, (_, index) => log.line(from + index));
      return ok({ deployment: computeDeploymentBody(instance, deployment, now()), liveLogs });
    }),
    'GET /v1/compute-instance/deployment/:deploymentId/logs': withDeployment((deployment, _, call) =>
      logReply(world, deployment, call.query),
    ),
    'GET /v1/compute-machine-image': {
      scopes,
      handle: (call) =>
        ok({ akashMachineImages: pageOf(images, call.query).map(imageBody), totalCount: images.length }),
    },
    'GET /v1/compute-machine-image/regions': {
      scopes,
      handle: () => ok({ regions: computeRegions, totalCount: computeRegions.length }),
    },
    'GET /v1/price/liveTokenPrice/:tokenId': (call) =>
      call.param('tokenId') === '7431' ? ok({ message: 'ok', price: 3.27 }) : notFound('Token'),
  };
};
