import type { Fields, Target } from '../../model/action.ts';
import type { App } from '../../model/app.ts';
import { mapResult, type Result } from '../../model/result.ts';
import { readDataAs } from '../envelope.ts';
import { readFields } from '../form-fields.ts';
import type { Prepared } from '../provider.ts';
import { checkRuntime } from './check-runtime.ts';
import { updateAppForm, updateDatabaseForm, updateServerForm } from './forms.ts';
import { readAccepted } from './read-accepted.ts';
import { databaseUser } from './schema.ts';
import { itemPath, post, type WriteContext } from './write-context.ts';

/** The request that changes what is given of a server, an app or a database; the rest stays as it is. */
export async function prepareUpdate(
  target: Target,
  fields: Fields,
  context: WriteContext,
): Promise<Result<Prepared>> {
  if (target.kind === 'server')
    return mapResult(readFields(updateServerForm, fields, 'update', context.provider), (body) =>
      post(itemPath('servers', target.resource.id), body, readAccepted('server update initiated')),
    );
  return target.resource.kind === 'database'
    ? updateDatabase(target.resource, fields, context)
    : updateApp(target.resource, fields, context);
}

async function updateApp(app: App, fields: Fields, context: WriteContext): Promise<Result<Prepared>> {
  const body = readFields(updateAppForm, fields, 'update', context.provider);
  if (!body.ok) return body;
  const serverId = app.server === null ? null : app.server.slice(app.server.indexOf('/') + 1);
  return mapResult(await checkRuntime(body.value['runtime'], serverId, context), () =>
    post(itemPath('apps', app.id), body.value, readAccepted('app update initiated')),
  );
}

/** A database's one user has an id of its own, which only the database tells. */
async function updateDatabase({ id }: App, fields: Fields, context: WriteContext): Promise<Result<Prepared>> {
  const { client, provider, signal } = context;
  const body = readFields(updateDatabaseForm, fields, 'update', context.provider);
  if (!body.ok) return body;
  const reply = readDataAs(databaseUser, await client.database(id, signal), 'the database', provider);
  return mapResult(reply, ({ user }) =>
    post(
      itemPath('dbs', id),
      { user: { id: user.id, password: body.value['user.password'] ?? null } },
      readAccepted('database update initiated'),
    ),
  );
}
