import type { World } from '../http/api.ts';
import { fieldsOf, textField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, RouteTable } from '../http/router.ts';
import { base62, createRandom, hash } from '../random.ts';
import { epochSeconds } from '../time.ts';
import type { Actions } from './actions.ts';
import { type Fleet, idOf, lastContact, runtimes, type Server } from './fleet.ts';
import { fail, ok } from './replies.ts';

const plans = ['economy', 'business', 'first_class'];

/** Servers: endpoints 1 to 5. */
export const serverRoutes = (world: World, fleet: Fleet, actions: Actions): RouteTable => {
  const { now, seed, startedAt } = world;
  let created = 0;

  const body = (server: Server) => {
    const contact = lastContact(server, startedAt, now());
    return {
      id: server.id,
      name: server.name,
      plan: server.plan,
      autoupdates: server.autoupdates,
      firewall: server.firewall,
      deny_unknown_domains: server.denyUnknownDomains,
      available_runtimes: server.runtimes,
      lastaddress: server.address,
      lastconn: contact === null ? null : epochSeconds(contact),
      datecreated: epochSeconds(server.createdAt),
    };
  };

  const withServer = (call: Call, use: (server: Server) => JsonReply): JsonReply => {
    const server = fleet.servers.get(call.param('id'));
    return server === undefined ? fail(404, 'Server not found.') : use(server);
  };

  return {
    'GET /servers': () => ok([...fleet.servers.values()].map(body)),
    'GET /servers/:id': (call) => withServer(call, (server) => ok(body(server))),
    'POST /servers': (call) => {
      const name = textField(call.body, 'name');
      const plan = textField(call.body, 'plan') ?? 'economy';
      if (name === null || name.length > 255 || !/^[a-z]([a-z0-9.-]*[a-z0-9])?$/.test(name)) {
        return fail(400, 'Server name is missing or has characters that are not allowed.');
      }
      if (!plans.includes(plan)) return fail(400, `Plan must be one of ${plans.join(', ')}.`);
      if ([...fleet.servers.values()].some((server) => server.name === name)) {
        return fail(409, 'A server with this name already exists.');
      }
      created += 1;
      const server: Server = {
        id: idOf(seed, 'serverpilot', 'created', created),
        name,
        plan,
        autoupdates: true,
        firewall: true,
        denyUnknownDomains: false,
        runtimes,
        address: null,
        createdAt: now(),
        contact: 'never',
        isBroken: false,
      };
      fleet.servers.set(server.id, server);
      const user = { id: idOf(seed, 'serverpilot', 'created user', created), name: 'serverpilot' };
      fleet.sysusers.set(user.id, { ...user, serverid: server.id, keys: [] });
      const apikey = base62(createRandom(hash(seed, 'serverpilot', 'server key', created)), 40);
      return ok({ ...body(server), apikey }, actions.begin(server));
    },
    'POST /servers/:id': (call) =>
      withServer(call, (server) => {
        const fields = fieldsOf(call.body);
        const names = Object.keys(fields);
        if (names.length === 0 || names.some((name) => !settings.includes(name))) {
          return fail(400, `Give one of ${settings.join(', ')}.`);
        }
        const wrong = names.find((name) => name !== 'plan' && typeof fields[name] !== 'boolean');
        if (wrong !== undefined) return fail(400, `${wrong} must be true or false.`);
        const plan = fields['plan'] ?? server.plan;
        if (typeof plan !== 'string' || !plans.includes(plan)) return fail(400, 'Unknown plan.');
        server.plan = plan;
        server.firewall = fields['firewall'] === undefined ? server.firewall : fields['firewall'] === true;
        server.autoupdates =
          fields['autoupdates'] === undefined ? server.autoupdates : fields['autoupdates'] === true;
        server.denyUnknownDomains =
          fields['deny_unknown_domains'] === undefined
            ? server.denyUnknownDomains
            : fields['deny_unknown_domains'] === true;
        return ok(body(server), actions.begin(server));
      }),
    'DELETE /servers/:id': (call) =>
      withServer(call, (server) => {
        fleet.servers.delete(server.id);
        for (const items of [fleet.sysusers, fleet.apps, fleet.dbs]) {
          for (const item of [...items.values()]) if (item.serverid === server.id) items.delete(item.id);
        }
        return ok({});
      }),
  };
};

const settings = ['plan', 'firewall', 'autoupdates', 'deny_unknown_domains'];
