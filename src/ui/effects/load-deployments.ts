import type { FleetPorts } from '../../commands/ports.ts';
import { type Deployment, lastGood } from '../../model/deployment.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { ViewStore } from '../../store/view-store.ts';

export type LoadDeploymentsOptions = {
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly deployments: FleetPorts['deployments'];
  readonly signal: AbortSignal;
};

/** Where the cursor begins; -1, on none, where no earlier good one is known: what is live is nothing to go back to. */
const placeOfGood = (items: readonly Deployment[]): number => {
  const good = lastGood(items);
  return good === null ? -1 : items.indexOf(good);
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
        overlay: { ...overlay, items, index: overlay.purpose === 'rollback' ? placeOfGood(items) : 0 },
        ...(result.ok ? {} : { notice: result.problem.message }),
      });
    });
  };
