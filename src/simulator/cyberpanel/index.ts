import { type Api, bearerKeys, type World } from '../http/api.ts';
import { createRandom, hash, hex } from '../random.ts';
import { createFixedWindow, usedUp } from '../rate-window.ts';
import { epochSeconds, hour, minute } from '../time.ts';
import type { RateLimit } from '../types.ts';
import { accountRoutes, type KeyRecord } from './account.ts';
import { catalogRoutes } from './catalog-routes.ts';
import { createRoutes } from './create.ts';
import { createFleet } from './fleet.ts';
import { createLedger } from './ledger.ts';
import { errors } from './replies.ts';
import { vpsRoutes } from './vps.ts';

const documentedLimit = { perMinute: 60, perHour: 1_000 };
const maxPage = 100;
const keptUses = 500;

/** The CyberPanel Cloud platform API, as its document of January 2026 describes it (v1.0.0). */
export const createCyberPanel = (world: World, servers: number) => {
  const rateLimit = limitFor(servers);
  const keys: readonly KeyRecord[] = [
    keyRecord(world, 1, 'Production Key', ['all'], rateLimit),
    keyRecord(world, 2, 'Read only', ['vps:read', 'account:read', 'billing:read'], rateLimit),
  ];
  const fleet = createFleet(world, servers);
  const ledger = createLedger(fleet, world.startedAt, world.now);
  const recordOf = new Map(keys.map((record) => [record.key.secret, record]));
  const windows = new Map(
    keys.map(({ key }) => [
      key.secret,
      {
        minute: createFixedWindow(rateLimit.perMinute, minute),
        hour: createFixedWindow(rateLimit.perHour, hour),
      },
    ]),
  );
  const meter: Api['meter'] = (key, now, forcedUntil) => {
    const own = windows.get(key.secret);
    if (own === undefined) throw new Error('a key without its windows');
    const perMinute = forcedUntil === null ? own.minute.take(now) : usedUp(rateLimit.perMinute, forcedUntil);
    const perHour = perMinute.isAllowed ? own.hour.take(now) : perMinute;
    return {
      admission: perHour.isAllowed ? perMinute : perHour,
      // The vendor's headers tell of the minute only, also when it is the hour that ran out.
      headers: {
        'X-RateLimit-Limit': String(perMinute.limit),
        'X-RateLimit-Remaining': String(perMinute.remaining),
        'X-RateLimit-Reset': String(epochSeconds(perMinute.resetAt + 999)),
      },
    };
  };
  const api: Api = {
    type: 'cyberpanel',
    routes: {
      ...accountRoutes(world, keys, ledger),
      ...catalogRoutes(),
      ...vpsRoutes(world, fleet, ledger),
      ...createRoutes(world, fleet, ledger),
    },
    errors,
    keyOf: bearerKeys(keys.map(({ key }) => key)),
    noteUse: (use) => {
      const record = recordOf.get(use.key.secret);
      if (record === undefined) return;
      record.useCount += 1;
      record.uses.unshift(use);
      if (record.uses.length > keptUses) record.uses.pop();
    },
  };
  const [full, readOnly] = keys;
  return {
    api: world.hasLimits ? { ...api, meter } : api,
    apiKey: full?.key.secret ?? '',
    readOnlyKey: readOnly?.key.secret ?? '',
    rateLimit: rateLimit === documentedLimit ? null : rateLimit,
  };
};

/**
 * The vendor's limits are configurable per key: where one refresh of the list would need more than a quarter of a
 * minute's default budget, the simulated account has had its limits raised.
 */
const limitFor = (servers: number): Required<RateLimit> => {
  const pages = Math.ceil(servers / maxPage);
  if (pages <= documentedLimit.perMinute / 4) return documentedLimit;
  const perMinute = Math.ceil((pages * 8) / 60) * 60;
  return { perMinute, perHour: perMinute * 60 };
};

const keyRecord = (
  world: World,
  id: number,
  name: string,
  scopes: readonly string[],
  rateLimit: Required<RateLimit>,
): KeyRecord => ({
  id,
  name,
  key: {
    secret: `cyp_live_${hex(createRandom(hash(world.seed, 'cyberpanel', 'key', id)), 64)}`,
    scopes: new Set(scopes),
  },
  rateLimit,
  uses: [],
  useCount: 142,
});
