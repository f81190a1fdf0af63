import { activityColumns } from '../listing/activity-columns.ts';
import { appColumns } from '../listing/app-columns.ts';
import { arrangeColumns, offered } from '../listing/arrange-columns.ts';
import { billingColumns } from '../listing/billing-columns.ts';
import type { Column } from '../listing/column.ts';
import { costColumns } from '../listing/cost-columns.ts';
import { type ListId, listIds } from '../listing/list-id.ts';
import { chartedFigure, liveColumns } from '../listing/live-columns.ts';
import { serverColumns } from '../listing/server-columns.ts';
import { sessionColumns } from '../listing/session-columns.ts';
import type { Problem } from '../model/problem.ts';
import { activityRow } from '../store/activity.ts';
import type { FleetState } from '../store/fleet-state.ts';
import type { PaneId } from '../store/view-state.ts';
import type { Command, CommandContext } from './command.ts';
import { openPrompt, type PromptHandler } from './open-prompt.ts';
import { type ExportFormat, exportFormats, type ShownView } from './ports.ts';

/** The rows of the focused pane as they are shown, all of them, with the columns chosen; null where it has none to export. */
function shownView({ view, fleet, selectors }: CommandContext): ShownView | null {
  const state: FleetState = fleet.getState();
  const { pane, arrangements, showsCosts, rates, isProbing } = view.getState();
  const chosen = <Row>(columns: readonly Column<Row>[], list: ListId) =>
    arrangeColumns(offered(columns, arrangements[list].columns, isProbing), arrangements[list].columns, []);
  switch (pane) {
    case 'servers': {
      const columns = showsCosts
        ? costColumns(selectors.report(state).costs.servers, rates)
        : chosen(serverColumns, pane);
      return { pane, rows: selectors.servers(state).items, columns };
    }
    case 'live': {
      const columns = chosen(liveColumns, pane).filter(({ id }) => chartedFigure(id) === null);
      return { pane: 'servers', rows: selectors.live(state).items, columns };
    }
    case 'apps':
      return { pane, rows: selectors.apps(state).items, columns: chosen(appColumns, pane) };
    case 'billing':
      return { pane, rows: selectors.billing(state).items, columns: chosen(billingColumns, pane) };
    case 'activity': {
      const rows = selectors.activity(state).items.map(activityRow);
      return { pane, rows, columns: chosen(activityColumns, pane) };
    }
    case 'sessions':
      return { pane, rows: selectors.sessions(state).items, columns: chosen(sessionColumns, pane) };
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

/**
 * Opens the line again, with what was wrong beside it; who has gone on to something else is told alone. A file that is
 * there already is replaced when the line is sent as it then stands, and by no later one of that name.
 */
function askAgain(context: CommandContext, from: PaneId, name: string, { code, message }: Refusal): void {
  const { pane, prompt, overlay } = context.view.getState();
  if (pane === from && prompt === null && overlay === null) {
    openPrompt(context, 'export', name);
    context.view.setState({ refusedFile: code === 'conflict' ? name : null });
  }
  context.view.setState({ notice: message });
}

type Refusal = Pick<Problem, 'code' | 'message'>;

async function write(context: CommandContext, given: string): Promise<void> {
  const name = given.trim();
  const format = formatOf(name);
  const { pane, refusedFile } = context.view.getState();
  const shown = shownView(context);
  if (name === '' || shown === null) return;
  if (format === null) {
    const message = `the end of the name chooses the format: ${formatWords}`;
    askAgain(context, pane, name, { code: 'usage', message });
    return;
  }
  const isReplacing = refusedFile === name;
  context.view.setState({ refusedFile: null });
  const text = await context.exportView(shown, format);
  const saved = text.ok ? await context.saveFile(name, [text.value], { isReplacing }) : text;
  if (saved.ok) {
    const { length } = shown.rows;
    context.view.setState({ notice: `${length} ${length === 1 ? 'row' : 'rows'} written to ${saved.value}` });
  } else askAgain(context, pane, name, saved.problem);
}

export const exportPrompt: PromptHandler = {
  label: 'export to',
  onEnter: (text, context) => void write(context, text),
  onEscape: ({ view }) => view.setState({ refusedFile: null }),
};

export const exportCommand: Command = {
  id: 'export',
  title: 'Export what is shown',
  keys: ['e'],
  where: listIds,
  footer: 'export',
  whyNot: (context) => {
    const shown = shownView(context);
    if (context.view.getState().overlay !== null)
      return `Close this page first: ${context.keymap().press('back')}`;
    return shown === null || shown.rows.length === 0 ? 'There is nothing to export here yet' : null;
  },
  run: (context) => openPrompt(context, 'export', defaultName(context)),
};
