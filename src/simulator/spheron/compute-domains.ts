import type { World } from '../http/api.ts';
import { textField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, Route, RouteTable } from '../http/router.ts';
import { isoMs } from '../time.ts';
import { objectId } from './account.ts';
import { withInstance } from './compute.ts';
import type { ComputeFleet, Instance } from './compute-fleet.ts';
import { domainKinds } from './domains.ts';
import { fail, notFound, ok } from './replies.ts';
import type { Domain } from './site-fleet.ts';

/** Domains of compute instances: endpoints 59 to 63. */
export const computeDomainRoutes = (world: World, fleet: ComputeFleet): RouteTable => {
  const byInstance = new Map<string, Domain[]>();
  let created = 0;
  const domainsOf = (instance: Instance): Domain[] => byInstance.get(instance.id) ?? [];
  const withDomain = (use: (domain: Domain, instance: Instance, call: Call) => JsonReply): Route =>
    withInstance(fleet, (instance, call) => {
      const domain = domainsOf(instance).find(({ id }) => id === call.param('domainId'));
      return domain === undefined ? notFound('Domain') : use(domain, instance, call);
    });
  return {
    'GET /v1/compute-instance/:id/domains': withInstance(fleet, (instance) =>
      ok({ domains: domainsOf(instance).map((domain) => domainBody(instance, domain)) }),
    ),
    'POST /v1/compute-instance/:id/domains': withInstance(fleet, (instance, call) => {
      const name = textField(call.body, 'name');
      const type = textField(call.body, 'type');
      if (name === null || type === null || !domainKinds.includes(type)) {
        return fail(400, 'name and a known type are required');
      }
      created += 1;
      const domain: Domain = {
        id: objectId(world.seed, 'created compute domain', created),
        name,
        link: textField(call.body, 'link') ?? '',
        type,
        isVerified: false,
        createdAt: world.now(),
      };
      byInstance.set(instance.id, [...domainsOf(instance), domain]);
      return ok({ domain: domainBody(instance, domain) });
    }),
    'PATCH /v1/compute-instance/:id/domains/:domainId': withDomain((domain, instance, call) => {
      domain.name = textField(call.body, 'name') ?? domain.name;
      domain.link = textField(call.body, 'link') ?? domain.link;
      return ok({ domain: domainBody(instance, domain) });
    }),
    'PATCH /v1/compute-instance/:id/domains/:domainId/verify': withDomain((domain, instance) => {
      domain.isVerified = true;
      return ok({ success: true, domain: domainBody(instance, domain) });
    }),
    'DELETE /v1/compute-instance/:id/domains/:domainId': withDomain((domain, instance) => {
      byInstance.set(
        instance.id,
        domainsOf(instance).filter((one) => one !== domain),
      );
      return ok({ success: true });
    }),
  };
};

const domainBody = (instance: Instance, domain: Domain) => ({
  _id: domain.id,
  name: domain.name,
  link: domain.link,
  type: domain.type,
  verified: domain.isVerified,
  projectId: instance.projectId,
  deploymentEnvironmentIds: [],
  version: 'v2',
  credentials: [],
  appType: 2,
  createdAt: isoMs(domain.createdAt),
  updatedAt: isoMs(domain.createdAt),
});
