import type { App } from '../../model/app.ts';
import type { Problem } from '../../model/problem.ts';
import { type Result, succeed } from '../../model/result.ts';
import { readManyRows } from '../lenient.ts';
import type { Listing } from '../provider.ts';
import { toApp, toDatabase } from './adapter.ts';
import type { ServerPilotClient } from './client.ts';
import * as schema from './schema.ts';

/** Apps and databases. One list that fails is a problem beside the other; fails when both do. */
export async function listApps(
  client: ServerPilotClient,
  provider: string,
  signal: AbortSignal,
): Promise<Result<Listing<App>>> {
  const [appRows, databaseRows] = await Promise.all([client.apps(signal), client.databases(signal)]);
  const apps = appRows.ok
    ? await readManyRows(schema.app, appRows.value, 'the app list', provider, (raw) => toApp(raw, provider))
    : appRows;
  const databases = databaseRows.ok
    ? await readManyRows(schema.database, databaseRows.value, 'the database list', provider, (raw) =>
        toDatabase(raw, provider),
      )
    : databaseRows;
  if (!apps.ok && !databases.ok) return apps;
  return succeed({
    items: [apps, databases].flatMap((list) => (list.ok ? list.value.items : [])),
    problems: [apps, databases].flatMap((list): readonly Problem[] =>
      list.ok ? list.value.problems : [list.problem],
    ),
  });
}
