import type { World } from '../http/api.ts';
import { textField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, Route, RouteTable } from '../http/router.ts';
import { objectId } from './account.ts';
import { withProject } from './projects.ts';
import { fail, notFound, ok } from './replies.ts';
import type { Domain, Project } from './site-fleet.ts';
import { domainBody } from './site-views.ts';

/** The documented kinds of domain. */
export const domainKinds = ['domain', 'subdomain', 'handshake-domain', 'handshake-subdomain', 'ens-domain'];

/** A project's domains: endpoints 30 to 36. `:domain` is an id or a name: clients send both. */
export const domainRoutes = (world: World, projects: ReadonlyMap<string, Project>): RouteTable => {
  let created = 0;
  const own = (use: (project: Project, call: Call) => JsonReply): Route => withProject(projects, use);
  const withDomain = (use: (domain: Domain, project: Project, call: Call) => JsonReply): Route =>
    own((project, call) => {
      const wanted = call.param('domain');
      const domain = project.domains.find(({ id, name }) => id === wanted || name === wanted);
      return domain === undefined ? notFound('Domain') : use(domain, project, call);
    });
  return {
    'GET /v1/project/1/domains/cdn-records': {
      scopes: ['app'],
      handle: () => ok({ records: { recordIpv4V2: '192.0.2.80', recordCnameV2: 'cdn.spheron.example.net' } }),
    },
    'GET /v1/project/:id/domains': own((project) =>
      ok({ domains: project.domains.map((domain) => domainBody(project, domain)) }),
    ),
    'GET /v1/project/:id/domains/:domain': withDomain((domain, project) =>
      ok({ domain: domainBody(project, domain) }),
    ),
    'POST /v1/project/:id/domains': own((project, call) => {
      const name = textField(call.body, 'name');
      const type = textField(call.body, 'type');
      if (name === null || type === null || !domainKinds.includes(type))
        return fail(400, 'name and a known type are required');
      if (project.domains.some((domain) => domain.name === name)) return fail(409, 'Domain already exists');
      created += 1;
      const domain: Domain = {
        id: objectId(world.seed, 'created domain', created),
        name,
        link: textField(call.body, 'link') ?? '',
        type,
        isVerified: false,
        createdAt: world.now(),
      };
      project.domains.push(domain);
      return ok({ domain: domainBody(project, domain) });
    }),
    'PATCH /v1/project/:id/domains/:domain': withDomain((domain, project, call) => {
      domain.name = textField(call.body, 'name') ?? domain.name;
      domain.link = textField(call.body, 'link') ?? domain.link;
      return ok({ domain: domainBody(project, domain) });
    }),
    'PATCH /v1/project/:id/domains/:domain/verify': withDomain((domain, project) => {
      domain.isVerified = true;
      return ok({ success: true, domain: domainBody(project, domain) });
    }),
    'DELETE /v1/project/:id/domains/:domain': withDomain((domain, project) => {
      project.domains = project.domains.filter((one) => one !== domain);
      return ok({ success: true });
    }),
  };
};
