import type { World } from '../http/api.ts';
import { fieldsOf, textField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { RouteTable } from '../http/router.ts';
import { sequence, settled } from '../schedule.ts';
import { second } from '../time.ts';
import { type Account, objectId } from './account.ts';
import { withInstance } from './compute.ts';
import {
  type ComputeFleet,
  deployInstance,
  type Instance,
  projectOf,
  type Service,
  serviceOf,
  stateOf,
} from './compute-fleet.ts';
import { organizationOf } from './organizations.ts';
import { fail, notFound, ok } from './replies.ts';

/** What compute tokens change: endpoints 47, 53 to 56, 58, 64 to 67. */
export const computeWrites = (world: World, account: Account, fleet: ComputeFleet): RouteTable => {
  const { now } = world;
  let created = 0;

  const answer = (instance: Instance, topic: string, deploymentId: string) => ({
    computeProjectId: instance.projectId,
    computeInstanceId: instance.id,
    computeDeploymentId: deploymentId,
    topic,
  });

  const create = (body: unknown, services: readonly Service[], name: string) => {
    created += 1;
    const at = now();
    const project = projectOf(world, textField(body, 'computeProjectName') ?? 'production', at);
    if (!fleet.projects.has(project.id)) fleet.projects.set(project.id, project);
    const instance: Instance = {
      id: objectId(world.seed, 'created instance', created),
      index: fleet.instances.size + created,
      name,
      projectId: project.id,
      region: textField(body, 'region') ?? 'any',
      isSpot: false,
      createdAt: at,
      state: sequence(at, [['Starting', 14 * second]], 'Active'),
      deployments: [],
    };
    fleet.instances.set(instance.id, instance);
    const deployment = deployInstance(world, instance, at, services);
    return answer(instance, textField(body, 'uniqueTopicId') ?? deployment.topic, deployment.id);
  };

  /** The services of a body; null when there are none, or one has no name or image. */
  const servicesOf = (body: unknown): readonly Service[] | null => {
    const given = fieldsOf(body)['services'];
    if (!Array.isArray(given) || given.length === 0) return null;
    const services: Service[] = [];
    for (const entry of given) {
      const name = textField(entry, 'name');
      const image = textField(entry, 'image');
      if (name === null || image === null) return null;
      const base = serviceOf(world, fleet.instances.size, name);
      services.push({ ...base, image, tag: textField(entry, 'tag') ?? 'latest' });
    }
    return services;
  };

  const close = (instance: Instance): void => {
    instance.state = settled('Closed');
  };

  const trigger = withInstance(fleet, (_, call) => {
    const topicId = call.query.get('topicId');
    return topicId === null ? fail(400, 'topicId is required') : ok({ topicId, message: 'Triggered' });
  });

  return {
    'DELETE /v1/compute-project/:id': {
      scopes: ['compute'],
      handle: (call): JsonReply => {
        const id = call.param('id');
        if (!fleet.projects.delete(id)) return notFound('Compute project');
        for (const instance of [...fleet.instances.values()]) {
          if (instance.projectId === id) fleet.instances.delete(instance.id);
        }
        return ok({ success: true });
      },
    },
    'DELETE /v1/compute-instance/:id': withInstance(fleet, (instance) => {
      fleet.instances.delete(instance.id);
      return ok({ success: true });
    }),
    'POST /v1/compute-instance/:id/close': withInstance(fleet, (instance) => {
      if (stateOf(instance, now()) === 'Closed') return fail(400, 'Instance is already closed');
      close(instance);
      return ok({ message: 'Compute instance closed', success: true });
    }),
    'PATCH /v1/compute-instance/:id/update': withInstance(fleet, (instance, call) => {
      if (organizationOf(account, call, textField(call.body, 'organizationId')) === undefined) {
        return notFound('Organization');
      }
      const services = servicesOf(call.body);
      if (services === null) return fail(400, 'services are required');
      if (stateOf(instance, now()) === 'Closed') return fail(400, 'Instance is closed');
      const deployment = deployInstance(world, instance, now(), services);
      return ok(answer(instance, textField(call.body, 'uniqueTopicId') ?? deployment.topic, deployment.id));
    }),
    'PATCH /v1/compute-instance/:id/update/health-check': withInstance(fleet, (_, call) =>
      textField(call.body, 'healthCheckUrl') === null
        ? fail(400, 'healthCheckUrl is required')
        : ok({ message: 'Health check updated', updated: true }),
    ),
    'POST /v1/compute-instance/:id/exec-command': withInstance(fleet, (instance, call) => {
      const command = textField(call.body, 'command');
      if (command === null) return fail(400, 'command is required');
      if (stateOf(instance, now()) !== 'Active') return fail(400, 'Instance is not active');
      return ok({ logs: [`$ ${command}`, 'simulated: nothing was run'] });
    }),
    'POST /v1/compute-instance/:id/trigger/container-health-check': trigger,
    'POST /v1/compute-instance/:id/trigger/fetch-logs': trigger,
    'POST /v1/compute-instance/create': {
      scopes: ['compute'],
      handle: (call) => {
        if (organizationOf(account, call, textField(call.body, 'organizationId')) === undefined) {
          return notFound('Organization');
        }
        const services = servicesOf(call.body);
        const name = services?.[0]?.name;
        return services === null || name === undefined
          ? fail(400, 'services are required')
          : ok(create(call.body, services, name));
      },
    },
    'POST /v1/compute-instance/template': {
      scopes: ['compute'],
      handle: (call) => {
        if (organizationOf(account, call, textField(call.body, 'organizationId')) === undefined) {
          return notFound('Organization');
        }
        const templateId = textField(call.body, 'templateId');
        if (templateId === null) return fail(400, 'templateId is required');
        const services = [serviceOf(world, fleet.instances.size, 'app')];
        const name = `template-${created + 1}`;
        return ok({ ...create(call.body, services, name), template: { _id: templateId }, templateId });
      },
    },
  };
};
