import type { Command } from 'commander';
import { didYouMean } from '../model/nearest.ts';

/**
 * Refuses the first word of a command that has commands of its own and yet an action: commander would hand any
 * word to that, as an argument.
 */
export function refuseUnknown(command: Command): void {
  const [first] = command.args;
  if (first === undefined) return;
  // What stands behind an equals sign may be a secret.
  const [word = ''] = first.split('=', 1);
  const value = word === first ? '' : '=***';
  const isOption = word.startsWith('-');
  const candidates = isOption
    ? command.options.map((option) => option.long ?? option.flags)
    : command.commands.map((sub) => sub.name());
  const meant = didYouMean(word, candidates) || ': see fleetop --help';
  command.error(`unknown ${isOption ? 'option' : 'command'} "${word}${value}"${meant}`);
}
