import { isList } from '../listing/list-id.ts';
import { rearranged } from '../store/arrangement.ts';
import { filterFault } from '../store/list-fields.ts';
import type { PromptPurpose } from '../store/prompt.ts';
import { withCursor } from '../store/view-store.ts';
import type { Command, CommandContext } from './command.ts';
import { pinnedCursor } from './cursor.ts';
import { openPrompt, type PromptHandler } from './open-prompt.ts';

/**
 * Filters the focused list. Of a filter that makes no sense, or not yet, the part before its last word is kept, or
 * what was there, and why is said. The cursor goes to the first match, and is back on its resource as soon as that is
 * shown again.
 */
export function filterList(text: string, { view }: CommandContext): void {
  const state = view.getState();
  const { pane, arrangements, cursors } = state;
  if (!isList(pane)) return;
  const fault = filterFault(pane, text);
  const filter = fault === null ? text : text.replace(/\S+\s*$/, '');
  if (fault !== null) view.setState({ notice: fault });
  if (fault === null || filterFault(pane, filter) === null)
    view.setState({
      ...rearranged(arrangements, pane, { filter: filter.trim() }),
      ...withCursor(state, pane, { ...cursors[pane], index: 0, top: 0 }),
    });
}

/** Shows all rows of the focused list again; false when nothing was filtered. */
export function clearFilter(context: CommandContext): boolean {
  const { pane, arrangements } = context.view.getState();
  if (!isList(pane) || arrangements[pane].filter === '') return false;
  context.view.setState({
    ...pinnedCursor(context, pane),
    ...rearranged(arrangements, pane, { filter: '' }),
  });
  return true;
}

export const filterPrompt: PromptHandler = {
  label: '/',
  onText: filterList,
  onEnter: (text, context) => {
    filterList(text, context);
    context.view.setState(pinnedCursor(context, context.view.getState().pane));
  },
  onEscape: (context, start) => filterList(start, context),
};

/** What a line typed here and now would search, with the text it is searched for already; null: nothing. */
function searched({
  view,
}: CommandContext): { readonly purpose: PromptPurpose; readonly text: string } | null {
  const { overlay, pane, arrangements, logView } = view.getState();
  if (overlay === null && pane === 'logs')
    return { purpose: logView.isFilter ? 'log-filter' : 'log-search', text: logView.search };
  if (overlay?.type === 'help') return { purpose: 'help', text: overlay.search };
  if (overlay?.type === 'account') return { purpose: 'ledger', text: overlay.search };
  if (overlay?.type === 'details') return { purpose: 'details', text: overlay.search };
  return overlay === null && isList(pane) ? { purpose: 'filter', text: arrangements[pane].filter } : null;
}

export const filterCommand: Command = {
  id: 'filter',
  title: 'Filter the list, search the page',
  keys: ['/'],
  where: 'everywhere',
  footer: 'filter',
  whyNot: (context) => (searched(context) === null ? 'There is nothing to search here' : null),
  run: (context) => {
    const found = searched(context);
    if (found !== null) openPrompt(context, found.purpose, found.text);
  },
};
