import type { App } from '../../model/app.ts';
import type { Deployment } from '../../model/deployment.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { readManyRows, readRows, readShape } from '../lenient.ts';
import type { Described, Listing, Memory } from '../provider.ts';
import { gatherRelated } from '../related.ts';
import { toApp, toDeployment } from './adapter.ts';
import { pageSize } from './client.ts';
import { jsonOf, relatedBody, toDetails, under } from './details.ts';
import { createLatestDeployments } from './latest-deployments.ts';
import { createPagedList, rowsIn } from './paging.ts';
import type { Parts } from './parts.ts';
import { createStatusRefresh } from './refresh-statuses.ts';
import { project, siteDeploymentOf } from './schema.ts';

/** Deployments that a project's details show. */
const shownDeployments = 10;

/** Projects, and what is known of their newest deployments. */
export function createApps(parts: Parts, memory: Memory) {
  const { provider, client, scopes } = parts;
  const latest = createLatestDeployments(memory, parts.clock);
  const refreshStatuses = createStatusRefresh(parts, latest);
  const readProjects = createPagedList(provider, 'the projects', ['projects']);

  const readDeployments = async (projectId: string, limit: number, signal: AbortSignal) => {
    const body = await client.deployments(projectId, { skip: 0, limit }, signal);
    if (!body.ok) return body;
    const rows = rowsIn(body.value, ['deployments']);
    const read = readRows(siteDeploymentOf(projectId), rows, 'the deployments', provider, (row) => row);
    if (read.ok) latest.note(projectId, read.value.items, isAllOf(read.value, limit));
    return read;
  };

  const listApps = async (signal: AbortSignal): Promise<Result<Listing<App>>> => {
    const scope = await scopes.read(signal);
    if (!scope.ok) return scope;
    const { appType, organizationId } = scope.value;
    if (appType !== 'app' && appType !== null) return succeed({ items: [], problems: [] });
    const rows = await readProjects((page) => client.projects(organizationId, page, signal));
    if (!rows.ok) {
      const isForeign = appType === null && rows.problem.code === 'not-found';
      return isForeign ? succeed({ items: [], problems: [] }) : rows;
    }
    const read = await readManyRows(project, rows.value, 'the projects', provider, (row) => row);
    if (!read.ok) return read;
    const { items, problems } = read.value;
    latest.keepOnly(new Set(items.map((row) => row._id)));
    const unread = await refreshStatuses(items, signal);
    return succeed({
      items: items.map((row) => toApp(provider, row, latest.get(row._id))),
      problems: [...problems, ...unread],
    });
  };

  const readApp = async (id: string, signal: AbortSignal): Promise<Result<Described<App>>> => {
    const [body, deployments, related] = await Promise.all([
      client.project(id, signal),
      client.deployments(id, { skip: 0, limit: shownDeployments }, signal),
      gatherRelated({
        deploymentsCount: relatedBody(client.deploymentsCount(id, signal)),
        deploymentEnvironments: relatedBody(client.deploymentEnvironments(id, signal), 'result'),
        domains: relatedBody(client.projectDomains(id, signal), 'domains'),
      }),
    ]);
    if (!body.ok) return body;
    const raw = under(jsonOf(body.value), 'project');
    const read = readShape(project, raw, 'the project', provider);
    if (!read.ok) return read;
    if (deployments.ok) {
      const rows = rowsIn(deployments.value, ['deployments']) ?? [];
      const known = readRows(siteDeploymentOf(id), rows, 'the deployments', provider, (row) => row);
      if (known.ok) latest.note(id, known.value.items, isAllOf(known.value, shownDeployments));
    }
    // What the project says of itself holds, as in the list.
    latest.noteProject(read.value);
    return succeed({
      resource: toApp(provider, read.value, latest.get(id)),
      details: toDetails({
        project: raw,
        deployments: deployments.ok ? jsonOf(deployments.value) : { error: deployments.problem.message },
        ...related,
      }),
    });
  };

  const listDeployments = async (
    appId: string,
    signal: AbortSignal,
  ): Promise<Result<Listing<Deployment>>> => {
    const read = await readDeployments(appId, pageSize, signal);
    if (!read.ok) return read;
    return succeed({
      items: read.value.items
        .map((row) => toDeployment(provider, appId, row))
        .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)),
      problems: read.value.problems,
    });
  };

  /** The newest one's id; null when there is none. */
  const newestDeployment = async (appId: string, signal: AbortSignal): Promise<Result<string | null>> => {
    const read = await readDeployments(appId, 1, signal);
    if (!read.ok) return read;
    const { items, problems } = read.value;
    const newest = items[0];
    if (newest === undefined && problems[0] !== undefined) return fail(problems[0]);
    return succeed(newest?._id ?? null);
  };

  return { listApps, readApp, listDeployments, newestDeployment };
}

/** Whether a project has no others: those that could not be read are deployments all the same. */
const isAllOf = ({ items, problems }: Listing<unknown>, limit: number): boolean =>
  items.length < limit && problems.length === 0;
