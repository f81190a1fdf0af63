import type { FleetPorts } from '../../commands/ports.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { ViewStore } from '../../store/view-store.ts';

export type LoadDeploymentsOptions = {
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly deployments: FleetPorts['deployments'];
  readonly signal: AbortSignal;
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
      view.setState({
        overlay: { ...overlay, items: result.ok ? result.value : [] },
        ...(result.ok ? {} : { notice: result.problem.message }),
      });
    });
  };
