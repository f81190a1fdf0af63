import type { World } from '../http/api.ts';
import { fieldsOf, textField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, RouteTable } from '../http/router.ts';
import type { Actions } from './actions.ts';
import { type Db, type Fleet, idOf, type Server } from './fleet.ts';
import { fail, ok } from './replies.ts';

/** Databases: endpoints 26 to 30. */
export const dbRoutes = (world: World, fleet: Fleet, actions: Actions): RouteTable => {
  let created = 0;
  const withDb = (call: Call, use: (db: Db, server: Server) => JsonReply): JsonReply => {
    const db = fleet.dbs.get(call.param('id'));
    const server = fleet.servers.get(db?.serverid ?? '');
    return db === undefined || server === undefined ? fail(404, 'Database not found.') : use(db, server);
  };
  return {
    'GET /dbs': () => ok([...fleet.dbs.values()]),
    'GET /dbs/:id': (call) => withDb(call, (db) => ok(db)),
    'POST /dbs': (call) => {
      const app = fleet.apps.get(textField(call.body, 'appid') ?? '');
      const server = fleet.servers.get(app?.serverid ?? '');
      const name = textField(call.body, 'name');
      const user = fieldsOf(call.body)['user'];
      const userName = textField(user, 'name');
      if (app === undefined || server === undefined) return fail(400, 'Unknown appid.');
      if (name === null || !/^[a-z0-9-]{3,64}$/.test(name))
        return fail(400, 'Database name must be 3 to 64 of a-z, 0-9 and -.');
      if (userName === null || userName.length > 16)
        return fail(400, 'User name must be at most 16 characters.');
      const weakness = passwordFailure(user);
      if (weakness !== null) return weakness;
      if ([...fleet.dbs.values()].some((db) => db.serverid === server.id && db.name === name)) {
        return fail(409, 'A database with this name already exists on this server.');
      }
      created += 1;
      const db: Db = {
        id: idOf(world.seed, 'serverpilot', 'created db', created),
        name,
        appid: app.id,
        serverid: server.id,
        user: { id: idOf(world.seed, 'serverpilot', 'created dbuser', created), name: userName },
      };
      fleet.dbs.set(db.id, db);
      return ok(db, actions.begin(server));
    },
    'POST /dbs/:id': (call) =>
      withDb(call, (db, server) => {
        const user = fieldsOf(call.body)['user'];
        if (textField(user, 'id') !== db.user.id) return fail(400, 'Unknown database user.');
        return passwordFailure(user) ?? ok(db, actions.begin(server));
      }),
    'DELETE /dbs/:id': (call) =>
      withDb(call, (db, server) => {
        fleet.dbs.delete(db.id);
        return ok({}, actions.begin(server));
      }),
  };
};

/** What is wrong with the `password` of a body, or null. */
export const passwordFailure = (body: unknown): JsonReply | null => {
  const { length } = textField(body, 'password') ?? '';
  if (length < 8) return fail(400, 'Password must be at least 8 characters.');
  return length > 200 ? fail(400, 'Password must be at most 200 characters.') : null;
};
