import type { FleetPorts } from '../../commands/ports.ts';
import { type Deployment, environmentOf, inProduction } from '../../model/deployment.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { ViewStore } from '../../store/view-store.ts';

export type LoadDeploymentsOptions = {
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly deployments: FleetPorts['deployments'];
  readonly signal: AbortSignal;
};

/** Place of the good deployment before the one that is live, in production; 0 where there is none. */
const beforeLive = (items: readonly Deployment[]): number => {
  const good = (inProduction(items, environmentOf) ?? []).filter(({ status }) => status === 'running');
  return good[1] === undefined ? 0 : items.indexOf(good[1]);
};

/** Fills the page of an app's deployments, if it is still open when they come. */
export const loadDeployments =
  ({ fleet, view, deployments, signal }: LoadDeploymentsOptions) =>
  (ref: string): void => {
    const app = fleet.getState().apps.get(ref);
    if (app === undefined) return;
    void deployments(app, signal).then((result) => {
      const { overlay } = view.getState();
      if (overlay?.type !== 'deployments' || overlay.ref !== ref || overlay.items !== null) return;
      const items = result.ok ? result.value : [];
      view.setState({
        overlay: { ...overlay, items, index: overlay.purpose === 'rollback' ? beforeLive(items) : 0 },
        ...(result.ok ? {} : { notice: result.problem.message }),
      });
    });
  };
