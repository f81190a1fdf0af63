import type { World } from '../http/api.ts';
import { fieldsOf, textField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, RouteTable } from '../http/router.ts';
import { createRandom, hash } from '../random.ts';
import { sequence, settlesAt, valueAt } from '../schedule.ts';
import { iso, second } from '../time.ts';
import { deploymentOf, resourceId, type Site } from './fleet.ts';
import { badRequest, fail, ok } from './replies.ts';
import type { Announce } from './webhooks.ts';

/** Sites: endpoints 1 to 5. The replies of PATCH and DELETE are undocumented; here they are the site and an id. */
export const siteRoutes = (world: World, sites: Map<string, Site>, announce: Announce): RouteTable => {
  const { now } = world;
  let created = 0;

  const withSite = (call: Call, use: (site: Site, at: number) => JsonReply): JsonReply => {
    const site = sites.get(call.param('id'));
    return site === undefined
      ? fail(404, 'NOT_FOUND', "Site not found or you don't have access")
      : use(site, now());
  };

  const tell = (event: string, site: Site, at: number, afterMs = 0): void => {
    const status = valueAt(site.status, at + afterMs);
    announce(event, { site_id: site.id, site_name: site.name, status, domain: site.domain }, afterMs);
  };
  const tellDeployment = (site: Site, at: number): void => {
    const afterMs = Math.max(0, settlesAt(site.status) - at);
    tell('deployment.started', site, at);
    tell(site.isBroken ? 'deployment.failed' : 'deployment.completed', site, at, afterMs);
  };

  const remove = (site: Site): JsonReply => {
    sites.delete(site.id);
    tell('site.deleted', site, now());
    return ok({ id: site.id, deleted: true });
  };

  return {
    'GET /sites': () => {
      const at = now();
      return ok([...sites.values()].map((site) => siteBody(site, at)));
    },
    'GET /sites/:id': (call) => withSite(call, (site, at) => ok(detailBody(site, at))),
    'POST /sites': (call) => {
      const name = textField(call.body, 'name');
      const type = textField(call.body, 'type');
      const repository = textField(call.body, 'repository');
      if (name === null || type === null || repository === null) {
        return badRequest('name, type and repository are required');
      }
      if (/^[a-z]+:\/\//.test(repository)) return badRequest('repository must be given without a scheme');
      created += 1;
      const at = now();
      const port = fieldsOf(call.body)['port'];
      const site: Site = {
        id: resourceId(createRandom(hash(world.seed, 'hostwares', 'created', created))),
        name,
        type,
        repository,
        branch: textField(call.body, 'branch') ?? 'main',
        port: typeof port === 'number' ? port : 3000,
        buildCommand: textField(call.body, 'buildCommand') ?? '',
        startCommand: textField(call.body, 'startCommand') ?? '',
        domain: null,
        createdAt: at,
        updatedAt: at,
        status: deploymentOf(at, false),
        env: [],
        isBroken: false,
      };
      sites.set(site.id, site);
      tell('site.created', site, at);
      tellDeployment(site, at);
      return ok(siteBody(site, at), 201);
    },
    'PATCH /sites/:id': (call) =>
      withSite(call, (site, at) => {
        const fields = fieldsOf(call.body);
        const action = fields['action'];
        if (action === undefined) return change(site, fields, at);
        if (action !== 'delete') {
          const reply = act(site, String(action), at);
          if (reply.status === 200 && action === 'deploy') tellDeployment(site, at);
          else if (reply.status === 200) tell('site.status_changed', site, at, settlesAt(site.status) - at);
          return reply;
        }
        return fields['confirm'] === true ? remove(site) : badRequest('This action requires confirmation');
      }),
    'DELETE /sites/:id': (call) => withSite(call, remove),
  };
};

const act = (site: Site, action: string, at: number): JsonReply => {
  const status = valueAt(site.status, at);
  const isRunning = status === 'RUNNING';
  switch (action) {
    case 'start':
      if (isRunning) return badRequest('Site is already running');
      site.status = sequence(at, [['STARTING', 3 * second]], 'RUNNING');
      break;
    case 'stop':
      if (!isRunning) return badRequest('Site is not running');
      site.status = sequence(at, [['STOPPING', 3 * second]], 'STOPPED');
      break;
    case 'restart':
      if (!isRunning) return badRequest('Site is not running');
      site.status = sequence(at, [['RESTARTING', 5 * second]], 'RUNNING');
      break;
    case 'deploy':
      if (status === 'DEPLOYING') return badRequest('A deployment is already in progress');
      site.status = deploymentOf(at, site.isBroken);
      break;
    default:
      return badRequest(`Unknown action: ${action}`);
  }
  site.updatedAt = at;
  return ok(siteBody(site, at));
};

const editable = ['name', 'repository', 'branch', 'buildCommand', 'startCommand'] as const;

const change = (site: Site, fields: Readonly<Record<string, unknown>>, at: number): JsonReply => {
  const names = Object.keys(fields);
  const known = [...editable, 'port', 'envVariables'] as readonly string[];
  if (names.length === 0 || names.some((name) => !known.includes(name))) {
    return badRequest('Nothing to change, or an unknown field');
  }
  const { port, envVariables } = { port: fields['port'], envVariables: fields['envVariables'] };
  const texts = editable.filter((name) => fields[name] !== undefined);
  if (texts.some((name) => typeof fields[name] !== 'string')) return badRequest('Fields must be strings');
  if (port !== undefined && typeof port !== 'number') return badRequest('port must be a number');
  const env = envVariables === undefined ? site.env : envOf(envVariables);
  if (env === null) return badRequest('envVariables must be a list of {key, value}');
  for (const name of texts) site[name] = String(fields[name]);
  site.port = port ?? site.port;
  site.env = env;
  site.updatedAt = at;
  return ok(siteBody(site, at));
};

const envOf = (value: unknown): Site['env'] | null => {
  if (!Array.isArray(value)) return null;
  const env: { key: string; value: string }[] = [];
  for (const entry of value) {
    const key = textField(entry, 'key');
    const text = fieldsOf(entry)['value'];
    if (key === null || typeof text !== 'string') return null;
    env.push({ key, value: text });
  }
  return env;
};

/** `url` is the address of the resource in the API, not where the site is served. */
const siteBody = (site: Site, at: number) => ({
  id: site.id,
  name: site.name,
  status: valueAt(site.status, at),
  domain: site.domain,
  createdAt: iso(site.createdAt),
  url: `https://hostwares.com/api/sites/${site.id}`,
});

const detailBody = (site: Site, at: number) => ({
  ...siteBody(site, at),
  type: site.type,
  repository: site.repository,
  branch: site.branch,
  port: site.port,
  buildCommand: site.buildCommand,
  startCommand: site.startCommand,
  envVariables: site.env,
  updatedAt: iso(site.updatedAt),
});
