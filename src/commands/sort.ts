import { offered } from '../listing/arrange-columns.ts';
import { costColumns } from '../listing/cost-columns.ts';
import { isList, type ListId, listIds } from '../listing/list-id.ts';
import { rearranged } from '../store/arrangement.ts';
import { columnsOf, fieldsOf } from '../store/list-fields.ts';
import type { Command, CommandContext } from './command.ts';

/** More columns than this never decide between two rows. */
const mostKeys = 4;

/**
 * Sorts a list by a column; those it was sorted by before decide between equals. By the same column again: the other
 * way round. Figures and times begin with the highest, texts with A.
 */
export function sortBy({ view }: CommandContext, list: ListId, column: string): void {
  const { arrangements } = view.getState();
  const [first, ...others] = arrangements[list].sort;
  if (first?.column === column) {
    const inverted = { column, isDescending: !first.isDescending };
    view.setState(rearranged(arrangements, list, { sort: [inverted, ...others] }));
    return;
  }
  const field = fieldsOf[list].find(({ id }) => id === column);
  const before = arrangements[list].sort.filter((key) => key.column !== column);
  const key = { column, isDescending: field !== undefined && field.kind !== 'text' };
  view.setState(rearranged(arrangements, list, { sort: [key, ...before].slice(0, mostKeys) }));
}

/** What a list can be sorted by, as it stands beside each other on the screen. */
function columnIds({ view }: CommandContext, list: ListId): readonly string[] {
  const { arrangements, showsCosts, isProbing } = view.getState();
  const shown =
    list === 'servers' && showsCosts
      ? costFrames
      : (arrangements[list].columns ?? offered(columnsOf[list], null, isProbing));
  return shown.map(({ id }) => id).filter((id) => fieldsOf[list].some((field) => field.id === id));
}

const costFrames = costColumns([], null);

function move(context: CommandContext, step: 1 | -1): void {
  const { pane, arrangements } = context.view.getState();
  if (!isList(pane)) return;
  const ids = columnIds(context, pane);
  const at = ids.indexOf(arrangements[pane].sort[0]?.column ?? '');
  const next = ids[at + step];
  if (next !== undefined && at + step >= 0) sortBy(context, pane, next);
  else
    context.view.setState({
      notice: `${ids[at] ?? 'This'} is the ${step === 1 ? 'last' : 'first'} column to sort by`,
    });
}

function invert(context: CommandContext): void {
  const { pane, arrangements } = context.view.getState();
  const key = isList(pane) ? arrangements[pane].sort[0] : undefined;
  if (isList(pane) && key !== undefined) sortBy(context, pane, key.column);
}

export const sortCommands: readonly Command[] = [
  {
    id: 'sort.left',
    title: 'Sort by the column to the left',
    keys: ['<'],
    where: listIds,
    run: (context) => move(context, -1),
  },
  {
    id: 'sort.right',
    title: 'Sort by the column to the right',
    keys: ['>'],
    where: listIds,
    run: (context) => move(context, 1),
  },
  { id: 'sort.invert', title: 'Sort the other way round', keys: ['i'], where: listIds, run: invert },
];
