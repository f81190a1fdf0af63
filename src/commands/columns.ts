import { type ColumnChoice, columnWidths, offered } from '../listing/arrange-columns.ts';
import { columnsText } from '../listing/columns-text.ts';
import { isList, type ListId, listIds } from '../listing/list-id.ts';
import { rearranged } from '../store/arrangement.ts';
import { columnsOf } from '../store/list-fields.ts';
import type { Overlay } from '../store/overlay.ts';
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

/** Every column of a list: those that are shown in their order, each other one behind what it stands behind at first. */
export function columnItems({ view }: Pick<CommandContext, 'view'>, list: ListId): readonly ColumnItem[] {
  const all = columnsOf[list];
  const { arrangements, isProbing } = view.getState();
  const choices =
    arrangements[list].columns ?? offered(all, null, isProbing).map(({ id }) => ({ id, width: null }));
  const chosen = new Set(choices.map(({ id }) => id));
  const placed = [...choices];
  for (const [at, { id }] of all.entries()) {
    if (chosen.has(id)) continue;
    const before = all[at - 1]?.id;
    placed.splice(placed.findIndex((choice) => choice.id === before) + 1, 0, { id, width: null });
  }
  return placed.flatMap(({ id, width }) => {
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
  backspace: ({ list, under }, { view }) => {
    const { arrangements, configuredColumns } = view.getState();
    view.setState({
      ...rearranged(arrangements, list, { columns: configuredColumns[list] ?? null }),
      overlay: { type: 'columns', list, index: 0, top: 0, under },
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

/** Swaps the column with the next one that is shown; the cursor goes with it. */
function shift(page: ColumnsPage, context: CommandContext, step: 1 | -1): void {
  const items = [...columnItems(context, page.list)];
  const item = items[page.index];
  let to = page.index + step;
  while (items[to]?.isShown === false) to += step;
  const other = items[to];
  if (item?.isShown !== true || other === undefined) return;
  items[page.index] = other;
  items[to] = item;
  choose(page, context, items, item.id);
}

/** Takes the shown ones as the operator's choice; the cursor is on the column of this id, or stays where it is. */
function choose(page: ColumnsPage, context: CommandContext, items: readonly ColumnItem[], id?: string): void {
  const { view } = context;
  const columns = items
    .filter(({ isShown }) => isShown)
    .map(({ id: shown, width }): ColumnChoice => ({ id: shown, width }));
  view.setState({ ...rearranged(view.getState().arrangements, page.list, { columns }), notice: null });
  const on = id ?? items[page.index]?.id;
  const index = columnItems(context, page.list).findIndex((item) => item.id === on);
  view.setState({ overlay: { ...page, index: Math.max(0, index) } });
}

/** Back to the panes, or to the settings, which take the choice up. */
export function closeColumns({ list, under }: ColumnsPage, { view }: Pick<CommandContext, 'view'>): void {
  const { settings, arrangements } = view.getState();
  const chosen = columnsText(arrangements[list].columns);
  view.setState({
    overlay: under,
    ...(under === null ? {} : { settings: { ...settings, [`columns.${list}`]: chosen } }),
  });
}

export const columnsCommand: Command = {
  id: 'columns',
  title: 'Columns: choose, order and size them',
  keys: ['='],
  where: listIds,
  whyNot: ({ view, keymap }) => {
    const { pane, showsCosts } = view.getState();
    return pane === 'servers' && showsCosts
      ? `The cost columns are as they are: ${keymap().press('costs')} shows the others`
      : null;
  },
  run: ({ view }) => {
    const { pane, overlay } = view.getState();
    if (overlay?.type === 'columns') closeColumns(overlay, { view });
    else if (isList(pane))
      view.setState({ overlay: { type: 'columns', list: pane, index: 0, top: 0, under: null } });
  },
};
