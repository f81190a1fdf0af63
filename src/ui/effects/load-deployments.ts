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

/** Fills the page of an app's deployments that is open now; closing it ends the asking. */
export const loadDeployments =
  ({ fleet, view, deployments, pageSize, signal }: LoadDeploymentsOptions) =>
  (ref: string): void => {
    const app = fleet.getState().apps.get(ref);
    if (app === undefined) return;
    const openPage = () => {
      const { overlay } = view.getState();
      return overlay?.type === 'deployments' && overlay.ref === ref ? overlay : null;
    };
    const closing = new AbortController();
    const unsubscribe = view.subscribe(() => {
      if (openPage() === null) closing.abort();
    });
    void deployments(app, AbortSignal.any([signal, closing.signal])).then((result) => {
      unsubscribe();
      const page = openPage();
      // One that was opened anew has a request of its own.
      if (page === null || closing.signal.aborted) return;
      const items = result.ok ? result.value : [];
      const index = page.purpose === 'rollback' ? placeOfGood(items) : 0;
      const top = windowTop(0, Math.max(0, index), items.length, pageSize());
      view.setState({
        overlay: { ...page, items, index, top },
        ...(result.ok ? {} : { notice: result.problem.message }),
      });
    });
  };
