import { z } from 'zod';
import { isCanceled } from '../../model/deployment.ts';
import { appStatusOf, isTransient } from '../../model/status.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { Memory } from '../provider.ts';
import { createRemembered } from './remembered.ts';
import type { Project, SiteDeployment } from './schema.ts';

const latestDeployment = z.object({
  /** Their word for the newest deployment that was not canceled; the canceled one's where there is no other. */
  status: z.string().nullable(),
  /** There was none at all. */
  isNone: z.boolean(),
  branch: z.string().nullable(),
  repository: z.string().nullable(),
  framework: z.string().nullable(),
  /** Epoch ms at which the newest deployment that succeeded began. */
  lastDeployedAt: z.number().nullable(),
  /** Epoch ms. */
  checkedAt: z.number(),
});

/** What a project's newest deployment says of it. */
export type LatestDeployment = z.infer<typeof latestDeployment>;

export type LatestDeployments = {
  readonly get: (projectId: string) => LatestDeployment | null;
  /**
   * Takes in a project's newest deployments, newest first; `isAll` when there are no older ones. False when they
   * do not tell: all of them canceled, and there are more.
   */
  readonly note: (projectId: string, deployments: readonly SiteDeployment[], isAll: boolean) => boolean;
  /** Takes in what a project says of its newest deployment. False when that does not tell, as {@link note}. */
  readonly noteProject: (project: Project) => boolean;
  /** In the order to ask for them: on their way, never asked, then the longest unasked. */
  readonly mostUrgent: (projectIds: readonly string[]) => readonly string[];
  readonly keepOnly: (projectIds: ReadonlySet<string>) => void;
};

/** Remembers them between runs: a list of many projects cannot ask for all of them each time. */
export function createLatestDeployments(memory: Memory, clock: Clock): LatestDeployments {
  const remembered = createRemembered(memory, 'latestDeployments', latestDeployment);
  const note: LatestDeployments['note'] = (projectId, deployments, isAll) => {
    const newest = deployments.find((row) => !isCanceled(row.status)) ?? (isAll ? deployments[0] : null);
    if (newest === null) return false;
    const succeeded = deployments.find((row) => row.status?.toLowerCase() === 'deployed');
    remembered.set(projectId, {
      status: newest?.status ?? null,
      isNone: newest === undefined,
      branch: newest?.branch ?? null,
      repository: newest?.externalRepositoryName ?? null,
      framework: newest?.configuration?.framework ?? null,
      lastDeployedAt: succeeded?.createdAt ?? remembered.get(projectId)?.lastDeployedAt ?? null,
      checkedAt: clock.now(),
    });
    return true;
  };
  return {
    get: remembered.get,
    keepOnly: remembered.keepOnly,
    note,
    noteProject: ({ _id, latestDeployment: said }) => {
      if (said === undefined) return false;
      return said === null ? note(_id, [], true) : note(_id, [said], false);
    },
    mostUrgent: (projectIds) => {
      const rank = (id: string): number => {
        const known = remembered.get(id);
        if (known === null) return 1;
        return isTransient(appStatusOf(known.status ?? '')) ? 0 : 2;
      };
      const age = (id: string): number => remembered.get(id)?.checkedAt ?? 0;
      return projectIds.toSorted((a, b) => rank(a) - rank(b) || age(a) - age(b));
    },
  };
}
