import { panesOf } from '../store/view-state.ts';
import { type Command, type CommandContext, worksIn } from './command.ts';
import { paneTitle } from './panes.ts';
import { workingPane } from './targets.ts';

/** Runs a command in the focused pane, or says why it cannot be run there now. */
export function runCommand(command: Command, context: CommandContext): void {
  const reason = whyNotHere(command, context);
  // Where it can be stands first: a narrow screen cuts the end off.
  const isElsewhere = reason !== null && !worksIn(command, workingPane(context));
  context.view.setState({ notice: isElsewhere ? `${reason}: ${command.title}` : reason });
  if (reason === null) command.run(context);
}

/** Why a command cannot be run in the focused pane now; null when it can. */
export const whyNotHere = (command: Command, context: CommandContext): string | null =>
  worksIn(command, workingPane(context)) ? (command.whyNot?.(context) ?? null) : notHere(command, context);

function notHere({ where }: Command, { view }: CommandContext): string | null {
  if (where === 'everywhere') return null;
  const panes = panesOf(view.getState()).filter((pane) => where.includes(pane));
  return `Only in ${panes.map(paneTitle).join(', ')}`;
}
