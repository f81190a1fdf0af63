import type { Use, World } from '../http/api.ts';
import type { ApiKey, RouteTable } from '../http/router.ts';
import { day, iso } from '../time.ts';
import type { RateLimit } from '../types.ts';
import { dollars, scopeDescriptions } from './catalog.ts';
import type { Ledger } from './ledger.ts';
import { pageOf } from './page.ts';
import { fail, ok } from './replies.ts';

/** A key with what the vendor stores of it. */
export type KeyRecord = {
  readonly id: number;
  readonly name: string;
  readonly key: ApiKey;
  readonly rateLimit: Required<RateLimit>;
  /** Newest first, bounded. */
  readonly uses: Use[];
  useCount: number;
};

const email = 'ops@example.com';

/** General, account and billing: endpoints 1 to 7. */
export const accountRoutes = (world: World, keys: readonly KeyRecord[], ledger: Ledger): RouteTable => ({
  'GET /health': {
    isOpen: true,
    handle: () => ok({ status: 'healthy', service: 'CyberPanel Cloud API', version: '1.0.0' }),
  },
  'GET /scopes': { isOpen: true, handle: () => ok({ scopes: scopeDescriptions }) },
  'GET /test': (call) => {
    const record = keys.find(({ key }) => key === call.key);
    const data = {
      message: 'API authentication successful!',
      key_name: record?.name ?? '',
      key_prefix: prefixOf(call.key),
      user_email: email,
      scopes: [...call.key.scopes],
      ip_address: call.ip,
      request_count: record?.useCount ?? 0,
    };
    return ok(data, 'Your API key is working correctly');
  },
  'GET /account': {
    scopes: ['account:read', 'all'],
    handle: () =>
      ok({
        id: 123,
        email,
        full_name: 'Example Operations',
        balance: dollars(ledger.balance()),
        status: 'active',
        two_factor_enabled: true,
        vps_ordering_enabled: true,
        registration_date: iso(world.startedAt - 740 * day),
      }),
  },
  'GET /billing': { scopes: ['billing:read', 'all'], handle: () => ok(ledger.body()) },
  'GET /account/api-keys': {
    scopes: ['account:read', 'all'],
    handle: () => ok({ api_keys: keys.map((record) => keyBody(world, record)), total: keys.length }),
  },
  'GET /account/api-keys/:id/usage': {
    scopes: ['account:read', 'all'],
    handle: (call) => {
      const record = keys.find(({ id }) => String(id) === call.param('id'));
      if (record === undefined) return fail(404, 'KEY_NOT_FOUND', 'Key not found', "API key doesn't exist");
      const { items, pagination } = pageOf(record.uses, call.query);
      return ok({ key_id: record.id, key_name: record.name, usage_logs: items.map(useBody), pagination });
    },
  },
});

const prefixOf = (key: ApiKey): string => key.secret.slice(0, 12);

const keyBody = (world: World, record: KeyRecord) => {
  const latest = record.uses[0];
  return {
    id: record.id,
    name: record.name,
    key_prefix: prefixOf(record.key),
    scopes: [...record.key.scopes],
    is_active: true,
    ip_whitelist: [],
    expires_at: null,
    last_used_at: latest === undefined ? null : iso(latest.at),
    last_used_ip: latest?.ip ?? null,
    request_count: record.useCount,
    rate_limit_per_minute: record.rateLimit.perMinute,
    rate_limit_per_hour: record.rateLimit.perHour,
    created_at: iso(world.startedAt - 200 * day),
  };
};

const useBody = (use: Use) => ({
  endpoint: `/api/v1${use.path}`,
  method: use.method,
  ip_address: use.ip,
  response_status: use.status,
  response_time_ms: 20 + ((use.at + use.path.length * 7) % 60),
  created_at: iso(use.at),
});
