import { mapResult } from '../../model/result.ts';
import { SecretUnreadable } from '../../runtime/secret.ts';
import { readDataAs } from '../envelope.ts';
import { readManyRows } from '../lenient.ts';
import type { Provider, ProviderContext } from '../provider.ts';
import { toServer } from './adapter.ts';
import { check } from './check.ts';
import { createServerPilotClient } from './client.ts';
import { forms } from './forms.ts';
import { createAppList } from './list-apps.ts';
import { listDomains } from './list-domains.ts';
import { prepare } from './prepare.ts';
import { readAccount } from './read-account.ts';
import { readApp } from './read-app.ts';
import { readError } from './read-error.ts';
import { readServer } from './read-server.ts';
import { action, server } from './schema.ts';

export function createServerPilot({ name, secrets, deps, connect }: ProviderContext): Provider {
  const { clock } = deps;
  const http = connect({ authorize: () => basicAuth(secrets), readError });
  const client = createServerPilotClient(http, name);
  const listApps = createAppList(client, name);
  const databaseIds = new Set<string>();

  return {
    check: (signal) => check(client, name, secrets.clientId, signal),
    listServers: async (signal) => {
      const reply = await client.servers(signal);
      if (!reply.ok) return reply;
      return readManyRows(server, reply.value, 'the server list', name, (raw) =>
        toServer(raw, name, clock.now()),
      );
    },
    readServer: (id, signal) => readServer(client, { provider: name, clock }, id, signal),
    listApps: async (signal) =>
      mapResult(await listApps(signal), (listing) => {
        for (const app of listing.items) if (app.kind === 'database') databaseIds.add(app.id);
        return listing;
      }),
    readApp: (id, signal) => readApp(client, name, { id, isDatabase: databaseIds.has(id) }, signal),
    readAccount: (signal) => readAccount(client, signal),
    readAction: async (id, signal) => readDataAs(action, await client.action(id, signal), 'the action', name),
    prepare: (request, signal) => prepare(request, { client, provider: name, clock, signal }),
    forms,
    listDomains: (id, signal) => listDomains(client, name, id, signal),
  };
}

/** HTTP Basic: the client ID as user, the API key as password. (Vendor docs, "Authentication".) */
async function basicAuth({ apiKey, clientId }: ProviderContext['secrets']) {
  if (clientId === null) throw new SecretUnreadable('clientId is not configured');
  const pair = `${await clientId.reveal()}:${await apiKey.reveal()}`;
  return { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` };
}
