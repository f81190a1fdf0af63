import { z } from 'zod';
import { fail, mapResult, type Result, succeed } from '../../model/result.ts';
import { anotherResource, isAnother } from '../asked-for.ts';
import { maybeText, readShape } from '../lenient.ts';
import type { ActionState } from '../provider.ts';
import { jsonOf, under } from './details.ts';
import type { Parts } from './parts.ts';

const deployment = z.object({ status: maybeText.pipe(z.string()) });

/** In lower case (vendor SDK, ComputeDeploymentStatusEnum): a deprecated one was deployed, and another came after it. */
const ends: ReadonlyMap<string, ActionState['status']> = new Map([
  ['deployed', 'success'],
  ['deprecated', 'success'],
  ['failed', 'error'],
]);

/**
 * How the update of an instance stands, by the deployment that it began: the state of the instance stays `Active`
 * meanwhile, and after one that failed.
 */
export const readUpdate = async (
  parts: Parts,
  deploymentId: string,
  signal: AbortSignal,
): Promise<Result<ActionState>> =>
  mapResult(await readStatus(parts, deploymentId, signal), (status) => ({
    status: ends.get(status.toLowerCase()) ?? 'open',
  }));

/** Whether a deployment is on its way; what is not there any more is not. */
export async function isUnderWay(
  parts: Parts,
  deploymentId: string,
  signal: AbortSignal,
): Promise<Result<boolean>> {
  const status = await readStatus(parts, deploymentId, signal);
  if (!status.ok) return status.problem.code === 'not-found' ? succeed(false) : status;
  return succeed(/^(queued|pending)$/i.test(status.value));
}

async function readStatus(
  { client, provider }: Parts,
  deploymentId: string,
  signal: AbortSignal,
): Promise<Result<string>> {
  const reply = await client.computeDeployment(deploymentId, signal);
  if (!reply.ok) return reply;
  const raw = under(under(jsonOf(reply.value.body), 'deployment'), 'order');
  if (isAnother(raw, deploymentId, '_id')) return fail(anotherResource(provider));
  return mapResult(readShape(deployment, raw, 'the deployment', provider), ({ status }) => status);
}
