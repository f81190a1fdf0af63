import { type AlertState, dropLoad, watchLoad, watchMoney, watchStates } from '../alerts/watch.ts';
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
    case 'servers-listed': {
      const { provider, servers: rows, at } = event;
      const listed = watchStates(alerts, { type: 'server', provider, rows, at }, [...actions]);
      return dropLoad(listed, (ref) => servers.get(ref)?.metrics != null);
    }
    case 'apps-listed': {
      const { provider, apps: rows, at } = event;
      return watchStates(alerts, { type: 'app', provider, rows, at }, [...actions]);
    }
    case 'metrics-read': {
      const server = servers.get(event.ref);
      // Histories change in place: the one before the event is the one after it.
      const isFirst = after.history.byRef.get(event.ref)?.begin === event.metrics?.observedAt;
      return server === undefined ? alerts : watchLoad(alerts, server, event.metrics, thresholds, isFirst);
    }
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

const isAccountRefilled = ({ balance, autoFunding }: Billing): boolean =>
  balance !== null && isRefilled(balance, autoFunding);
