import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program.ts';
import { roofUsage } from '../../src/cli/refuse-bare.ts';

/** A command as its documentation tells it. */
export type DescribedCommand = {
  /** `fleetop env set` */
  readonly name: string;
  readonly description: string;
  /** What stands behind the name: `[options] <app> <name=value...>`. */
  readonly usage: string;
  readonly arguments: readonly Described[];
  readonly options: readonly Described[];
  /** What its help says at the end; empty for most. */
  readonly notes: string;
};

export type Described = { readonly term: string; readonly text: string };

/** The program itself first, then every visible command that can be run, in the order of the help. */
export function describedCommands(): readonly DescribedCommand[] {
  let printed = '';
  const program = createProgram({
    version: '0.0.0',
    helpWidth: 80,
    writeOut: (more) => {
      printed += more;
    },
    createContext: () => {
      throw new Error('documentation runs no command');
    },
    onExitCode: () => {},
  });
  /** What was added behind the help of a command. */
  const notesOf = (command: Command): string => {
    printed = '';
    command.outputHelp();
    return printed.slice(command.helpInformation().length).trim();
  };
  const below = (command: Command, path: readonly string[]): readonly DescribedCommand[] =>
    visible(command).flatMap((sub) => {
      const own = [...path, sub.name()];
      const isRoof = sub.usage().endsWith(roofUsage);
      return [...(isRoof ? [] : [describe(sub, own, notesOf(sub))]), ...below(sub, own)];
    });
  return [describe(program, ['fleetop'], notesOf(program)), ...below(program, ['fleetop'])];
}

/** The help command is no command of ours. */
const visible = (command: Command): readonly Command[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .filter((sub) => sub.name() !== 'help');

function describe(command: Command, path: readonly string[], notes: string): DescribedCommand {
  const help = command.createHelp();
  return {
    name: path.join(' '),
    description: command.description(),
    usage: command.usage(),
    arguments: command.registeredArguments.map((argument) => ({
      term: argument.variadic ? `${argument.name()}...` : argument.name(),
      text: help.argumentDescription(argument),
    })),
    options: help
      .visibleOptions(command)
      .filter((option) => option.long !== '--help')
      .map((option) => ({ term: help.optionTerm(option), text: help.optionDescription(option) })),
    notes,
  };
}
