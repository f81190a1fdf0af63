import type { CreatableKind, Fields } from '../../model/action.ts';
import { problem } from '../../model/problem.ts';
import { fail, mapResult, type Result } from '../../model/result.ts';
import { readFields } from '../form-fields.ts';
import type { Prepared, Provider } from '../provider.ts';
import { paths } from './client.ts';
import { appFields, serverFields } from './forms.ts';
import { prepareApp } from './prepare-app.ts';
import { prepareServer } from './prepare-server.ts';
import { readCreatedApp, readCreatedServer } from './read-accepted.ts';

/** Every write of the API as its request. Nothing is read for it. */
export const createPrepare =
  (provider: string): NonNullable<Provider['prepare']> =>
  async (request) => {
    if ('create' in request) return prepareCreate(provider, request.create, request.fields);
    const { target, deed } = request;
    switch (target.kind) {
      case 'server':
        return prepareServer(provider, target.resource.id, deed);
      case 'app':
        return prepareApp(provider, target.resource, deed);
    }
  };

function prepareCreate(provider: string, kind: CreatableKind, fields: Fields): Result<Prepared> {
  switch (kind) {
    case 'server':
      return mapResult(readFields(serverFields, fields, 'create', provider), (body) => ({
        request: { method: 'POST', path: paths.servers, body },
        fallback: null,
        read: readCreatedServer(provider),
      }));
    case 'app':
      return mapResult(readFields(appFields, fields, 'create', provider), (body) => ({
        request: { method: 'POST', path: paths.apps, body },
        fallback: null,
        read: readCreatedApp(provider),
      }));
    case 'database':
    case 'user':
    case 'webhook':
      return fail(problem('unsupported', `SparrowHost's API has no ${kind}s`, { provider }));
  }
}
