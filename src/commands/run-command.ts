import { type Command, type CommandContext, worksIn } from './command.ts';
import { paneTitle } from './panes.ts';
import { workingPane } from './targets.ts';

/** Runs a command in the focused pane, or says why it cannot be run there now. */
export function runCommand(command: Command, context: CommandContext): void {
  const reason = whyNotHere(command, context);
  context.view.setState({ notice: reason });
  if (reason === null) command.run(context);
}

/** Why a command cannot be run in the focused pane now; null when it can. */
export const whyNotHere = (command: Command, context: CommandContext): string | null =>
  worksIn(command, workingPane(context)) ? (command.whyNot?.(context) ?? null) : notHere(command);

const notHere = ({ title, where }: Command): string | null =>
  where === 'everywhere' ? null : `${title}: only in ${where.map(paneTitle).join(', ')}`;
