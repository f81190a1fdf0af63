import { type Command, type CommandContext, worksIn } from './command.ts';
import { canCreate, createCommands } from './create.ts';
import { formCommands } from './forms.ts';
import { rollbackCommand } from './rollback.ts';
import { chosenTargets, whyNoTarget } from './targets.ts';
import { verbCommands } from './verbs.ts';

/** What a row's menu offers, in the order shown. */
const menuCommands: readonly Command[] = [
  ...verbCommands,
  rollbackCommand,
  ...formCommands,
  ...createCommands,
];

export type MenuItem = {
  readonly command: Command;
  /** Why it cannot be chosen; null when it can. */
  readonly reason: string | null;
};

/**
 * The verbs for the row whose menu is open, each with the reason where it is not to be had; without a row, creation.
 * What servers never have is not offered for one, and likewise for apps.
 */
export function menuItems(context: CommandContext): readonly MenuItem[] {
  const { overlay } = context.view.getState();
  const [target] = chosenTargets(context);
  const pane = target?.kind === 'app' ? 'apps' : 'servers';
  const offered = overlay?.type === 'menu' && overlay.ref === null ? createCommands : menuCommands;
  return offered
    .filter((command) => worksIn(command, pane))
    .map((command) => ({ command, reason: command.whyNot?.(context) ?? null }));
}

export const menuCommand: Command = {
  id: 'menu',
  title: 'Actions for this row, and what to create',
  keys: ['a'],
  where: ['servers', 'apps', 'live'],
  footer: 'actions',
  whyNot: (context) =>
    chosenTargets(context).length === 0 && !canCreate(context) ? whyNoTarget(context) : null,
  run: (context) => {
    const ref = chosenTargets(context)[0]?.resource.ref ?? null;
    context.view.setState({ overlay: { type: 'menu', ref, index: 0, top: 0 } });
  },
};

/** Runs the verb under the menu's cursor, or says why not. */
export function chooseFromMenu(context: CommandContext): void {
  const { overlay } = context.view.getState();
  if (overlay?.type !== 'menu') return;
  const item = menuItems(context)[overlay.index];
  if (item === undefined) return;
  if (item.reason === null) item.command.run(context);
  else context.view.setState({ notice: item.reason });
}
