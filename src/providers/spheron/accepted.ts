import { z } from 'zod';
import type { Accepted } from '../../model/action.ts';
import { identifier, maybeBoolean, maybeText } from '../lenient.ts';

/** What replies to writes have in common; no two documented ones have the same fields. */
const reply = z.object({
  message: maybeText,
  deploymentId: maybeText,
  computeDeploymentId: maybeText,
  canceled: maybeBoolean,
  killing: maybeBoolean,
  deployment: z.object({ _id: maybeText, status: maybeText }).nullish().catch(null),
});

const nothing: z.infer<typeof reply> = {
  message: null,
  deploymentId: null,
  computeDeploymentId: null,
  canceled: null,
  killing: null,
};

/**
 * Reads any reply to a write (vendor SDK, packages/core: authorize, cancel, redeploy, updateComputeInstance,
 * closeComputeInstance). `ours` is the sentence when theirs is missing, `actedOn` the deployment that was named in
 * the request and stays the one to follow.
 */
export const readAccepted =
  (ours: string, actedOn: string | null = null) =>
  (body: unknown): Accepted => {
    const said = reply.safeParse(body).data ?? nothing;
    return {
      message: said.message ?? ours,
      deploymentId: said.deploymentId ?? said.deployment?._id ?? said.computeDeploymentId ?? actedOn,
      actionId: null,
      status: said.deployment?.status ?? canceledStatus(said.killing, said.canceled),
      created: null,
      oneTimeSecret: null,
    };
  };

/** A build that runs is killed first; what only waits is canceled at once. */
const canceledStatus = (isKilling: boolean | null, isCanceled: boolean | null): string | null => {
  if (isKilling === true) return 'Killing';
  return isCanceled === true ? 'Canceled' : null;
};

/** The instance that an update's reply is about; the older generation says cluster (vendor SDK, InstanceResponse). */
export const readInstanceId = (body: unknown): string | null => {
  const { computeInstanceId, clusterInstanceId } = updated.safeParse(body).data ?? {};
  return computeInstanceId ?? clusterInstanceId ?? null;
};

const updated = z.object({
  computeInstanceId: identifier.nullish().catch(null),
  clusterInstanceId: identifier.nullish().catch(null),
});

/** An update ends as the deployment that it began: that is what is to be asked for. */
export const readUpdated = (body: unknown): Accepted => {
  const accepted = readAccepted('update initiated')(body);
  return { ...accepted, actionId: accepted.deploymentId };
};

/** The project whose deployment the reply is about, in the replies to redeploy and authorize. */
export const readProjectId = (body: unknown): string | null =>
  project.safeParse(body).data?.projectId ?? null;

const project = z.object({ projectId: identifier });

/** A cancel that came too late is told by `canceled` and `killing`, both false, in a reply with status 200. */
export function readNotCanceled(body: unknown): string | null {
  const { message, canceled, killing } = reply.safeParse(body).data ?? nothing;
  return canceled === false && killing === false ? (message ?? 'it was not canceled') : null;
}
