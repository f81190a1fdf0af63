import { serverColumns } from '../../listing/server-columns.ts';
import { useDashboard, useFleet } from '../dashboard-context.ts';
import type { PlacedPane } from '../layout.ts';
import { serverToken } from '../tokens.ts';
import { ListPane } from './list-pane.tsx';

export function ServersPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const thresholds = useFleet((fleet) => fleet.thresholds);
  return (
    <ListPane
      box={box}
      list="servers"
      select={selectors.servers}
      columns={serverColumns}
      token={serverToken(thresholds)}
    />
  );
}
