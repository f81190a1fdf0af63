import {
  type AlertState,
  dropLoad,
  leaveProviders,
  watchLoad,
  watchLogins,
  watchMoney,
  watchStates,
} from '../alerts/watch.ts';
import { isRefilled } from '../billing/runway.ts';
import type { Billing } from '../model/billing.ts';
import type { FleetEvent } from '../model/fleet-event.ts';
import type { FleetState } from './fleet-state.ts';

/** The state after an event with what the event means to the alerts. `before` is the state without the event. */
export function withAlerts(before: FleetState, after: FleetState, event: FleetEvent): FleetState {
  const alerts = alertsAfter(before, after, event);
  return alerts === after.alerts ? after : { ...after, alerts };
}

function alertsAfter(before: FleetState, after: FleetState, event: FleetEvent): AlertState {
  const { alerts, thresholds, servers } = after;
  const actions = after.actions.values();
  switch (event.type) {
    case 'providers-connected':
      // Who stays is the same entry; another account under the same name is not.
      return leaveProviders(alerts, (name) => {
        const entry = after.providers.get(name);
        return entry === undefined || entry !== before.providers.get(name);
      });
    case 'servers-listed': {
      const { provider, servers: rows, at } = event;
      const listed = watchStates(alerts, { type: 'server', provider, rows, at }, [...actions]);
      return dropLoad(listed, (ref) => servers.get(ref)?.metrics != null);
    }
    case 'apps-listed': {
      const { provider, apps: rows, at } = event;
      return watchStates(alerts, { type: 'app', provider, rows, at }, [...actions]);
    }
    case 'metrics-read':
      return afterReading(alerts, after, event.ref);
    case 'probes-reported':
      return event.reports.reduce((next, { ref, metrics, logins, isProtected }) => {
        const server = servers.get(ref);
        const loaded = metrics === null ? next : afterReading(next, after, ref);
        if (server === undefined || logins === null || !isProtected) return loaded;
        return watchLogins(loaded, server, before.probes.get(ref)?.logins ?? null, logins, event.at);
      }, alerts);
    case 'billing-read':
      return watchMoney(
        alerts,
        { ...event.billing, isRefilled: isAccountRefilled(event.billing) },
        thresholds,
        !before.billing.has(event.provider),
        event.at,
      );
    default:
      return alerts;
  }
}

function afterReading(alerts: AlertState, after: FleetState, ref: string): AlertState {
  const server = after.servers.get(ref);
  if (server === undefined) return alerts;
  // Histories change in place: the one before the event is the one after it.
  const isFirst = after.history.byRef.get(ref)?.begin === server.metrics?.observedAt;
  return watchLoad(alerts, server, server.metrics, after.thresholds, isFirst);
}

const isAccountRefilled = ({ balance, autoFunding }: Billing): boolean =>
  balance !== null && isRefilled(balance, autoFunding);
