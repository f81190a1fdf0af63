import { appColumns } from '../../listing/app-columns.ts';
import { useDashboard } from '../dashboard-context.ts';
import type { PlacedPane } from '../layout.ts';
import { appToken } from '../tokens.ts';
import { ListPane } from './list-pane.tsx';

export function AppsPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  return <ListPane box={box} list="apps" select={selectors.apps} columns={appColumns} token={appToken} />;
}
