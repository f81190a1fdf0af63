import fuzzysort from 'fuzzysort';
import { isList, listIds } from '../listing/list-id.ts';
import { layoutNames } from '../model/layout-name.ts';
import { columnsOf, filterFault } from '../store/list-fields.ts';
import type { FoundResource } from '../store/resource-search.ts';
import { panesOf } from '../store/view-state.ts';
import type { Command, CommandContext } from './command.ts';
import { filterList } from './filter.ts';
import { goToRow } from './go-to-row.ts';
import { setLayout } from './layouts.ts';
import type { PaletteItem } from './palette-item.ts';
import { typedVerbs } from './palette-verbs.ts';
import { focusPane, paneTitle } from './panes.ts';
import { runCommand, whyNotHere } from './run-command.ts';
import { setScope } from './scope.ts';
import { sortBy } from './sort.ts';

/** What meets the typed text, best first; what was chosen lately stands before what meets it as well. */
export function paletteItems(context: CommandContext): readonly PaletteItem[] {
  const { view, fleet, findResources } = context;
  const { overlay, recent } = view.getState();
  const text = overlay?.type === 'palette' ? overlay.search.trimStart() : '';
  const below = withoutPage(context);
  const fixed = [
    ...context.keymap().commands.map((command) => commandItem(command, below)),
    ...argumentItems(below),
  ];
  if (text.trim() === '') return lately([...recentResources(below), ...fixed], recent);
  const typed = [...typedFilter(text, below), ...typedVerbs(text, below)];
  const found = fuzzysort.go(text, fixed, {
    keys: ['title', 'alias'],
    limit: mostFixed,
    threshold: leastScore,
  });
  const ranked = [
    ...found.map(({ obj, score }) => ({ item: obj, score })),
    ...findResources(fleet.getState(), text).map((resource) => ({
      item: resourceItem(resource, below),
      score: resource.score - behindCommands,
    })),
  ];
  const rank = ({ item, score }: (typeof ranked)[number]) =>
    score + (recent.includes(item.id) ? beforeOthers : 0);
  return [...typed, ...ranked.sort((a, b) => rank(b) - rank(a)).map(({ item }) => item)];
}

const mostFixed = 40;
const leastScore = 0.4;
/** As parts of a score, which is 1 for the whole name and about 0.5 for letters here and there. */
const beforeOthers = 0.1;
const behindCommands = 0.02;

/** The commands as they are without the page that the palette is: they are run after it was closed. */
const withoutPage = (context: CommandContext): CommandContext => ({
  ...context,
  view: { ...context.view, getState: () => ({ ...context.view.getState(), overlay: null, prompt: null }) },
});

/** What was chosen lately comes first, newest first. */
function lately(items: readonly PaletteItem[], recent: readonly string[]): readonly PaletteItem[] {
  const first = recent.flatMap((id) => items.find((item) => item.id === id) ?? []);
  return [...first, ...items.filter((item) => !first.includes(item) && !isResource(item))];
}

const commandItem = (command: Command, context: CommandContext): PaletteItem => ({
  id: command.id,
  title: command.title,
  note: '',
  alias: command.id.replaceAll('.', ' '),
  keys: context.keymap().keysOf(command),
  reason: whyNotHere(command, context),
  run: (now) => runCommand(command, now),
});

const argument = (verb: string, value: string, run: PaletteItem['run']): PaletteItem => ({
  id: `${verb} ${value}`,
  title: `${verb} ${value}`,
  note: '',
  alias: value,
  keys: [],
  reason: null,
  run,
});

/** What takes an argument. */
export const argumentVerbs: readonly string[] = ['scope', 'theme', 'sort', 'layout', 'pane', 'filter'];

/** Verbs with what they take, each on a line of its own. */
function argumentItems({ view, fleet, themes }: CommandContext): readonly PaletteItem[] {
  const { pane } = view.getState();
  const columns = isList(pane) ? columnsOf[pane].map(({ id }) => ({ id, list: pane })) : [];
  return [
    ...[...fleet.getState().providers.keys()].map((name) =>
      argument('scope', name, (context) => setScope(context, name)),
    ),
    argument('scope', 'all', (context) => setScope(context, null)),
    ...themes.names().map((name) => argument('theme', name, (context) => wear(context, name))),
    ...columns.map(({ id, list }) => argument('sort', id, (context) => sortBy(context, list, id))),
    ...layoutNames.map((name) => argument('layout', name, (context) => setLayout(context, name))),
    ...panesOf(view.getState()).map((id) => argument('pane', id, (context) => focusPane(context, id))),
  ];
}

/** For this run; the settings keep one. */
function wear({ themes, view }: CommandContext, name: string): void {
  void themes.wear(name).then((fault) => {
    if (fault !== null) view.setState({ notice: fault });
  });
}

/** `filter cpu>80`: the one verb that takes any text. */
function typedFilter(text: string, { view }: CommandContext): readonly PaletteItem[] {
  const typed = /^filter\s+(.*)$/.exec(text)?.[1]?.trim();
  if (typed === undefined) return [];
  const { pane } = view.getState();
  const reason = isList(pane) ? filterFault(pane, typed) : `Only in ${listIds.map(paneTitle).join(', ')}`;
  return [{ ...argument('filter', typed, (context) => filterList(typed, context)), reason }];
}

const resourcePrefix = 'go ';

const isResource = ({ id }: PaletteItem): boolean => id.startsWith(resourcePrefix);

function resourceItem(
  { ref, name, list }: Omit<FoundResource, 'score'>,
  context: CommandContext,
): PaletteItem {
  const { servers, apps } = context.fleet.getState();
  const status = (list === 'servers' ? servers : apps).get(ref)?.status ?? '';
  return {
    id: `${resourcePrefix}${ref}`,
    title: name,
    note: `${list === 'servers' ? 'server' : 'app'} ${status} ${ref}`,
    alias: ref,
    keys: [],
    reason: null,
    run: (now) => goToRow(now, list, ref),
  };
}

/** Those that were gone to lately and are there still. */
function recentResources(context: CommandContext): readonly PaletteItem[] {
  const { servers, apps } = context.fleet.getState();
  return context.view.getState().recent.flatMap((id) => {
    const ref = id.startsWith(resourcePrefix) ? id.slice(resourcePrefix.length) : '';
    const resource = servers.get(ref) ?? apps.get(ref);
    if (resource === undefined) return [];
    return [resourceItem({ ref, name: resource.name, list: servers.has(ref) ? 'servers' : 'apps' }, context)];
  });
}
