import type { App } from '../../model/app.ts';
import { isJsonObject } from '../../model/json.ts';
import { type Problem, problem } from '../../model/problem.ts';
import { mapResult, type Result, succeed } from '../../model/result.ts';
import { showableDetails } from '../hide-credentials.ts';
import { createKeptList } from '../kept-list.ts';
import { readManyRows, readShape } from '../lenient.ts';
import type { Described, Listing, Provider } from '../provider.ts';
import { databaseDetails, toDatabase, toSite } from './adapter.ts';
import type { HostwaresClient } from './client.ts';
import { hostwaresDatabase, hostwaresSite } from './schema.ts';

/** Sites and databases as one list of apps: the API keeps them apart, their ids do not say which is which. */
export function createAppReader(
  client: HostwaresClient,
  provider: string,
): Required<Pick<Provider, 'listApps' | 'readApp'>> {
  let databaseIds: ReadonlySet<string> = new Set();
  const keptSites = createKeptList<App>('the sites');
  const keptDatabases = createKeptList<App>('the databases');

  const readSite = async (id: string, signal: AbortSignal): Promise<Result<Described<App>>> => {
    const body = await client.getSite(id, signal);
    if (!body.ok) return body;
    return mapResult(readShape(hostwaresSite, body.value, 'the site', provider), (raw) => ({
      resource: toSite(provider, raw),
      details: isJsonObject(body.value) ? showableDetails(body.value) : {},
    }));
  };

  const readDatabase = async (id: string, signal: AbortSignal): Promise<Result<Described<App>>> => {
    const body = await client.getDatabase(id, signal);
    if (!body.ok) return body;
    return mapResult(readShape(hostwaresDatabase, body.value, 'the database', provider), (raw) => ({
      resource: toDatabase(provider, raw),
      details: isJsonObject(body.value) ? databaseDetails(body.value) : {},
    }));
  };

  return {
    listApps: async (signal) => {
      const [siteRows, databaseRows] = await Promise.all([
        client.getSites(signal),
        client.getDatabases(signal),
      ]);
      const sites = siteRows.ok
        ? await readManyRows(hostwaresSite, siteRows.value, 'the sites', provider, (raw) =>
            toSite(provider, raw),
          )
        : siteRows;
      const databases = databaseRows.ok
        ? await readManyRows(hostwaresDatabase, databaseRows.value, 'the databases', provider, (raw) =>
            toDatabase(provider, raw),
          )
        : databaseRows;
      if (!sites.ok && !databases.ok) return sites;
      if (databases.ok) databaseIds = new Set(databases.value.items.map(({ id }) => id));
      return succeed(joined(keptSites(sites), keptDatabases(databases), provider));
    },
    readApp: async (id, signal) => {
      const [first, second] = databaseIds.has(id) ? [readDatabase, readSite] : [readSite, readDatabase];
      const found = await first(id, signal);
      return !found.ok && found.problem.code === 'not-found' ? second(id, signal) : found;
    },
  };
}

/** One id names one app. Should a database have a site's, it could not be told from it. */
function joined(sites: Listing<App>, databases: Listing<App>, provider: string): Listing<App> {
  const siteIds = new Set(sites.items.map(({ id }) => id));
  const taken = databases.items.filter(({ id }) => siteIds.has(id));
  const clashes = taken.map(
    ({ id, name }): Problem =>
      problem('protocol', `the database ${name} has the id of a site (${id}) and is left out`, { provider }),
  );
  return {
    items: [...sites.items, ...databases.items.filter(({ id }) => !siteIds.has(id))],
    problems: [...sites.problems, ...databases.problems, ...clashes],
  };
}
