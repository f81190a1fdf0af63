import type { World } from '../http/api.ts';
import { fieldsOf, textField, textsField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, Route, RouteTable } from '../http/router.ts';
import type { Account } from './account.ts';
import { objectId } from './account.ts';
import { organizationOf } from './organizations.ts';
import { pageOf } from './page.ts';
import { fail, notFound, ok } from './replies.ts';
import { type Environment, type EnvVar, type Project, statusOf } from './site-fleet.ts';
import { deploymentBody, envBody, environmentBody, projectBody } from './site-views.ts';

const site = ['app'];

/** Finds the project of `:id` for a handler. */
export const withProject = (
  projects: ReadonlyMap<string, Project>,
  use: (project: Project, call: Call) => JsonReply,
): Route => ({
  scopes: site,
  handle: (call) => {
    const project = projects.get(call.param('id'));
    return project === undefined ? notFound('Project') : use(project, call);
  },
});

/** Projects, their variables and environments: endpoints 6, 7 and 16 to 29. */
export const projectRoutes = (world: World, account: Account, projects: Map<string, Project>): RouteTable => {
  const { now } = world;
  let created = 0;
  const own = (use: (project: Project, call: Call) => JsonReply): Route => withProject(projects, use);
  const list = (use: (found: readonly Project[], call: Call) => JsonReply): Route => ({
    scopes: site,
    handle: (call) => {
      if (organizationOf(account, call, call.param('id')) === undefined) return notFound('Organization');
      const state = call.query.get('state');
      return use(
        [...projects.values()].filter((project) => state === null || project.state === state),
        call,
      );
    },
  });
  const nextId = (kind: string): string => {
    created += 1;
    return objectId(world.seed, 'created', kind, created);
  };
  const withEnvironment = (
    use: (environment: Environment, project: Project, call: Call) => JsonReply,
  ): Route =>
    own((project, call) => {
      const environment = project.environments.find(({ id }) => id === call.param('envId'));
      return environment === undefined ? notFound('Deployment environment') : use(environment, project, call);
    });
  const withVariable = (use: (variable: EnvVar, project: Project, call: Call) => JsonReply): Route =>
    own((project, call) => {
      const variable = project.env.find(({ id }) => id === call.param('varId'));
      return variable === undefined ? notFound('Environment variable') : use(variable, project, call);
    });
  const activate = (isActive: boolean): Route =>
    withEnvironment((environment) => {
      environment.isActive = isActive;
      return ok({ deploymentEnvironment: environmentBody(environment) });
    });

  return {
    'GET /v1/organization/:id/projects': list((found, call) =>
      ok({ projects: pageOf(found, call.query).map((project) => projectBody(project, account.site)) }),
    ),
    'GET /v1/organization/:id/projects/count': list((found) => ok({ count: found.length })),
    'GET /v1/project/:id': own((project) => ok(projectBody(project, account.site))),
    'GET /v1/project/:id/deployments': own((project, call) => {
      const status = call.query.get('status');
      const newestFirst = project.deployments
        .toReversed()
        .filter((deployment) => status === null || statusOf(deployment, now()) === status);
      return ok(
        pageOf(newestFirst, call.query).map((deployment) =>
          deploymentBody(project, deployment, project.id, now()),
        ),
      );
    }),
    'GET /v1/project/:id/deployments/count': own((project) => {
      const words = project.deployments.map((deployment) => statusOf(deployment, now()));
      const count = (...wanted: readonly string[]): number =>
        words.filter((word) => wanted.includes(word)).length;
      return ok({
        total: words.length,
        successful: count('Deployed'),
        failed: count('Failed', 'TimedOut', 'Canceled'),
        pending: count('Queued', 'Pending', 'PreQueue', 'AuthorizationNeeded', 'Killing'),
      });
    }),
    'PATCH /v1/project/:id/state': own((project, call) => {
      const state = textField(call.body, 'state');
      if (state !== 'ARCHIVED' && state !== 'MAINTAINED')
        return fail(400, 'state must be ARCHIVED or MAINTAINED');
      project.state = state;
      return ok({ message: 'Successfully updated project state' });
    }),
    'PUT /v1/project/:id/configuration': own((project, call) => {
      project.configuration = { ...project.configuration, ...fieldsOf(call.body) };
      return ok({ configuration: project.configuration });
    }),
    'POST /v1/project/:id/environment-variables': own((project, call) => {
      const given = fieldsOf(call.body)['environmentVariables'];
      if (!Array.isArray(given)) return fail(400, 'environmentVariables must be a list');
      const added: EnvVar[] = [];
      for (const entry of given) {
        const variable = variableOf(entry, nextId('variable'), project);
        if (variable === null) return fail(400, 'Each variable needs name, value and environments');
        added.push(variable);
      }
      project.env = [...project.env.filter(({ name }) => !added.some((one) => one.name === name)), ...added];
      return ok({ environmentVariables: added.map((variable) => envBody(project, variable)) });
    }),
    'PUT /v1/project/:id/environment-variables/:varId': withVariable((variable, project, call) => {
      const changed = variableOf(call.body, variable.id, project);
      if (changed === null) return fail(400, 'name, value and environments are required');
      Object.assign(variable, changed);
      return ok({ updated: envBody(project, variable) });
    }),
    'DELETE /v1/project/:id/environment-variables/:varId': withVariable((variable, project) => {
      project.env = project.env.filter((one) => one !== variable);
      return ok({ success: true });
    }),
    'GET /v1/project/:id/deployment-environments': own((project) =>
      ok({ result: project.environments.map(environmentBody) }),
    ),
    'POST /v1/project/:id/deployment-environments': own((project, call) => {
      const name = textField(call.body, 'name');
      const branches = textsField(call.body, 'branches');
      const protocol = textField(call.body, 'protocol');
      if (name === null || branches === null || protocol === null)
        return fail(400, 'name, branches and protocol are required');
      const environment = { id: nextId('environment'), name, branches, protocol, isActive: true };
      project.environments.push(environment);
      return ok({ newEnvironment: environmentBody(environment) });
    }),
    'PUT /v1/project/:id/deployment-environments/:envId': withEnvironment((environment, _, call) => {
      environment.name = textField(call.body, 'name') ?? environment.name;
      environment.branches = textsField(call.body, 'branches') ?? environment.branches;
      environment.protocol = textField(call.body, 'protocol') ?? environment.protocol;
      return ok({ deploymentEnvironment: environmentBody(environment) });
    }),
    'DELETE /v1/project/:id/deployment-environments/:envId': withEnvironment((environment, project) => {
      project.environments = project.environments.filter((one) => one !== environment);
      return ok({ message: 'Successfully deleted deployment environment' });
    }),
    'PATCH /v1/project/:id/deployment-environments/:envId/activate': activate(true),
    'PATCH /v1/project/:id/deployment-environments/:envId/deactivate': activate(false),
  };
};

/** Clients of 2022 say `deploymentEnvironments` in place of `environments`. */
const variableOf = (entry: unknown, id: string, project: Project): EnvVar | null => {
  const name = textField(entry, 'name');
  const value = fieldsOf(entry)['value'];
  const environments = textsField(entry, 'environments') ?? textsField(entry, 'deploymentEnvironments');
  if (name === null || typeof value !== 'string' || environments === null) return null;
  const known = project.environments.filter(
    (one) => environments.includes(one.id) || environments.includes(one.name),
  );
  return { id, name, value, environments: known.map((one) => one.id) };
};
