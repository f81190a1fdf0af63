import type { World } from '../http/api.ts';
import { fieldsOf, textField, textsField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, RouteTable } from '../http/router.ts';
import { epochSeconds } from '../time.ts';
import type { Actions } from './actions.ts';
import { type App, type Fleet, fakeSsl, idOf, type Server } from './fleet.ts';
import { fail, ok } from './replies.ts';

/** Apps and their certificates: endpoints 19 to 25. */
export const appRoutes = (world: World, fleet: Fleet, actions: Actions): RouteTable => {
  let created = 0;

  const withApp = (call: Call, use: (app: App, server: Server) => JsonReply): JsonReply => {
    const app = fleet.apps.get(call.param('id'));
    const server = fleet.servers.get(app?.serverid ?? '');
    return app === undefined || server === undefined ? fail(404, 'App not found.') : use(app, server);
  };

  return {
    'GET /apps': () => ok([...fleet.apps.values()].map(appBody)),
    'GET /apps/:id': (call) =>
      withApp(call, (app, server) => {
        const available = server.contact === 'fresh';
        const autossl = available ? { available, domains: app.domains } : { available };
        return ok({ ...appBody(app), autossl });
      }),
    'POST /apps': (call) => {
      const name = textField(call.body, 'name');
      const user = fleet.sysusers.get(textField(call.body, 'sysuserid') ?? '');
      const runtime = textField(call.body, 'runtime');
      const server = fleet.servers.get(user?.serverid ?? '');
      if (name === null || !/^[a-z0-9]{3,30}$/.test(name))
        return fail(400, 'App name must be 3 to 30 of a-z and 0-9.');
      if (user === undefined || server === undefined) return fail(400, 'Unknown sysuserid.');
      if (runtime === null || !server.runtimes.includes(runtime)) return fail(400, 'Unknown runtime.');
      const domains = fieldsOf(call.body)['domains'] === undefined ? [] : textsField(call.body, 'domains');
      if (domains === null) return fail(400, 'domains must be a list of names.');
      if ([...fleet.apps.values()].some((app) => app.serverid === server.id && app.name === name)) {
        return fail(409, 'An app with this name already exists on this server.');
      }
      created += 1;
      const app: App = {
        id: idOf(world.seed, 'serverpilot', 'created app', created),
        name,
        sysuserid: user.id,
        serverid: server.id,
        runtime,
        domains,
        ssl: null,
        createdAt: world.now(),
      };
      fleet.apps.set(app.id, app);
      return ok(appBody(app), actions.begin(server));
    },
    'POST /apps/:id': (call) =>
      withApp(call, (app, server) => {
        const fields = fieldsOf(call.body);
        const runtime = fields['runtime'] === undefined ? app.runtime : textField(call.body, 'runtime');
        const domains = fields['domains'] === undefined ? app.domains : textsField(call.body, 'domains');
        if (fields['runtime'] === undefined && fields['domains'] === undefined) {
          return fail(400, 'Give a runtime or domains.');
        }
        if (runtime === null || !server.runtimes.includes(runtime)) return fail(400, 'Unknown runtime.');
        if (domains === null) return fail(400, 'domains must be a list of names.');
        if (domains.length > 300) return fail(400, 'An app can have 300 domains.');
        app.runtime = runtime;
        app.domains = domains;
        return ok(appBody(app), actions.begin(server));
      }),
    'DELETE /apps/:id': (call) =>
      withApp(call, (app, server) => {
        fleet.apps.delete(app.id);
        for (const db of [...fleet.dbs.values()]) if (db.appid === app.id) fleet.dbs.delete(db.id);
        return ok({}, actions.begin(server));
      }),
    'POST /apps/:id/ssl': (call) =>
      withApp(call, (app, server) => {
        const failure = changeSsl(app, server, call.body);
        return failure ?? ok(app.ssl, actions.begin(server));
      }),
    'DELETE /apps/:id/ssl': (call) =>
      withApp(call, (app, server) => {
        app.ssl = null;
        return ok({}, actions.begin(server));
      }),
  };
};

/** Applies one of the three documented bodies; what is wrong with it, or null. */
const changeSsl = (app: App, server: Server, body: unknown): JsonReply | null => {
  const fields = fieldsOf(body);
  const force = fields['force'];
  if (typeof force === 'boolean') {
    if (app.ssl === null) return fail(400, 'SSL must be enabled before it can be forced.');
    app.ssl = { ...app.ssl, force };
    return null;
  }
  if (fields['auto'] === true) {
    if (server.contact !== 'fresh') return fail(400, 'AutoSSL is not available for this app.');
    if (app.ssl !== null && !app.ssl.auto) return fail(409, 'Remove the custom certificate first.');
    app.ssl = fakeSsl(true, false);
    return null;
  }
  const key = textField(body, 'key');
  const cert = textField(body, 'cert');
  if (key === null || cert === null || fields['cacerts'] === undefined) {
    return fail(400, 'Give key, cert and cacerts, or auto, or force.');
  }
  if (app.ssl?.auto === true) return fail(409, 'Turn AutoSSL off first.');
  app.ssl = { key, cert, cacerts: textField(body, 'cacerts'), auto: false, force: false };
  return null;
};

const appBody = (app: App) => ({
  id: app.id,
  datecreated: epochSeconds(app.createdAt),
  name: app.name,
  sysuserid: app.sysuserid,
  domains: app.domains,
  ssl: app.ssl,
  serverid: app.serverid,
  runtime: app.runtime,
});
