import { answerKey } from './answer.ts';
import { type Command, type CommandContext, worksIn } from './command.ts';
import { costCommands } from './costs.ts';
import { createCommands } from './create.ts';
import { formKey } from './form-key.ts';
import { formCommands } from './forms.ts';
import { markCommands } from './marks.ts';
import { menuCommand } from './menu.ts';
import { moveCommands } from './move.ts';
import { paneCommands } from './panes.ts';
import { rollbackCommand } from './rollback.ts';
import { secretKey } from './secret-key.ts';
import { verbCommands } from './verbs.ts';
import { viewCommands } from './view.ts';

/** Everything a user can do in the dashboard, in the order the help shows it. */
export const commands: readonly Command[] = [
  ...viewCommands,
  ...costCommands,
  menuCommand,
  ...verbCommands,
  rollbackCommand,
  ...formCommands,
  ...createCommands,
  ...markCommands,
  ...paneCommands,
  ...moveCommands,
];

/**
 * Runs the command of a key in the focused pane, or says why it does nothing. An unbound key is ignored; a question,
 * a form and a secret that are open get every key, but the one that leaves at once. `isAlone`: no other key came in the same read.
 */
export function runKey(key: string, isAlone: boolean, context: CommandContext): void {
  const { overlay } = context.view.getState();
  if (overlay?.type === 'question' && key !== 'ctrl+c') answerKey(key, isAlone, overlay, context);
  else if (overlay?.type === 'form' && !passing.has(key)) formKey(key, overlay, context);
  else if (overlay?.type === 'secret' && !passing.has(key)) secretKey(key, overlay, context);
  else runBound(key, context);
}

function runBound(key: string, context: CommandContext): void {
  const bound = commands.filter((command) => command.keys.includes(key));
  if (bound.length === 0) return;
  const { pane } = context.view.getState();
  const command = bound.find((candidate) => worksIn(candidate, pane));
  const reason = command === undefined ? notHere(bound[0]) : (command.whyNot?.(context) ?? null);
  context.view.setState({ notice: reason });
  if (reason === null) command?.run(context);
}

/** What concerns the terminal, whatever is on it. */
const passing: ReadonlySet<string> = new Set(['ctrl+c', 'ctrl+l', 'ctrl+z']);

const notHere = (command: Command | undefined): string | null =>
  command === undefined || command.where === 'everywhere'
    ? null
    : `${command.title}: only in ${command.where.map((pane) => pane[0]?.toUpperCase() + pane.slice(1)).join(', ')}`;
