import type { ListId } from '../listing/list-id.ts';
import { rearranged } from '../store/arrangement.ts';
import { paneRows } from '../store/rows.ts';
import { placedCursor, withCursor } from '../store/view-store.ts';
import type { CommandContext } from './command.ts';
import { targetOf } from './targets.ts';

/** Goes to a resource in its list. What hides it there, a scope, a filter or that only trouble is shown, is taken off, and that is said. */
export function goToRow(context: CommandContext, list: ListId, ref: string): void {
  const { view, fleet, selectors, pageSize } = context;
  const before = view.getState();
  const provider = targetOf(context, ref)?.resource.provider ?? null;
  const isOutside = before.scope !== null && before.scope !== provider;
  view.setState({
    pane: list,
    overlay: null,
    ...(isOutside ? { scope: null, notice: `Not ${before.scope} alone any more: it hid this row` } : {}),
  });
  const { servers, apps } = selectors.problems(fleet.getState());
  if (before.isProblemsOnly && !servers.has(ref) && !apps.has(ref))
    view.setState({ isProblemsOnly: false, notice: 'All rows are shown again: this one is not in trouble' });
  const { filter } = before.arrangements[list];
  if (paneRows(selectors, list, fleet.getState())?.placeOf(ref) === undefined)
    view.setState({
      ...rearranged(before.arrangements, list, { filter: '' }),
      notice: `The filter ${filter} is off: it hid this row`,
    });
  const rows = paneRows(selectors, list, fleet.getState());
  const index = rows?.placeOf(ref);
  const now = view.getState();
  if (rows !== null && index !== undefined)
    view.setState(withCursor(now, list, placedCursor(now.cursors[list], rows, index, pageSize())));
}
