import { maskSecrets } from '../../model/mask.ts';
import { type Result, succeed } from '../../model/result.ts';
import type { Server } from '../../model/server.ts';
import type { Clock } from '../../runtime/deps.ts';
import { readDataAs } from '../envelope.ts';
import type { Described } from '../provider.ts';
import { gatherRelated } from '../related.ts';
import { toServer } from './adapter.ts';
import type { ServerPilotClient } from './client.ts';
import { rowsOf } from './rows-of.ts';
import * as schema from './schema.ts';

/** One server with its system users, apps and databases, out of the account's whole lists. */
export async function readServer(
  client: ServerPilotClient,
  { provider, clock }: { readonly provider: string; readonly clock: Clock },
  id: string,
  signal: AbortSignal,
): Promise<Result<Described<Server>>> {
  const related = gatherRelated({
    systemUsers: rowsOf(client.systemUsers(signal), 'serverid', id),
    apps: rowsOf(client.apps(signal), 'serverid', id),
    databases: rowsOf(client.databases(signal), 'serverid', id),
  });
  const reply = await client.server(id, signal);
  const raw = readDataAs(schema.server, reply, 'the server', provider);
  if (!reply.ok) return reply;
  if (!raw.ok) return raw;
  return succeed({
    resource: toServer(raw.value, provider, clock.now()),
    details: maskSecrets({ server: reply.value, ...(await related) }),
  });
}
