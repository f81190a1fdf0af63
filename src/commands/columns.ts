import { type ColumnChoice, columnWidths } from '../listing/arrange-columns.ts';
import { isList, type ListId, listIds, rearranged } from '../store/arrangement.ts';
import { columnsOf } from '../store/list-fields.ts';
import type { Overlay } from '../store/view-state.ts';
import type { Command, CommandContext } from './command.ts';

type ColumnsPage = Extract<Overlay, { type: 'columns' }>;

export type ColumnItem = {
  readonly id: string;
  readonly isShown: boolean;
  /** Cells; null: what the column wants. */
  readonly width: number | null;
  /** What it wants. */
  readonly ownWidth: number;
};

/** Every column of a list: those that are shown in their order, then the others. */
export function columnItems({ view }: Pick<CommandContext, 'view'>, list: ListId): readonly ColumnItem[] {
  const all = columnsOf[list];
  const { arrangements, isProbing } = view.getState();
  const shown = all.filter(({ isOptional }) => isOptional !== true || isProbing);
  const choices = arrangements[list].columns ?? shown.map(({ id }) => ({ id, width: null }));
  const chosen = new Set(choices.map(({ id }) => id));
  const hidden = all.filter(({ id }) => !chosen.has(id)).map(({ id }) => ({ id, width: null }));
  return [...choices, ...hidden].flatMap(({ id, width }) => {
    const column = all.find((candidate) => candidate.id === id);
    return column === undefined ? [] : [{ id, width, isShown: chosen.has(id), ownWidth: column.width }];
  });
}

/** A key of the columns page; false where it is none of its own. */
export function columnsKey(key: string, page: ColumnsPage, context: CommandContext): boolean {
  const change = changes[key];
  if (change === undefined) return false;
  change(page, context);
  return true;
}

type Change = (page: ColumnsPage, context: CommandContext) => void;

const changes: Readonly<Record<string, Change>> = {
  space: toggle,
  left: (page, context) => resize(page, context, -1),
  right: (page, context) => resize(page, context, 1),
  '<': (page, context) => shift(page, context, -1),
  '>': (page, context) => shift(page, context, 1),
  backspace: ({ list }, { view }) => {
    const { arrangements, configuredColumns } = view.getState();
    view.setState({
      ...rearranged(arrangements, list, { columns: configuredColumns[list] ?? null }),
      overlay: { type: 'columns', list, index: 0, top: 0 },
    });
  },
};

function toggle(page: ColumnsPage, context: CommandContext): void {
  const items = columnItems(context, page.list);
  const item = items[page.index];
  if (item?.isShown === true && items.filter(({ isShown }) => isShown).length === 1)
    context.view.setState({ notice: 'The last column stays' });
  else
    choose(
      page,
      context,
      items.map((other) => (other === item ? { ...other, isShown: !other.isShown } : other)),
    );
}

function resize(page: ColumnsPage, context: CommandContext, step: 1 | -1): void {
  const items = columnItems(context, page.list);
  const item = items[page.index];
  if (item === undefined || !item.isShown) return;
  const wanted = (item.width ?? item.ownWidth) + step;
  const width = Math.max(columnWidths.least, Math.min(wanted, columnWidths.most));
  choose(
    page,
    context,
    items.map((other) => (other === item ? { ...other, width } : other)),
  );
}

/** Swaps the column with its neighbour; the cursor goes with it. */
function shift(page: ColumnsPage, context: CommandContext, step: 1 | -1): void {
  const items = [...columnItems(context, page.list)];
  const [item, neighbour] = [items[page.index], items[page.index + step]];
  if (item?.isShown !== true || neighbour?.isShown !== true) return;
  items[page.index] = neighbour;
  items[page.index + step] = item;
  choose({ ...page, index: page.index + step }, context, items);
}

/** Takes the shown ones as the operator's choice. */
function choose(page: ColumnsPage, { view }: CommandContext, items: readonly ColumnItem[]): void {
  const columns = items
    .filter(({ isShown }) => isShown)
    .map(({ id: shown, width }): ColumnChoice => ({ id: shown, width }));
  view.setState({
    ...rearranged(view.getState().arrangements, page.list, { columns }),
    overlay: { ...page },
    notice: null,
  });
}

export const columnsCommand: Command = {
  id: 'columns',
  title: 'Columns: choose, order and size them',
  keys: ['='],
  where: listIds,
  run: ({ view }) => {
    const { pane, overlay } = view.getState();
    if (overlay?.type === 'columns') view.setState({ overlay: null });
    else if (isList(pane)) view.setState({ overlay: { type: 'columns', list: pane, index: 0, top: 0 } });
  },
};
