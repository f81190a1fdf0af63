import type { ActionRequest, Deed, Target } from '../../model/action.ts';
import type { App } from '../../model/app.ts';
import { type Result, succeed } from '../../model/result.ts';
import type { Prepared } from '../provider.ts';
import { prepareCreate } from './prepare-create.ts';
import { prepareDomain } from './prepare-domain.ts';
import { prepareSsl } from './prepare-ssl.ts';
import { prepareUpdate } from './prepare-update.ts';
import { readAccepted } from './read-accepted.ts';
import { itemPath, remove, unsupported, type WriteContext } from './write-context.ts';

/** The request for an action; what it needs to know is read first. (Vendor docs, "Resources & Methods".) */
export async function prepare(request: ActionRequest, context: WriteContext): Promise<Result<Prepared>> {
  if ('create' in request) return prepareCreate(request.create, request.fields, context);
  const { target, deed } = request;
  switch (deed.verb) {
    case 'delete':
      return succeed(prepareDelete(target));
    case 'update':
      return prepareUpdate(target, deed.fields, context);
    case 'domain':
    case 'ssl':
      return prepareForSite(target, deed, context);
    case 'start':
    case 'stop':
    case 'shutdown':
    case 'reboot':
      return unsupported('ServerPilot has no power control', context);
    case 'rename':
      return unsupported("ServerPilot's API cannot rename anything", context);
    case 'snapshot':
      return unsupported('ServerPilot has no snapshots', context);
    case 'env':
      return unsupported('ServerPilot has no environment variables in its API', context);
    case 'deploy':
    case 'redeploy':
    case 'rollback':
    case 'cancel':
    case 'authorize':
      return unsupported('ServerPilot has no deployments: the files are put on the server', context);
  }
}

/** A server is disconnected, no more; databases have endpoints of their own. (Vendor docs, "Delete …".) */
function prepareDelete(target: Target): Prepared {
  const { id } = target.resource;
  if (target.kind === 'server')
    return remove(itemPath('servers', id), readAccepted('server disconnected from ServerPilot'));
  return target.resource.kind === 'database'
    ? remove(itemPath('dbs', id), readAccepted('database delete initiated'))
    : remove(itemPath('apps', id), readAccepted('app delete initiated'));
}

async function prepareForSite(
  target: Target,
  deed: Extract<Deed, { verb: 'domain' | 'ssl' }>,
  context: WriteContext,
): Promise<Result<Prepared>> {
  if (!isSite(target))
    return unsupported(
      `at ServerPilot only apps have ${deed.verb === 'ssl' ? 'SSL' : 'domains'}, no servers and no databases`,
      context,
    );
  return deed.verb === 'ssl'
    ? prepareSsl(target.resource, deed, context)
    : prepareDomain(target.resource, deed, context);
}

const isSite = (target: Target): target is { readonly kind: 'app'; readonly resource: App } =>
  target.kind === 'app' && target.resource.kind !== 'database';
