import { useMemo } from 'react';
import { costColumns } from '../../listing/cost-columns.ts';
import { probedColumns } from '../../listing/probe-column.ts';
import { plainServerColumns, serverColumns } from '../../listing/server-columns.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import { selectedKey } from '../../store/rows.ts';
import { useDashboard, useFleet, useView } from '../dashboard-context.ts';
import type { PlacedPane } from '../layout.ts';
import { serverToken } from '../tokens.ts';
import { freshnessSentence } from './freshness-sentence.ts';
import { ListPane } from './list-pane.tsx';

/** The servers as they are; or, while that is asked for, what they cost. */
export function ServersPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const thresholds = useFleet((fleet) => fleet.thresholds);
  const { showsCosts, rates, isProbing, isChosen } = useView(
    ({ showsCosts, rates, isProbing, arrangements }) => ({
      showsCosts,
      rates,
      isProbing,
      isChosen: arrangements.servers.columns !== null,
    }),
  );
  const probes = useFleet((fleet) => (isProbing ? fleet.probes : null));
  const report = useFleet((fleet) => (showsCosts ? selectors.report(fleet, rates) : null));
  const columns = useMemo(
    () => (report === null ? listed(probes, isChosen) : costColumns(report.costs, rates)),
    [report, rates, probes, isChosen],
  );
  const cursor = useView((view) => view.cursors.servers);
  const isPaused = useView((view) => view.isPaused);
  const remark = useFleet((fleet) => {
    const ref = selectedKey(selectors, 'servers', fleet, cursor);
    const selected = ref === null ? undefined : fleet.servers.get(ref)?.provider;
    return freshnessSentence([...fleet.providers.values()], selected ?? null, box.width, isPaused);
  });
  return (
    <ListPane
      box={box}
      list="servers"
      select={selectors.servers}
      columns={columns}
      isFixed={report !== null}
      token={serverToken(thresholds)}
      remark={remark}
    />
  );
}

/** Who is logged in is told where servers are sampled over ssh, or where it was asked for. */
const listed = (probes: FleetState['probes'] | null, isChosen: boolean) => {
  if (probes !== null) return probedColumns(serverColumns, (ref) => probes.get(ref)?.state);
  return isChosen ? serverColumns : plainServerColumns;
};
