import type { Emit } from '../model/fleet-event.ts';
import type { Server } from '../model/server.ts';

/** Passes events on, and tells all servers of all providers as often as a list of them comes in. */
export function followServers(emit: Emit, onServers: (servers: readonly Server[]) => void): Emit {
  const byProvider = new Map<string, readonly Server[]>();
  return (event, canWait) => {
    emit(event, canWait);
    if (event.type !== 'servers-listed') return;
    byProvider.set(event.provider, event.servers);
    onServers([...byProvider.values()].flat());
  };
}
