import type { Problem } from '../../model/problem.ts';
import { mapResult, type Result, succeed } from '../../model/result.ts';
import { readRows } from '../lenient.ts';
import type { Generation } from './generation.ts';
import { createPagedList, readAllPages } from './paging.ts';
import type { Parts } from './parts.ts';
import { computeProject } from './schema.ts';

export type ListedInstances = {
  readonly generation: Generation;
  readonly rows: readonly unknown[];
  readonly problems: readonly Problem[];
};

/** Lists all instances of an organization; in the older generation those of each of its clusters. */
export function createInstanceList(
  parts: Parts,
): (organizationId: string, signal: AbortSignal) => Promise<Result<ListedInstances>> {
  const { client, provider } = parts;
  const readInstances = createPagedList(provider, 'the instances', instanceKeys);
  return (organizationId, signal) =>
    client.inGeneration(async (generation) => {
      if (generation === 'older') return listByCluster(parts, organizationId, signal);
      const rows = await readInstances((page) => client.instances(organizationId, page, signal));
      return mapResult(rows, (all) => ({ generation, rows: all, problems: [] }));
    });
}

const instanceKeys = ['instances', 'extendedInstances'] as const;

async function listByCluster(
  { client, provider }: Parts,
  organizationId: string,
  signal: AbortSignal,
): Promise<Result<ListedInstances>> {
  const clusterRows = await readAllPages(provider, 'the clusters', ['clusters'], (page) =>
    client.clusters(organizationId, page, signal),
  );
  if (!clusterRows.ok) return clusterRows;
  const clusters = readRows(computeProject, clusterRows.value, 'the clusters', provider, (row) => row._id);
  if (!clusters.ok) return clusters;
  const lists = await Promise.all(
    clusters.value.items.map((id) =>
      readAllPages(provider, 'the instances', instanceKeys, (page) =>
        client.clusterInstances(id, page, signal),
      ),
    ),
  );
  const rows: unknown[] = [];
  for (const list of lists) {
    if (!list.ok) return list;
    rows.push(...list.value);
  }
  return succeed({ generation: 'older', rows, problems: clusters.value.problems });
}
