import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { maskSecrets } from '../../model/mask.ts';
import { mapResult, type Result, succeed } from '../../model/result.ts';
import { gatherRelated, relatedValue } from '../related.ts';
import type { CyberPanelClient } from './client.ts';
import { apiKey } from './schema.ts';

/** Every key's log is a request of its own. */
const mostKeyLogs = 3;
const usageRows = 50;

/**
 * The account, its API keys (the most recently used ones with what they were used for), and what can be ordered.
 * A part that a scope withholds says so in its place; fails when no part that wants the key could be read.
 */
export async function readAccount(
  client: CyberPanelClient,
  signal: AbortSignal,
): Promise<Result<JsonObject>> {
  const keyed = {
    account: client.account(signal),
    keys: readKeys(client, signal),
    plans: listIn(client.plans(signal), 'plans'),
    locations: listIn(client.locations(signal), 'locations'),
    templates: listIn(client.templates(signal), 'templates'),
  };
  const open = { scopes: listIn(client.scopes(signal), 'scopes'), health: client.health(signal) };
  const results = await Promise.all(Object.values(keyed));
  const details = await gatherRelated({ ...keyed, ...open });
  const failed = results.find((result) => !result.ok);
  return failed !== undefined && results.every((result) => !result.ok)
    ? failed
    : succeed(maskSecrets(details));
}

/** The list itself, out of `{"plans": [...]}`. */
const listIn = async (reply: Promise<Result<JsonValue>>, name: string): Promise<Result<JsonValue>> =>
  mapResult(await reply, (data) => (isJsonObject(data) ? (data[name] ?? data) : data));

async function readKeys(client: CyberPanelClient, signal: AbortSignal): Promise<Result<JsonValue>> {
  const reply = await listIn(client.apiKeys(signal), 'api_keys');
  if (!reply.ok || !Array.isArray(reply.value)) return reply;
  const keys: readonly JsonValue[] = reply.value;
  const read = new Set(recentlyUsed(keys));
  return succeed(
    await Promise.all(
      keys.map(async (key) => {
        const id = idOf(key);
        if (!isJsonObject(key) || id === null || !read.has(id)) return key;
        return {
          ...key,
          usage: relatedValue(await listIn(client.apiKeyUsage(id, usageRows, signal), 'usage_logs')),
        };
      }),
    ),
  );
}

const idOf = (key: JsonValue): string | null => apiKey.safeParse(key).data?.id ?? null;

const recentlyUsed = (keys: readonly JsonValue[]): readonly string[] =>
  keys
    .flatMap((key) => apiKey.safeParse(key).data ?? [])
    .sort((a, b) => (b.last_used_at ?? 0) - (a.last_used_at ?? 0))
    .slice(0, mostKeyLogs)
    .map((key) => key.id);
