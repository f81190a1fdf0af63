import { z } from 'zod';
import type { Fields } from '../../model/action.ts';
import { isJsonObject } from '../../model/json.ts';
import { fail, mapResult, type Result, succeed } from '../../model/result.ts';
import type { Deps } from '../../runtime/deps.ts';
import { anotherResource, isAnother } from '../asked-for.ts';
import { readShape } from '../lenient.ts';
import type { Prepared } from '../provider.ts';
import { readAccepted, readInstanceId, readUpdated } from './accepted.ts';
import { deploymentOf } from './adapter.ts';
import { instancePaths } from './client.ts';
import { jsonOf, under } from './details.ts';
import type { Parts } from './parts.ts';
import { isUnderWay } from './read-update.ts';
import { refusals, sentences } from './refusals.ts';
import type { Instance } from './schema.ts';
import { changeServices } from './service-change.ts';
import { type RunningService, runningService, toServiceRequest } from './service-request.ts';
import { createUuid } from './uuid.ts';

export type InstanceReader = (
  id: string,
  signal: AbortSignal,
) => Promise<Result<{ readonly instance: Instance }>>;

const deployment = z.object({ services: z.array(runningService).min(1) });

/**
 * Compute instances: `PATCH /v1/compute-instance/:id/update` with every service anew, `POST .../:id/close` without a
 * body; the older spelling of both after a 404 or 405 (vendor SDK, packages/core, 2024 and 2023).
 */
export function createInstanceWrites(parts: Parts, readInstance: InstanceReader, random: Deps['random']) {
  const { provider, client, scopes } = parts;
  const { invalid, conflict, unsupported } = refusals(provider);

  const readServices = async (
    id: string,
    signal: AbortSignal,
  ): Promise<Result<readonly RunningService[]>> => {
    const read = await readInstance(id, signal);
    if (!read.ok) return read;
    const deploymentId = deploymentOf(read.value.instance);
    if (deploymentId === null)
      return conflict('the instance has no deployment whose services could be updated');
    // What an update under way changes is not in the active deployment yet: it would be undone.
    const newest = read.value.instance.deployments.at(-1) ?? deploymentId;
    const isBusy = newest === deploymentId ? succeed(false) : await isUnderWay(parts, newest, signal);
    if (!isBusy.ok) return isBusy;
    if (isBusy.value)
      return conflict(`another update is under way: wait until deployment ${newest} has ended`);
    const reply = await client.computeDeployment(deploymentId, signal, { isVerbatim: true });
    if (!reply.ok) return reply;
    const raw = under(under(jsonOf(reply.value.body), 'deployment'), 'order');
    if (isAnother(raw, deploymentId, '_id')) return fail(anotherResource(provider));
    if (reply.value.generation === 'older' && isJsonObject(raw) && raw['services'] === undefined)
      return unsupported(sentences.olderUpdate);
    return mapResult(
      readShape(deployment, raw, "the deployment's services", provider),
      ({ services }) => services,
    );
  };

  const update = async (id: string, fields: Fields, signal: AbortSignal): Promise<Result<Prepared>> => {
    const services = await readServices(id, signal);
    if (!services.ok) return services;
    const changed = changeServices(services.value, fields);
    if (!changed.ok) return invalid(changed.reasons.join('; '));
    const scope = await scopes.read(signal);
    if (!scope.ok) return scope;
    const body = {
      services: changed.services.map(toServiceRequest),
      organizationId: scope.value.organizationId,
      uniqueTopicId: createUuid(random),
    };
    const { newer, older } = instancePaths(id);
    return succeed({
      request: { method: 'PATCH', path: `${newer}/update`, body },
      fallback: { method: 'PATCH', path: `${older}/update`, body },
      read: readUpdated,
      answeredId: readInstanceId,
    });
  };

  const close = (id: string): Result<Prepared> => {
    const { newer, older } = instancePaths(id);
    return succeed({
      request: { method: 'POST', path: `${newer}/close` },
      fallback: { method: 'POST', path: `${older}/close` },
      read: readAccepted('close initiated'),
    });
  };

  return { update, close };
}
