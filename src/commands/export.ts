import type { FleetState } from '../store/fleet-state.ts';
import type { PaneId } from '../store/view-state.ts';
import { activityRow } from './activity-row.ts';
import type { Command, CommandContext } from './command.ts';
import { openPrompt, type PromptHandler } from './open-prompt.ts';
import { type ExportFormat, exportFormats, type ShownView } from './ports.ts';

const panes: readonly PaneId[] = ['servers', 'apps', 'live', 'billing', 'activity', 'sessions'];

/** The rows of the focused pane as they are shown, all of them; null where it has none to export. */
function shownView({ view, fleet, selectors }: CommandContext): ShownView | null {
  const state: FleetState = fleet.getState();
  const { pane } = view.getState();
  switch (pane) {
    case 'servers':
    case 'live':
      return { pane: 'servers', rows: selectors[pane](state).items };
    case 'apps':
      return { pane, rows: selectors.apps(state).items };
    case 'billing':
      return { pane, rows: selectors.report(state, view.getState().rates).accounts };
    case 'activity':
      return { pane, rows: selectors.activity(state).items.map(activityRow) };
    case 'sessions':
      return { pane, rows: selectors.sessions(state).items };
    case 'logs':
      return null;
  }
}

/** `fleetop-servers-2026-11-01.csv`, in the folder that the program was started in. */
const defaultName = ({ view, now }: CommandContext): string =>
  `fleetop-${view.getState().pane}-${new Date(now()).toISOString().slice(0, 10)}.csv`;

const formatOf = (name: string): ExportFormat | null => {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  return exportFormats.find((format) => format === extension) ?? null;
};

const formatWords = exportFormats.map((format) => `.${format}`).join(', ');

/** Opens the line again, with what was wrong beside it. */
function askAgain(context: CommandContext, name: string, why: string): void {
  openPrompt(context, 'export', name);
  context.view.setState({ notice: why });
}

async function write(context: CommandContext, given: string): Promise<void> {
  const name = given.trim();
  const format = formatOf(name);
  const shown = shownView(context);
  if (name === '' || shown === null) return;
  if (format === null) {
    askAgain(context, name, `the end of the name chooses the format: ${formatWords}`);
    return;
  }
  const isReplacing = context.view.getState().refusedFile === name;
  context.view.setState({ refusedFile: null });
  const text = await context.exportView(shown, format);
  const saved = text.ok ? context.saveFile(name, text.value, isReplacing) : text;
  if (saved.ok) {
    const { length } = shown.rows;
    context.view.setState({ notice: `${length} ${length === 1 ? 'row' : 'rows'} written to ${saved.value}` });
  } else {
    if (saved.problem.code === 'conflict') context.view.setState({ refusedFile: name });
    askAgain(context, name, saved.problem.message);
  }
}

export const exportPrompt: PromptHandler = {
  label: 'export to',
  onEnter: (text, context) => void write(context, text),
};

export const exportCommand: Command = {
  id: 'export',
  title: 'Export what is shown',
  keys: ['e'],
  where: panes,
  footer: 'export',
  whyNot: (context) => {
    const shown = shownView(context);
    if (context.view.getState().overlay !== null) return 'Close this page first: Esc';
    return shown === null || shown.rows.length === 0 ? 'There is nothing to export here yet' : null;
  },
  run: (context) => openPrompt(context, 'export', defaultName(context)),
};
