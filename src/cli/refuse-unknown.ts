import type { Command } from 'commander';
import { didYouMean } from '../model/nearest.ts';

/**
 * Refuses the first word of a command that has commands of its own and yet an action: commander would hand any
 * word to that, as an argument.
 */
export function refuseUnknown(command: Command): void {
  const word = command.args[0];
  if (word === undefined) return;
  const isOption = word.startsWith('-');
  const candidates = isOption
    ? command.options.map((option) => option.long ?? option.flags)
    : command.commands.map((sub) => sub.name());
  const meant = didYouMean(word, candidates) || ': see fleetop --help';
  command.error(`unknown ${isOption ? 'option' : 'command'} "${word}"${meant}`);
}
