import type { ActionRequest, Deed, Fields, Target } from '../../model/action.ts';
import { type ProblemCode, problem } from '../../model/problem.ts';
import { fail, mapResult, type Result, succeed } from '../../model/result.ts';
import { readFields } from '../form-fields.ts';
import type { Prepared } from '../provider.ts';
import { checkOrder } from './check-order.ts';
import type { CyberPanelClient } from './client.ts';
import { createServerForm } from './forms.ts';
import { readAccepted, readAnsweredId, readCreated, readNotDeleted } from './read-accepted.ts';

/** The request for an action. What is on offer is read for a creation, and nothing for the others. (Vendor docs, "VPS Actions".) */
export async function prepare(
  request: ActionRequest,
  client: CyberPanelClient,
  provider: string,
  signal: AbortSignal,
): Promise<Result<Prepared>> {
  if (!('create' in request)) return prepareDeed(request.target, request.deed, provider);
  return request.create === 'server'
    ? prepareCreate(request.fields, client, provider, signal)
    : refuse('unsupported', `CyberPanel Cloud's API cannot create any ${request.create}`, provider);
}

/** Vendor docs, "Create VPS". */
async function prepareCreate(
  fields: Fields,
  client: CyberPanelClient,
  provider: string,
  signal: AbortSignal,
): Promise<Result<Prepared>> {
  const read = readFields(createServerForm, fields, 'create', provider);
  if (!read.ok) return read;
  return mapResult(await checkOrder(read.value, client, provider, signal), (body) => ({
    request: { method: 'POST', path: '/vps/create', body },
    fallback: null,
    read: readCreated('create initiated', provider),
  }));
}

function prepareDeed(target: Target, deed: Deed, provider: string): Result<Prepared> {
  if (target.kind === 'app') return refuse('unsupported', "CyberPanel Cloud's API has no apps", provider);
  const { id } = target.resource;
  switch (deed.verb) {
    case 'start':
    case 'stop':
      return succeed(post(id, deed.verb, deed.verb));
    case 'delete':
      return succeed({ ...post(id, 'delete', 'delete'), refusalIn: readNotDeleted });
    case 'reboot':
      return succeed(post(id, 'restart', 'reboot'));
    case 'snapshot':
      return prepareSnapshot(id, deed, provider);
    case 'shutdown':
      return refuse(
        'unsupported',
        'CyberPanel does not tell a graceful stop from a hard one: use stop',
        provider,
      );
    case 'rename':
    case 'update':
      return refuse('unsupported', `CyberPanel Cloud's API cannot ${deed.verb} a server`, provider);
    case 'deploy':
    case 'redeploy':
    case 'rollback':
    case 'cancel':
    case 'authorize':
    case 'env':
    case 'domain':
    case 'ssl':
      return refuse('unsupported', `CyberPanel Cloud's API has no apps, so no ${deed.verb}`, provider);
  }
}

/** None of these takes a body. */
const post = (id: string, action: string, verb: string): Prepared => ({
  request: { method: 'POST', path: vpsPath(id, action) },
  fallback: null,
  read: readAccepted(`${verb} initiated`),
  answeredId: readAnsweredId,
});

/** Vendor docs, "Create Snapshot". The list shows hyphens in names, yet a new one may not have any. */
function prepareSnapshot(
  id: string,
  deed: Extract<Deed, { verb: 'snapshot' }>,
  provider: string,
): Result<Prepared> {
  const wrong =
    deed.name === '' ? 'is missing' : /^[a-z0-9_]+$/i.test(deed.name) ? null : 'has other characters';
  if (wrong !== null)
    return refuse('invalid', `name ${wrong}: it takes letters, digits and underscores`, provider);
  const { description } = deed;
  const body = {
    name: deed.name,
    ...(description === null || description === '' ? {} : { description }),
    include_ram: deed.includesRam,
  };
  return succeed({
    request: { method: 'POST', path: vpsPath(id, 'snapshots/create'), body },
    fallback: null,
    read: readAccepted('snapshot initiated'),
    answeredId: readAnsweredId,
  });
}

const vpsPath = (id: string, rest: string): string => `/vps/${encodeURIComponent(id)}/${rest}`;

const refuse = (code: ProblemCode, message: string, provider: string): Result<never> =>
  fail(problem(code, message, { provider }));
