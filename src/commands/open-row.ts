import { activityRow } from '../store/activity.ts';
import { cursorIndex, selectedKey } from '../store/rows.ts';
import { closeColumns } from './columns.ts';
import type { CommandContext } from './command.ts';
import { chooseProvider } from './create.ts';
import { openRelated } from './details.ts';
import { chooseFromHelp } from './help.ts';
import { chooseLogOfDeployment } from './log-deployments.ts';
import { chooseFromMenu } from './menu.ts';
import { chooseRollback } from './rollback.ts';
import { targetOf } from './targets.ts';

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
export function whyNothingToOpen(context: CommandContext): string | null {
  const { overlay, pane } = context.view.getState();
  if (overlay !== null) return null;
  const key = selected(context);
  if (key === null) return 'There is no row here';
  const isListed = targetOf(context, key) !== null || context.fleet.getState().providers.has(key);
  return pane === 'activity' && !isListed ? 'What this was about is in no list any more' : null;
}

/** In Logs there is no cursor: it is the resource whose log is shown. In Activity it is what a row is about. */
const selected = ({ view, fleet, selectors, log }: CommandContext): string | null => {
  const { pane, cursors } = view.getState();
  if (pane === 'logs') return log.sources()[0]?.ref ?? null;
  if (pane === 'activity') {
    const rows = selectors.activity(fleet.getState());
    const activity = rows.items[cursorIndex(cursors.activity, rows)];
    return activity === undefined ? null : activityRow(activity).target;
  }
  return selectedKey(selectors, pane, fleet.getState(), cursors[pane]);
};
