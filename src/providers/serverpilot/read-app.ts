import type { App } from '../../model/app.ts';
import { maskSecrets } from '../../model/mask.ts';
import { type Result, succeed } from '../../model/result.ts';
import { readDataAs } from '../envelope.ts';
import type { Described } from '../provider.ts';
import { gatherRelated } from '../related.ts';
import { toApp, toDatabase } from './adapter.ts';
import type { ServerPilotClient } from './client.ts';
import { rowsOf } from './rows-of.ts';
import * as schema from './schema.ts';

type Read = (
  client: ServerPilotClient,
  provider: string,
  id: string,
  signal: AbortSignal,
) => Promise<Result<Described<App>>>;

/** Apps and databases have endpoints of their own and ids that look alike: the likelier one is asked first. */
export async function readApp(
  client: ServerPilotClient,
  provider: string,
  { id, isDatabase }: { readonly id: string; readonly isDatabase: boolean },
  signal: AbortSignal,
): Promise<Result<Described<App>>> {
  const [likelier, other] = isDatabase ? [readDatabase, readSite] : [readSite, readDatabase];
  const first = await likelier(client, provider, id, signal);
  if (first.ok || first.problem.code !== 'not-found') return first;
  const second = await other(client, provider, id, signal);
  return second.ok || second.problem.code !== 'not-found' ? second : first;
}

const readSite: Read = async (client, provider, id, signal) => {
  const reply = await client.app(id, signal);
  const raw = readDataAs(schema.app, reply, 'the app', provider);
  if (!reply.ok) return reply;
  if (!raw.ok) return raw;
  const { serverid, sysuserid } = raw.value;
  const related = await gatherRelated({
    databases: rowsOf(client.databases(signal), 'appid', id),
    ...(sysuserid === null ? {} : { systemUser: client.systemUser(sysuserid, signal) }),
    ...(serverid === null ? {} : { server: client.server(serverid, signal) }),
  });
  return succeed({
    resource: toApp(raw.value, provider),
    details: maskSecrets({ app: reply.value, ...related }),
  });
};

const readDatabase: Read = async (client, provider, id, signal) => {
  const reply = await client.database(id, signal);
  const raw = readDataAs(schema.database, reply, 'the database', provider);
  if (!reply.ok) return reply;
  if (!raw.ok) return raw;
  const { serverid, appid } = raw.value;
  const related = await gatherRelated({
    ...(appid === null ? {} : { app: client.app(appid, signal) }),
    ...(serverid === null ? {} : { server: client.server(serverid, signal) }),
  });
  return succeed({
    resource: toDatabase(raw.value, provider),
    details: maskSecrets({ database: reply.value, ...related }),
  });
};
