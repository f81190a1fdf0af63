import { knownDeployments } from '../../actions/known-deployments.ts';
import type { Target } from '../../model/action.ts';
import type { Problem } from '../../model/problem.ts';
import { type AppStatus, appStatusOf, isTransient } from '../../model/status.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';

/** A deployment, from its provider or from what fleetop has seen. Times are epoch ms. */
export type DeploymentRow = {
  readonly id: string;
  readonly app: string;
  readonly status: AppStatus;
  readonly createdAt: number | null;
  readonly endedAt: number | null;
  readonly commit: string | null;
  readonly source: 'provider' | 'remembered';
};

export type Deployments = { readonly rows: readonly DeploymentRow[]; readonly problems: readonly Problem[] };

/** Newest first: the provider's where it lists them, else those that are remembered. */
export async function readDeployments(
  { provider, memory }: ConnectedProvider,
  { resource }: Target,
  signal: AbortSignal,
): Promise<Deployments> {
  const app = resource.ref;
  const listed = await provider.listDeployments?.(resource.id, signal);
  if (listed?.ok === true)
    return {
      rows: listed.value.items.map((row) => ({
        id: row.id,
        app,
        status: row.status,
        createdAt: row.createdAt,
        endedAt: row.endedAt,
        commit: row.commit,
        source: 'provider',
      })),
      problems: listed.value.problems,
    };
  return {
    rows: knownDeployments(memory, app).map(({ id, status, at }) => ({
      id,
      app,
      status: appStatusOf(status),
      createdAt: at,
      endedAt: null,
      commit: null,
      source: 'remembered',
    })),
    problems: listed === undefined ? [] : [listed.problem],
  };
}

/**
 * The one to go back to: the newest good one, or where the newest of all is good and so is what runs, the good one
 * before it. What is still under way says nothing of itself.
 */
export function lastGood(rows: readonly DeploymentRow[]): DeploymentRow | null {
  const ended = rows.filter(({ status }) => !isTransient(status));
  const [newest, ...earlier] = ended;
  if (newest === undefined) return null;
  const isOpen = rows[0] !== newest;
  const candidates = newest.status === 'running' && !isOpen ? earlier : ended;
  return candidates.find(({ status }) => status === 'running') ?? null;
}
