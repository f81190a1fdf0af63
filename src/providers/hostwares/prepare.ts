import type { ActionRequest, CreatableKind, Deed, Fields } from '../../model/action.ts';
import { problem } from '../../model/problem.ts';
import { fail, mapResult, type Result, succeed } from '../../model/result.ts';
import { readFields } from '../form-fields.ts';
import type { Prepared } from '../provider.ts';
import { type HostwaresClient, paths } from './client.ts';
import { databaseFields, siteFields, webhookFields } from './forms.ts';
import { prepareSite } from './prepare-site.ts';
import { readAccepted, readAnsweredId, readCreatedDatabase, readCreatedSite } from './read-accepted.ts';
import { webhookEvents } from './webhooks.ts';

/** Every write as its request. Only a change of some of a site's variables reads something for it: the others. */
export async function prepare(
  client: HostwaresClient,
  provider: string,
  request: ActionRequest,
  signal: AbortSignal,
): Promise<Result<Prepared>> {
  if ('create' in request) return prepareCreate(provider, request.create, request.fields);
  const { target, deed } = request;
  if (target.kind === 'server') return noServers(provider);
  const { id, kind } = target.resource;
  return kind === 'database'
    ? prepareDatabase(provider, id, deed)
    : prepareSite(client, provider, id, deed, signal);
}

function prepareCreate(provider: string, kind: CreatableKind, fields: Fields): Result<Prepared> {
  switch (kind) {
    case 'app':
      return mapResult(readFields(siteFields, fields, 'create', provider), (body) => ({
        request: { method: 'POST', path: paths.sites, body },
        fallback: null,
        read: readCreatedSite(provider),
      }));
    case 'database':
      return mapResult(readFields(databaseFields, fields, 'create', provider), (body) => ({
        request: { method: 'POST', path: paths.databases, body },
        fallback: null,
        read: readCreatedDatabase(provider),
      }));
    case 'webhook':
      return mapResult(readFields(webhookFields, fields, 'create', provider), (body) => ({
        request: {
          method: 'POST',
          path: paths.webhooks,
          body: { ...body, events: [...webhookEvents] },
        },
        fallback: null,
        read: readAccepted('webhook registered'),
      }));
    case 'server':
      return noServers(provider);
    case 'user':
      return fail(problem('unsupported', "Hostwares' API has no users", { provider }));
  }
}

/** "Update or trigger action" stands in the vendor docs for databases too, but no action or field of it is named. */
const prepareDatabase = (provider: string, id: string, deed: Deed): Result<Prepared> =>
  deed.verb === 'delete'
    ? succeed({
        request: { method: 'DELETE', path: paths.database(id) },
        fallback: null,
        read: readAccepted('deletion initiated'),
        answeredId: readAnsweredId,
      })
    : fail(
        problem(
          'unsupported',
          `Hostwares documents no ${deed.verb} for databases: they can only be deleted`,
          {
            provider,
          },
        ),
      );

const noServers = (provider: string): Result<never> =>
  fail(problem('unsupported', 'Hostwares has no servers in its API', { provider }));
