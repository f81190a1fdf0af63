import type { World } from '../http/api.ts';
import { fieldsOf, textField } from '../http/body.ts';
import { type Reply, stream } from '../http/reply.ts';
import type { Call, RouteTable } from '../http/router.ts';
import { base36, createRandom, hash } from '../random.ts';
import { settled } from '../schedule.ts';
import { act } from './app-actions.ts';
import { appLog } from './app-log.ts';
import { type App, catchUp, isBusy, startBuild } from './app-state.ts';
import { detail, summary } from './app-views.ts';
import { fail, ok } from './replies.ts';

const reading = ['nestdeploy:read', 'nestdeploy:manage'];
const managing = ['nestdeploy:manage'];
const buildTypes = ['nixpacks', 'dockerfile', 'static', 'railpack'];

/** NestDeploy: endpoints 1 to 9 of the fact sheet's second table. */
export const appRoutes = (world: World, apps: Map<string, App>): RouteTable => {
  const { now, seed } = world;
  let created = 0;

  const withApp = (call: Call, use: (app: App, at: number) => Reply): Reply => {
    const app = apps.get(call.param('id'));
    if (app === undefined) return fail(404, 'App not found');
    const at = now();
    catchUp(app, seed, at);
    return use(app, at);
  };

  const deploy = (app: App, at: number): Reply => {
    if (isBusy(app, at)) return fail(409, 'A deployment is already in progress');
    const { id } = startBuild(app, seed, at);
    return ok({ deploymentId: id, status: 'building' });
  };

  return {
    'GET /api/v1/nestdeploy/apps': {
      scopes: reading,
      handle: () => {
        const at = now();
        for (const app of apps.values()) catchUp(app, seed, at);
        return ok([...apps.values()].map((app) => summary(app, at)));
      },
    },
    'GET /api/v1/nestdeploy/apps/:id': {
      scopes: reading,
      handle: (call) => withApp(call, (app, at) => ok(detail(app, at))),
    },
    'POST /api/v1/nestdeploy/apps': {
      scopes: managing,
      handle: (call) => {
        const name = textField(call.body, 'name');
        const repoUrl = textField(call.body, 'repoUrl');
        const branch = textField(call.body, 'branch');
        const buildType = textField(call.body, 'buildType') ?? 'nixpacks';
        if (name === null || !/^[a-z0-9][a-z0-9-]*$/.test(name))
          return fail(400, 'name is missing or invalid');
        if (repoUrl === null || !/^(https:\/\/|ssh:\/\/|git@)/.test(repoUrl)) {
          return fail(400, 'repoUrl must be an HTTPS or SSH git URL');
        }
        if (branch === null) return fail(400, 'branch is required');
        if (!buildTypes.includes(buildType))
          return fail(400, `buildType must be one of: ${buildTypes.join(', ')}`);
        const env = envOf(fieldsOf(call.body)['env'] ?? {});
        if (env === null) return fail(400, 'env must be a map of strings');
        if ([...apps.values()].some((app) => app.name === name))
          return fail(409, 'An app with this name exists');
        created += 1;
        const app: App = {
          id: `ndapp_${base36(createRandom(hash(seed, 'created app', created)), 10)}`,
          index: apps.size,
          name,
          repoUrl,
          branch,
          buildType,
          framework: buildType === 'dockerfile' ? 'docker' : buildType === 'static' ? 'vite' : 'nextjs',
          customDomains: [],
          env,
          createdAt: now(),
          deployments: [],
          power: settled('running'),
          poweredAt: now(),
          needsVariable: null,
          pushEveryMs: null,
        };
        apps.set(app.id, app);
        const { id, status, primaryDomain: domain, createdAt } = summary(app, now());
        return ok({ id, name, status, primaryDomain: domain, createdAt }, 201);
      },
    },
    'POST /api/v1/nestdeploy/apps/:id/deploy': { scopes: managing, handle: (call) => withApp(call, deploy) },
    'PUT /api/v1/nestdeploy/apps/:id/env': {
      scopes: managing,
      handle: (call) =>
        withApp(call, (app) => {
          const env = envOf(fieldsOf(call.body)['env']);
          if (env === null) return fail(400, 'env must be a map of strings');
          app.env = env;
          return ok({ message: 'Environment variables updated. Redeploy to apply.' });
        }),
    },
    'POST /api/v1/nestdeploy/apps/:id/domains': {
      scopes: managing,
      handle: (call) =>
        withApp(call, (app) => {
          const host = textField(call.body, 'host');
          if (host === null || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host))
            return fail(400, 'host is invalid');
          if (app.customDomains.includes(host)) return fail(409, 'Domain is already attached');
          app.customDomains.push(host);
          const ssl = fieldsOf(call.body)['ssl'] !== false;
          return ok({ host, ssl, certStatus: 'provisioning' });
        }),
    },
    'GET /api/v1/nestdeploy/apps/:id/logs': {
      scopes: reading,
      handle: (call) =>
        withApp(call, (app, at) => {
          const wanted = call.query.get('deploymentId');
          const chosen = app.deployments.find((deployment) => deployment.id === wanted) ?? null;
          if (wanted !== null && chosen === null) return fail(404, 'Deployment not found');
          const next = appLog(app, chosen, at);
          return stream((time) => {
            catchUp(app, seed, time);
            return apps.has(app.id) ? next(time) : { text: '', isOver: true };
          });
        }),
    },
    'POST /api/v1/nestdeploy/apps/:id/actions': {
      scopes: managing,
      handle: (call) => withApp(call, (app, at) => act(app, at, call.body, deploy, seed)),
    },
    'DELETE /api/v1/nestdeploy/apps/:id': {
      scopes: managing,
      handle: (call) =>
        withApp(call, (app) => {
          apps.delete(app.id);
          return ok({ message: 'App deleted successfully' });
        }),
    },
  };
};

/** A map of strings, null for anything else. */
const envOf = (value: unknown): ReadonlyMap<string, string> | null => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const env = new Map<string, string>();
  for (const [name, text] of Object.entries(fieldsOf(value))) {
    if (typeof text !== 'string') return null;
    env.set(name, text);
  }
  return env;
};
