import type { World } from '../http/api.ts';
import type { RouteTable } from '../http/router.ts';
import { sequence, valueAt } from '../schedule.ts';
import { epochSeconds, second } from '../time.ts';
import { idOf, type Server } from './fleet.ts';
import { fail, ok } from './replies.ts';

export type Actions = {
  /** Work begun on a server now; its id. */
  readonly begin: (server: Server) => string;
  readonly routes: RouteTable;
};

/** Jobs on servers: endpoint 31. One on a server out of contact stays open, as nobody is there to do it. */
export const createActions = (world: World): Actions => {
  const actions = new Map<
    string,
    { serverid: string; status: ReturnType<typeof schedule>; createdAt: number }
  >();
  const schedule = (server: Server, at: number) =>
    sequence(
      at,
      [['open', server.contact === 'fresh' ? 6 * second : Number.POSITIVE_INFINITY]],
      server.isBroken ? 'error' : 'success',
    );
  return {
    begin(server) {
      const at = world.now();
      const id = idOf(world.seed, 'serverpilot', 'action', actions.size);
      actions.set(id, { serverid: server.id, status: schedule(server, at), createdAt: at });
      return id;
    },
    routes: {
      'GET /actions/:id': (call) => {
        const id = call.param('id');
        const action = actions.get(id);
        if (action === undefined) return fail(404, 'Action not found.');
        const status = valueAt(action.status, world.now());
        return ok({ id, serverid: action.serverid, status, datecreated: epochSeconds(action.createdAt) });
      },
    },
  };
};
