import type { FleetEvent } from '../model/fleet-event.ts';
import type { Server } from '../model/server.ts';

/** Passes events on, and tells all servers of all providers as often as a list of them comes in. */
export function followServers(
  emit: (event: FleetEvent) => void,
  onServers: (servers: readonly Server[]) => void,
): (event: FleetEvent) => void {
  const byProvider = new Map<string, readonly Server[]>();
  return (event) => {
    emit(event);
    if (event.type !== 'servers-listed') return;
    byProvider.set(event.provider, event.servers);
    onServers([...byProvider.values()].flat());
  };
}
