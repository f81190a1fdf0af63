import type { Api, World } from '../http/api.ts';
import { base36, base62, createRandom, hash } from '../random.ts';
import { createActions } from './actions.ts';
import { appRoutes } from './apps.ts';
import { dbRoutes } from './dbs.ts';
import { createFleet } from './fleet.ts';
import { errors } from './replies.ts';
import { serverRoutes } from './servers.ts';
import { userRoutes } from './users.ts';

/** The ServerPilot API v1. Its one key is a client id and a secret, sent as Basic authentication. */
export const createServerPilot = (world: World, counts: { servers: number; apps: number }) => {
  const random = createRandom(hash(world.seed, 'serverpilot', 'key'));
  const clientId = `cid_${base36(random, 16)}`;
  const apiKey = base62(random, 44);
  const expected = Buffer.from(`${clientId}:${apiKey}`).toString('base64');
  const key = { secret: apiKey, scopes: new Set<string>() };
  const fleet = createFleet(world, counts);
  const actions = createActions(world);
  const api: Api = {
    type: 'serverpilot',
    routes: {
      ...serverRoutes(world, fleet, actions),
      ...userRoutes(world, fleet, actions),
      ...appRoutes(world, fleet, actions),
      ...dbRoutes(world, fleet, actions),
      ...actions.routes,
    },
    errors,
    keyOf: (authorization) => (/^Basic (\S+)$/i.exec(authorization)?.[1] === expected ? key : null),
  };
  return { api, clientId, apiKey };
};
