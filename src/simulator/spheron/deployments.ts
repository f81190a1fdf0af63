import type { World } from '../http/api.ts';
import { textField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, Route, RouteTable } from '../http/router.ts';
import { sequence, settled } from '../schedule.ts';
import { second } from '../time.ts';
import type { Account } from './account.ts';
import { organizationOf } from './organizations.ts';
import { fail, notFound, ok } from './replies.ts';
import { addDeployment, type Deployment, newProject, type Project, runFrom, statusOf } from './site-fleet.ts';
import { deploymentBody, logsOf, projectBody } from './site-views.ts';

/** Deployments of sites: endpoints 37 to 43. */
export const deploymentRoutes = (
  world: World,
  account: Account,
  projects: Map<string, Project>,
): RouteTable => {
  const { now } = world;

  const own = (use: (deployment: Deployment, project: Project, call: Call) => JsonReply): Route => ({
    scopes: ['app'],
    handle: (call) => {
      const id = call.param('id');
      for (const project of projects.values()) {
        const deployment = project.deployments.find((one) => one.id === id);
        if (deployment !== undefined) return use(deployment, project, call);
      }
      return notFound('Deployment');
    },
  });

  const started = (project: Project, deployment: Deployment): JsonReply =>
    ok({
      success: true,
      message: 'Deployment started',
      topic: deployment.topic,
      deploymentId: deployment.id,
      projectId: project.id,
      deployment: deploymentBody(project, deployment, project.id, now()),
    });

  return {
    'POST /v1/deployment': {
      scopes: ['app'],
      handle: (call) => {
        const { body } = call;
        if (organizationOf(account, call, textField(body, 'organizationId')) === undefined) {
          return notFound('Organization');
        }
        const url = textField(body, 'gitUrl');
        const name = textField(body, 'repoName');
        if (url === null || name === null || textField(body, 'branch') === null) {
          return fail(400, 'gitUrl, repoName and branch are required');
        }
        const known = [...projects.values()].find((project) => project.name === name);
        const project = known ?? newProject(world, projects.size + 1_000, name, url, now());
        projects.set(project.id, project);
        return started(project, addDeployment(world, project, now()));
      },
    },
    'GET /v1/deployment/:id': own((deployment, project) => {
      const isLive = statusOf(deployment, now()) === 'Pending';
      return ok({
        deployment: deploymentBody(project, deployment, projectBody(project, account.site), now()),
        liveLogs: isLive ? logsOf(deployment, now()).map(({ log }) => log) : [],
      });
    }),
    'POST /v1/deployment/:id/authorize': own((deployment, project) => {
      if (statusOf(deployment, now()) !== 'AuthorizationNeeded') {
        return fail(400, 'Deployment does not need authorization');
      }
      deployment.status = runFrom(now(), deployment.buildMs, deployment.failure);
      deployment.buildsFrom = now() + 3 * second;
      return started(project, deployment);
    }),
    'POST /v1/deployment/:id/cancel': own((deployment) => {
      const status = statusOf(deployment, now());
      if (status === 'Pending') {
        deployment.status = sequence(now(), [['Killing', 3 * second]], 'Canceled');
        return ok({ message: 'Deployment is being killed', canceled: false, killing: true });
      }
      if (status !== 'Queued' && status !== 'AuthorizationNeeded') {
        return fail(400, `Deployment is ${status} and cannot be canceled`);
      }
      deployment.status = settled('Canceled');
      deployment.buildsFrom = null;
      return ok({ message: 'Deployment canceled', canceled: true, killing: false });
    }),
    'POST /v1/deployment/:id/redeploy': own((_, project) =>
      started(project, addDeployment(world, project, now())),
    ),
    'GET /v1/deployment/framework/suggestion': {
      scopes: ['app'],
      handle: () => ok({ suggestedFramework: 'next' }),
    },
    'POST /v1/deployment/upload': {
      scopes: ['app'],
      handle: (call) => {
        const name = call.query.get('project') ?? '';
        if (organizationOf(account, call, call.query.get('organization')) === undefined) {
          return notFound('Organization');
        }
        const known = [...projects.values()].find((project) => project.name === name);
        const project = known ?? newProject(world, projects.size + 1_000, name, '', now());
        projects.set(project.id, project);
        const { id } = addDeployment(world, project, now());
        const sitePreview = `https://${project.name}-${id.slice(-6)}.spheron.example.net`;
        return ok({
          success: true,
          message: 'Uploaded',
          deploymentId: id,
          projectId: project.id,
          sitePreview,
        });
      },
    },
  };
};
