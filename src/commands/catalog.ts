import type { Command, Keymap } from './command.ts';
import { costCommands } from './costs.ts';
import { createCommands } from './create.ts';
import { formCommands } from './forms.ts';
import { helpCommands } from './help.ts';
import { createKeymap } from './keymap.ts';
import { logCommands } from './logs.ts';
import { markCommands } from './marks.ts';
import { menuCommand } from './menu.ts';
import { moveCommands } from './move.ts';
import { paneCommands } from './panes.ts';
import { rollbackCommand } from './rollback.ts';
import { verbCommands } from './verbs.ts';
import { detailsCommand, viewCommands } from './view.ts';
import { watchCommands } from './watch.ts';

/** Everything a user can do in the dashboard, in the order the help shows it. */
export const commands: readonly Command[] = [
  detailsCommand,
  ...logCommands,
  ...viewCommands,
  ...helpCommands,
  ...costCommands,
  menuCommand,
  ...verbCommands,
  rollbackCommand,
  ...formCommands,
  ...createCommands,
  ...markCommands,
  ...watchCommands,
  ...paneCommands,
  ...moveCommands,
];

let newest: { readonly remapped: Readonly<Record<string, string>>; readonly keymap: Keymap } | null = null;

/** The keymap for a configuration's keys; the same keys give the same keymap. */
export function keymapOf(remapped: Readonly<Record<string, string>>): Keymap {
  if (newest?.remapped !== remapped) newest = { remapped, keymap: createKeymap(commands, remapped) };
  return newest.keymap;
}

/** The commands as a configuration may name them, and what is wrong with the keys it gives them. */
export const knownKeys = {
  commandIds: commands.map(({ id }) => id),
  faults: (remapped: Readonly<Record<string, string>>) => keymapOf(remapped).faults,
};
