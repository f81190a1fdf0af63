import { type Api, bearerKeys, type World } from '../http/api.ts';
import { base62, createRandom, hash } from '../random.ts';
import { createFixedWindow, usedUp } from '../rate-window.ts';
import { epochSeconds, minute } from '../time.ts';
import { creditRoutes } from './credits.ts';
import { databaseRoutes } from './databases.ts';
import { createDatabases, createSites } from './fleet.ts';
import { errors } from './replies.ts';
import { siteRoutes } from './sites.ts';
import { createWebhooks } from './webhooks.ts';

const perMinute = 60;

/** The Hostwares API, as its reference page describes it: sites, databases, credits. Its keys have no scopes. */
export const createHostwares = (world: World, sites: number) => {
  const key = {
    secret: `sk_${base62(createRandom(hash(world.seed, 'hostwares', 'key')), 40)}`,
    scopes: new Set<string>(),
  };
  const webhooks = createWebhooks(world);
  const { announce } = webhooks;
  const api: Api = {
    type: 'hostwares',
    routes: {
      ...siteRoutes(world, createSites(world, sites), announce),
      ...databaseRoutes(world, createDatabases(world, Math.ceil(sites / 2)), announce),
      ...webhooks.routes,
      ...creditRoutes(world),
    },
    errors,
    keyOf: bearerKeys([key]),
  };
  const window = createFixedWindow(perMinute, minute);
  const meter: Api['meter'] = (_, now, forcedUntil) => {
    const admission = forcedUntil === null ? window.take(now) : usedUp(perMinute, forcedUntil);
    return {
      admission,
      headers: {
        'X-RateLimit-Limit': String(admission.limit),
        'X-RateLimit-Remaining': String(admission.remaining),
        'X-RateLimit-Reset': String(epochSeconds(admission.resetAt + 999)),
      },
    };
  };
  return { api: world.hasLimits ? { ...api, meter } : api, apiKey: key.secret };
};
