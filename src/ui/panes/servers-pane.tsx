import { useMemo } from 'react';
import { type ColumnChoice, offered } from '../../listing/arrange-columns.ts';
import { costColumns } from '../../listing/cost-columns.ts';
import { probedColumns } from '../../listing/probe-column.ts';
import { serverColumns } from '../../listing/server-columns.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import { selectedKey } from '../../store/rows.ts';
import { useDashboard, useFleet, useReport, useView } from '../dashboard-context.ts';
import type { PlacedPane } from '../layout.ts';
import { serverToken } from '../tokens.ts';
import { freshnessSentence } from './freshness-sentence.ts';
import { ListPane } from './list-pane.tsx';

/** The servers as they are; or, while that is asked for, what they cost. */
export function ServersPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const thresholds = useFleet((fleet) => fleet.thresholds);
  const { showsCosts, rates, isProbing, choices } = useView((view) => ({
    showsCosts: view.showsCosts,
    rates: view.rates,
    isProbing: view.isProbing,
    choices: view.arrangements.servers.columns,
  }));
  const probes = useFleet((fleet) => (isProbing ? fleet.probes : null));
  const { costs } = useReport();
  const columns = useMemo(
    () => (showsCosts ? costColumns(costs.servers, rates) : listed(probes, choices)),
    [showsCosts, costs, rates, probes, choices],
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
      isFixed={showsCosts}
      token={serverToken(thresholds)}
      remark={remark}
    />
  );
}

const listed = (probes: FleetState['probes'] | null, choices: readonly ColumnChoice[] | null) => {
  const columns = offered(serverColumns, choices, probes !== null);
  return probes === null ? columns : probedColumns(columns, (ref) => probes.get(ref)?.state);
};
