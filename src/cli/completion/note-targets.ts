import type { Result } from '../../model/result.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import type { Listing } from '../../providers/provider.ts';
import type { KnownTarget, KnownTargets } from '../../state/known-targets.ts';

/** The same provider; what its lists tell is noted for the shell's completion. */
export function noteTargets(connected: ConnectedProvider, targets: KnownTargets): ConnectedProvider {
  const { provider, settings } = connected;
  const { listServers, listApps } = provider;
  const noting =
    <T extends KnownTarget>(
      list: 'servers' | 'apps',
      read: (signal: AbortSignal) => Promise<Result<Listing<T>>>,
    ) =>
    async (signal: AbortSignal): Promise<Result<Listing<T>>> => {
      const result = await read(signal);
      if (result.ok) targets.note(settings.name, list, result.value.items);
      return result;
    };
  return {
    ...connected,
    provider: {
      ...provider,
      ...(listServers === undefined ? {} : { listServers: noting('servers', listServers) }),
      ...(listApps === undefined ? {} : { listApps: noting('apps', listApps) }),
    },
  };
}
