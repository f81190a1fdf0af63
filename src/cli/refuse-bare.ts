import type { Command } from 'commander';
import { refuseUnknown } from './refuse-unknown.ts';

/** How the usage of a roof ends: one of its commands is wanted. */
export const roofUsage = '<command>';

/** What a command does that is only a roof over its own commands: says which there are. Set after them. */
export function refuseBare(command: Command): void {
  const names = command.commands.map((sub) => sub.name()).join(', ');
  command
    .usage(`[options] ${roofUsage}`)
    .allowExcessArguments()
    .action(() => {
      refuseUnknown(command);
      command.error(`${command.name()} needs one of ${names}`);
    });
}
