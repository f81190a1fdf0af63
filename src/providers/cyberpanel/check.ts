import type { Problem, ProblemCode } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { Secret } from '../../runtime/secret.ts';
import { readDataAs } from '../envelope.ts';
import { readRows } from '../lenient.ts';
import type { Checked } from '../provider.ts';
import type { CyberPanelClient } from './client.ts';
import { type ApiKey, apiKey, apiKeys, keyTest } from './schema.ts';

export type CheckContext = {
  readonly provider: string;
  readonly apiKey: Secret;
  readonly clock: Clock;
  /** What a key has where nobody changed it. */
  readonly defaults: { readonly perMinute: number; readonly perHour: number };
};

/** The key test, and the key's own limits where `account:read` lets us see them. */
export async function check(
  client: CyberPanelClient,
  context: CheckContext,
  signal: AbortSignal,
): Promise<Result<Checked>> {
  const { provider } = context;
  const test = readDataAs(keyTest, await client.test(signal), 'the key test', provider);
  if (!test.ok) return fail(await withHealth(client, test.problem, signal));
  const { key_name, key_prefix, scopes, user_email } = test.value;
  const own = mayRead(scopes, 'account:read') ? await readOwnKey(client, test.value, provider, signal) : null;
  const key = (await context.apiKey.reveal()).trim();
  return succeed({
    account: { id: null, name: null, email: user_email, status: null },
    notes: [
      ...(key_name === null && key_prefix === null
        ? []
        : [`key: ${[key_name, key_prefix].filter(Boolean).join(', ')}`]),
      ...(scopes == null ? [] : [`scopes: ${scopes.join(', ') || 'none'}`]),
      ...(own === null ? [] : ownNotes(own)),
    ],
    warnings: [
      ...(key.startsWith(keyPrefix) ? [] : [`the key does not begin with ${keyPrefix}`]),
      ...wantedScopes.flatMap(([scope, use]) =>
        mayRead(scopes, scope) ? [] : [`the key has no ${scope} scope: ${use}`],
      ),
      ...(own === null ? [] : ownWarnings(own, context)),
    ],
  });
}

const keyPrefix = 'cyp_live_';

const wantedScopes = [
  ['vps:read', 'no servers'],
  ['billing:read', 'no balance and no ledger'],
  ['account:read', 'no account and no keys'],
  ['vps:write', 'no actions'],
] as const;

/** Scopes that were not told are taken to be there: the API will say otherwise. */
const mayRead = (scopes: readonly string[] | null | undefined, scope: string): boolean =>
  scopes == null || scopes.includes(scope) || scopes.includes('all');

/** Where no sound answer came, the health, which wants no key, tells whether the host is there at all. */
async function withHealth(client: CyberPanelClient, problem: Problem, signal: AbortSignal): Promise<Problem> {
  if (!unsound.has(problem.code) || signal.aborted) return problem;
  const health = await client.health(signal);
  const sentence = health.ok ? 'the host itself is up' : 'its health check fails too';
  return { ...problem, message: `${problem.message.replace(/\.$/, '')}; ${sentence}` };
}

const unsound: ReadonlySet<ProblemCode> = new Set(['network', 'timeout', 'server', 'protocol']);

/** The key among the account's keys, where name and prefix fit just one. */
async function readOwnKey(
  client: CyberPanelClient,
  test: { readonly key_name: string | null; readonly key_prefix: string | null },
  provider: string,
  signal: AbortSignal,
): Promise<ApiKey | null> {
  const reply = readDataAs(apiKeys, await client.apiKeys(signal), 'the API keys', provider);
  if (!reply.ok) return null;
  const keys = readRows(apiKey, reply.value.api_keys, 'the API keys', provider, (key) => key);
  if (!keys.ok) return null;
  const own = keys.value.items.filter(
    (key) => key.key_prefix === test.key_prefix && key.name === test.key_name,
  );
  return own.length === 1 ? (own[0] ?? null) : null;
}

const ownNotes = (key: ApiKey): readonly string[] => {
  const limits = [
    ...(key.rate_limit_per_minute === null ? [] : [`${key.rate_limit_per_minute} a minute`]),
    ...(key.rate_limit_per_hour === null ? [] : [`${key.rate_limit_per_hour} an hour`]),
  ];
  return [
    ...(limits.length === 0 ? [] : [`the key's limits: ${limits.join(', ')}`]),
    key.expires_at === null ? 'the key does not expire' : `the key expires on ${day(key.expires_at)}`,
  ];
};

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

const soonMs = 14 * 24 * 3_600_000;

function ownWarnings(key: ApiKey, { clock, defaults }: CheckContext): readonly string[] {
  const perMinute = key.rate_limit_per_minute ?? defaults.perMinute;
  const perHour = key.rate_limit_per_hour ?? defaults.perHour;
  const isLower = perMinute < defaults.perMinute || perHour < defaults.perHour;
  const isExpiring = key.expires_at !== null && key.expires_at - clock.now() < soonMs;
  return [
    ...(isLower
      ? [`the key has lower limits than usual: set rateLimit to perMinute ${perMinute}, perHour ${perHour}`]
      : []),
    ...(isExpiring && key.expires_at !== null ? [`the key expires on ${day(key.expires_at)}`] : []),
  ];
}
