import { z } from 'zod';
import { fail, mapResult, type Result } from '../../model/result.ts';
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
export async function readUpdate(
  { client, provider }: Parts,
  deploymentId: string,
  signal: AbortSignal,
): Promise<Result<ActionState>> {
  const reply = await client.computeDeployment(deploymentId, signal);
  if (!reply.ok) return reply;
  const raw = under(under(jsonOf(reply.value.body), 'deployment'), 'order');
  if (isAnother(raw, deploymentId, '_id')) return fail(anotherResource(provider));
  return mapResult(readShape(deployment, raw, 'the deployment', provider), ({ status }) => ({
    status: ends.get(status.toLowerCase()) ?? 'open',
  }));
}
