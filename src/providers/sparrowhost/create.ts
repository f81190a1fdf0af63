import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { mapResult, type Result } from '../../model/result.ts';
import type { Server } from '../../model/server.ts';
import { showableDetails } from '../hide-credentials.ts';
import { readManyRows, readShape } from '../lenient.ts';
import type { Described, Listing, Provider, ProviderContext } from '../provider.ts';
import { wantingScope } from '../wants-scope.ts';
import { toApp, toDomains, toServer } from './adapter.ts';
import { toBilling } from './billing.ts';
import { toChecked } from './check.ts';
import { createSparrowClient, paths, readSparrowError } from './client.ts';
import { followSparrowLog } from './follow-log.ts';
import { forms } from './forms.ts';
import { createPrepare } from './prepare.ts';
import { sparrowAccount, sparrowApp, sparrowServer } from './schema.ts';

/** How long the servers of a list stand for the present ones where only their prices matter. */
const rememberedForMs = 60_000;

export function createSparrowHost({ name, secrets, deps, connect, streamUrl }: ProviderContext): Provider {
  const authorize = async () => ({ authorization: `Bearer ${await secrets.apiKey.reveal()}` });
  const http = connect({ authorize, readError: readSparrowError });
  const client = createSparrowClient(http, name);
  let remembered: { readonly servers: Listing<Server>; readonly at: number } | null = null;

  const listServers = async (signal: AbortSignal): Promise<Result<Listing<Server>>> => {
    const rows = await client.getServers(signal);
    if (!rows.ok) return rows;
    const servers = await readManyRows(sparrowServer, rows.value, 'the servers', name, (raw) =>
      toServer(name, raw),
    );
    if (servers.ok) remembered = { servers: servers.value, at: deps.clock.now() };
    return servers;
  };

  const recentServers = async (signal: AbortSignal): Promise<Result<Listing<Server>>> =>
    remembered !== null && deps.clock.now() - remembered.at < rememberedForMs
      ? { ok: true, value: remembered.servers }
      : listServers(signal);

  return {
    check: async (signal) => {
      const [account, servers, apps] = await Promise.all([
        client.getAccount(signal),
        client.getServers(signal),
        client.getApps(signal),
      ]);
      if (!account.ok) return account;
      const probes = [
        { scope: 'vps:read', reply: servers },
        { scope: 'nestdeploy:read', reply: apps },
      ];
      return toChecked(name, account.value, probes, await secrets.apiKey.reveal());
    },
    listServers,
    readServer: async (id, signal) => {
      const data = await client.getServer(id, signal);
      if (!data.ok) return data;
      const raw = readShape(sparrowServer, data.value, 'the server', name);
      return mapResult(raw, (server) => described(toServer(name, server), data.value));
    },
    listApps: async (signal) => {
      const rows = await client.getApps(signal);
      return rows.ok
        ? readManyRows(sparrowApp, rows.value, 'the apps', name, (raw) => toApp(name, raw))
        : rows;
    },
    readApp: async (id, signal) => {
      const data = await client.getApp(id, signal);
      if (!data.ok) return data;
      const raw = readShape(sparrowApp, data.value, 'the app', name);
      return mapResult(raw, (app) => described(toApp(name, app), data.value));
    },
    // No listEnv: the API replaces an app's variables and never tells them.
    listDomains: async (id, signal) => {
      const data = await client.getApp(id, signal);
      if (!data.ok) return data;
      return mapResult(readShape(sparrowApp, data.value, 'the app', name), toDomains);
    },
    prepare: createPrepare(name),
    forms,
    readBilling: async (signal) => {
      const [account, servers] = await Promise.all([client.getAccount(signal), recentServers(signal)]);
      return toBilling(name, wantingScope(account, 'billing:read'), wantingScope(servers, 'vps:read'));
    },
    readAccount: async (signal) => {
      const data = await client.getAccount(signal);
      if (!data.ok) return data;
      const raw = readShape(sparrowAccount, data.value, 'the account', name);
      return mapResult(raw, () => ({ account: detailsOf(data.value) }));
    },
    followLog: (app, options, onEvent, signal) =>
      followSparrowLog(
        {
          provider: name,
          url: streamUrl(paths.appLogs(app.id), { deploymentId: options.deploymentId ?? undefined }),
          authorize,
          readError: readSparrowError,
          spend: http.spend,
          onRejectedKey: secrets.apiKey.forget,
        },
        options,
        onEvent,
        deps,
        signal,
      ),
  };
}

const detailsOf = (data: JsonValue): JsonObject => (isJsonObject(data) ? showableDetails(data) : {});

const described = <T>(resource: T, data: JsonValue): Described<T> => ({ resource, details: detailsOf(data) });
