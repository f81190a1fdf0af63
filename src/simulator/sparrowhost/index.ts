import { type Api, bearerKeys, type World } from '../http/api.ts';
import type { ApiKey } from '../http/router.ts';
import { createRandom, hash, hex } from '../random.ts';
import { createSlidingWindow } from '../rate-window.ts';
import { minute } from '../time.ts';
import { createApps } from './app-fleet.ts';
import { appRoutes } from './apps.ts';
import { createServers } from './fleet.ts';
import { errors } from './replies.ts';
import { serverRoutes } from './servers.ts';

const everyScope = [
  'vps:read',
  'vps:write',
  'vps:deploy',
  'vps:delete',
  'billing:read',
  'nestdeploy:read',
  'nestdeploy:manage',
];
const perMinute = 120;

/** The SparrowHost VPS and NestDeploy API, as sparrowhost.net/docs describes it (v1.1, June 2026). */
export const createSparrowHost = (world: World, counts: { servers: number; apps: number }) => {
  const key = keyFor(world, 'full', everyScope);
  const readOnly = keyFor(world, 'read', ['vps:read', 'billing:read', 'nestdeploy:read']);
  const windows = new Map(
    [key, readOnly].map(({ secret }) => [secret, createSlidingWindow(perMinute, minute)]),
  );
  const api: Api = {
    type: 'sparrowhost',
    routes: {
      ...serverRoutes(world, createServers(world, counts.servers)),
      ...appRoutes(world, createApps(world, counts.apps)),
    },
    errors,
    keyOf: bearerKeys([key, readOnly]),
  };
  const meter: Api['meter'] = (used, now) => {
    const window = windows.get(used.secret) ?? createSlidingWindow(perMinute, minute);
    return { admission: window.take(now), headers: {} };
  };
  return {
    api: world.hasLimits ? { ...api, meter } : api,
    apiKey: key.secret,
    readOnlyKey: readOnly.secret,
  };
};

const keyFor = (world: World, label: string, scopes: readonly string[]): ApiKey => ({
  secret: `sph_${hex(createRandom(hash(world.seed, 'sparrowhost', 'key', label)), 48)}`,
  scopes: new Set(scopes),
});
