import type { App } from '../../model/app.ts';
import { type Result, succeed } from '../../model/result.ts';
import { createKeptList } from '../kept-list.ts';
import { readManyRows } from '../lenient.ts';
import type { Listing } from '../provider.ts';
import { toApp, toDatabase } from './adapter.ts';
import type { ServerPilotClient } from './client.ts';
import * as schema from './schema.ts';

/** Lists apps and databases. One list that fails is a problem beside the other; fails when both do. */
export function createAppList(
  client: ServerPilotClient,
  provider: string,
): (signal: AbortSignal) => Promise<Result<Listing<App>>> {
  const keptApps = createKeptList<App>('the apps');
  const keptDatabases = createKeptList<App>('the databases');
  return async (signal) => {
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
    const lists = [keptApps(apps), keptDatabases(databases)];
    return succeed({
      items: lists.flatMap(({ items }) => items),
      problems: lists.flatMap(({ problems }) => problems),
    });
  };
}
