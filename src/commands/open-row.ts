import { selectedKey } from '../store/rows.ts';
import type { CommandContext } from './command.ts';
import { chooseProvider } from './create.ts';
import { openRelated } from './details.ts';
import { chooseFromHelp } from './help.ts';
import { chooseFromMenu } from './menu.ts';
import { chooseDeployment } from './rollback.ts';

/** Enter, by what lies over the panes: choose there, else show the row. */
export function open(context: CommandContext): void {
  const { overlay } = context.view.getState();
  if (overlay?.type === 'menu') chooseFromMenu(context);
  else if (overlay?.type === 'columns') context.view.setState({ overlay: null });
  else if (overlay?.type === 'help') chooseFromHelp(context);
  else if (overlay?.type === 'deployments') chooseDeployment(context);
  else if (overlay?.type === 'providers') chooseProvider(context);
  else if (overlay?.type === 'details') openRelated(context);
  else if (overlay === null) {
    const ref = selected(context);
    if (ref !== null) context.describe(ref);
  }
}

/** The pages over the panes say themselves what they have. */
export const whyNothingToOpen = (context: CommandContext): string | null =>
  context.view.getState().overlay === null && selected(context) === null ? 'There is no row here yet' : null;

const selected = ({ view, fleet, selectors }: CommandContext): string | null => {
  const { pane, cursors } = view.getState();
  return selectedKey(selectors, pane, fleet.getState(), cursors[pane]);
};
