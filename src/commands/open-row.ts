import { selectedKey } from '../store/rows.ts';
import { closeColumns } from './columns.ts';
import type { CommandContext } from './command.ts';
import { chooseProvider } from './create.ts';
import { openRelated } from './details.ts';
import { chooseFromHelp } from './help.ts';
import { chooseLogOfDeployment } from './log-deployments.ts';
import { chooseFromMenu } from './menu.ts';
import { chooseRollback } from './rollback.ts';

/** Enter, by what lies over the panes: choose there, else show the row. */
export function open(context: CommandContext): void {
  const { overlay } = context.view.getState();
  if (overlay?.type === 'menu') chooseFromMenu(context);
  else if (overlay?.type === 'columns') closeColumns(overlay, context);
  else if (overlay?.type === 'help') chooseFromHelp(context);
  else if (overlay?.type === 'deployments' && overlay.purpose === 'log') chooseLogOfDeployment(context);
  else if (overlay?.type === 'deployments') chooseRollback(context);
  else if (overlay?.type === 'providers') chooseProvider(context);
  else if (overlay?.type === 'details') openRelated(context);
  else if (overlay === null) {
    const ref = selected(context);
    if (ref !== null) context.describe(ref);
  }
}

/** The pages over the panes say themselves what they have. */
export const whyNothingToOpen = (context: CommandContext): string | null =>
  context.view.getState().overlay === null && selected(context) === null ? 'There is no row here' : null;

/** In Logs there is no cursor: it is the resource whose log is shown. */
const selected = ({ view, fleet, selectors, log }: CommandContext): string | null => {
  const { pane, cursors } = view.getState();
  if (pane === 'logs') return log.sources()[0]?.ref ?? null;
  return selectedKey(selectors, pane, fleet.getState(), cursors[pane]);
};
