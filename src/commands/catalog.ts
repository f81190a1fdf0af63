import { browseCommands } from './browse.ts';
import { columnsCommand } from './columns.ts';
import type { Command, Keymap } from './command.ts';
import { copyCommands } from './copy.ts';
import { costCommands } from './costs.ts';
import { createCommands } from './create.ts';
import { detailsCommands } from './details.ts';
import { exportCommand } from './export.ts';
import { filterCommand } from './filter.ts';
import { formCommands } from './forms.ts';
import { helpCommand } from './help.ts';
import { createKeymap } from './keymap.ts';
import { layoutCommands } from './layouts.ts';
import { logCommands } from './logs.ts';
import { markCommands } from './marks.ts';
import { menuCommand } from './menu.ts';
import { moveCommands } from './move.ts';
import { paletteCommand } from './palette.ts';
import { paneCommands } from './panes.ts';
import { quitCommands } from './quit.ts';
import { rollbackCommand } from './rollback.ts';
import { scopeCommands } from './scope.ts';
import { settingsCommand } from './settings.ts';
import { sortCommands } from './sort.ts';
import { sshCommand } from './ssh.ts';
import { verbCommands } from './verbs.ts';
import { detailsCommand, viewCommands } from './view.ts';
import { watchCommands } from './watch.ts';

/** Everything a user can do in the dashboard, in the order the help shows it. */
export const commands: readonly Command[] = [
  detailsCommand,
  ...logCommands,
  ...viewCommands,
  settingsCommand,
  ...quitCommands,
  ...detailsCommands,
  sshCommand,
  ...browseCommands,
  ...copyCommands,
  exportCommand,
  helpCommand,
  paletteCommand,
  filterCommand,
  ...sortCommands,
  columnsCommand,
  ...scopeCommands,
  ...costCommands,
  menuCommand,
  ...verbCommands,
  rollbackCommand,
  ...formCommands,
  ...createCommands,
  ...markCommands,
  ...watchCommands,
  ...paneCommands,
  ...layoutCommands,
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
