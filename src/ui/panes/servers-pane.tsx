import { serverColumns } from '../../listing/server-columns.ts';
import { selectedKey } from '../../store/rows.ts';
import { useDashboard, useFleet, useView } from '../dashboard-context.ts';
import type { PlacedPane } from '../layout.ts';
import { serverToken } from '../tokens.ts';
import { freshnessSentence } from './freshness-sentence.ts';
import { ListPane } from './list-pane.tsx';

export function ServersPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const cursor = useView((view) => view.cursors.servers);
  const remark = useFleet((fleet) => {
    const ref = selectedKey(selectors, 'servers', fleet, cursor);
    const selected = ref === null ? undefined : fleet.servers.get(ref)?.provider;
    return freshnessSentence([...fleet.providers.values()], selected ?? null, box.width);
  });
  return (
    <ListPane
      box={box}
      list="servers"
      select={selectors.servers}
      columns={serverColumns}
      token={serverToken}
      remark={remark}
    />
  );
}
