import type { World } from '../http/api.ts';
import { fieldsOf, textField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, RouteTable } from '../http/router.ts';
import { createRandom, hash } from '../random.ts';
import { sequence, valueAt } from '../schedule.ts';
import { iso, second } from '../time.ts';
import { type Database, databaseTypes, resourceId } from './fleet.ts';
import { badRequest, fail, ok } from './replies.ts';
import type { Announce } from './webhooks.ts';

/** Databases: endpoints 6 to 10. The vendor names no action for them, so every action is a bad request. */
export const databaseRoutes = (
  world: World,
  databases: Map<string, Database>,
  announce: Announce,
): RouteTable => {
  const { now } = world;
  let created = 0;

  const withDatabase = (call: Call, use: (database: Database) => JsonReply): JsonReply => {
    const database = databases.get(call.param('id'));
    return database === undefined
      ? fail(404, 'NOT_FOUND', "Database not found or you don't have access")
      : use(database);
  };

  return {
    'GET /databases': () => {
      const at = now();
      return ok([...databases.values()].map((database) => databaseBody(database, at)));
    },
    'GET /databases/:id': (call) => withDatabase(call, (database) => ok(detailBody(database, now()))),
    'POST /databases': (call) => {
      const name = textField(call.body, 'name');
      const type = textField(call.body, 'type');
      if (name === null) return badRequest('name is required');
      if (type === null || !databaseTypes.includes(type)) {
        return badRequest(`type must be one of: ${databaseTypes.join(', ')}`);
      }
      created += 1;
      const database: Database = {
        id: resourceId(createRandom(hash(world.seed, 'hostwares', 'created database', created))),
        name,
        type,
        createdAt: now(),
        status: sequence(now(), [['PROVISIONING', 10 * second]], 'RUNNING'),
      };
      databases.set(database.id, database);
      announce('database.created', { database_id: database.id, name: database.name }, 10 * second);
      return ok(databaseBody(database, now()), 201);
    },
    'PATCH /databases/:id': (call) =>
      withDatabase(call, (database) => {
        const name = textField(call.body, 'name');
        if (fieldsOf(call.body)['action'] !== undefined || name === null)
          return badRequest('Unknown action or field');
        database.name = name;
        return ok(databaseBody(database, now()));
      }),
    'DELETE /databases/:id': (call) =>
      withDatabase(call, (database) => {
        databases.delete(database.id);
        return ok({ id: database.id, deleted: true });
      }),
  };
};

const databaseBody = (database: Database, at: number) => ({
  id: database.id,
  name: database.name,
  type: database.type,
  status: valueAt(database.status, at),
  createdAt: iso(database.createdAt),
});

/** The detail holds credentials, as a real one would: something for a client to mask. */
const detailBody = (database: Database, at: number) => ({
  ...databaseBody(database, at),
  host: `${database.id}.db.example.net`,
  connectionString: `${database.type}://app:not-a-real-password@${database.id}.db.example.net/app`,
});
