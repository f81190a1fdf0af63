import type { App } from '../model/app.ts';
import type { Deployment } from '../model/deployment.ts';
import type { Problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { appStatusOf } from '../model/status.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import { knownDeployments } from './known-deployments.ts';

/** A deployment, from its provider or from what fleetop has seen. */
export type SourcedDeployment = Deployment & { readonly source: 'provider' | 'remembered' };

export type Deployments = {
  readonly rows: readonly SourcedDeployment[];
  readonly problems: readonly Problem[];
};

/** Newest first: the provider's where it lists them, else those that are remembered. */
export async function readDeployments(
  { provider, memory }: ConnectedProvider,
  app: Pick<App, 'id' | 'ref'>,
  signal: AbortSignal,
): Promise<Deployments> {
  const listed = await provider.listDeployments?.(app.id, signal);
  if (listed?.ok === true) {
    const { items, problems } = listed.value;
    return { rows: items.map((item) => ({ ...item, app: app.ref, source: 'provider' })), problems };
  }
  const rows = knownDeployments(memory, app.ref).map(
    ({ id, status, at }): SourcedDeployment => ({
      id,
      app: app.ref,
      status: appStatusOf(status),
      providerStatus: status,
      createdAt: at,
      endedAt: null,
      commit: null,
      environment: null,
      source: 'remembered',
    }),
  );
  return { rows, problems: listed === undefined ? [] : [listed.problem] };
}

/** The same for the dashboard's list: a failure where there is nothing to show. */
export const createListDeployments =
  (providers: readonly ConnectedProvider[]) =>
  async (app: App, signal: AbortSignal): Promise<Result<readonly Deployment[]>> => {
    const connected = providers.find(({ settings }) => settings.name === app.provider);
    if (connected === undefined) return succeed([]);
    const { rows, problems } = await readDeployments(connected, app, signal);
    const [problem] = problems;
    return rows.length === 0 && problem !== undefined ? fail(problem) : succeed(rows);
  };
