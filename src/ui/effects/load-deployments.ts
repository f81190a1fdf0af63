import type { FleetPorts } from '../../commands/ports.ts';
import { type Deployment, lastGood } from '../../model/deployment.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import { windowTop } from '../../store/rows.ts';
import type { ViewStore } from '../../store/view-store.ts';

export type LoadDeploymentsOptions = {
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly deployments: FleetPorts['deployments'];
  /** Lines of the page that are on the screen. */
  readonly pageSize: () => number;
  readonly signal: AbortSignal;
};

/** Where the cursor begins; -1, on none, where no earlier good one is known: what is live is nothing to go back to. */
const placeOfGood = (items: readonly Deployment[]): number => {
  const good = lastGood(items);
  return good === null ? -1 : items.indexOf(good);
};

/** Fills the page of an app's deployments, if it is still open when they come. */
export const loadDeployments =
  ({ fleet, view, deployments, pageSize, signal }: LoadDeploymentsOptions) =>
  (ref: string): void => {
    const app = fleet.getState().apps.get(ref);
    if (app === undefined) return;
    void deployments(app, signal).then((result) => {
      const { overlay } = view.getState();
      if (overlay?.type !== 'deployments' || overlay.ref !== ref || overlay.items !== null) return;
      const items = result.ok ? result.value : [];
      const index = overlay.purpose === 'rollback' ? placeOfGood(items) : 0;
      const top = windowTop(0, Math.max(0, index), items.length, pageSize());
      view.setState({
        overlay: { ...overlay, items, index, top },
        ...(result.ok ? {} : { notice: result.problem.message }),
      });
    });
  };
