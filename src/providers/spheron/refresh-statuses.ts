import { isCanceled } from '../../model/deployment.ts';
import { type Problem, problem } from '../../model/problem.ts';
import { readRows } from '../lenient.ts';
import { pageSize } from './client.ts';
import type { LatestDeployments } from './latest-deployments.ts';
import { rowsIn } from './paging.ts';
import type { Parts } from './parts.ts';
import { type Project, siteDeploymentOf } from './schema.ts';

/** One request a project: with 60 a minute, a list of hundreds takes several refreshes. */
const mostRequests = 20;

/**
 * Brings what is known of projects' newest deployments up to date: from the list where it says, else by asking for
 * the most urgent ones, with at most 20 requests and half of what the minute's budget has left.
 */
export function createStatusRefresh({ provider, client }: Parts, latest: LatestDeployments) {
  /** Their newest deployment is canceled: only older ones tell whether something is out there. */
  const canceledFirst = new Set<string>();

  return async (projects: readonly Project[], signal: AbortSignal): Promise<readonly Problem[]> => {
    const names = new Map(projects.map((row) => [row._id, row.name ?? row._id]));
    const unsaid = projects.filter((row) => !takeFromList(row)).map((row) => row._id);
    const allowance = Math.min(mostRequests, client.allowance());
    const asked = latest.mostUrgent(unsaid).slice(0, allowance);
    let spare = allowance - asked.length;

    const ask = async (id: string, limit: number): Promise<Problem | null> => {
      const body = await client.deployments(id, { skip: 0, limit }, signal);
      if (!body.ok) return body.problem;
      const rows = rowsIn(body.value, ['deployments']);
      const read = readRows(siteDeploymentOf(id), rows, 'the deployments', provider, (row) => row);
      if (!read.ok) return read.problem;
      const { items, problems } = read.value;
      // Rows that could not be read are deployments all the same.
      if (items.length === 0 && problems[0] !== undefined) return problems[0];
      const isAll = (rows?.length ?? 0) < limit || limit === pageSize;
      if (isCanceled(items[0]?.status ?? null)) canceledFirst.add(id);
      else canceledFirst.delete(id);
      if (latest.note(id, items, isAll) || spare === 0) return problems[0] ?? null;
      spare -= 1;
      return ask(id, pageSize);
    };

    const failures = await Promise.all(
      asked.map(async (id) => ({
        name: names.get(id) ?? id,
        problem: await ask(id, canceledFirst.has(id) ? pageSize : 1),
      })),
    );
    return inOne(failures);
  };

  function takeFromList(row: Project): boolean {
    if (isCanceled(row.latestDeployment?.status ?? null)) canceledFirst.add(row._id);
    return latest.noteProject(row);
  }
}

type Failure = { readonly name: string; readonly problem: Problem | null };

/** The same trouble of twenty projects is one line: the first, and how many more. */
const inOne = (failures: readonly Failure[]): readonly Problem[] => {
  const [first, ...others] = failures.filter((failure) => failure.problem !== null);
  if (first === undefined || first.problem === null) return [];
  const { code, message, ...rest } = first.problem;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return [problem(code, `status of ${first.name}${more}: ${message}`, rest)];
};
