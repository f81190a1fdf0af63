import type { PaneId } from '../store/view-state.ts';
import type { Command, CommandContext } from './command.ts';
import { moveCommands } from './move.ts';
import { paneCommands } from './panes.ts';
import { viewCommands } from './view.ts';

/** Everything a user can do in the dashboard, in the order the help shows it. */
export const commands: readonly Command[] = [...viewCommands, ...paneCommands, ...moveCommands];

export const worksIn = (command: Command, pane: PaneId): boolean =>
  command.where === 'everywhere' || command.where.includes(pane);

/** Runs the command of a key in the focused pane, or says why it does nothing. An unbound key is ignored. */
export function runKey(key: string, context: CommandContext): void {
  const bound = commands.filter((command) => command.keys.includes(key));
  if (bound.length === 0) return;
  const { pane } = context.view.getState();
  const command = bound.find((candidate) => worksIn(candidate, pane));
  const reason = command === undefined ? notHere(bound[0]) : (command.whyNot?.(context) ?? null);
  context.view.setState({ notice: reason });
  if (reason === null) command?.run(context);
}

const notHere = (command: Command | undefined): string | null =>
  command === undefined || command.where === 'everywhere'
    ? null
    : `${command.title}: only in ${command.where.map((pane) => pane[0]?.toUpperCase() + pane.slice(1)).join(', ')}`;
