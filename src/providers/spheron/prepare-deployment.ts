import { z } from 'zod';
import { inProduction } from '../../model/deployment.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { anotherResource, isAnother } from '../asked-for.ts';
import { identifier, maybeText, readRows, readShape } from '../lenient.ts';
import type { Prepared } from '../provider.ts';
import { readAccepted, readNotCanceled, readProjectId } from './accepted.ts';
import { deploymentPath, pageSize } from './client.ts';
import { jsonOf, under } from './details.ts';
import { rowsIn } from './paging.ts';
import type { Parts } from './parts.ts';
import { refusals } from './refusals.ts';
import { type SiteDeployment, siteDeploymentOf } from './schema.ts';

/** `GET /v1/deployment/:id`: the project is an id or the whole project, depending on the client's year. */
const deploymentReply = z.object({
  deployment: z.object({
    status: maybeText,
    project: z.union([identifier, z.object({ _id: identifier }).transform((row) => row._id)]),
  }),
});

/** Statuses in which a deployment can still be canceled (vendor SDK, DeploymentStatusEnum), in lower case. */
const cancelable: ReadonlySet<string> = new Set(['prequeue', 'queued', 'pending', 'authorizationneeded']);

/**
 * Deployments of sites: `POST /v1/deployment/:id/{redeploy,cancel,authorize}`, all without a body (vendor SDK,
 * packages/core). They act on a deployment, so which one is read first.
 */
export function createDeploymentWrites({ provider, client }: Parts) {
  const { invalid, conflict } = refusals(provider);

  const post = (id: string, verb: 'redeploy' | 'cancel' | 'authorize'): Result<Prepared> =>
    succeed({
      request: { method: 'POST', path: `${deploymentPath(id)}/${verb}` },
      fallback: null,
      read: readAccepted(`${verb} initiated`, verb === 'redeploy' ? null : id),
      answeredId: readProjectId,
      ...(verb === 'cancel' ? { refusalIn: readNotCanceled } : {}),
    });

  /** Newest first; what could not be read fails the whole, for the newest may be among it. */
  const readNewest = async (
    projectId: string,
    signal: AbortSignal,
  ): Promise<Result<readonly SiteDeployment[]>> => {
    const body = await client.deployments(projectId, { skip: 0, limit: pageSize }, signal);
    if (!body.ok) return body;
    const rows = rowsIn(body.value, ['deployments']);
    const read = readRows(siteDeploymentOf(projectId), rows, 'the deployments', provider, (row) => row);
    if (!read.ok) return read;
    const { items, problems } = read.value;
    if (problems[0] !== undefined) return fail(problems[0]);
    return succeed(items.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)));
  };

  const redeploy = async (projectId: string, signal: AbortSignal): Promise<Result<Prepared>> => {
    const deployments = await readNewest(projectId, signal);
    if (!deployments.ok) return deployments;
    const inUse = inProduction(deployments.value, (row) => row.deploymentEnvironmentName);
    const newest = (inUse ?? deployments.value)[0];
    return newest === undefined
      ? invalid(
          'the project has no deployment yet, so there is none to deploy again: start the first at Spheron',
        )
      : post(newest._id, 'redeploy');
  };

  const cancel = async (projectId: string, signal: AbortSignal): Promise<Result<Prepared>> => {
    const deployments = await readNewest(projectId, signal);
    if (!deployments.ok) return deployments;
    const open = deployments.value.find((row) => cancelable.has(lower(row.status)));
    return open === undefined
      ? conflict(`no deployment is running or waiting: ${newestIs(deployments.value)}`)
      : post(open._id, 'cancel');
  };

  const authorize = async (projectId: string, signal: AbortSignal): Promise<Result<Prepared>> => {
    const deployments = await readNewest(projectId, signal);
    if (!deployments.ok) return deployments;
    const waiting = deployments.value.find((row) => lower(row.status) === 'authorizationneeded');
    return waiting === undefined
      ? conflict(`no deployment waits for authorization: ${newestIs(deployments.value)}`)
      : post(waiting._id, 'authorize');
  };

  /** The nearest there is to a rollback: an earlier deployment that succeeded is deployed again. */
  const rollback = async (
    projectId: string,
    deploymentId: string,
    signal: AbortSignal,
  ): Promise<Result<Prepared>> => {
    if (/^[.\s]*$/.test(deploymentId))
      return invalid('deploymentId: is required, the id of an earlier deployment');
    const body = await client.deployment(deploymentId, signal);
    if (!body.ok) return body;
    const read = readShape(deploymentReply, body.value, 'the deployment', provider);
    if (!read.ok) return read;
    if (isAnother(under(jsonOf(body.value), 'deployment'), deploymentId, '_id'))
      return fail(anotherResource(provider));
    const { project, status } = read.value.deployment;
    if (project !== projectId) return invalid(`deploymentId: ${deploymentId} belongs to another project`);
    if (lower(status) !== 'deployed')
      return invalid(
        `deploymentId: ${deploymentId} is ${status ?? 'of unknown status'}, it must be Deployed`,
      );
    return post(deploymentId, 'redeploy');
  };

  return { redeploy, cancel, authorize, rollback };
}

const lower = (word: string | null): string => word?.toLowerCase() ?? '';

const newestIs = ([newest]: readonly SiteDeployment[]): string =>
  newest === undefined ? 'there is none' : `the newest is ${newest.status ?? 'of unknown status'}`;
