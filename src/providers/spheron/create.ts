import { mapResult, succeed } from '../../model/result.ts';
import type { Provider, ProviderContext } from '../provider.ts';
import { createAccount } from './account.ts';
import { createApps } from './apps.ts';
import { createSpheronClient } from './client.ts';
import { followInstanceLog } from './follow-instance-log.ts';
import { followSiteLog } from './follow-site-log.ts';
import { forms } from './forms.ts';
import type { Parts } from './parts.ts';
import { createWrites } from './prepare.ts';
import { readError } from './read-error.ts';
import { readUpdate } from './read-update.ts';
import { createScopes } from './scope.ts';
import { createServers } from './servers.ts';

export function createSpheron({ name, secrets, deps, memory, connect }: ProviderContext): Provider {
  const http = connect({
    authorize: async () => ({ authorization: `Bearer ${await secrets.apiKey.reveal()}` }),
    readError,
    onRejectedKey: () => scopes.forget(),
  });
  const client = createSpheronClient(http);
  const scopes = createScopes(client.scope, name);
  const parts: Parts = { provider: name, client, scopes, clock: deps.clock };
  const { newestDeployment, ...apps } = createApps(parts, memory);
  const { readInstance, ...servers } = createServers(parts, memory);
  return {
    ...createAccount(parts),
    ...apps,
    ...servers,
    ...createWrites(parts, readInstance, deps.random),
    forms,
    readAction: (id, signal) => readUpdate(parts, id, signal),
    followLog: async (app, options, onEvent, signal) => {
      const newest =
        options.deploymentId === null
          ? await newestDeployment(app.id, signal)
          : succeed(options.deploymentId);
      if (!newest.ok) return signal.aborted ? succeed(undefined) : newest;
      if (newest.value !== null)
        return followSiteLog(parts, { deploymentId: newest.value, onOpen: options.onOpen }, onEvent, signal);
      onEvent({ type: 'done', status: null });
      return succeed(undefined);
    },
    followServerLog: (server, { deploymentId, onOpen }, onEvent, signal) =>
      followInstanceLog(
        parts,
        {
          deploymentId,
          onOpen,
          readInstance: async (during) =>
            mapResult(await readInstance(server.id, during), ({ instance }) => instance),
        },
        onEvent,
        signal,
      ),
  };
}
