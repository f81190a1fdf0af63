import type { App } from '../model/app.ts';
import type { Deployment } from '../model/deployment.ts';
import { mapResult, type Result, succeed } from '../model/result.ts';
import { appStatusOf } from '../model/status.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import { knownDeployments } from './known-deployments.ts';

/** Deployments of an app, newest first: the provider's own list, else those that fleetop has seen. */
export const createListDeployments =
  (providers: readonly ConnectedProvider[]) =>
  async (app: App, signal: AbortSignal): Promise<Result<readonly Deployment[]>> => {
    const connected = providers.find(({ settings }) => settings.name === app.provider);
    const listed = await connected?.provider.listDeployments?.(app.id, signal);
    if (listed !== undefined) return mapResult(listed, ({ items }) => items);
    const known = connected === undefined ? [] : knownDeployments(connected.memory, app.ref);
    return succeed(
      known.map(({ id, status, at }) => ({
        id,
        app: app.ref,
        status: appStatusOf(status),
        providerStatus: status,
        createdAt: at,
        endedAt: null,
        commit: null,
      })),
    );
  };
