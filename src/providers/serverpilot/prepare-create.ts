import type { CreatableKind, Fields } from '../../model/action.ts';
import type { JsonObject } from '../../model/json.ts';
import { mapResult, type Result, succeed } from '../../model/result.ts';
import { readDataAs } from '../envelope.ts';
import { readFields } from '../form-fields.ts';
import type { Prepared } from '../provider.ts';
import { checkListed } from './check-listed.ts';
import { checkRuntime } from './check-runtime.ts';
import { createAppForm, createDatabaseForm, createServerForm, createUserForm } from './forms.ts';
import { nest } from './nest.ts';
import {
  createdApp,
  createdDatabase,
  readAccepted,
  readCreatedServer,
  readCreatedUser,
} from './read-accepted.ts';
import { systemUser } from './schema.ts';
import { invalid, post, unsupported, type WriteContext } from './write-context.ts';

/** The request that creates one, its fields checked. (Vendor docs, "Resources & Methods".) */
export async function prepareCreate(
  kind: CreatableKind,
  fields: Fields,
  context: WriteContext,
): Promise<Result<Prepared>> {
  const { provider, clock } = context;
  switch (kind) {
    case 'server':
      return mapResult(readFields(createServerForm, fields, 'create', provider), (body) =>
        post('/servers', body, readCreatedServer(provider, clock)),
      );
    case 'app':
      return prepareApp(fields, context);
    case 'database':
      return mapResult(
        await checkListed(readFields(createDatabaseForm, fields, 'create', provider), context),
        (body) =>
          post('/dbs', nest(body), readAccepted('database create initiated', createdDatabase(provider))),
      );
    case 'user':
      return mapResult(
        await checkListed(readFields(createUserForm, fields, 'create', provider), context),
        (body) => post('/sysusers', body, readCreatedUser),
      );
    case 'webhook':
      return unsupported('ServerPilot has no webhooks', context);
  }
}

async function prepareApp(fields: Fields, context: WriteContext): Promise<Result<Prepared>> {
  const { provider } = context;
  const body = readFields(createAppForm, fields, 'create', provider);
  if (!body.ok) return body;
  const missing = missingForWordPress(body.value);
  if (missing.length > 0) return invalid(`WordPress wants all of its fields: missing ${missing}`, context);
  const server = await serverOfUser(body.value['sysuserid'], context);
  if (!server.ok) return server;
  const runtime = await checkRuntime(body.value['runtime'], server.value, context);
  return mapResult(runtime, () =>
    post('/apps', nest(body.value), readAccepted('app create initiated', createdApp(provider))),
  );
}

const missingForWordPress = (body: JsonObject): string => {
  const names = createAppForm.flatMap(({ name }) => (name.startsWith('wordpress.') ? [name] : []));
  const missing = names.filter((name) => body[name] === undefined);
  return missing.length === names.length ? '' : missing.join(', ');
};

/** The system user decides on which server an app will be. */
async function serverOfUser(
  userId: JsonObject[string] | undefined,
  context: WriteContext,
): Promise<Result<string | null>> {
  const { client, provider, signal } = context;
  const reply = await client.systemUser(String(userId), signal);
  if (!reply.ok && reply.problem.code === 'not-found')
    return invalid('sysuserid is no system user: it takes the id of one', context);
  const user = readDataAs(systemUser, reply, 'the system user', provider);
  return user.ok ? succeed(user.value.serverid) : user;
}
